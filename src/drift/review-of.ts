import { formatAnchor, parseAnchor, type Anchor } from '../anchor/anchor.ts';
import { resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { GoRelease } from '../go/go-release.ts';
import { hasSource, isPartial } from '../release/release.ts';
import type { Review, ReviewRow } from '../release/review.ts';
import { compareReleaseIds } from '../release/span-of-releases.ts';
import { keyedAnchors, noteAnchor, type KeyedAnchor } from '../tour/anchor-keys.ts';
import { carriedAnchor } from '../tour/carried.ts';
import type { TourDraft } from '../tour/parse-tour.ts';
import { carryThrough, type CarriedFar } from './carry-through.ts';
import type { AnchorPlace, AnchorToCarry } from './carried-anchor.ts';
import { portRows, portsToCarry, startPorts } from './review-ports.ts';
import type { PortedSymbol, ReviewedRelease } from './reviewed-release.ts';
import { placeOf, seenOf } from './seen-of.ts';
import { sinceRead, statusSince } from './since-read.ts';

export interface ReviewRequest {
  /** The content as it is for the new release. */
  readonly draft: TourDraft;
  readonly ports: readonly PortedSymbol[];
  /** The release whose Go the ports were written from. */
  readonly home: ReviewedRelease;
  readonly from: ReviewedRelease;
  /** Releases between, oldest first. */
  readonly via: readonly ReviewedRelease[];
  readonly to: ReviewedRelease;
}

/** Carries every anchor of the tour and of the ports over, and writes down what became of it. */
export function reviewOf({ draft, ports, home, from, via, to }: ReviewRequest): Review {
  const keyed = draft.chapters.flatMap(({ stops }) => stops.flatMap(keyedAnchors));
  const olds = oldAnchors(keyed, from);
  const toCarry = keyed.flatMap(({ key, stop, note }): AnchorToCarry[] => {
    const anchor = olds.get(key);
    const kind = note ? 'note' : 'excerpt';
    return anchor && hasSource(to.release, anchor.path)
      ? [{ key, kind, owner: stop.slug, anchor }]
      : [];
  });
  const hops = { home, from, to };
  const started = startPorts(ports, hops);
  const { onward, fromHome } = portsToCarry(started, hops);
  const isFromHome = home.release.id === from.release.id;
  const carried = byKey([
    ...carryThrough([...toCarry, ...onward, ...(isFromHome ? fromHome : [])], [from, ...via, to]),
    ...(isFromHome || fromHome.length === 0
      ? []
      : carryThrough(fromHome, [home, ...laterThan(home, [from, ...via]), to])),
  ]);
  return {
    release: to.release.id,
    from: from.release.id,
    via: via.map(({ release }) => release.id),
    anchors: Object.fromEntries(anchorRows(keyed, olds, carried, from, to)),
    ports: portRows(started, carried, hops),
  };
}

const byKey = (outcomes: readonly CarriedFar[]): Map<string, CarriedFar> =>
  new Map(outcomes.map((outcome) => [outcome.key, outcome]));

const laterThan = (home: ReviewedRelease, hops: readonly ReviewedRelease[]): ReviewedRelease[] =>
  hops.filter(({ release }) => compareReleaseIds(release.id, home.release.id) > 0);

/** What became of an excerpt, and what it shows now. */
interface Made {
  readonly row: ReviewRow;
  readonly anchor: Anchor | undefined;
}

function anchorRows(
  keyed: readonly KeyedAnchor[],
  olds: ReadonlyMap<string, Anchor>,
  carried: ReadonlyMap<string, CarriedFar>,
  from: ReviewedRelease,
  to: ReviewedRelease,
): Map<string, ReviewRow> {
  const rows = new Map<string, ReviewRow>();
  const excerpts = new Map<KeyedAnchor['excerpt'], Made>();
  for (const row of keyed) {
    const earlier = earlierRow(row, from);
    const old = olds.get(row.key);
    const excerpt = row.note && excerpts.get(row.excerpt);
    if (!old) {
      const lost = earlier && stillLost(row, earlier, excerpt?.row, from, to);
      if (!lost) continue;
      rows.set(row.key, lost);
      if (!row.note) excerpts.set(row.excerpt, { row: lost, anchor: undefined });
      continue;
    }
    const notes = row.note
      ? []
      : keyed.flatMap(({ key, excerpt: of }) => (of === row.excerpt && carried.get(key)?.to) || []);
    const made = rowOf(row, old, carried.get(row.key), excerpt, notes, from, to);
    rows.set(row.key, sinceRead(made.row, earlier, from.review?.from ?? from.release.id));
    if (!row.note) excerpts.set(row.excerpt, made);
  }
  return rows;
}

/** What the earlier release knows of an anchor, if content still writes it so. */
function earlierRow(
  { key, written }: KeyedAnchor,
  { review }: ReviewedRelease,
): ReviewRow | undefined {
  const row = review?.anchors[key];
  return row?.written === written ? row : undefined;
}

/** Key -> where an anchor was in the earlier release; what had no place there is left out. */
function oldAnchors(keyed: readonly KeyedAnchor[], from: ReviewedRelease): Map<string, Anchor> {
  const olds = new Map<string, Anchor>();
  const excerpts = new Map<KeyedAnchor['excerpt'], Anchor>();
  for (const row of keyed) {
    const old = oldAnchor(row, excerpts, from);
    if (!old) continue;
    olds.set(row.key, old);
    if (!row.note) excerpts.set(row.excerpt, old);
  }
  return olds;
}

/** Where an anchor was: as the earlier release carried it, or the alternative that it has. */
function oldAnchor(
  keyed: KeyedAnchor,
  excerpts: ReadonlyMap<KeyedAnchor['excerpt'], Anchor>,
  from: ReviewedRelease,
): Anchor | undefined {
  const { excerpt, note } = keyed;
  const { go } = from;
  const earlier = earlierRow(keyed, from);
  if (earlier?.status === 'orphan' || earlier?.lostIn !== undefined) return undefined;
  const carried = carriedAnchor(earlier);
  if (carried) return carried;
  if (!note) return excerpt.anchors.find((anchor) => isResolved(resolveAnchor(go, anchor)));
  const own = excerpts.get(excerpt);
  const anchor = own && noteAnchor(own, note);
  return anchor && isResolved(resolveAnchor(go, anchor)) ? anchor : undefined;
}

/**
 * An orphan of the earlier release stays one, and stays waived, until content names another place:
 * that its anchor resolves says nothing, since it may have done so then, and meant other code. Where
 * the source of its code is not here at all it is absent, and an orphan again where there is source.
 */
function stillLost(
  { excerpt, note }: KeyedAnchor,
  earlier: ReviewRow,
  shown: ReviewRow | undefined,
  { release, review }: ReviewedRelease,
  to: ReviewedRelease,
): ReviewRow | undefined {
  const { lostIn: lostBefore, ...rest } = earlier;
  const wasIn = earlier.wasIn ?? review?.from;
  const since = { ...rest, ...(wasIn && earlier.was ? { wasIn } : {}) };
  const lostIn = earlier.status === 'orphan' ? release.id : lostBefore;
  const isHere = note
    ? shown?.status !== 'absent'
    : excerpt.anchors.some(({ path }) => hasSource(to.release, path));
  if (!isHere) {
    const lost = lostIn ? { lostIn } : {};
    return { ...since, ...lost, status: 'absent', confidence: 1, reasons: [] };
  }
  if (!lostIn) return undefined;
  const reasons = [
    ...(shown?.status === 'orphan' ? [noExcerpt] : []),
    `It had no place in ${lostIn} already.`,
  ];
  return { ...since, status: 'orphan', confidence: 0, reasons };
}

/** Why a note is an orphan whose excerpt is one. */
export const noExcerpt = 'Its excerpt has no place in this release.';

function rowOf(
  keyed: KeyedAnchor,
  old: Anchor,
  outcome: CarriedFar | undefined,
  excerpt: Made | undefined,
  notes: readonly AnchorPlace[],
  from: ReviewedRelease,
  to: ReviewedRelease,
): Made {
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
      reasons: [...reasons, ...notesText(notes), ...(outcome?.proposals ?? []).map(proposalText)],
    },
    anchor: undefined,
  });
  if (note && (!excerpt?.row.is || excerpt.row.status === 'orphan')) {
    const found = place ? [`Its code is in ${nameOf(place)} now, ${linesText([place])}.`] : [];
    return orphan([noExcerpt, ...found]);
  }
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
    status: statusSince([outcome.status], was, is),
    confidence: outcome.confidence,
    ...(isChosen || carriedTo === undefined ? {} : { anchor: carriedTo }),
    ...(is ? { is } : {}),
    reasons: [...outcome.reasons],
  };
  const parsed = carriedTo === undefined ? undefined : parseAnchor(carriedTo);
  return { row, anchor: parsed && 'path' in parsed ? parsed : undefined };
}

/** Where the notes of an excerpt are that has no place: the best hint for whoever looks for it. */
function notesText(notes: readonly AnchorPlace[]): string[] {
  const bySymbol = [...Map.groupBy(notes, nameOf)].map(
    ([name, places]) => `${name}, ${linesText(places)}`,
  );
  return bySymbol.length > 0 ? [`Its notes are in ${bySymbol.join('; in ')}.`] : [];
}

const nameOf = ({ path, symbol }: AnchorPlace): string => `\`${path}#${symbol}\``;

/** `line 504`; `lines 504, 548 to 557`. Lines inside others are not told again. */
function linesText(places: readonly AnchorPlace[]): string {
  const all = places.map(({ lines }) => lines);
  const outer = all
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ to }, at, sorted) => sorted.slice(0, at).every((before) => before.to < to));
  const ranges = outer.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${/^\d+$/.test(ranges.join()) ? 'line' : 'lines'} ${ranges.join(', ')}`;
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
