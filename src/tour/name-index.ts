import { posix } from 'node:path';
import type { GoFile } from '../go/go-file.ts';
import type { GoRelease } from '../go/go-release.ts';
import { isProblemError } from '../problem.ts';
import { suggest } from '../suggest.ts';

/** A declaration that prose can name. */
export interface NamedSymbol {
  readonly path: string;
  /** Receiver-qualified. */
  readonly symbol: string;
  readonly line: number;
}

/** What a piece of inline code in prose turns out to be. */
export type NameOutcome =
  /** No Go name: a command, a field path, a value. */
  | { readonly kind: 'other' }
  /** A name that the source has; the symbol, when only one can be meant. */
  | { readonly kind: 'found'; readonly symbol?: NamedSymbol }
  | { readonly kind: 'unknown'; readonly hint: string | undefined };

/** The names that prose may use: those of the packages that the tour shows. */
export interface NameIndex {
  /**
   * Looks up a piece of inline code.
   *
   * @param shown The excerpts of the page: of several declarations the nearest to them is meant.
   */
  readonly lookUp: (
    code: string,
    shown: readonly { readonly path: string; readonly symbol: string }[],
  ) => NameOutcome;
}

/** Files whose names prose may use: the packages of the cited files, and files named besides. */
export function namedFiles(
  paths: Iterable<string>,
  cited: ReadonlySet<string>,
  mentioned: ReadonlySet<string>,
): string[] {
  const folders = new Set([...cited].map((path) => posix.dirname(path)));
  return [...paths].filter(
    (path) =>
      mentioned.has(path) || (folders.has(posix.dirname(path)) && !path.endsWith('_test.go')),
  );
}

/** A Go name of more than one plain word: `slowStartBatch`, `Type.Add`, `cache.Indexer`, `Run`. */
const goName = /^\*?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*(?:\(\))?$/;
const looksDeclared = /[a-z\d][A-Z]|^[A-Z][a-z]|\.[A-Z]/;

export function nameIndex(go: GoRelease, paths: readonly string[]): NameIndex {
  const words = new Set<string>();
  const symbols = new Map<string, (NamedSymbol & { readonly packageName: string })[]>();
  const add = (key: string, symbol: NamedSymbol & { packageName: string }): void => {
    const list = symbols.get(key) ?? [];
    symbols.set(key, list);
    list.push(symbol);
  };
  for (const path of paths) {
    const file = fileOrNothing(go, path);
    if (!file) continue;
    const lines = go.lines(file);
    for (const [word] of file.text.matchAll(/[A-Za-z_]\w*/g)) words.add(word);
    for (const { name, span } of file.declarations) {
      const symbol = {
        path,
        symbol: name,
        line: lines.at(span.start),
        packageName: file.packageName,
      };
      add(name, symbol);
      const simple = name.slice(name.indexOf('.') + 1);
      if (simple !== name) add(`.${simple}`, symbol);
    }
  }

  return {
    lookUp(code, shown) {
      if (!goName.test(code)) return { kind: 'other' };
      const name = code.replace(/^\*|\(\)$/g, '');
      if (!looksDeclared.test(name)) return { kind: 'other' };
      const unknown = name.split('.').find((word) => !words.has(word));
      if (unknown !== undefined) return { kind: 'unknown', hint: suggest(unknown, words) };
      const symbol = nearest(candidates(name), shown);
      return symbol ? { kind: 'found', symbol } : { kind: 'found' };
    },
  };

  function candidates(name: string): readonly (NamedSymbol & { packageName: string })[] {
    const exact = symbols.get(name);
    if (exact) return exact;
    const dot = name.indexOf('.');
    if (dot === -1) return symbols.get(`.${name}`) ?? [];
    const [qualifier, rest] = [name.slice(0, dot), name.slice(dot + 1)];
    return (symbols.get(rest) ?? []).filter(({ packageName }) => packageName === qualifier);
  }
}

/** Undefined for a file that is empty or not text: whoever shows it reports that. */
function fileOrNothing(go: GoRelease, path: string): GoFile | undefined {
  try {
    return go.file(path);
  } catch (error) {
    if (isProblemError(error)) return undefined;
    throw error;
  }
}

/** The one that is shown, or in a shown file, or in a shown package, or the only one there is. */
function nearest(
  candidates: readonly NamedSymbol[],
  shown: readonly { readonly path: string; readonly symbol: string }[],
): NamedSymbol | undefined {
  const folders = new Set(shown.map(({ path }) => posix.dirname(path)));
  const rings = [
    (symbol: NamedSymbol) =>
      shown.some((other) => other.path === symbol.path && other.symbol === symbol.symbol),
    ({ path }: NamedSymbol) => shown.some((other) => other.path === path),
    ({ path }: NamedSymbol) => folders.has(posix.dirname(path)),
    () => true,
  ];
  for (const isIn of rings) {
    const [first, ...others] = candidates.filter(isIn);
    if (first) return others.length === 0 ? first : undefined;
  }
  return undefined;
}
