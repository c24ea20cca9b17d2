import type { Alignment } from './align.ts';
import { dice } from './dice.ts';
import { headsOf } from './heads-of.ts';
import { matchMembers } from './match-members.ts';
import { overlaps, reversed, type Overlaps } from './overlaps.ts';
import type { PieceMatch } from './piece-match.ts';
import { surroundingsOf, type Surroundings } from './surroundings-of.ts';
import type { TokenPiece, Version } from './version.ts';

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
 * out. Pieces that stand once in both come first, wherever they went, and then those that have a
 * head which stands once in both. For the others the aligned tokens propose, and their
 * surroundings confirm.
 *
 * @returns By the index of the old piece.
 */
export function matchPieces(
  before: Version,
  after: Version,
  { toNew, renames }: Alignment,
): ReadonlyMap<number, PieceMatch> {
  const matches = new Map<number, PieceMatch>();
  const taken = new Set<number>();
  const oldKeys = keysOf(before, renames);
  const newKeys = keysOf(after, new Map());
  const oldHeads = headsOf(before, renames);
  const newHeads = headsOf(after, new Map());
  const shares = overlaps(before, after, toNew);
  const context: Context = {
    before,
    after,
    taken,
    oldKeys,
    newKeys,
    oldByKey: groupByKey(oldKeys),
    newByKey: groupByKey(newKeys),
    oldHeads,
    oldByHead: groupByKey(oldHeads),
    newByHead: groupByKey(newHeads),
    shares,
    claims: reversed(shares),
    surroundings: surroundingsOf(before, after, matches, shares, oldKeys, newKeys),
  };
  const members = memberPieces(before, after);
  // Outer pieces come first, so that the surroundings of inner ones are known.
  for (const piece of before.pieces) {
    const match = members.has(piece.at)
      ? members.get(piece.at)
      : (withItsText(piece, context) ?? withItsHead(piece, context) ?? inItsPlace(piece, context));
    if (!match) continue;
    matches.set(piece.at, match);
    taken.add(match.piece.at);
  }
  return matches;
}

/** Both versions, and what is known of their pieces so far. */
interface Context {
  readonly before: Version;
  readonly after: Version;
  /** New pieces that an old one has become. */
  readonly taken: ReadonlySet<number>;
  /** By the index of the piece. */
  readonly oldKeys: readonly string[];
  readonly newKeys: readonly string[];
  readonly oldHeads: readonly (string | undefined)[];
  readonly oldByKey: ReadonlyMap<string, readonly number[]>;
  readonly newByKey: ReadonlyMap<string, readonly number[]>;
  readonly oldByHead: ReadonlyMap<string, readonly number[]>;
  readonly newByHead: ReadonlyMap<string, readonly number[]>;
  /** Of the old pieces with new ones, and of the new ones with old ones. */
  readonly shares: Overlaps;
  readonly claims: Overlaps;
  readonly surroundings: (old: TokenPiece, now: TokenPiece) => Surroundings;
}

/** Old pieces and new ones with the same text as an old one. */
function alikeTo({ at }: TokenPiece, { oldKeys, oldByKey, newByKey }: Context) {
  const key = oldKeys[at] ?? '';
  return { twins: oldByKey.get(key) ?? [], copies: newByKey.get(key) ?? [] };
}

/** The piece with the same text, when it stands once in both. */
function withItsText(piece: TokenPiece, context: Context): PieceMatch | undefined {
  const { twins, copies } = alikeTo(piece, context);
  const [only, other] = copies;
  const now = context.after.pieces[only ?? -1];
  if (twins.length !== 1 || !now || other !== undefined) return undefined;
  const isAligned = context.shares
    .get(piece.at)
    ?.some(({ at, share }) => at === only && share === 1);
  const isTelling = piece.last - piece.first >= tellingTokens;
  return isAligned === true || isTelling ? { piece: now, share: 1 } : undefined;
}

