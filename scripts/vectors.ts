import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { answersFile, readAnswerPaths } from '../src/port-map/read-answer-paths.ts';
import type { VectorFile } from '../src/port-map/read-vector-files.ts';
import { vectorsFolder } from '../src/port-map/vectors-folder.ts';
import { ProblemError, type Problem } from '../src/problem.ts';
import { suggest } from '../src/suggest.ts';
import { readArguments } from './arguments.ts';
import { goEnvironment, goTree, packageOf, requireGo } from './go-tree.ts';
import { main } from './main.ts';
import { recordPackage } from './record-package.ts';

const recorders = 'conformance/go';

/**
 * `npm run vectors`: calls the real Go of a release over the inputs of our recorders and writes
 * down what it answers. It says what differs from the vectors that are there. A recorder that does
 * not run in the release stops no other; what is wrong comes at the end, with exit code 1.
 */
await main(async () => {
  const {
    release,
    from,
    package: only,
  } = readArguments({
    release: { type: 'string', default: portsRelease },
    from: { type: 'string' },
    package: { type: 'string' },
  });
  const folders = findPackages(only);
  requireGo();
  const tree = await goTree({ release, from });
  const out = mkdtempSync(join(tmpdir(), 'vectors-'));
  try {
    const problems = folders.flatMap((folder) => {
      console.log(`recording ${folder} (the first time Go compiles for minutes)`);
      const env = { ...goEnvironment(release), VECTORS_OUT: out };
      const go = () => runRecorders(tree, folder, env);
      return recordPackage({ recorders, folder, tree, release, go });
    });
    problems.push(...compareAndWrite(out, vectorsFolder(release)));
    if (problems.length > 0) throw new ProblemError(problems);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

/** The folders of all packages with recorders, or the one that was asked for. */
function findPackages(only: string | undefined): string[] {
  const files = readdirSync(recorders, { recursive: true, encoding: 'utf8' });
  const tests = files.filter((path) => path.endsWith('_test.go'));
  const folders = [...new Set(tests.map((path) => dirname(path).replaceAll('\\', '/')))].sort();
  if (only === undefined) return folders;
  if (folders.includes(only)) return [only];
  throw new ProblemError({
    message: `--package ${only}: there are no recorders of this package.`,
    hint: suggest(only, folders) ?? `Packages: ${folders.join(', ')}.`,
  });
}

function runRecorders(
  tree: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): { passed: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(
    'go',
    ['test', '-count=1', '-run', '^TestRecord', packageOf(folder)],
    { cwd: tree, encoding: 'utf8', env, maxBuffer: 2 ** 28 },
  );
  return { passed: status === 0, output: `${stdout}${stderr}`.trim() };
}

function compareAndWrite(out: string, folder: string): Problem[] {
  const answers = readAnswerPaths(process.cwd());
  const problems: Problem[] = [];
  for (const name of readdirSync(out).sort()) {
    const recorded = readFileSync(join(out, name), 'utf8');
    const file = join(folder, name);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const { cases } = JSON.parse(recorded) as VectorFile;
    const what = before === undefined ? 'new' : before === recorded ? 'the same' : 'DIFFERENT';
    console.log(`  ${name}: ${cases.length} cases, ${what}`);
    if (before !== recorded) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, recorded);
    }
    if (!answers.has(name.replace(/\.json$/, ''))) {
      problems.push({
        message: `${answersFile} does not say what of a case in ${name} is an answer.`,
      });
    }
  }
  return problems;
}
