import { formatAnchor, type Anchor } from '../anchor/anchor.ts';
import { findDeclaration, resolveAnchor } from '../anchor/resolve-anchor.ts';
import { isResolved } from '../anchor/resolved.ts';
import type { Span } from '../go/go-file.ts';
import type { AnchorPlace, AnchorToCarry, CarriedAnchor, CarriedLayer } from './carried-anchor.ts';
import type { DriftRelease } from './drift-release.ts';
import {
  calls,
  settleDeclaration,
  startDeclaration,
  type CarriedDeclaration,
} from './carry-declaration.ts';
import { carryLines, settingOf, tokensIn } from './carry-lines.ts';
import { carryRange } from './carry-range.ts';
import { likenessOf } from './likeness.ts';
import { matchesOf } from './match-pieces.ts';
import { counterpart, searchChanged, type Sought } from './search-changed.ts';
import { versionOf, type Version } from './version.ts';
import { writeAnchor } from './write-anchor.ts';

/**
 * Carries anchors from one release to the next: a pure function of the two sources. The answers
 * are in the order of the anchors.
 */
export function carryAnchors(
  anchors: readonly AnchorToCarry[],
  from: DriftRelease,
  to: DriftRelease,
): CarriedAnchor[] {
  const symbols = new Map<Version, CarriedDeclaration>();
  const tasks = anchors.map((anchor) => startTask(anchor, from, to, symbols));
  const search = searchChanged(
    [
      ...[...symbols.values()].flatMap(({ sought }) => sought ?? []),
      ...tasks.flatMap(({ sought }) => sought ?? []),
    ],
    from,
    to,
  );
  for (const symbol of symbols.values()) settleDeclaration(symbol, from, to, search.near);
  return tasks.map((task) => finishTask(task, from, to, search.near));
}

interface Task {
  readonly anchor: AnchorToCarry;
  readonly symbol?: CarriedDeclaration;
  /** The stretch that the anchor means in the old release. */
  readonly range?: Span;
  readonly sought?: (Sought & { readonly setting: Span }) | undefined;
  readonly reason?: string;
}

function startTask(
  anchor: AnchorToCarry,
  from: DriftRelease,
  to: DriftRelease,
  symbols: Map<Version, CarriedDeclaration>,
): Task {
  const found = findDeclaration(from.go, anchor.anchor);
  const resolved = resolveAnchor(from.go, anchor.anchor);
  if (!('declaration' in found)) return { anchor, reason: found.message };
  if (!isResolved(resolved)) return { anchor, reason: resolved.message };
  const symbol = startDeclaration(
    versionOf(from.go, found.file, found.declaration),
    from,
    to,
    symbols,
  );
  const range = resolved.span;
  const { before, home, verdict } = symbol;
  const isWhole = isWholeOf(anchor.anchor, range, before);
  let sought: Task['sought'];
  if (!isWhole && verdict !== 'same') {
    const isHere =
      home !== undefined &&
      verdict === 'sure' &&
      typeof carryWithin(anchor.anchor, range, before, home) !== 'string';
    const setting = isHere ? undefined : settingOf(range, before);
    if (setting) sought = { version: before, setting, tokens: tokensIn(before, setting) };
  }
  return { anchor, symbol, range, sought };
}

