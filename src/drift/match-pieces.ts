import type { Alignment } from './align.ts';
import { dice } from './dice.ts';
import { matchMembers } from './match-members.ts';
import type { TokenPiece, Version } from './version.ts';

/** A piece of the new version that an old one became. */
export interface PieceMatch {
  readonly piece: TokenPiece;
  /** Share of the tokens of both that are aligned with each other; 1 when nothing changed. */
  readonly share: number;
}

// Measured by `npm run mutants`: with these limits no piece of the mutants of any seed is matched with
// another's place, and more than 95 of 100 pieces of functions that are still in one place are found.

/** Tokens from which a piece that stands once before and once after needs no other witness. */
const tellingTokens = 8;
/** Least share of an edited piece whose surroundings are the same on one side. */
const leastShare = 0.6;
/** Least share of an edited piece with the same neighbours on both sides. */
const leastShareInPlace = 0.45;
/** By how much the best candidate must be better than the next. */
const margin = 0.15;

const known = new WeakMap<Alignment, ReadonlyMap<number, PieceMatch>>();

/** matchPieces, once for an alignment. */
export function matchesOf(
  before: Version,
  after: Version,
  alignment: Alignment,
): ReadonlyMap<number, PieceMatch> {
  const matches = known.get(alignment) ?? matchPieces(before, after, alignment);
  known.set(alignment, matches);
  return matches;
}

/**
 * Finds for every piece of the old version what it became in the new one; what is unsure is left
 * out. Pieces that stand once in both come first, wherever they went. For the others the aligned
 * tokens propose, and their surroundings confirm.
 *
 * @returns By the index of the old piece.
 */
export function matchPieces(
  before: Version,
  after: Version,
  { toNew, renames }: Alignment,
): ReadonlyMap<number, PieceMatch> {
  const oldKeys = keysOf(before, renames);
  const newKeys = keysOf(after, new Map());
  const oldByKey = groupByKey(oldKeys);
  const newByKey = groupByKey(newKeys);
  const matches = new Map<number, PieceMatch>();
  const taken = new Map<number, number>();
  const set = (old: number, piece: TokenPiece, share: number): void => {
    matches.set(old, { piece, share });
    taken.set(piece.at, old);
  };

  const shares = overlaps(before, after, toNew);
  const back = new Map<number, { old: number; share: number }[]>();
  for (const [old, list] of shares) {
    for (const { now, share } of list) {
      const claims = back.get(now) ?? [];
      claims.push({ old, share });
      back.set(now, claims);
    }
  }

  const members = memberPieces(before, after);
  const surroundings = surroundingsOf(before, after, matches, shares, oldKeys, newKeys);
  // Outer pieces come first, so that the surroundings of inner ones are known.
  for (const piece of before.pieces) {
    const key = oldKeys[piece.at] ?? '';
    if (members.has(piece.at)) {
      const member = members.get(piece.at);
      if (member) set(piece.at, member, dice(textsOf(before, piece), textsOf(after, member)));
      continue;
    }
    const twins = oldByKey.get(key) ?? [];
    const copies = newByKey.get(key) ?? [];
    const [only] = copies;
    if (twins.length === 1 && copies.length === 1 && only !== undefined) {
      const now = after.pieces[only];
      const aligned = shares
        .get(piece.at)
        ?.some((entry) => entry.now === only && entry.share === 1);
      if (now && (aligned === true || piece.last - piece.first >= tellingTokens)) {
        set(piece.at, now, 1);
        continue;
      }
    }
    const candidates = shares.get(piece.at) ?? [];
    const [best, next] = candidates;
    if (!best) continue;
    const now = after.pieces[best.now];
    if (!now || taken.has(now.at)) continue;
    // A piece that is still there word for word, wherever, has not become another.
    if (copies.length >= twins.length && key !== newKeys[now.at]) continue;
    // What stands once in the old version belongs to that place, and not to this one.
    const rightful = oldByKey.get(newKeys[now.at] ?? '') ?? [];
    if (rightful.length > 0 && !rightful.includes(piece.at)) continue;
    const claims = (back.get(now.at) ?? []).filter(({ old }) => old !== piece.at);
    const rival = Math.max(next?.share ?? 0, ...claims.map(({ share }) => share), 0);
    const isClear = best.share === 1 ? rival < 1 : best.share >= rival + margin;
    const { parent, previous, following } = surroundings(piece, now);
    if (!isClear && !(parent && previous && following)) continue;
    const exact = key === newKeys[now.at];
    const sides = Number(previous) + Number(following);
    const isSure = exact
      ? parent && (sides === 2 || (twins.length === copies.length && best.share === 1))
      : (parent && best.share >= leastShare && sides >= 1) ||
        (parent && best.share >= leastShareInPlace && sides === 2);
    if (isSure) set(piece.at, now, exact ? 1 : Math.min(best.share, 0.99));
  }
  return matches;
}

