import type { Span } from '../go/go-file.ts';
import { carryRange, type CarriedRange } from './carry-range.ts';
import type { DriftRelease } from './drift-release.ts';
import { likenessOf } from './likeness.ts';
import { isMember } from './match-members.ts';
import { matchesOf } from './match-pieces.ts';
import { counterpart } from './search-changed.ts';
import type { Token } from './tokens.ts';
import type { Version } from './version.ts';

/** Least confidence of a range in another declaration: nearly every token must be there. */
const leastConfidence = 0.9;
/** Share of the words around the range that are in both declarations when one is a copy. */
const copied = 0.3;

/** Stretches with fewer tokens are too common to be known again in another declaration. */
const tellingTokens = 12;

/**
 * What must be known again for a range to be followed: the range, or where it is too short the
 * smallest piece around it that is not, or all statements of the body.
 */
export function settingOf(range: Span, before: Version): Span | undefined {
  const isTelling = (span: Span): boolean =>
    tokensIn(before, span).filter(({ kind }) => kind !== 'comment').length >= tellingTokens;
  if (isTelling(range)) return range;
  const { body } = before.declaration;
  if (!body || range.start < body.start) return undefined;
  const inBody = before.pieces.filter(({ start, end }) => start > body.start && end < body.end);
  const around = inBody
    .filter(({ start, end }) => start <= range.start && end >= range.end)
    .filter(isTelling)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const start = Math.min(...inBody.map((piece) => piece.start));
  const end = Math.max(...inBody.map((piece) => piece.end));
  return [...around, { start, end }].find(isTelling);
}

export const tokensIn = ({ tokens }: Version, { start, end }: Span): Token[] =>
  tokens.filter((token) => token.start >= start && token.start < end);

/**
 * Follows a range into another declaration, as when a function is split or merged into its caller.
 * Its setting must be there and in no other, must not have been there before, and what stayed
 * behind must not be there, too: then it is a copy.
 *
 * @param home The declaration that has its old name; it has been looked at before.
 */
export function carryLines(
  range: Span,
  setting: Span,
  before: Version,
  home: Version | undefined,
  candidates: readonly Version[],
  from: DriftRelease,
): ({ readonly version: Version } & CarriedRange) | { readonly reason: string } {
  const found = candidates.flatMap((version) => {
    if (version === home || isMember(version.declaration)) return [];
    const around = carryTo(setting, before, version);
    if (!around || isCopy(setting, before, home, version)) return [];
    const earlier = counterpart(from, version);
    if (earlier && earlier !== before && carryTo(setting, before, earlier)) return [];
    return [{ version, around: around.span }];
  });
  const [only, twin] = found;
  if (!only) return { reason: 'no other declaration has taken its lines' };
  if (twin) {
    const names = found.map(({ version }) => `\`${version.declaration.name}\``).join(' and ');
    return { reason: `its lines are in ${names}` };
  }
  const { version, around } = only;
  const carried = carryTo(range, before, version);
  if (!carried || carried.span.start < around.start || carried.span.end > around.end) {
    return { reason: `what is around it is now in \`${version.declaration.name}\`` };
  }
  return { version, ...carried };
}

function carryTo(range: Span, before: Version, after: Version): CarriedRange | undefined {
  const { alignment } = likenessOf(before, after);
  const matches = matchesOf(before, after, alignment);
  const carried = carryRange(range, before, after, matches, alignment);
  return typeof carried === 'string' || carried.confidence < leastConfidence ? undefined : carried;
}

/** Whether much of what stayed at home is in the other declaration, too. */
function isCopy(range: Span, before: Version, home: Version | undefined, other: Version): boolean {
  if (!home) return false;
  const atHome = likenessOf(before, home).alignment.toNew;
  const there = likenessOf(before, other).alignment.toNew;
  let words = 0;
  let inBoth = 0;
  before.tokens.forEach(({ kind, start }, at) => {
    const isOutside = start < range.start || start >= range.end;
    if (!isOutside || (kind !== 'word' && kind !== 'literal')) return;
    words++;
    if (atHome[at] !== -1 && there[at] !== -1) inBoth++;
  });
  return inBoth >= copied * words;
}