function finishTask(
  { anchor, symbol, range, sought, reason }: Task,
  from: DriftRelease,
  to: DriftRelease,
  near: (sought: Sought) => readonly Version[],
): CarriedAnchor {
  const written = formatAnchor(anchor.anchor);
  const head = { key: anchor.key, kind: anchor.kind, owner: anchor.owner, anchor: written };
  if (!symbol || !range) {
    const reasons = [`in the old release: ${reason ?? 'not found'}`];
    return { ...head, ...nowhere, from: undefined, proposals: [], reasons };
  }
  const { before } = symbol;
  const oldSpan = shownSpan(anchor.anchor, range, before);
  const place = placeOf(from, before, oldSpan);
  const orphan = (
    reasons: readonly string[],
    proposals: readonly AnchorPlace[],
  ): CarriedAnchor => ({
    ...head,
    ...nowhere,
    from: place,
    proposals,
    reasons,
  });
  const arrive = (
    after: Version,
    span: Span,
    confidence: number,
    layer: CarriedLayer,
    reasons: readonly string[],
  ): CarriedAnchor => {
    const { file, declaration } = after;
    const isWhole = isWholeOf(anchor.anchor, range, before);
    const shown = isWhole ? shownSpan(anchor.anchor, span, after) : span;
    const arrived = placeOf(to, after, shown);
    const { within } = anchor.anchor;
    const next = writeAnchor(to.go, file.path, declaration.name, span, within);
    if (!next) {
      return orphan(['no quote names its new place once'], [arrived]);
    }
    const edited = textOf(before, oldSpan) !== textOf(after, shown);
    const isElsewhere = !isSameName(after, before);
    const text = formatAnchor(next);
    const hasMoved = arrived.lines.from !== place.lines.from || arrived.lines.to !== place.lines.to;
    return {
      ...head,
      status: isElsewhere ? 'relocated' : edited ? 'edited' : hasMoved ? 'moved' : 'same',
      edited,
      confidence: round(confidence),
      layer: layer === 'aligned' && text === written ? 'same-quote' : layer,
      from: place,
      to: arrived,
      newAnchor: text === written ? undefined : text,
      proposals: [],
      reasons,
    };
  };

  const { home, verdict, now } = symbol;
  const reasons = symbol.reason ? [symbol.reason] : [];
  if (home && verdict === 'same') {
    const shift = home.start - before.start;
    const span = { start: range.start + shift, end: range.end + shift };
    return arrive(home, span, 1, 'same-text', reasons);
  }
  const version = now && holderOf(anchor.anchor, range, before, home, now.version, from);
  if (now && version) {
    const carried = carryWithin(anchor.anchor, range, before, version);
    if (typeof carried !== 'string') {
      const layer = isSameName(version, before) ? 'aligned' : 'symbol';
      const confidence = Math.min(now.confidence, carried.confidence);
      return arrive(version, carried.span, confidence, layer, reasons);
    }
    reasons.push(carried);
  } else if (now) reasons.push('its head is where its name is, and its code is not');
  if (sought) {
    const carried = carryLines(range, sought.setting, before, home, near(sought), from);
    if ('version' in carried) {
      const where = `its lines are now in \`${nameOf(carried.version)}\``;
      return arrive(carried.version, carried.span, carried.confidence, 'lines', [where]);
    }
    reasons.push(carried.reason);
  }
  const proposals = now ? [now.version] : symbol.proposals;
  return orphan(
    reasons,
    proposals.map((version) => placeOf(to, version, version)),
  );
}

const nowhere = {
  status: 'orphan',
  edited: true,
  confidence: 0,
  layer: 'none',
  to: undefined,
  newAnchor: undefined,
} as const;

/** Whether an anchor means all of its symbol. */
const isWholeOf = ({ within }: Anchor, range: Span, { declaration }: Version): boolean =>
  within === undefined ||
  (within.kind !== 'part' &&
    range.start === declaration.span.start &&
    range.end === declaration.span.end);

/** A whole symbol is shown with its doc comment. */
const shownSpan = (anchor: Anchor, range: Span, version: Version): Span =>
  anchor.within === undefined ? { start: version.start, end: version.end } : range;

/**
 * Of a function whose code left its name: what holds the stretch now. A doc comment and a signature
 * stay with a name that calls the code under a new one; where both have them, none is sure.
 */
function holderOf(
  anchor: Anchor,
  range: Span,
  before: Version,
  home: Version | undefined,
  now: Version,
  from: DriftRelease,
): Version | undefined {
  const isHead =
    !isWholeOf(anchor, range, before) && range.end <= (before.declaration.body?.start ?? 0);
  if (!home || home === now || !isHead) return now;
  const holds = (version: Version): boolean => {
    const carried = carryWithin(anchor, range, before, version);
    return typeof carried !== 'string' && textOf(before, range) === textOf(version, carried.span);
  };
  const isWrapped = calls(home, now) && !counterpart(from, now);
  if (isWrapped) return holds(home) || !holds(now) ? home : now;
  return holds(home) ? undefined : now;
}

/** Carries what an anchor means from a declaration to its new version. */
function carryWithin(
  { within }: Anchor,
  range: Span,
  before: Version,
  after: Version,
): { readonly span: Span; readonly confidence: number } | string {
  if (isWholeOf({ path: '', symbol: '', within }, range, before)) {
    return { span: after.declaration.span, confidence: 1 };
  }
  if (within?.kind === 'part') {
    const span = after.declaration[within.part];
    return span ? { span, confidence: 1 } : `it has no ${within.part} any more`;
  }
  const { alignment } = likenessOf(before, after);
  return carryRange(range, before, after, matchesOf(before, after, alignment), alignment);
}

function placeOf({ go }: DriftRelease, { file, declaration }: Version, span: Span): AnchorPlace {
  const { start, end } = span;
  const lines = go.lines(file).of({ start, end });
  return { path: file.path, symbol: declaration.name, lines, blob: file.blob };
}

/** The text of a stretch without the white space at line starts: an indented line is no edit. */
const textOf = ({ file }: Version, { start, end }: Span): string =>
  file.text.slice(start, end).replace(/^[ \t]+/gm, '');

const isSameName = (a: Version, b: Version): boolean =>
  a.file.path === b.file.path && nameOf(a) === nameOf(b);

const nameOf = ({ declaration }: Version): string => declaration.name;

const round = (value: number): number => Math.round(value * 100) / 100;
