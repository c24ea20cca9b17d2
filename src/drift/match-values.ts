import type { GoRelease } from '../go/go-release.ts';
import type { DriftRelease } from './drift-release.ts';
import { dice } from './dice.ts';
import { counterpart } from './search-changed.ts';
import { versionOf, type Version } from './version.ts';
import { leastWords, tellingWords, wordsOf } from './words-of.ts';

export const isValue = ({ declaration: { kind } }: Version): boolean =>
  kind === 'constant' || kind === 'variable';

/**
 * Whether another value of the file has the comment and the value that this one had, and its name
 * has others: names were exchanged, or else values.
 */
export function hasHeir(
  before: Version,
  home: Version,
  from: DriftRelease,
  go: GoRelease,
): boolean {
  return valuesOf(home, go).some((rival) => {
    if (rival === home || !isAlike(before, rival)) return false;
    const self = counterpart(from, rival);
    const like = likeIn([before, rival]);
    const now = like(before, rival);
    return now > like(before, home) && !(self && like(before, self) >= now);
  });
}

/**
 * The value under another name in the same file: one that is new there, with the comment and the
 * value of the old one, and of no other.
 */
export function findHeir(
  before: Version,
  from: DriftRelease,
  to: DriftRelease,
): Version | undefined {
  const { path } = before.file;
  if (!isValue(before) || !to.go.has(path)) return undefined;
  const now = to.go
    .file(path)
    .declarations.map((found) => versionOf(to.go, to.go.file(path), found));
  const heirs = now.filter((value) => isAlike(before, value) && !counterpart(from, value));
  const exact = heirs.filter((value) => likeIn([before, value])(before, value) === 1);
  const [heir, other] = exact.length === 1 ? exact : heirs;
  if (!heir || other) return undefined;
  const twins = valuesOf(before, from.go).filter((value) => value !== before);
  return twins.some((twin) => isAlike(twin, heir)) ? undefined : heir;
}

/** Whether a value says enough to be known again under another name. */
export const isTellingValue = (value: Version): boolean =>
  wordsBesides([value.declaration.name], value).length >= tellingWords;

const isAlike = (before: Version, now: Version): boolean =>
  before.declaration.kind === now.declaration.kind &&
  isTellingValue(before) &&
  likeIn([before, now])(before, now) >= leastWords;

/** How alike the words of two values are, but for some names. */
const likeIn = (named: readonly Version[]) => {
  const names = named.map(({ declaration }) => declaration.name);
  return (a: Version, b: Version): number => dice(wordsBesides(names, a), wordsBesides(names, b));
};

const wordsBesides = (names: readonly string[], version: Version): string[] =>
  wordsOf(version.file.text, version, names);

/** The values of a value's file. */
const valuesOf = ({ file, declaration: { kind } }: Version, go: GoRelease): Version[] =>
  file.declarations
    .filter((declaration) => declaration.kind === kind)
    .map((declaration) => versionOf(go, file, declaration));
