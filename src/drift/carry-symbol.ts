import type { DeclarationKind } from '../go/go-file.ts';
import type { DriftRelease } from './drift-release.ts';
import { dice } from './dice.ts';
import { likenessOf, mostNames, type Likeness } from './likeness.ts';
import { membersOf } from './match-members.ts';
import { isTellingValue, isValue } from './match-values.ts';
import { counterpart } from './search-changed.ts';
import type { Version } from './version.ts';

// Measured over 7,172 pairs of different functions of like size in the same files of v1.20.2: code is
// 0.39 in the median and 0.74 at the 90th percentile, the words of bodies 0.18 and 0.62. Both
// limits for `sure` together are reached by 14 % of the pairs, and 7 % reach 0.75 in names: so a name
// alone, or a likeness alone, is never enough.

/** A declaration under its own path and name, this alike, is itself, however much was edited. */
export const sureAtHome = 0.6;
/** The same for the words of its body: brackets and a signature are soon alike. */
const sureBody = 0.5;
/** Below this another declaration has taken the name. */
const leastAtHome = 0.5;
const leastBody = 0.4;
/** Least likeness, in names as written, of a declaration that moved or was renamed. */
export const leastElsewhere = 0.75;
/** Least likeness of a declaration with the same bare name elsewhere. */
const leastSameName = 0.6;
/** Least likeness of signatures and of calls: the structure that confirms. */
const leastSignature = 0.5;
const leastCalls = 0.5;
/** By how much the best candidate must be more alike than the next. */
const margin = 0.1;
/** What the same name is worth against a better likeness under another. */
const nameBonus = 0.15;
/** Renamed declarations with fewer tokens are too common to be told apart. */
const tellingTokens = 30;

/** In its own file a shorter one is known again, when nothing but its name changed. */
const tellingInFile = 12;
/** Calls of both; fewer say little about the structure. */
const fewCalls = 5;
/** By how much a declaration must be more alike to another of the old release than to its own old self. */
const betterThanSelf = 0.1;

/** Share of its old tokens with which a declaration is still itself, whatever was added. */
const keptOfSelf = 0.8;

/** Where a declaration went, or why it is nowhere. */
export type CarriedSymbol =
  | { readonly version: Version; readonly likeness: Likeness; readonly confidence: number }
  | { readonly reason: string; readonly proposals: readonly Version[] };

/** Judges the declaration of the same path and name; `unsure` wants the whole tree searched first. */
export function judgeHome(before: Version, home: Version): 'sure' | 'unsure' | 'other' {
  if (!alike(before.declaration.kind, home.declaration.kind)) return 'other';
  const { code, body } = likenessOf(before, home);
  // Of a constant the name is all that stays when its value changes.
  if (isValue(before) || sharesMembers(before, home)) return 'sure';
  if (code >= sureAtHome && body >= sureBody) return 'sure';
  return code >= leastAtHome && body >= leastBody ? 'unsure' : 'other';
}

/** Whether a type has most of its members, in whatever order. */
function sharesMembers(before: Version, home: Version): boolean {
  const members = [before, home].map((type) => [...membersOf(type).keys()]);
  const [old = [], now = []] = members;
  return old.length > 1 && dice(old, now) >= sureAtHome;
}

/**
 * Whether a declaration of the same file has what this one had: then its name was given to another.
 * One that is new may be a copy, and must be far more alike; one that was there tells by what it was.
 */
export function hasRival(
  before: Version,
  home: Version,
  rivals: Iterable<Version>,
  from: DriftRelease,
): boolean {
  const atHome = likenessOf(before, home).names;
  for (const rival of rivals) {
    if (rival.declaration.kind !== before.declaration.kind || rival === home) continue;
    const ratio = rival.tokens.length / before.tokens.length;
    if (ratio < 0.5 || ratio > 2) continue;
    const self = counterpart(from, rival);
    if (self?.text === rival.text) continue;
    if (self && sameButName(before, rival)) return true;
    if (mostNames(before, rival) <= atHome) continue;
    const { names } = likenessOf(before, rival);
    if (!self && names >= atHome + 2 * betterThanSelf) return true;
    if (self && names > atHome && names > likenessOf(self, rival).names) return true;
  }
  return false;
}

