import { hookName, type Hook } from './hook.ts';

/** Module path (`src/ports/...ts`) -> its script, as `toScript` makes it. A Map is one. */
export interface Scripts {
  get(path: string): string | undefined;
  keys(): Iterable<string>;
}

type Exports = Record<string, unknown>;

/**
 * Runs a module and those that it imports.
 *
 * @param entry The path of the module whose exports are wanted.
 * @param at Told of every statement of an instrumented module, with the module's path.
 */
export function linkModules(
  scripts: Scripts,
  entry: string,
  at: (file: string, ...step: Parameters<Hook>) => void,
): Exports {
  const loaded = new Map<string, Exports>();
  const load = (file: string): Exports => {
    const before = loaded.get(file);
    if (before) return before;
    const script = scripts.get(file);
    if (script === undefined) throw new Error(`There is no module ${file}`);
    const exports: Exports = {};
    loaded.set(file, exports);
    const require = (specifier: string): Exports => load(resolveImport(specifier, file));
    // The name makes stacks readable. A module's code runs nowhere else than a function would.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const run = new Function(
      'exports',
      'require',
      hookName,
      `${script}\n//# sourceURL=${file}`,
    ) as (exports: Exports, require: (specifier: string) => Exports, hook: Hook) => void;
    run(exports, require, (line, values) => {
      at(file, line, values);
    });
    return exports;
  };
  return load(entry);
}

/** The path that a relative import means. */
export function resolveImport(specifier: string, from: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A module and all that it imports, itself or through others, in the order of their paths. */
export function closureOf(scripts: Scripts, entries: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const script = scripts.get(file);
    if (script === undefined || found.has(file)) return;
    found.add(file);
    for (const [, specifier = ''] of script.matchAll(/\brequire\('([^']+)'\)/g)) {
      visit(resolveImport(specifier, file));
    }
  };
  entries.forEach(visit);
  return [...found].sort();
}
