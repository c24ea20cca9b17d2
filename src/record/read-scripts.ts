import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { instrument } from '../instrument/instrument.ts';
import { portTag } from '../instrument/port-tag.ts';
import { toScript } from '../instrument/to-script.ts';
import type { Scripts } from '../instrument/link-modules.ts';

const folders = ['src/ports', 'src/runs'];

/** What records a run, and runs in a page's worker, too. */
const machinery = [
  'src/instrument/hook.ts',
  'src/instrument/link-modules.ts',
  'src/record/record-scenario.ts',
];

/** The TypeScript of ports and runs, tests not included, and what records them: path -> text. */
export function readModules(root: string): Map<string, string> {
  const modules = new Map(machinery.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), {
      recursive: true,
      encoding: 'utf8',
    }).sort()) {
      if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      modules.set(path, readFileSync(join(root, path), 'utf8'));
    }
  }
  return modules;
}

/**
 * Modules as scripts that can be linked; those of ports are instrumented. A script is made when it
 * is first asked for: a run needs few of them.
 *
 * @param modules Path -> TypeScript.
 */
export function scriptsOf(modules: ReadonlyMap<string, string>): Scripts {
  const made = new Map<string, string>();
  return {
    keys: () => modules.keys(),
    get: (path) => {
      const text = modules.get(path);
      if (text === undefined) return undefined;
      const script = made.get(path) ?? scriptOf(path, text);
      made.set(path, script);
      return script;
    },
  };
}

/** The script of one module. */
export function scriptOf(path: string, text: string): string {
  const script = toScript(text, path);
  return path.startsWith('src/ports/') ? instrument(script, portTag) : script;
}
