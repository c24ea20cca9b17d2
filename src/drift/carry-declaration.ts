import type { DriftRelease } from './drift-release.ts';
import { carrySymbol, hasRival, judgeHome } from './carry-symbol.ts';
import { findHome } from './find-home.ts';
import { likenessOf } from './likeness.ts';
import { isMember, matchMembers, ownerOf } from './match-members.ts';
import { findHeir, hasHeir, isValue } from './match-values.ts';
import type { Sought } from './search-changed.ts';
import { versionOf, type Version } from './version.ts';

/** What a declaration became, and how certain that is: 0 to 1. */
interface Arrival {
  readonly version: Version;
  readonly confidence: number;
}

/** A declaration of the old release, and what is known of where it went. */
export interface CarriedDeclaration {
  readonly before: Version;
  /** Of a field or an interface's method: its type, which it follows. */
  readonly owner?: CarriedDeclaration | undefined;
  /** What has its name in the new release, in its file or its package. */
  readonly home: Version | undefined;
  /** `contested`: another declaration of the file has what this one had. */
  readonly verdict: 'same' | 'sure' | 'unsure' | 'contested' | 'other' | 'gone';
  readonly sought: Sought | undefined;
  now?: Arrival | undefined;
  reason?: string | undefined;
  proposals: readonly Version[];
}

/** Looks for a declaration where its name is; `known` remembers it, and the type of a member. */
export function startDeclaration(
  before: Version,
  from: DriftRelease,
  to: DriftRelease,
  known: Map<Version, CarriedDeclaration>,
): CarriedDeclaration {
  const found = known.get(before);
  if (found) return found;
  const type = ownerOf(from.go, before.file, before.declaration);
  const owner = type && startDeclaration(type, from, to, known);
  const started = owner ? startMember(before, owner, to) : startTop(before, from, to);
  known.set(before, started);
  return started;
}

/** A member is nowhere until its type is found; then it is what has its name there. */
function startMember(
  before: Version,
  owner: CarriedDeclaration,
  to: DriftRelease,
): CarriedDeclaration {
  const now = memberOf(before, owner, to);
  const isSame = owner.verdict === 'same';
  return {
    before,
    owner,
    home: now?.version,
    verdict: now ? (isSame ? 'same' : 'sure') : 'gone',
    sought: undefined,
    now,
    reason: now && owner.reason,
    proposals: [],
  };
}

/** What a member became in its type, as far as that is known. */
function memberOf(
  before: Version,
  owner: CarriedDeclaration,
  to: DriftRelease,
): Arrival | undefined {
  if (!owner.now) return undefined;
  const { version: type, confidence } = owner.now;
  const member = matchMembers(owner.before, type).get(before.declaration.span.start);
  if (!member) return undefined;
  const version = versionOf(to.go, type.file, member.declaration);
  return { version, confidence: Math.min(confidence, confidenceAtHome(before, version)) };
}

const reasonOfMove = ({ file, declaration }: Version, home: Version): string | undefined =>
  home.file.path === file.path
    ? undefined
    : `\`${declaration.name}\` is now in \`${home.file.path}\``;

/** A value that has another name now. */
const startAt = (heir: Version, before: Version): CarriedDeclaration => ({
  before,
  home: heir,
  verdict: 'sure',
  sought: undefined,
  now: { version: heir, confidence: confidenceAtHome(before, heir) },
  reason: `\`${nameOf(before)}\` is now \`${nameOf(heir)}\``,
  proposals: [],
});

function startTop(before: Version, from: DriftRelease, to: DriftRelease): CarriedDeclaration {
  const found = findHome(before, from, to);
  const home = typeof found === 'string' ? undefined : found;
  const heir = home ? undefined : findHeir(before, from, to);
  if (heir) return startAt(heir, before);
  const verdict = verdictOf(before, home, from, to);
  const isKnown = verdict === 'same' || verdict === 'sure';
  return {
    before,
    home,
    verdict,
    sought: isKnown ? undefined : { version: before, tokens: before.tokens },
    now:
      home && isKnown
        ? { version: home, confidence: verdict === 'same' ? 1 : confidenceAtHome(before, home) }
        : undefined,
    proposals: home && !isKnown ? [home] : [],
    reason: typeof found === 'string' ? found : isKnown ? reasonOfMove(before, found) : undefined,
  };
}

