import { isProblemError } from '../problem.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { DriftRelease } from './carry-anchors.ts';
import { versionOf, type Version } from './version.ts';

/** A declaration or a range of one that is missing where it was. */
export interface Sought {
  readonly version: Version;
  /** The tokens to find: of the whole declaration, or of the range. */
  readonly tokens: readonly Token[];
}

/** Finds the declarations that are new or changed and hold some of what is sought. */
export interface ChangedSearch {
  readonly near: (sought: Sought) => readonly Version[];
}

/** Tokens of a run that are looked up together. */
const run = 4;
/** Least share of the runs of what is sought that a file must hold to be parsed. */
const leastInFile = 0.3;
/** The same for a declaration. */
const leastInDeclaration = 0.3;

/**
 * Searches the whole new tree: every file whose bytes differ from the old release is read once for
 * all that is sought, and only those that hold enough of one are parsed.
 */
export function searchChanged(
  sought: readonly Sought[],
  from: DriftRelease,
  to: DriftRelease,
): ChangedSearch {
  const wanted = new Map<string, number[]>();
  const sizes = sought.map(({ tokens }, at) => {
    const runs = runsOf(tokens);
    for (const text of runs) {
      const list = wanted.get(text);
      if (list) list.push(at);
      else wanted.set(text, [at]);
    }
    return runs.size;
  });
  const found: Version[][] = sought.map(() => []);
  if (sought.length > 0) {
    for (const path of changedPaths(from, to)) {
      const counts = countRuns(readTokens(to, path), wanted, sought.length);
      const here = counts.flatMap((count, at) =>
        count > 0 && count >= leastInFile * (sizes[at] ?? 0) ? [at] : [],
      );
      if (here.length === 0) continue;
      const file = to.go.file(path);
      const versions = new Map<number, Version>();
      for (const declaration of file.declarations) {
        const key = declaration.span.start;
        if (!versions.has(key)) versions.set(key, versionOf(to.go, file, declaration));
        const version = versions.get(key);
        if (!version || version.declaration !== declaration) continue;
        const own = runsOf(version.tokens);
        const before = counterpart(from, version);
        if (before && before.text === version.text) continue;
        for (const at of here) {
          if (isTestOf(path, sought[at])) continue;
          let common = 0;
          for (const text of own) if (wanted.get(text)?.includes(at)) common++;
          if (common >= leastInDeclaration * (sizes[at] ?? 0)) found[at]?.push(version);
        }
      }
    }
  }
  const index = new Map(sought.map((entry, at) => [entry, found[at] ?? []]));
  return { near: (entry) => index.get(entry) ?? [] };
}

/** The declaration of that path and name in the old release. */
export function counterpart(
  from: DriftRelease,
  { file, declaration }: Version,
): Version | undefined {
  if (!from.files.has(file.path)) return undefined;
  const old = fileOf(from, file.path);
  const same = old?.declarations.filter(({ name }) => name === declaration.name) ?? [];
  const [only] = same;
  return old && only && same.length === 1 ? versionOf(from.go, old, only) : undefined;
}

function fileOf({ go }: DriftRelease, path: string) {
  try {
    return go.file(path);
  } catch (error) {
    if (isProblemError(error)) return undefined;
    throw error;
  }
}

function* changedPaths(from: DriftRelease, to: DriftRelease): Generator<string> {
  for (const [path, { blob }] of to.files) {
    if (!path.endsWith('.go') || path.startsWith('vendor/')) continue;
    if (from.files.get(path)?.blob !== blob) yield path;
  }
}

/** Tests copy much of what they test; code does not move into them. */
const isTestOf = (path: string, sought: Sought | undefined): boolean =>
  path.endsWith('_test.go') && sought?.version.file.path.endsWith('_test.go') === false;

function readTokens(release: DriftRelease, path: string): Token[] {
  try {
    return tokensOf(release.read(path).text);
  } catch (error) {
    // A partial release lists files that nobody fetched.
    if (isProblemError(error)) return [];
    throw error;
  }
}

function* eachRun(tokens: readonly Token[]): Generator<string> {
  const code = tokens.filter(({ kind }) => kind !== 'comment');
  const length = Math.min(run, code.length);
  for (let at = 0; at + length <= code.length && length > 0; at++) {
    let text = '';
    for (let next = at; next < at + length; next++) text += ` ${code[next]?.text ?? ''}`;
    yield text;
  }
}

const runsOf = (tokens: readonly Token[]): Set<string> => new Set(eachRun(tokens));

function countRuns(
  tokens: readonly Token[],
  wanted: ReadonlyMap<string, readonly number[]>,
  count: number,
): number[] {
  const counts = new Array<number>(count).fill(0);
  const seen = new Set<string>();
  for (const text of eachRun(tokens)) {
    const list = wanted.get(text);
    if (!list || seen.has(text)) continue;
    seen.add(text);
    for (const at of list) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
