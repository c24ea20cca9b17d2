import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../src/problem.ts';
import { readReleases, workspaceAt } from '../src/release/workspace.ts';
import { debianSource } from '../src/source/debian-source.ts';
import { aptInstall } from './apt-install.ts';
import { progressOn } from './progress.ts';

/** Go's old way of paths, the only one in which v1.20.2 compiles with what Debian has. */
export function goEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPATH: join(process.cwd(), '.cache/go'),
    GO111MODULE: 'off',
    GOFLAGS: '',
  };
}

/** The package of a folder: those of staging/ are imported by the path of their vendor link. */
export const packageOf = (folder: string): string =>
  `./${folder.replace(/^staging\/src\//, 'vendor/')}`;

/** Installs Go where it is missing. */
export function requireGo(): void {
  if (spawnSync('go', ['version']).status === 0) return;
  aptInstall('golang-go', 'Go');
  if (spawnSync('go', ['version']).status === 0) return;
  throw new ProblemError({
    message: 'Go is needed, and could not be installed.',
    hint: 'Install Go 1.19 yourself: later versions do not build v1.20.2 without its modules.',
  });
}

/** The whole tree of v1.20.2, vendored packages too, where Go's old way of paths expects it. */
export async function goTree(): Promise<string> {
  const tree = join(process.cwd(), '.cache/go/src/k8s.io/kubernetes');
  if (!existsSync(join(tree, 'go.mod'))) await unpackTree(tree);
  renewReflect2(tree);
  return tree;
}

async function unpackTree(tree: string): Promise<void> {
  const workspace = workspaceAt(process.cwd());
  const pin = readReleases(workspace).find(({ id }) => id === 'v1.20')?.pins[0];
  if (!pin) throw new ProblemError({ message: 'There is no release v1.20 to take Go from.' });
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