/** The piece with the same head, when it stands once in both, and no body says otherwise. */
function withItsHead(piece: TokenPiece, context: Context): PieceMatch | undefined {
  const { before, after, taken, oldHeads, oldByHead, newByHead, shares, claims } = context;
  const head = oldHeads[piece.at];
  if (head === undefined || oldByHead.get(head)?.length !== 1) return undefined;
  const [only, other] = newByHead.get(head) ?? [];
  const now = after.pieces[only ?? -1];
  if (!now || other !== undefined || taken.has(now.at)) return undefined;
  const isElsewhere = shares
    .get(piece.at)
    ?.some(({ at, share }) => at !== now.at && share >= leastShare);
  const isOfAnother = claims
    .get(now.at)
    ?.some(({ at, share }) => at !== piece.at && share >= leastShare);
  if (isElsewhere === true || isOfAnother === true) return undefined;
  if (!context.surroundings(piece, now).parent) return undefined;
  return { piece: now, share: Math.min(shareOf(before, piece, after, now), 0.99) };
}

/** The piece that its tokens are aligned with, when its surroundings agree. */
function inItsPlace(piece: TokenPiece, context: Context): PieceMatch | undefined {
  const { after, taken, oldKeys, newKeys, oldByKey } = context;
  const { twins, copies } = alikeTo(piece, context);
  const [best, next] = context.shares.get(piece.at) ?? [];
  const now = after.pieces[best?.at ?? -1];
  if (!best || !now || taken.has(now.at)) return undefined;
  const key = newKeys[now.at];
  const isExact = oldKeys[piece.at] === key;
  // A piece that is still there word for word, wherever, has not become another.
  if (copies.length >= twins.length && !isExact) return undefined;
  // What stands once in the old version belongs to that place, and not to this one.
  const rightful = oldByKey.get(key ?? '') ?? [];
  if (rightful.length > 0 && !rightful.includes(piece.at)) return undefined;
  const claim = context.claims.get(now.at)?.find(({ at }) => at !== piece.at);
  const rival = Math.max(next?.share ?? 0, claim?.share ?? 0);
  const isClear = best.share === 1 ? rival < 1 : best.share >= rival + margin;
  const { parent, previous, following } = context.surroundings(piece, now);
  if (!parent || (!isClear && !(previous && following))) return undefined;
  const sides = Number(previous) + Number(following);
  const isSure = isExact
    ? sides === 2 || (twins.length === copies.length && best.share === 1)
    : sides >= 1 && best.share >= (sides === 2 ? leastShareInPlace : leastShare);
  return isSure ? { piece: now, share: isExact ? 1 : Math.min(best.share, 0.99) } : undefined;
}

/** For every piece that is a member of a type what it became, or nothing. */
function memberPieces(
  before: Version,
  after: Version,
): ReadonlyMap<number, PieceMatch | undefined> {
  if (before.declaration.kind !== 'type') return new Map();
  const matches = matchMembers(before, after);
  return new Map(
    before.pieces
      .filter(({ type, parent }) => isMemberPiece(type) && !isMemberPiece(typeAt(before, parent)))
      .map((member) => {
        const span = matches.get(member.start)?.declaration.span;
        const piece = after.pieces.find(
          ({ type, start }) => isMemberPiece(type) && start === span?.start,
        );
        return [member.at, piece && { piece, share: shareOf(before, member, after, piece) }];
      }),
  );
}

const isMemberPiece = (type: string | undefined): boolean =>
  type === 'field_declaration' || type === 'method_elem';

const typeAt = ({ pieces }: Version, at: number): string | undefined => pieces[at]?.type;

/** How alike the code of two pieces is, in any order. */
const shareOf = (before: Version, old: TokenPiece, after: Version, now: TokenPiece): number =>
  dice(codeOf(before, old), codeOf(after, now));

const codeOf = ({ tokens }: Version, { first, last }: TokenPiece): string[] =>
  tokens
    .slice(first, last)
    .filter(({ kind }) => kind !== 'comment')
    .map(({ text }) => text);

/** A piece's type and tokens, in the names of the new version. */
function keysOf({ tokens, pieces }: Version, renames: ReadonlyMap<string, string>): string[] {
  const texts = tokens.map(({ text, kind }) =>
    kind === 'word' ? (renames.get(text) ?? text) : text,
  );
  return pieces.map(({ type, first, last }) => `${type} ${texts.slice(first, last).join(' ')}`);
}

function groupByKey(keys: readonly (string | undefined)[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  keys.forEach((key, at) => {
    if (key === undefined) return;
    const group = groups.get(key);
    if (group) group.push(at);
    else groups.set(key, [at]);
  });
  return groups;
}
