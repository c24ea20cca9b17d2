import type { Span } from '../go/go-file.ts';
import type { Alignment } from './align.ts';
import type { PieceMatch } from './piece-match.ts';
import type { TokenPiece, Version } from './version.ts';

/** A stretch of the new version, and how alike it is to the old one. */
export interface CarriedRange {
  readonly span: Span;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Least share of the tokens of several pieces that must be found again. */
const leastKept = 0.6;

/**
 * Carries a stretch of a declaration over: it must begin and end on pieces, and those must be found
 * again. Of several pieces all are followed, so that the new edges hold what the old ones held.
 *
 * @returns Or why not, in words.
 */
export function carryRange(
  range: Span,
  before: Version,
  after: Version,
  matches: ReadonlyMap<number, PieceMatch>,
  { toNew }: Alignment,
): CarriedRange | string {
  const single = before.pieces.find(({ start, end }) => start === range.start && end === range.end);
  if (single) {
    const match = matches.get(single.at);
    if (!match) return `its ${nameOf(single)} is not found again, or not in one place only`;
    return { span: match.piece, confidence: match.share };
  }
  const parts = outermost(before.pieces, range);
  const [head] = parts;
  const tail = parts.at(-1);
  if (!head || !tail || head.start !== range.start || tail.end !== range.end) {
    return 'it does not begin and end on pieces of the syntax';
  }
  const found = parts.flatMap((part) => {
    const match = matches.get(part.at);
    return match ? [{ part, match }] : [];
  });
  if (found.length === 0) return 'none of its pieces is found again';
  const start = Math.min(...found.map(({ match }) => match.piece.start));
  const end = Math.max(...found.map(({ match }) => match.piece.end));
  const kinds = new Set(found.map(({ match }) => match.piece.parent));
  const oldKinds = new Set(found.map(({ part }) => part.parent));
  if (kinds.size > oldKinds.size) return 'its pieces are no longer together';
  const kept = found.reduce((sum, { part, match }) => sum + sizeOf(part) * match.share, 0);
  const all = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  if (kept < leastKept * all) return 'too little of it is found again';
  for (const piece of before.pieces) {
    const match = matches.get(piece.at);
    if (!match || (piece.start >= range.start && piece.end <= range.end)) continue;
    if (piece.start <= range.start && piece.end >= range.end) continue;
    if (match.piece.start >= start && match.piece.end <= end) {
      return 'what stood outside of it now stands inside';
    }
  }
  const edges = [
    edgeHolds('start', head, matches, { start, end }, before, after, toNew),
    edgeHolds('end', tail, matches, { start, end }, before, after, toNew),
  ];
  if (edges.includes(false)) return 'where it begins or ends has been rewritten';
  return { span: { start, end }, confidence: kept / all };
}

/**
 * Whether an edge of several pieces is certain: its piece is found again and lies at the edge, or
 * it was deleted and nothing new took its place.
 */
function edgeHolds(
  side: 'start' | 'end',
  piece: TokenPiece,
  matches: ReadonlyMap<number, PieceMatch>,
  span: Span,
  before: Version,
  after: Version,
  toNew: Int32Array,
): boolean {
  const match = matches.get(piece.at);
  // Inside, its place was exchanged with another of the range: the edges still hold the same.
  if (match) return true;
  // Word for word elsewhere: not deleted, and nobody knows which of two edges it is now.
  if (isElsewhere(piece, before, after)) return false;
  // Deleted: the token outside must be the neighbour of what is left.
  const outside = side === 'start' ? piece.first - 1 : piece.last;
  const edge =
    side === 'start'
      ? after.tokens.findIndex(({ start }) => start >= span.start) - 1
      : after.tokens.findIndex(({ start }) => start >= span.end);
  return outside >= 0 && outside < before.tokens.length && toNew[outside] === edge;
}

function isElsewhere(piece: TokenPiece, before: Version, after: Version): boolean {
  const textOf = ({ tokens }: Version, { first, last }: TokenPiece): string =>
    tokens
      .slice(first, last)
      .map(({ text }) => text)
      .join(' ');
  const text = textOf(before, piece);
  return after.pieces.some(
    (other) =>
      other.type === piece.type && sizeOf(other) === sizeOf(piece) && textOf(after, other) === text,
  );
}

/** The pieces of a stretch that are in no other of its pieces. */
function outermost(pieces: readonly TokenPiece[], { start, end }: Span): TokenPiece[] {
  const inside = pieces.filter((piece) => piece.start >= start && piece.end <= end);
  const found: TokenPiece[] = [];
  for (const piece of inside) {
    if (piece.start >= (found.at(-1)?.end ?? -1)) found.push(piece);
  }
  return found;
}

const sizeOf = ({ first, last }: TokenPiece): number => last - first;

const nameOf = ({ type }: TokenPiece): string => type.replaceAll('_', ' ');
