import type { TokenPiece, Version } from './version.ts';

/** A piece of the other version that has some of a piece's tokens. */
export interface Overlap {
  /** Its index. */
  readonly at: number;
  /** Share of the tokens of both that are aligned with each other. */
  readonly share: number;
}

/** The overlaps of every piece by its index, the greatest first. */
export type Overlaps = ReadonlyMap<number, readonly Overlap[]>;

/**
 * For every old piece the new pieces of its kind that hold some of its tokens. Comments count among
 * themselves only: a long one that came into a short block takes nothing from its code.
 */
export function overlaps(before: Version, after: Version, toNew: Int32Array): Overlaps {
  const around: number[][] = after.tokens.map(() => []);
  for (const { at, first, last } of after.pieces) {
    for (let token = first; token < last; token++) around[token]?.push(at);
  }
  const oldSize = sizesIn(before);
  const newSize = sizesIn(after);
  return new Map(
    before.pieces.map((piece) => {
      const counts = new Map<number, number>();
      for (let token = piece.first; token < piece.last; token++) {
        if (!isOwn(piece, before, token)) continue;
        for (const at of around[toNew[token] ?? -1] ?? []) {
          if (isOfOneKind(piece, after.pieces[at])) counts.set(at, (counts.get(at) ?? 0) + 1);
        }
      }
      const list = [...counts].map(([at, count]) => {
        const other = after.pieces[at];
        return { at, share: (2 * count) / (oldSize(piece) + (other ? newSize(other) : 0)) };
      });
      return [piece.at, list.sort((a, b) => b.share - a.share)];
    }),
  );
}

/** The same overlaps by the index of the new piece. */
export function reversed(shares: Overlaps): Overlaps {
  const claims = new Map<number, Overlap[]>();
  for (const [old, list] of shares) {
    for (const { at, share } of list) {
      const known = claims.get(at);
      if (known) known.push({ at: old, share });
      else claims.set(at, [{ at: old, share }]);
    }
  }
  for (const list of claims.values()) list.sort((a, b) => b.share - a.share);
  return claims;
}

/** Whether a token counts for a piece around it. */
const isOwn = ({ type }: TokenPiece, { tokens }: Version, token: number): boolean =>
  type === 'comment' || tokens[token]?.kind !== 'comment';

/** How many tokens count for a piece. */
function sizesIn({ tokens }: Version): (piece: TokenPiece) => number {
  const code = [0];
  for (const { kind } of tokens) code.push((code.at(-1) ?? 0) + (kind === 'comment' ? 0 : 1));
  return ({ type, first, last }) =>
    type === 'comment' ? last - first : (code[last] ?? 0) - (code[first] ?? 0);
}

/** A method that lost its receiver is still what it was. */
const isOfOneKind = (a: TokenPiece, b: TokenPiece | undefined): boolean =>
  b !== undefined && (a.type === b.type || (isCallable(a) && isCallable(b)));

const isCallable = ({ type }: TokenPiece): boolean =>
  type === 'function_declaration' || type === 'method_declaration';