/** Whether a declaration of the new release is what its own name was before. */
function belongsToAnother(before: Version, candidate: Version, from: DriftRelease): boolean {
  const self = counterpart(from, candidate);
  if (!self || self === before) return false;
  // Word for word what was sought, it holds nothing of its own any more.
  if (sameButName(before, candidate)) return sameButName(before, self);
  const likeness = likenessOf(self, candidate);
  // What took another in, and still has all that it was, is not that other.
  if (likeness.kept >= keptOfSelf) return true;
  return likeness.names + betterThanSelf > likenessOf(before, candidate).names;
}

/** Whether the code of two declarations is the same but for their own name. */
function sameButName(a: Version, b: Version): boolean {
  const bare = ({ declaration }: Version): string => declaration.name.replace(/^.*\./, '');
  const code = ({ tokens }: Version): string[] =>
    tokens.filter(({ kind }) => kind !== 'comment').map(({ text }) => text);
  const [before, after] = [code(a), code(b)];
  return (
    before.length === after.length &&
    before.every((text, at) => text === after[at] || (text === bare(a) && after[at] === bare(b)))
  );
}

/** Chooses among the declarations of the new tree; two that are about equally good are none. */
export function carrySymbol(
  before: Version,
  candidates: readonly Version[],
  from: DriftRelease,
): CarriedSymbol {
  const size = before.tokens.filter(({ kind }) => kind !== 'comment').length;
  const scored = candidates
    .filter((candidate) => alike(before.declaration.kind, candidate.declaration.kind))
    .filter((candidate) => !belongsToAnother(before, candidate, from))
    .map((version) => {
      const likeness = likenessOf(before, version);
      const bonus = sameName(before, version) ? nameBonus : 0;
      return { version, likeness, bonus, score: likeness.names + bonus };
    })
    .sort((a, b) => b.score - a.score);
  const proposals = scored
    .filter(({ likeness }) => likeness.names >= leastAtHome)
    .slice(0, 3)
    .map(({ version }) => version);
  const [best, next] = scored;
  if (!best) return { reason: 'nothing like it is new in this release', proposals };
  const { likeness, version, bonus } = best;
  const least = bonus > 0 ? leastSameName : leastElsewhere;
  const name = version.declaration.name;
  if (likeness.names < least) {
    return { reason: `the nearest, \`${name}\`, is too different`, proposals };
  }
  if (bonus === 0 && isValue(before) && !isTellingValue(before)) {
    return { reason: `it says too little to be known again as \`${name}\``, proposals };
  }
  const isExact = sameButName(before, version);
  const isNeighbour = isExact && version.file.path === before.file.path && size >= tellingInFile;
  if (size < tellingTokens && !isNeighbour && (bonus === 0 || likeness.names < leastElsewhere)) {
    return { reason: `it is too short to be known again as \`${name}\``, proposals };
  }
  const hasFewCalls = before.calls.length + version.calls.length < fewCalls;
  const leastOfCalls = hasFewCalls && likeness.names >= leastElsewhere ? 0 : leastCalls;
  if (likeness.signature < leastSignature || likeness.calls < leastOfCalls) {
    return { reason: `\`${name}\` has its text, and another signature or other calls`, proposals };
  }
  const isOnlyExact =
    isExact && !scored.some((other) => other !== best && sameButName(before, other.version));
  if (next && best.score - next.score < margin && !isOnlyExact) {
    return {
      reason: `\`${name}\` and \`${next.version.declaration.name}\` are about equally like it`,
      proposals,
    };
  }
  return { version, likeness, confidence: Math.min(likeness.names, 0.95) };
}

const callable = new Set<DeclarationKind>(['function', 'method']);

/** Kinds that a declaration can change into without becoming another. */
const alike = (a: DeclarationKind, b: DeclarationKind): boolean =>
  a === b || (callable.has(a) && callable.has(b));

/** The same name without its receiver, also when only its case changed. */
function sameName(a: Version, b: Version): boolean {
  const bare = ({ declaration }: Version): string => declaration.name.replace(/^.*\./, '');
  return bare(a).toLowerCase() === bare(b).toLowerCase();
}
