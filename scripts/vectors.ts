import { spawnSync } from 'node:child_process';
import {
  cpSync,
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
import { ProblemError } from '../src/problem.ts';
import { readReleases, workspaceAt } from '../src/release/workspace.ts';
import { debianSource } from '../src/source/debian-source.ts';
import { aptInstall } from './apt-install.ts';
import { readArguments } from './arguments.ts';
import { main } from './main.ts';
import { progressOn } from './progress.ts';

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
    // Recorders of client-go lie in staging/, and are imported by the path of their vendor link.
    const target = `./${folder.replace(/^staging\/src\//, 'vendor/')}`;
    const { status, stdout, stderr } = spawnSync(
      'go',
      ['test', '-count=1', '-run', '^TestRecord', target],
      { cwd: tree, encoding: 'utf8', env: goEnvironment(out) },
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

function goEnvironment(out: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPATH: join(process.cwd(), '.cache/go'),
    GO111MODULE: 'off',
    GOFLAGS: '',
    VECTORS_OUT: out,
  };
}

function requireGo(): void {
  if (spawnSync('go', ['version']).status === 0) return;
  aptInstall('golang-go', 'Go, for recording,');
  if (spawnSync('go', ['version']).status === 0) return;
  throw new ProblemError({
    message: 'Recording needs Go, and it could not be installed.',
    hint: 'Install Go 1.19 yourself: later versions do not build v1.20.2 without its modules.',
  });
}

/** The whole tree of v1.20.2, vendored packages too, where Go's old way of paths expects it. */
async function goTree(): Promise<string> {
  const tree = join(process.cwd(), '.cache/go/src/k8s.io/kubernetes');
  if (!existsSync(join(tree, 'go.mod'))) await unpackTree(tree);
  renewReflect2(tree);
  return tree;
}

async function unpackTree(tree: string): Promise<void> {
  const workspace = workspaceAt(process.cwd());
  const pin = readReleases(workspace).find(({ id }) => id === 'v1.20')?.pins[0];
  if (!pin) throw new ProblemError({ message: 'There is no release v1.20 to record from.' });
  const source = debianSource({ state: workspace.apt });
  const progress = progressOn(process.stdout)(source);
  // Asking for no file still brings the archive, whose checksum apt has verified.
  const files = source.files({ pin, wants: () => false, progress });
  await files[Symbol.asyncIterator]().next();
  const archives = join(workspace.apt, 'archives');
  const archive = readdirSync(archives).find((name) => name.endsWith('.orig.tar.gz')) ?? '';
  mkdirSync(tree, { recursive: true });
  const unpacked = spawnSync('tar', [
    '-xzf',
    join(archives, archive),
    '-C',
    tree,
    '--strip-components=1',
  ]);
  if (unpacked.status !== 0) {
    throw new ProblemError({
      message: `${archive} cannot be unpacked: ${unpacked.stderr.toString()}`,
    });
  }
}

/**
 * v1.20.2 brings a reflect2 that reads the insides of maps as they were before Go 1.18: whatever
 * decodes JSON crashes with it. Debian ships one that does not.
 */
function renewReflect2(tree: string): void {
  const renewed = '/usr/share/gocode/src/github.com/modern-go/reflect2';
  const vendored = join(tree, 'vendor/github.com/modern-go/reflect2');
  if (existsSync(join(vendored, 'go_above_118.go'))) return;
  if (!existsSync(renewed)) {
    aptInstall('golang-github-modern-go-reflect2-dev', 'A reflect2 that Go 1.19 can run,');
  }
  rmSync(vendored, { recursive: true });
  cpSync(renewed, vendored, { recursive: true });
}

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
