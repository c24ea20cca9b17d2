import type { PieceMatch } from './piece-match.ts';
import type { Overlaps } from './overlaps.ts';
import type { TokenPiece, Version } from './version.ts';

/** Least share of a neighbour, edited and not yet matched, that still bears witness. */
const leastShare = 0.6;

/** Whether what stands around an old and a new piece agrees. */
export interface Surroundings {
  /** Both are in the same piece, or in one more that is new. */
  readonly parent: boolean;
  readonly previous: boolean;
  readonly following: boolean;
}

/** Compares what stands around an old and a new piece: comments beside them do not count. */
export function surroundingsOf(
  before: Version,
  after: Version,
  matches: ReadonlyMap<number, PieceMatch>,
  shares: Overlaps,
  oldKeys: readonly string[],
  newKeys: readonly string[],
) {
  const oldFamily = familyOf(before);
  const newFamily = familyOf(after);
  const parentAgrees = (old: TokenPiece, now: TokenPiece): boolean => {
    let around = old.parent;
    while (around !== -1 && before.pieces[around]?.type === 'block') {
      around = before.pieces[around]?.parent ?? -1;
    }
    if (around === -1) return rootOf(after, now);
    const match = matches.get(around)?.piece.at ?? shares.get(around)?.[0]?.at;
    for (let at = now.parent; at !== -1; at = after.pieces[at]?.parent ?? -1) {
      if (at === match) return true;
    }
    return false;
  };
  const agrees = (old: number | undefined, now: number | undefined): boolean => {
    if (old === undefined || now === undefined) return old === now;
    const match = matches.get(old)?.piece.at;
    if (match !== undefined) return match === now;
    if (oldKeys[old] === newKeys[now]) return true;
    const [best] = shares.get(old) ?? [];
    return best?.at === now && best.share >= leastShare;
  };
  return (old: TokenPiece, now: TokenPiece): Surroundings => {
    const a = oldFamily(old);
    const b = newFamily(now);
    return {
      parent: parentAgrees(old, now),
      previous: agrees(a.previous, b.previous),
      following: agrees(a.following, b.following),
    };
  };
}

/** Whether a piece is at the top of its declaration: nothing but blocks of it around. */
const rootOf = (version: Version, { parent }: TokenPiece): boolean => {
  for (let at = parent; at !== -1; at = version.pieces[at]?.parent ?? -1) {
    const type = version.pieces[at]?.type;
    if (type !== 'block' && type !== undefined && !type.endsWith('_declaration')) return false;
  }
  return true;
};

function familyOf({ pieces }: Version) {
  const children = new Map<number, number[]>();
  for (const { at, parent, type } of pieces) {
    if (type === 'comment') continue;
    const list = children.get(parent);
    if (list) list.push(at);
    else children.set(parent, [at]);
  }
  return ({ at, parent, type, start, end }: TokenPiece) => {
    const list = children.get(parent) ?? [];
    if (type === 'comment') {
      return {
        previous: list.filter((other) => (pieces[other]?.end ?? 0) <= start).at(-1),
        following: list.find((other) => (pieces[other]?.start ?? 0) >= end),
      };
    }
    const index = list.indexOf(at);
    return { previous: list[index - 1], following: list[index + 1] };
  };
}
