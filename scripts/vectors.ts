import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ProblemError } from '../src/problem.ts';
import { readArguments } from './arguments.ts';
import { goEnvironment, goTree, packageOf, requireGo } from './go-tree.ts';
import { main } from './main.ts';

const recorders = 'conformance/go';
const vectors = 'conformance/vectors';

/**
 * `npm run vectors`: calls the real Go of v1.20.2 over the inputs of our recorders and writes down
 * what it answers. It says what differs from the vectors that are there.
 */
await main(async () => {
  const { package: only } = readArguments({ package: { type: 'string' } });
  requireGo();
  const tree = await goTree();
  const out = mkdtempSync(join(tmpdir(), 'vectors-'));
  const files = readdirSync(recorders, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('_test.go'),
  );
  const packages = new Set<string>();
  for (const file of files) {
    const folder = dirname(file);
    if (only !== undefined && folder !== only) continue;
    cpSync(join(recorders, file), join(tree, folder, `zz_${file.split('/').at(-1) ?? ''}`));
    packages.add(folder);
  }
  for (const folder of packages) {
    console.log(`recording ${folder} (the first time Go compiles for minutes)`);
    const { status, stdout, stderr } = spawnSync(
      'go',
      ['test', '-count=1', '-run', '^TestRecord', packageOf(folder)],
      { cwd: tree, encoding: 'utf8', env: { ...goEnvironment(), VECTORS_OUT: out } },
    );
    if (status !== 0) {
      throw new ProblemError({
        message: `The recorders in ${folder} failed.`,
        hint: stdout + stderr,
      });
    }
  }
  compareAndWrite(out);
});

function compareAndWrite(out: string): void {
  mkdirSync(vectors, { recursive: true });
  for (const name of readdirSync(out).sort()) {
    const recorded = readFileSync(join(out, name), 'utf8');
    const file = join(vectors, name);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    const cases = (JSON.parse(recorded) as { cases: unknown[] }).cases.length;
    const what = before === undefined ? 'new' : before === recorded ? 'the same' : 'DIFFERENT';
    console.log(`  ${name}: ${cases} cases, ${what}`);
    if (before !== recorded) writeFileSync(file, recorded);
  }
}
