import { h } from 'hastscript';
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
  readonly keyOf: (draft: ExcerptDraft | NoteDraft) => Pick<KeyedAnchor, 'key' | 'written'>;
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
    keyOf: (draft) => {
      const keyed = keys.get(draft);
      if (!keyed) throw new Error(`${stop.slug} has no such anchor`);
      return { key: keyed.key, written: keyed.written };
    },
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

/** A sentence of ours or of a maintainer's: text, and what stands between backticks as code. */
export const plainSentence = (sentence: string): Prose => h(null, [h('p', withCode(sentence))]);

const withCode = (sentence: string) =>
  sentence.split(/`([^`]+)`/).map((part, at) => (at % 2 === 0 ? part : h('code', part)));