/** For every piece that is a member of a type what it became, or nothing. */
function memberPieces(
  before: Version,
  after: Version,
): ReadonlyMap<number, TokenPiece | undefined> {
  if (before.declaration.kind !== 'type') return new Map();
  const matches = matchMembers(before, after);
  return new Map(
    before.pieces
      .filter(({ type, parent }) => isMemberPiece(type) && !isMemberPiece(typeAt(before, parent)))
      .map(({ at, start }) => {
        const span = matches.get(start)?.declaration.span;
        return [
          at,
          after.pieces.find((piece) => isMemberPiece(piece.type) && piece.start === span?.start),
        ];
      }),
  );
}

const isMemberPiece = (type: string | undefined): boolean =>
  type === 'field_declaration' || type === 'method_elem';

const typeAt = ({ pieces }: Version, at: number): string | undefined => pieces[at]?.type;

const textsOf = ({ tokens }: Version, { first, last }: TokenPiece): string[] =>
  tokens.slice(first, last).map(({ text }) => text);

/** A piece's type and tokens, in the names of the new version. */
function keysOf({ tokens, pieces }: Version, renames: ReadonlyMap<string, string>): string[] {
  const texts = tokens.map(({ text, kind }) =>
    kind === 'word' ? (renames.get(text) ?? text) : text,
  );
  return pieces.map(({ type, first, last }) => `${type} ${texts.slice(first, last).join(' ')}`);
}

function groupByKey(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  keys.forEach((key, at) => {
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  });
  return groups;
}

interface Overlap {
  readonly now: number;
  readonly share: number;
}

/** For every old piece the new pieces of its type that hold some of its tokens, the best first. */
function overlaps(
  before: Version,
  after: Version,
  toNew: Int32Array,
): ReadonlyMap<number, readonly Overlap[]> {
  const around: number[][] = after.tokens.map(() => []);
  for (const { at, first, last } of after.pieces) {
    for (let token = first; token < last; token++) around[token]?.push(at);
  }
  return new Map(
    before.pieces.map((piece) => {
      const counts = new Map<number, number>();
      for (let token = piece.first; token < piece.last; token++) {
        for (const at of around[toNew[token] ?? -1] ?? []) {
          if (after.pieces[at]?.type === piece.type) counts.set(at, (counts.get(at) ?? 0) + 1);
        }
      }
      const size = piece.last - piece.first;
      const list = [...counts].map(([now, count]) => {
        const other = after.pieces[now];
        return { now, share: (2 * count) / (size + (other ? other.last - other.first : 0)) };
      });
      return [piece.at, list.sort((a, b) => b.share - a.share)];
    }),
  );
}

interface Surroundings {
  /** Both are in the same piece, or in one more that is new. */
  readonly parent: boolean;
  readonly previous: boolean;
  readonly following: boolean;
}

/** Compares what stands around an old and a new piece: comments beside them do not count. */
function surroundingsOf(
  before: Version,
  after: Version,
  matches: ReadonlyMap<number, PieceMatch>,
  shares: ReadonlyMap<number, readonly Overlap[]>,
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
    const match = matches.get(around)?.piece.at ?? shares.get(around)?.[0]?.now;
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
    return best?.now === now && best.share >= leastShare;
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
