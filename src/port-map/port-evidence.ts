import type { GoRelease } from '../go/go-release.ts';
import type { Problem } from '../problem.ts';
import type { PortMap } from './port-map.ts';
import { findUpstreamCase } from './upstream-case.ts';

/** A test that ran: its titles from the outermost describe to its own. */
export interface TestRun {
  readonly file: string;
  readonly titles: readonly string[];
  readonly passed: boolean;
}

/** What a port is proved by, in one run of the tests. */
export interface PortEvidence {
  readonly port: PortMap;
  /** Recorded answers of the real Go to this symbol, or to its type, that the port gave too. */
  readonly vectors: number;
  /** Those of functions that call this one. */
  readonly vectorsOfCallers: number;
  readonly upstreamCases: number;
  /** Whether all tests of its file passed; without any, those that reach it through others. */
  readonly passed: boolean;
}

export interface Evidence {
  readonly ports: readonly PortEvidence[];
  /** Cases of Go tests with their lines, each once. */
  readonly upstream: readonly string[];
  readonly vectors: number;
  readonly problems: readonly Problem[];
}

export interface EvidenceInput {
  readonly ports: readonly PortMap[];
  readonly go: GoRelease;
  readonly runs: readonly TestRun[];
  /** Path -> text of ports and of their tests. */
  readonly modules: ReadonlyMap<string, string>;
  /** Vector file's name -> what it was recorded from. */
  readonly vectors: ReadonlyMap<string, { readonly symbol: string; readonly cases: number }>;
}

/** Joins line maps, vectors and a run of the tests to what is known of each port. */
export function portEvidence({ ports, go, runs, modules, vectors }: EvidenceInput): Evidence {
  const problems: Problem[] = [];
  const byFile = Map.groupBy(runs, ({ file }) => file);
  const passed = (test: string): boolean => {
    const all = byFile.get(test);
    return all !== undefined && all.every((run) => run.passed);
  };

  // Nothing is proved by no tests.
  const allPassed = (tests: readonly string[]): boolean => tests.length > 0 && tests.every(passed);
  const reaching = (file: string): string[] =>
    [...byFile.keys()].filter((test) => importsOf(modules, test).has(file));

  // Vectors that were replayed by a test file that passed, by the file of the port under test.
  const replayed = [...byFile.keys()].flatMap((test) => {
    // The call's type may have brackets and quotes of its own.
    const text = modules.get(test) ?? '';
    const names = [...text.matchAll(/readVectors(?:<[^]*?>)?\(\s*'([\w-]+)'/g)];
    return names.flatMap(([, name = '']) => {
      const recorded = vectors.get(name);
      if (!recorded) return [];
      return passed(test) ? [{ ...recorded, name, reaches: importsOf(modules, test) }] : [];
    });
  });
  for (const name of vectors.keys()) {
    if (!replayed.some((other) => other.name === name)) {
      problems.push({ message: `No test that passes replays the vectors ${name}.` });
    }
  }

  const upstream = new Map<string, Set<string>>();
  for (const { file, titles, passed } of runs) {
    const found = findUpstreamCase(go, titles);
    if (!found) continue;
    if (!('line' in found)) {
      problems.push({
        ...found,
        message: `${titles.join(' > ')}: ${found.message}`,
        place: { file, line: 1, column: 1 },
      });
      continue;
    }
    if (!passed) continue;
    const cases = upstream.get(file) ?? new Set();
    cases.add(`${found.path}:${found.line}`);
    upstream.set(file, cases);
  }

  return {
    ports: ports.map((port) => {
      const own = replayed.filter(({ symbol }) => isOf(port, symbol));
      const callers = replayed.filter(
        (other) => !own.includes(other) && other.reaches.has(port.file),
      );
      const tests = testsOf(port.file, byFile.keys(), modules);
      return {
        port,
        vectors: sum(own.map(({ cases }) => cases)),
        vectorsOfCallers: sum(callers.map(({ cases }) => cases)),
        upstreamCases: new Set(tests.flatMap((test) => [...(upstream.get(test) ?? [])])).size,
        passed: allPassed(tests.length > 0 ? tests : reaching(port.file)),
      };
    }),
    upstream: [...new Set([...upstream.values()].flatMap((cases) => [...cases]))].sort(),
    vectors: sum([...new Map(replayed.map(({ name, cases }) => [name, cases])).values()]),
    problems,
  };
}

/** Vectors are recorded for a symbol or, as sequences of operations, for a type. */
function isOf({ path, symbol }: PortMap, recorded: string): boolean {
  return recorded === `${path}#${symbol}` || recorded === `${path}#${symbol.replace(/\..*$/, '')}`;
}

/** The test beside a file, or else those beside it that import it. */
function testsOf(
  file: string,
  tests: Iterable<string>,
  modules: ReadonlyMap<string, string>,
): string[] {
  const all = [...tests];
  const beside = file.replace(/\.ts$/, '.test.ts');
  if (all.includes(beside)) return [beside];
  return all.filter((test) => importsOf(modules, test, 1).has(file));
}

/** The modules whose code a module imports, and those that they import, so many levels deep. */
function importsOf(
  modules: ReadonlyMap<string, string>,
  from: string,
  depth = Infinity,
  found = new Set<string>(),
): Set<string> {
  const folder = from.split('/').slice(0, -1);
  const imports = /^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)'/gm;
  for (const [, specifier = ''] of (modules.get(from) ?? '').matchAll(imports)) {
    const path = [...folder];
    for (const part of specifier.split('/')) {
      if (part === '..') path.pop();
      else if (part !== '.') path.push(part);
    }
    const file = path.join('/');
    if (found.has(file)) continue;
    found.add(file);
    if (depth > 1) importsOf(modules, file, depth - 1, found);
  }
  return found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