function verdictOf(
  before: Version,
  home: Version | undefined,
  from: DriftRelease,
  to: DriftRelease,
): CarriedDeclaration['verdict'] {
  if (!home) return 'gone';
  if (home.text === before.text) return 'same';
  const verdict = judgeHome(before, home);
  if (verdict === 'other') return verdict;
  if (isValue(before)) return hasHeir(before, home, from, to.go) ? 'contested' : verdict;
  const rivals = home.file.declarations
    .filter((declaration) => !isMember(declaration))
    .map((declaration) => versionOf(to.go, home.file, declaration));
  return hasRival(before, home, rivals, from) ? 'contested' : verdict;
}

/** Its own name speaks for it; what was edited takes a little away. */
const confidenceAtHome = (before: Version, home: Version): number =>
  0.8 + 0.19 * likenessOf(before, home).code;

/** How much more alike another declaration must be before it is believed to be the one, against the name. */
const betterThanHome = 0.2;

/** Decides where a declaration went that is not, or not surely, where its name is. */
export function settleDeclaration(
  symbol: CarriedDeclaration,
  from: DriftRelease,
  to: DriftRelease,
  near: (sought: Sought) => readonly Version[],
): void {
  if (symbol.owner && !symbol.now) settleMember(symbol, symbol.owner, to);
  if (symbol.sought) settleTop(symbol, symbol.sought, from, near);
}

function settleMember(
  symbol: CarriedDeclaration,
  owner: CarriedDeclaration,
  to: DriftRelease,
): void {
  const type = owner.now?.version;
  symbol.now = memberOf(symbol.before, owner, to);
  symbol.proposals = type ? [type] : owner.proposals;
  symbol.reason = symbol.now
    ? owner.reason
    : type
      ? `\`${nameOf(type)}\` has no such member any more`
      : `its type is not found: ${owner.reason ?? ''}`;
}

function settleTop(
  symbol: CarriedDeclaration,
  sought: Sought,
  from: DriftRelease,
  near: (sought: Sought) => readonly Version[],
): void {
  const { before, home } = symbol;
  const candidates = near(sought).filter(
    ({ file, declaration }) => file !== home?.file || declaration !== home.declaration,
  );
  const carried = carrySymbol(before, candidates, from);
  const atHome = home ? likenessOf(before, home).names : 0;
  if ('version' in carried && (!home || isPlain(carried.version, before, home, atHome))) {
    symbol.now = carried;
    symbol.reason = home
      ? `\`${nameOf(before)}\` is still there, with other code; its code is in \`${nameOf(carried.version)}\``
      : nameOf(before) === nameOf(carried.version)
        ? reasonOfMove(before, carried.version)
        : `\`${nameOf(before)}\` is now \`${nameOf(carried.version)}\``;
    return;
  }
  const isContested = 'version' in carried || symbol.verdict === 'contested';
  if (home && symbol.verdict === 'unsure' && !isContested) {
    symbol.now = { version: home, confidence: likenessOf(before, home).code };
    symbol.reason = 'much of it was rewritten under its own name';
    return;
  }
  symbol.reason = isContested
    ? 'its own name and another declaration could both be meant'
    : [symbol.reason, 'reason' in carried ? carried.reason : ''].filter(Boolean).join(' And ');
  symbol.proposals = [
    ...symbol.proposals,
    ...('version' in carried ? [carried.version] : carried.proposals),
  ];
}

/**
 * Whether another declaration is the one in spite of the name: the old name calls it, or has become
 * something else. A copy that stands beside an edited original is neither,
 * and a value is its name.
 */
function isPlain(other: Version, before: Version, home: Version, atHome: number): boolean {
  if (isValue(before)) return false;
  const { names } = likenessOf(before, other);
  if (names < atHome + betterThanHome) return false;
  return judgeHome(before, home) === 'other' || calls(home, other);
}

/** Whether a function calls another, by its bare name. */
export const calls = (caller: Version, other: Version): boolean =>
  caller.calls.includes(nameOf(other).replace(/^.*\./, ''));

const nameOf = ({ declaration }: Version): string => declaration.name;
