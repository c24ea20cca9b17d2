import { parseAnchor, type Anchor } from '../anchor/anchor.ts';
import { hasSource, isPartial, type Release } from '../release/release.ts';
import type { Review, ReviewRow } from '../release/review.ts';
import { keyedAnchors, type KeyedAnchor } from './anchor-keys.ts';
import type { ExcerptDraft, NoteDraft, StopDraft } from './parse-stop.ts';
import type { TourDraft } from './parse-tour.ts';
import type { Prose } from './tour.ts';

/** What a release that was added by machine knows besides its source. */
export interface Carrying {
  readonly release?: Release | undefined;
  readonly review?: Review | undefined;
}

/** What became of the excerpts and notes of one stop. */
export interface CarriedStop {
  readonly keyOf: (draft: ExcerptDraft | NoteDraft) => string;
  /** Nothing for an anchor that was written, or written anew, after the release was added. */
  readonly rowOf: (draft: ExcerptDraft | NoteDraft) => ReviewRow | undefined;
  /** Whether an excerpt's code lies outside of what a partial release has. */
  readonly isAbsent: (draft: ExcerptDraft) => boolean;
}

export function carriedStop(stop: StopDraft, { release, review }: Carrying): CarriedStop {
  const keys = new Map<ExcerptDraft | NoteDraft, KeyedAnchor>(
    keyedAnchors(stop).map((keyed) => [keyed.note ?? keyed.excerpt, keyed]),
  );
  const rowOf = (draft: ExcerptDraft | NoteDraft): ReviewRow | undefined => {
    const keyed = keys.get(draft);
    const row = keyed && review?.anchors[keyed.key];
    return row?.written === keyed?.written ? row : undefined;
  };
  return {
    keyOf: (draft) => keys.get(draft)?.key ?? stop.slug,
    rowOf,
    isAbsent: (draft) =>
      rowOf(draft)?.anchor === undefined &&
      release !== undefined &&
      isPartial(release) &&
      !draft.anchors.some(({ path }) => hasSource(release, path)),
  };
}

/** The anchor to use in place of the written one, if there is one. */
export function carriedAnchor(row: ReviewRow | undefined): Anchor | undefined {
  const anchor = row?.anchor === undefined ? undefined : parseAnchor(row.anchor);
  return anchor && 'path' in anchor ? anchor : undefined;
}

/** The files that carried anchors lie in, besides those that content names. */
export function carriedPaths(draft: TourDraft, review: Review | undefined): string[] {
  if (!review) return [];
  return draft.chapters.flatMap(({ stops }) =>
    stops.flatMap((stop) => {
      const { rowOf } = carriedStop(stop, { review });
      return keyedAnchors(stop).flatMap(
        ({ excerpt, note }) => carriedAnchor(rowOf(note ?? excerpt))?.path ?? [],
      );
    }),
  );
}

/** A sentence of ours or of a maintainer's: text, whatever marks it has. */
export const plainSentence = (value: string): Prose => ({
  type: 'root',
  children: [
    { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value }] },
  ],
});
