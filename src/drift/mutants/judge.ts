import type { DeclarationKind, GoFile, Span } from '../../go/go-file.ts';
import type { CarriedAnchor } from '../carried-anchor.ts';
import type { DriftRelease } from '../drift-release.ts';
import type { Mutation } from './edits.ts';
import { trace, type Strand } from './rope.ts';
import type { PlacedAnchor } from './subject.ts';

/** How a placement compares with the answer that is known by construction. */
export type Verdict =
  | 'right'
  | 'wrong edges'
  | 'wrong code'
  /** Gone or torn apart, and said so. */
  | 'orphan, rightly'
  /** It is in one place, and was not found. */
  | 'orphan, needlessly';

/** Judges where an anchor was carried to: by how the mutant was made, the answer is known. */
export function judge(
  next: DriftRelease,
  file: GoFile,
  mutation: Mutation,
  placed: PlacedAnchor,
  carried: CarriedAnchor,
): { readonly verdict: Verdict; readonly truth: string } {
  const truth = truthOf(next, file, mutation, placed);
  return { verdict: verdictOf(carried, truth), truth: wordsOf(truth) };
}

type Truth =
  | {
      readonly path: string;
      readonly symbol: string;
      readonly from: number;
      readonly to: number;
      readonly part: number;
    }
  | { readonly gone: string };

const wordsOf = (truth: Truth): string =>
  'gone' in truth ? truth.gone : `${truth.path}#${truth.symbol}:${truth.from}-${truth.to}`;

/** Of a range of which less is left, an orphan is right, too. */
const leastLeft = 0.6;

/** Where the text of an old stretch went, from how the mutant was made. */
function truthOf(
  next: DriftRelease,
  file: GoFile,
  mutation: Mutation,
  { anchor: { anchor }, span, isWhole, name }: PlacedAnchor,
): Truth {
  const old = file.declarations.find(({ name }) => name === anchor.symbol);
  const isMember = old !== undefined && isMemberKind(old.kind);
  const isPart = anchor.within?.kind === 'part';
  const places = placesOf(next, mutation, span, isMember, file);
  const isAll = isWhole || (anchor.within?.kind === 'part' && anchor.within.part === 'body');
  const [named] = name && isAll ? placesOf(next, mutation, name, isMember, file) : [];
  const most = named
    ? places.find((place) => place.path === named.path && place.symbol === named.symbol)
    : [...places].sort((a, b) => b.size - a.size)[0];
  if (!most) return { gone: 'deleted' };
  const { path, symbol } = most;
  const part = most.size / sizeOf(file.text, span);
  if (symbol === '') return { gone: 'in no declaration' };
  if (isWhole || isPart) {
    if (part <= 0.5 && !named) return { gone: 'taken apart' };
    if (isPart) return { path, symbol, ...linesOf(next, path, most.span), part };
    const now = next.go.file(path).declarations.find(({ name }) => name === symbol);
    if (!now) return { gone: 'deleted' };
    if (symbol !== anchor.symbol && isStill(next, file, mutation, most, isMember)) {
      return { gone: 'merged into another' };
    }
    const start = now.doc?.start ?? now.span.start;
    return { path, symbol, ...linesOf(next, path, { start, end: now.span.end }), part };
  }
  // Of a statement that was taken apart the part that holds its head may be shown, or none.
  if (places.length > 1) {
    const head = places.find((place) => place.path === file.path && place.symbol === anchor.symbol);
    if (!head) return { gone: 'torn apart' };
    return { path: head.path, symbol: head.symbol, ...linesOf(next, path, head.span), part: 0 };
  }
  return { path, symbol, ...linesOf(next, path, withoutTail(next, most, span, file)), part };
}

/** Without comments at its end that were not at its end before: no syntax holds them any more. */
function withoutTail({ go }: DriftRelease, { path, span }: Place, old: Span, file: GoFile): Span {
  const tail = /(?:\s*\/\/[^\n]*)+$/;
  const text = go.file(path).text.slice(span.start, span.end);
  if (tail.test(file.text.slice(old.start, old.end))) return span;
  return { start: span.start, end: span.start + text.replace(tail, '').length };
}

