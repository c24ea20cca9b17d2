import { isProblemError } from '../problem.ts';
import { tokensOf, type Token } from './tokens.ts';
import type { DriftRelease } from './drift-release.ts';
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
/** Least share of the runs of what is sought that a file must hold to be parsed; then a declaration. */
const leastHeld = 0.3;

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
  const heldIn = (tokens: readonly Token[]): number[] =>
    countRuns(tokens, wanted, sought.length).flatMap((count, at) =>
      count > 0 && count >= leastHeld * (sizes[at] ?? 0) ? [at] : [],
    );
  const found: Version[][] = sought.map(() => []);
  for (const path of sought.length > 0 ? changedPaths(from, to) : []) {
    const inFile = new Set(
      heldIn(readTokens(to, path)).filter((at) => !isTestOf(path, sought[at])),
    );
    if (inFile.size === 0) continue;
    for (const version of versionsIn(to, path)) {
      const here = heldIn(version.tokens).filter((at) => inFile.has(at));
      // The old file is parsed last: few declarations hold anything sought.
      if (here.length === 0 || counterpart(from, version)?.text === version.text) continue;
      for (const at of here) found[at]?.push(version);
    }
  }
  const index = new Map(sought.map((entry, at) => [entry, found[at] ?? []]));
  return { near: (entry) => index.get(entry) ?? [] };
}

/** The declarations of a file; of those that begin together, as in `a, b int`, the first. */
function versionsIn({ go }: DriftRelease, path: string): Version[] {
  const file = go.file(path);
  const starts = new Map(file.declarations.toReversed().map((found) => [found.span.start, found]));
  return file.declarations
    .filter((declaration) => starts.get(declaration.span.start) === declaration)
    .map((declaration) => versionOf(go, file, declaration));
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
