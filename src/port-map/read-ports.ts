import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoRelease } from '../go/go-release.ts';
import { compareProblems, type Problem } from '../problem.ts';
import { compilePort } from './compile-port.ts';
import { parsePort } from './parse-port.ts';
import type { PortMap } from './port-map.ts';

/** Port files by path -> text. */
export type PortFiles = ReadonlyMap<string, string>;

/** Reads the TypeScript of `src/ports/`, tests not included. */
export async function readPorts(root: string, folder = 'src/ports'): Promise<PortFiles> {
  const entries = await readdir(join(root, folder), { recursive: true });
  const files = new Map<string, string>();
  for (const entry of entries.map((path) => path.replaceAll('\\', '/')).sort()) {
    if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
    files.set(`${folder}/${entry}`, await readFile(join(root, folder, entry), 'utf8'));
  }
  return files;
}

/** The Go files that ports name: a release must have them for its ports to be checked. */
export function portedPaths(files: PortFiles): Set<string> {
  const drafts = [...files].flatMap(([file, text]) => parsePort(text, file, []));
  return new Set(drafts.map(({ anchor }) => anchor.replace(/#.*$/, '')));
}

/** Ties every port to its Go symbol in a release; a pure function, like the tour's compiler. */
export function compilePorts(
  files: PortFiles,
  go: GoRelease,
): { readonly ports: readonly PortMap[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const ports = [...files].flatMap(([file, text]) =>
    parsePort(text, file, problems).flatMap((draft) => compilePort(draft, go, problems) ?? []),
  );
  problems.push(...portedTwice(ports));
  return { ports, problems: problems.sort(compareProblems) };
}

/** Of two ports of one Go symbol, one would go on to be changed without the other. */
function portedTwice(ports: readonly PortMap[]): Problem[] {
  const bySymbol = Map.groupBy(ports, ({ path, symbol }) => `${path}#${symbol}`);
  return [...bySymbol].flatMap(([symbol, [first, ...others]]) =>
    others.map(({ name, file, lines }) => ({
      message: `\`${name}\` ports ${symbol}, and so does \`${first?.name ?? ''}\` at ${first?.file ?? ''}:${first?.lines.from ?? 1}.`,
      hint: 'Keep one of them where both callers may import it.',
      place: { file, line: lines.from, column: 1 },
    })),
  );
}
