import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { startVitest } from 'vitest/node';
import { mutations } from '../conformance/mutations.ts';
import { ProblemError, type Problem } from '../src/problem.ts';
import { readArguments } from './arguments.ts';
import { main } from './main.ts';

const root = process.cwd();

/**
 * `npm run mutations`: makes deliberate faults in copies of the ports, one a copy, and runs the
 * replay of vectors that must see each. It fails when a fault survives, or when a replay fails
 * without any fault.
 */
await main(async () => {
  readArguments({});
  const base = mkdtempSync(join(tmpdir(), 'mutations-'));
  try {
    const problems = plant(base);
    if (problems.length > 0) throw new ProblemError(problems);
    const failures = await replay(base);
    const width = Math.max(...mutations.map(({ what }) => what.length));
    for (const [at, { what, file, tests, replays }] of mutations.entries()) {
      const unchanged = failures.get(keyOf('unchanged', tests, replays));
      const found = failures.get(keyOf(`fault-${at}`, tests, replays));
      const where = { file, line: 1, column: 1 };
      if (found === undefined || unchanged === undefined) {
        problems.push({ message: `${tests} has no test "${replays}" that ran.`, place: where });
      } else if (unchanged !== '') {
        problems.push({ message: `"${replays}" of ${tests} fails without a fault.` });
      } else if (found === '') {
        problems.push({ message: `It survives that ${what}.`, place: where });
      }
      const seen =
        found === undefined || found === '' ? 'SURVIVES' : tests.replace(/^src\/ports\//, '');
      console.log(`${what.padEnd(width)}  ${seen}\n${' '.repeat(width)}    ${found ?? ''}`);
    }
    if (problems.length > 0) throw new ProblemError(problems);
    console.log(`\n${mutations.length} faults, all seen by replays of what the real Go answered.`);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
});

/** Makes a tree for every fault, and one without. */
function plant(base: string): Problem[] {
  const problems: Problem[] = [];
  symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'), 'dir');
  const growTree = (name: string, tests: readonly string[]): string => {
    const tree = join(base, name);
    mkdirSync(join(tree, 'conformance'), { recursive: true });
    cpSync(join(root, 'src/ports'), join(tree, 'src/ports'), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts') || tests.includes(slashes(relative(root, path))),
    });
    for (const file of readdirSync(join(root, 'conformance'))) {
      if (file.endsWith('.ts'))
        cpSync(join(root, 'conformance', file), join(tree, 'conformance', file));
    }
    // The vectors, and what says where they are.
    for (const folder of ['conformance/vectors', 'src/port-map']) {
      symlinkSync(join(root, folder), join(tree, folder), 'dir');
    }
    return tree;
  };
  growTree(
    'unchanged',
    mutations.map(({ tests }) => tests),
  );
  for (const [at, { file, find, replace, tests }] of mutations.entries()) {
    const text = readFileSync(join(root, file), 'utf8');
    const count = text.split(find).length - 1;
    if (count !== 1) {
      problems.push({
        message: `"${find}" occurs ${count} times.`,
        place: { file, line: 1, column: 1 },
      });
      continue;
    }
    const tree = growTree(`fault-${at}`, [tests]);
    writeFileSync(
      join(tree, file),
      text.replace(find, () => replace),
    );
  }
  return problems;
}

/**
 * Runs the replays of all trees in one process.
 *
 * @returns By tree, test file and title: the first mismatch, or '' where the test passed.
 */
async function replay(base: string): Promise<Map<string, string>> {
  const failures = new Map<string, string>();
  const titles = [...new Set(mutations.map(({ replays }) => replays))].map((title) =>
    title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  const vitest = await startVitest([], {
    root: base,
    config: false,
    watch: false,
    include: ['*/src/ports/**/*.test.ts'],
    testNamePattern: new RegExp(`(?:^| )(?:${titles.join('|')})$`),
    testTimeout: 60_000,
    reporters: [{}],
  });
  for (const module of vitest.state.getTestModules()) {
    const [tree = '', ...path] = slashes(relative(base, module.moduleId)).split('/');
    for (const test of module.children.allTests()) {
      const { state, errors = [] } = test.result();
      if (state === 'skipped') continue;
      const failed = errors.map(({ message, diff }) => firstMismatch(message, diff))[0];
      failures.set(
        keyOf(tree, path.join('/'), test.name),
        state === 'passed' ? '' : (failed ?? state),
      );
    }
    for (const { message } of module.errors()) {
      for (const { tests, replays } of mutations) {
        if (tests === path.join('/')) failures.set(keyOf(tree, tests, replays), message);
      }
    }
  }
  await vitest.close();
  // Vitest has failed for the faults that were seen, as all must be.
  process.exitCode = 0;
  return failures;
}

/** The first lines of a difference, else the first of the message. */
function firstMismatch(message: string, diff: string | undefined): string {
  const lines = stripVTControlCharacters(diff ?? '').split('\n');
  const differing = lines.filter(
    (line) => /^[+-] /.test(line) && !/^[+-] (Expected|Received)/.test(line),
  );
  const [first] = differing;
  if (first === undefined) return stripVTControlCharacters(message).split('\n')[0] ?? '';
  const other = differing.find((line) => !line.startsWith(first.slice(0, 1)));
  return [first, other]
    .flatMap((line) => (line === undefined ? [] : [line.replace(/\s+/g, ' ').slice(0, 90)]))
    .join('   ');
}

function keyOf(tree: string, tests: string, title: string): string {
  return [tree, tests, title].join('\n');
}

function slashes(path: string): string {
  return path.replaceAll(sep, '/');
}
