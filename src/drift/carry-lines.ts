import type { Span } from '../go/go-file.ts';
import { carryRange, type CarriedRange } from './carry-range.ts';
import type { DriftRelease } from './carry-anchors.ts';
import { likenessOf } from './likeness.ts';
import { matchesOf } from './match-pieces.ts';
import { counterpart } from './search-changed.ts';
import type { Version } from './version.ts';

/** Least confidence of a range in another declaration: nearly every token must be there. */
const leastConfidence = 0.9;
/** Share of the words around the range that are in both declarations when one is a copy. */
const copied = 0.3;

/**
 * Follows a range into another declaration, as when a function is split or merged into its caller.
 * It must be there and in no other, must not have been there before, and what stayed behind must
 * not be there, too: then it is a copy.
 *
 * @param home The declaration that has its old name; it has been looked at before.
 */
export function carryLines(
  range: Span,
  before: Version,
  home: Version | undefined,
  candidates: readonly Version[],
  from: DriftRelease,
): ({ readonly version: Version } & CarriedRange) | { readonly reason: string } {
  const found = candidates.flatMap((version) => {
    if (version === home) return [];
    const carried = carryTo(range, before, version);
    if (!carried || isCopy(range, before, home, version)) return [];
    const earlier = counterpart(from, version);
    if (earlier && earlier !== before && carryTo(range, before, earlier)) return [];
    return [{ version, ...carried }];
  });
  const [only, twin] = found;
  if (!only) return { reason: 'no other declaration has taken its lines' };
  if (twin) {
    const names = found.map(({ version }) => `\`${version.declaration.name}\``).join(' and ');
    return { reason: `its lines are in ${names}` };
  }
  return only;
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
