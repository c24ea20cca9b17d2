import { formatAnchor, parseAnchor, type Anchor } from '../anchor/anchor.ts';
import { findDeclaration, resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { GoRelease } from '../go/go-release.ts';
import { blobIdOf } from '../release/blob-id.ts';
import { hasSource, isPartial, type Release } from '../release/release.ts';
import type { PortRow, Review, ReviewRow, Seen } from '../release/review.ts';
import { keyedAnchors, noteAnchor, type KeyedAnchor } from '../tour/anchor-keys.ts';
import { carriedAnchor } from '../tour/carried.ts';
import type { TourDraft } from '../tour/parse-tour.ts';
import { carryThrough, type CarriedFar } from './carry-through.ts';
import type { AnchorPlace, AnchorToCarry, DriftRelease } from './carry-anchors.ts';

/** A release as reviewing reads it. */
export interface ReviewedRelease extends DriftRelease {
  readonly release: Release;
  readonly review?: Review | undefined;
}

/** A port and the Go symbol that it stands for. */
export interface PortedSymbol {
  /** `src/ports/a/b.ts#name` */
  readonly port: string;
  readonly anchor: Anchor;
}

export interface ReviewRequest {
  /** The content as it is for the new release. */
  readonly draft: TourDraft;
  readonly ports: readonly PortedSymbol[];
  readonly from: ReviewedRelease;
  /** Releases between, oldest first. */
  readonly via: readonly ReviewedRelease[];
  readonly to: ReviewedRelease;
}

/** Carries every anchor of the tour and of the ports over, and writes down what became of it. */
export function reviewOf({ draft, ports, from, via, to }: ReviewRequest): Review {
  const stops = draft.chapters.flatMap((chapter) => chapter.stops);
  const keyed = stops.flatMap(keyedAnchors);
  const olds = new Map<string, Anchor>();
  const oldExcerpts = new Map<KeyedAnchor['excerpt'], Anchor>();
  for (const row of keyed) {
    const old = oldAnchor(row, oldExcerpts, from);
    if (!old) continue;
    olds.set(row.key, old);
    if (!row.note) oldExcerpts.set(row.excerpt, old);
  }
  const here = (path: string): boolean => hasSource(to.release, path);
  const toCarry = keyed.flatMap(({ key, stop, note }): AnchorToCarry[] => {
    const anchor = olds.get(key);
    const kind = note ? 'note' : 'excerpt';
    return anchor && here(anchor.path) ? [{ key, kind, owner: stop.slug, anchor }] : [];
  });
  const portsHere = ports.filter(
    ({ anchor }) => here(anchor.path) && isResolved(resolveAnchor(from.go, anchor)),
  );
  const symbols = Map.groupBy(portsHere, ({ anchor }) => formatAnchor(anchor));
  for (const [symbol, [port]] of symbols) {
    if (!port) continue;
    const owner = port.port.replace(/#.*$/, '');
    toCarry.push({ key: `port ${symbol}`, kind: 'port', owner, anchor: port.anchor });
  }
  const carried = new Map(
    carryThrough(toCarry, [from, ...via, to]).map((outcome) => [outcome.key, outcome]),
  );

  const rows = new Map<string, ReviewRow>();
  const excerpts = new Map<
    KeyedAnchor['excerpt'],
    { row: ReviewRow; anchor: Anchor | undefined }
  >();
  for (const row of keyed) {
    const old = olds.get(row.key);
    if (!old) {
      const lost = stillLost(row, from, to);
      if (lost) rows.set(row.key, lost);
      continue;
    }
    const excerpt = row.note && excerpts.get(row.excerpt);
    const made = rowOf(row, old, carried.get(row.key), excerpt, from, to);
    rows.set(row.key, made.row);
    if (!row.note) excerpts.set(row.excerpt, made);
  }
  return {
    release: to.release.id,
    from: from.release.id,
    via: via.map(({ release }) => release.id),
    anchors: Object.fromEntries(rows),
    ports: Object.fromEntries(
      [...symbols].map(([symbol, list]): [string, PortRow] => {
        const outcome = carried.get(`port ${symbol}`);
        return [
          symbol,
          {
            status: outcome?.status ?? 'orphan',
            ports: list.map(({ port }) => port),
            ...places(outcome, from, to),
          },
        ];
      }),
    ),
  };
}

/** Where an anchor was: as the earlier release carried it, or the alternative that it has. */
function oldAnchor(
  { key, excerpt, note, written }: KeyedAnchor,
  excerpts: ReadonlyMap<KeyedAnchor['excerpt'], Anchor>,
  { go, review }: ReviewedRelease,
): Anchor | undefined {
  const row = review?.anchors[key];
  const known = row?.written === written ? row : undefined;
  if (known?.status === 'orphan') return undefined;
  const carried = carriedAnchor(known);
  if (carried) return carried;
  if (!note) return excerpt.anchors.find((anchor) => isResolved(resolveAnchor(go, anchor)));
  const own = excerpts.get(excerpt);
  const anchor = own && noteAnchor(own, note);
  return anchor && isResolved(resolveAnchor(go, anchor)) ? anchor : undefined;
}

/**
 * An orphan of the earlier release stays one, and stays waived, until content names another place:
 * that its anchor resolves says nothing, since it may have done so then, and meant other code.
 */
function stillLost(
  { key, excerpt, written }: KeyedAnchor,
  { release, review }: ReviewedRelease,
  to: ReviewedRelease,
): ReviewRow | undefined {
  const known = review?.anchors[key];
  if (known?.written !== written) return undefined;
  if (known.status === 'orphan') {
    return { ...known, reasons: [`It had no place in ${release.id} already.`] };
  }
  const isHere = excerpt.anchors.some(({ path }) => hasSource(to.release, path));
  return known.status === 'absent' && !isHere ? known : undefined;
}

/** Why a note is an orphan whose excerpt is one. */
export const noExcerpt = 'Its excerpt has no place in this release.';

function rowOf(
  keyed: KeyedAnchor,
  old: Anchor,
  outcome: CarriedFar | undefined,
  excerpt: { row: ReviewRow; anchor: Anchor | undefined } | undefined,
  from: ReviewedRelease,
  to: ReviewedRelease,
): { row: ReviewRow; anchor: Anchor | undefined } {
  const { written, note } = keyed;
  const was = seenOf(placeOf(from.go, old), from);
  const base = { written, ...(was ? { was } : {}) };
  if (!hasSource(to.release, old.path) && isPartial(to.release)) {
    return { row: { ...base, status: 'absent', confidence: 1, reasons: [] }, anchor: undefined };
  }
  const byContent = chosenByContent(keyed, excerpt?.anchor, to.go);
  const place = outcome?.to;
  const carriedTo = place && (outcome.newAnchor ?? formatAnchor(old));
  // An alternative that a person wrote for another release says more than any likeness.
  const isMeant = byContent && !note && keyed.excerpt.anchors.length > 1;
  const named = isMeant && formatAnchor(byContent) !== formatAnchor(old) ? byContent : undefined;
  if (named) {
    const seen = seenOf(placeOf(to.go, named), to);
    const row: ReviewRow = {
      ...base,
      status: 'relocated',
      confidence: 1,
      ...(seen ? { is: seen } : {}),
      reasons: [`Content names it: ${formatAnchor(named)}.`],
    };
    return { row, anchor: named };
  }
  const orphan = (reasons: readonly string[]) => ({
    row: {
      ...base,
      status: 'orphan' as const,
      confidence: 0,
      reasons: [...reasons, ...(outcome?.proposals ?? []).map(proposalText)],
    },
    anchor: undefined,
  });
  if (note && (!excerpt?.row.is || excerpt.row.status === 'orphan')) return orphan([noExcerpt]);
  if (!outcome || !place || outcome.status === 'orphan') {
    return orphan(outcome?.reasons ?? ['It was not carried over.']);
  }
  if (note) {
    const { path = '', from: first = 0, to: last = 0 } = excerpt?.row.is ?? {};
    if (place.path !== path || place.lines.from < first || place.lines.to > last) {
      return orphan([
        `Its code is in ${place.path}#${place.symbol} now, which the excerpt does not show.`,
        ...outcome.reasons,
      ]);
    }
  }
  const isChosen = byContent !== undefined && formatAnchor(byContent) === carriedTo;
  const is = seenOf(place, to);
  const row: ReviewRow = {
    ...base,
    status: outcome.status,
    confidence: outcome.confidence,
    ...(isChosen || carriedTo === undefined ? {} : { anchor: carriedTo }),
    ...(is ? { is } : {}),
    reasons: [...outcome.reasons],
  };
  const parsed = carriedTo === undefined ? undefined : parseAnchor(carriedTo);
  return { row, anchor: parsed && 'path' in parsed ? parsed : undefined };
}

const proposalText = ({ path, symbol, lines }: AnchorPlace): string =>
  `Look first at ${path}#${symbol}, lines ${lines.from} to ${lines.to}.`;

/** What the compiler would take if nothing were carried. */
function chosenByContent(
  { excerpt, note }: KeyedAnchor,
  shown: Anchor | undefined,
  go: GoRelease,
): Anchor | undefined {
  if (!note) return excerpt.anchors.find((anchor) => isResolved(resolveAnchor(go, anchor)));
  const anchor = shown && noteAnchor(shown, note);
  return anchor && isResolved(resolveAnchor(go, anchor)) ? anchor : undefined;
}

/** Where an anchor is; a whole declaration with its doc comment, as an excerpt shows it. */
export function placeOf(go: GoRelease, anchor: Anchor): AnchorPlace | undefined {
  const resolved = resolveAnchor(go, anchor);
  const found = findDeclaration(go, anchor);
  if (!isResolved(resolved) || !('declaration' in found)) return undefined;
  const { path, symbol, blob } = resolved;
  const { file, declaration } = found;
  const start = declaration.doc?.start ?? declaration.span.start;
  const lines = anchor.within
    ? resolved.lines
    : go.lines(file).of({ start, end: declaration.span.end });
  return { path, symbol, lines, blob };
}

export function seenOf(
  place: AnchorPlace | undefined,
  { read }: Pick<DriftRelease, 'read'>,
): Seen | undefined {
  if (!place) return undefined;
  const { path, blob, lines } = place;
  const text = linesOfText(read(path).text, lines.from, lines.to);
  return { path, blob, from: lines.from, to: lines.to, text: blobIdOf(Buffer.from(text)) };
}

/** Lines of a text, counted from 1, with their newlines. */
export const linesOfText = (text: string, from: number, to: number): string =>
  text
    .split('\n')
    .slice(from - 1, to)
    .map((line) => `${line}\n`)
    .join('');

function places(
  outcome: CarriedFar | undefined,
  from: ReviewedRelease,
  to: ReviewedRelease,
): { was?: Seen; is?: Seen } {
  const was = seenOf(outcome?.from, from);
  const is = seenOf(outcome?.to, to);
  return { ...(was ? { was } : {}), ...(is ? { is } : {}) };
}