/** Whether a declaration holds most of what its own name stood for, besides what it took in. */
function isStill(
  next: DriftRelease,
  file: GoFile,
  mutation: Mutation,
  { path, symbol }: Place,
  isMember: boolean,
): boolean {
  const old = file.declarations.find(({ name }) => name === symbol);
  if (!old || path !== file.path) return false;
  const places = placesOf(next, mutation, old.span, isMember, file);
  const kept = places.find((place) => place.path === path && place.symbol === symbol);
  return kept !== undefined && kept.size > 0.5 * sizeOf(file.text, old.span);
}

const sizeOf = (text: string, { start, end }: Span): number =>
  text.slice(start, end).replace(/\s+/g, '').length;

const isMemberKind = (kind: DeclarationKind): boolean =>
  kind === 'field' || kind === 'interface method';

function linesOf({ go }: DriftRelease, path: string, span: Span) {
  return go.lines(go.file(path)).of(span);
}

/** A stretch of a new file that is in one declaration, and how much of the old text it holds. */
interface Place {
  readonly path: string;
  readonly symbol: string;
  readonly span: Span;
  readonly size: number;
}

/** Where an old stretch is in the new files, by top-level declaration or by member of a type. */
const placesOf = (
  next: DriftRelease,
  mutation: Mutation,
  span: Span,
  isMember: boolean,
  old: GoFile,
): Place[] =>
  [...mutation].flatMap(([path, rope]) => placesIn(next, path, rope, span, isMember, old));

function placesIn(
  next: DriftRelease,
  path: string,
  rope: readonly Strand[],
  span: Span,
  isMember: boolean,
  old: GoFile,
): Place[] {
  const file = next.go.file(path);
  const holders = file.declarations.filter(({ kind }) => isMemberKind(kind) === isMember);
  const found = new Map<string, Place>();
  let offset = 0;
  for (const strand of rope) {
    const at = offset;
    offset += strand.text.length;
    const traced = trace([strand], span);
    if (!traced) continue;
    // A strand may run over several declarations: each holds its part.
    for (const { name, span: own, doc } of [...holders, undefinedTop(file)]) {
      const outer = { start: doc?.start ?? own.start, end: own.end };
      const start = Math.max(outer.start, at + traced.span.start);
      const end = Math.min(outer.end, at + traced.span.end);
      if (start >= end) continue;
      const text = file.text.slice(start, end);
      if (text.trim() === '') continue;
      const known = found.get(name);
      const lead = text.length - text.trimStart().length;
      const trimmed = { start: start + lead, end: start + text.trimEnd().length };
      found.set(name, {
        path,
        symbol: name,
        span: known
          ? {
              start: Math.min(known.span.start, trimmed.start),
              end: Math.max(known.span.end, trimmed.end),
            }
          : trimmed,
        size: heldBy(strand, text, old) + (known?.size ?? 0),
      });
    }
  }
  return [...found.values()];
}

/** How much of the old text a part of a strand holds: all of what was replaced by other text. */
const heldBy = ({ text, origin }: Strand, part: string, old: GoFile): number =>
  origin && origin.end - origin.start !== text.length
    ? sizeOf(old.text, origin)
    : sizeOf(part, { start: 0, end: part.length });

const undefinedTop = (file: GoFile) => ({
  name: '',
  span: { start: file.text.length, end: file.text.length },
  doc: undefined,
});

function verdictOf(carried: CarriedAnchor, truth: Truth): Verdict {
  const { to } = carried;
  if (!to) {
    return 'gone' in truth || truth.part < leastLeft ? 'orphan, rightly' : 'orphan, needlessly';
  }
  if ('gone' in truth) return 'wrong code';
  if (to.path !== truth.path || to.symbol !== truth.symbol) return 'wrong code';
  if (to.lines.from === truth.from && to.lines.to === truth.to) return 'right';
  // Of what was taken apart the head is known, and new text may stand in it.
  const isAround = to.lines.from <= truth.from && to.lines.to >= truth.to;
  if (truth.part === 0 && isAround) return 'right';
  const isNear = to.lines.from <= truth.to && to.lines.to >= truth.from;
  return isNear ? 'wrong edges' : 'wrong code';
}
