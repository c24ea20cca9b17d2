import type { GoRelease } from '../go/go-release.ts';
import type { Problem } from '../problem.ts';
import type { PortMap } from './port-map.ts';
import { portsRelease } from './ports-release.ts';
import { compilePorts, type PortFiles } from './read-ports.ts';
import { readVectorFiles } from './read-vector-files.ts';

/** A port with what a page shows of it. */
export interface LoadedPort extends PortMap {
  /** The TypeScript of its file. */
  readonly text: string;
  /** How many recorded answers of the real Go it is tested against. */
  readonly cases: number;
}

/**
 * Loads the ports of this project, tied to the release whose behaviour they have.
 *
 * @param root The folder with conformance/.
 */
export function loadPorts(
  root: string,
  files: PortFiles,
  go: GoRelease,
): { readonly ports: readonly LoadedPort[]; readonly problems: readonly Problem[] } {
  const cases = countCases(root);
  const { ports, problems } = compilePorts(files, go);
  return {
    ports: ports.map((port) => ({
      ...port,
      text: files.get(port.file) ?? '',
      cases: casesOf(port, cases),
    })),
    problems,
  };
}

/** Cases of the symbol itself, or of its type: sequences of operations are recorded for a type. */
function casesOf({ path, symbol }: PortMap, cases: ReadonlyMap<string, number>): number {
  const type = symbol.replace(/\..*$/, '');
  return cases.get(`${path}#${symbol}`) ?? cases.get(`${path}#${type}`) ?? 0;
}

/** Symbol -> number of its recorded cases. */
function countCases(root: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { symbol, cases } of readVectorFiles(root, portsRelease)?.values() ?? []) {
    counts.set(symbol, (counts.get(symbol) ?? 0) + cases.length);
  }
  return counts;
}
