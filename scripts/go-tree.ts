import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { portsRelease } from '../src/port-map/ports-release.ts';
import { ProblemError } from '../src/problem.ts';
import { blobIdOf, type BlobId } from '../src/release/blob-id.ts';
import type { Lock } from '../src/release/lock.ts';
import type { Pin } from '../src/release/pin.ts';
import { pinOf, type Release } from '../src/release/release.ts';
import { readLock, readReleases, workspaceAt, type Workspace } from '../src/release/workspace.ts';
import { debianSource } from '../src/source/debian-source.ts';
import { pathSource } from '../src/source/path-source.ts';
import { SourceError, type Source } from '../src/source/source.ts';
import { suggest } from '../src/suggest.ts';
import { aptInstall } from './apt-install.ts';
import { progressOn } from './progress.ts';

export interface GoTreeOptions {
  /** The release's id; that of the ports when absent. */
  readonly release?: string;
  /** A clone, an unpacked tree or a .tar.gz; Debian's archive when absent. */
  readonly from?: string | undefined;
  /** The folder with content/ and .cache/. */
  readonly root?: string;
}

/** Go's old way of paths, the only one in which v1.20.2 compiles with what Debian has. */
export function goEnvironment(release = portsRelease): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GOPATH: goPath(process.cwd(), release),
    GO111MODULE: 'off',
    GOFLAGS: '',
  };
}

const goPath = (root: string, release: string): string => join(root, '.cache/go', release);

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

/**
 * The whole source of a release, vendored packages too, where Go's old way of paths expects it. It
 * is unpacked unless that was done before.
 *
 * @returns Its folder.
 * @throws ProblemError when the source cannot be had, or is not that of the release's pin.
 */
export async function goTree({
  release: id = portsRelease,
  from,
  root = process.cwd(),
}: GoTreeOptions = {}): Promise<string> {
  const workspace = workspaceAt(root);
  const release = findRelease(workspace, id);
  const pin = wholePin(release);
  const path = goPath(root, id);
  const folder = join(path, 'src/k8s.io/kubernetes');
  // Written last: what was not unpacked to its end, or from another pin, is unpacked again.
  const stamp = join(path, 'commit');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== pin.commit) {
    const source = from === undefined ? debian(workspace, release, pin) : pathSource(from);
    rmSync(path, { recursive: true, force: true });
    await writeTree(folder, source, pin, lockedBlobs(release, pin, readLock(workspace, release)));
    linkStaging(folder);
    writeFileSync(stamp, pin.commit);
  }
  renewReflect2(folder);
  return folder;
}

function findRelease(workspace: Workspace, id: string): Release {
  const releases = readReleases(workspace);
  const found = releases.find((release) => release.id === id);
  if (found) return found;
  const ids = releases.map((release) => release.id);
  throw new ProblemError({
    message: `There is no release ${id}.`,
    hint:
      suggest(id, ids) ?? `Releases: ${ids.join(', ')}. Add one with \`npm run release -- add\`.`,
  });
}

function wholePin({ id, pins }: Release): Pin {
  const pin = pins.find(({ mount, only }) => mount === '' && only === undefined);
  if (pin) return pin;
  throw new ProblemError({
    message: `${id} is pinned in parts only, which Go cannot compile.`,
    hint: 'Its vectors can be recorded when it has a pin of all of kubernetes/kubernetes.',
  });
}

function debian(workspace: Workspace, { id }: Release, pin: Pin): Source {
  if (pin.debian) return debianSource({ state: workspace.apt });
  throw new ProblemError({
    message: `The Go of ${id} is not here, and Debian does not ship it.`,
    hint: `Give it: --from PATH, a clone of ${pin.repository} that has ${pin.ref}, an unpacked tree or a .tar.gz of it.`,
  });
}

/** The files of the pin that the lock knows: Go files, and none of vendor/. */
function lockedBlobs(
  release: Release,
  pin: Pin,
  lock: Lock | undefined,
): Map<string, BlobId> | undefined {
  if (!lock) return undefined;
  const ofPin = [...lock.files].filter(([path]) => pinOf(release, path) === pin);
  return new Map(ofPin.map(([path, { blob }]) => [path, blob]));
}

/** Writes all files of a pin, and checks those whose blob ids are known. */
async function writeTree(
  folder: string,
  source: Source,
  pin: Pin,
  blobs: ReadonlyMap<string, BlobId> | undefined,
): Promise<void> {
  const missing = new Map(blobs);
  const progress = progressOn(process.stdout)(source);
  try {
    for await (const { path, bytes } of source.files({ pin, wants: () => true, blobs, progress })) {
      const locked = missing.get(path);
      if (locked !== undefined && blobIdOf(bytes) !== locked) {
        throw new SourceError(`is not the pinned commit: \`${path}\` differs from the lock`);
      }
      missing.delete(path);
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const [first] = missing.keys();
    if (first !== undefined) throw new SourceError(`lacks \`${first}\``);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { message, hint } = error;
    throw new ProblemError({ message: `${source.name} ${message}.`, hint }, { cause: error });
  }
}

/** Links the staged repositories into vendor/, as the tree has them: sources leave links out. */
function linkStaging(folder: string): void {
  const staging = 'staging/src/k8s.io';
  if (!existsSync(join(folder, staging))) return;
  mkdirSync(join(folder, 'vendor/k8s.io'), { recursive: true });
  for (const name of readdirSync(join(folder, staging))) {
    const link = join(folder, 'vendor/k8s.io', name);
    if (!lstatSync(join(folder, staging, name)).isDirectory() || existsSync(link)) continue;
    symlinkSync(join('../..', staging, name), link);
  }
}

/**
 * v1.20.2 brings a reflect2 that reads the insides of maps as they were before Go 1.18: whatever
 * decodes JSON crashes with it. Debian ships one that does not.
 */
function renewReflect2(tree: string): void {
  const renewed = '/usr/share/gocode/src/github.com/modern-go/reflect2';
  const vendored = join(tree, 'vendor/github.com/modern-go/reflect2');
  if (!existsSync(vendored) || existsSync(join(vendored, 'go_above_118.go'))) return;
  if (!existsSync(renewed)) {
    aptInstall('golang-github-modern-go-reflect2-dev', 'A reflect2 that Go 1.19 can run,');
  }
  rmSync(vendored, { recursive: true });
  cpSync(renewed, vendored, { recursive: true });
}
