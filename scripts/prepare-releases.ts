import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { openBlobStore } from '../src/blob/blob-store.ts';
import { fetchRelease, type SourceFailure } from '../src/blob/fetch-release.ts';
import { forgetLeftOut, recallLeftOut, rememberLeftOut } from '../src/blob/left-out.ts';
import { readPorts } from '../src/port-map/read-ports.ts';
import { ProblemError } from '../src/problem.ts';
import { formatLock } from '../src/release/lock.ts';
import type { Release } from '../src/release/release.ts';
import {
  lockPath,
  readLock,
  readReleases,
  readReview,
  type Workspace,
} from '../src/release/workspace.ts';
import { debianSource } from '../src/source/debian-source.ts';
import { githubSource } from '../src/source/github-source.ts';
import { pathSource } from '../src/source/path-source.ts';
import type { Source } from '../src/source/source.ts';
import { suggest } from '../src/suggest.ts';
import { neededOfRelease } from '../src/tour/load-tours.ts';
import { readContent } from '../src/tour/read-content.ts';
import { progressOn } from './progress.ts';

export interface PrepareOptions {
  /** Only these releases; all when empty or absent. */
  readonly release?: readonly string[] | undefined;
  readonly from?: string | undefined;
  readonly strict: boolean;
  readonly offline: boolean;
  /** cited: what the tour shows, and no second try of what failed before. all: the whole lock. */
  readonly extent: 'cited' | 'all';
}

/** Brings the source of the releases into the blob store and tells what was done and why not. */
export async function prepareReleases(
  workspace: Workspace,
  options: PrepareOptions,
): Promise<{ ready: Release[]; leftOut: Release[] }> {
  const store = openBlobStore(workspace.blobs);
  const files = await readContent(workspace.root);
  const portFiles = await readPorts(workspace.project);
  const ready: Release[] = [];
  const leftOut: Release[] = [];
  for (const release of chooseReleases(readReleases(workspace), options.release)) {
    const lock = readLock(workspace, release);
    const needs =
      options.extent === 'all' || !lock
        ? undefined
        : neededOfRelease(release, lock, files, portFiles, readReview(workspace, release));
    const request = { release, lock, needs, store };
    const here = await fetchRelease({ ...request, sources: [] });
    if (here.complete) {
      if (options.extent === 'all') {
        console.log(`${release.id}: all ${here.lock.files.size} files are here.`);
      }
      ready.push(release);
      continue;
    }
    const known =
      options.extent === 'cited' && !options.from ? recallLeftOut(workspace, release) : undefined;
    if (known) {
      tellLeftOut(release, known.failures, ', as at the last try (`npm run fetch` tries again)');
      leftOut.push(release);
      continue;
    }
    if (!options.offline || options.from) {
      console.log(`${release.id}: fetching ${release.pins.map(({ ref }) => ref).join(', ')}`);
    }
    const fetched = await fetchRelease({
      ...request,
      sources: sourcesFor(workspace, options),
      progress: progressOn(process.stdout),
    });
    if (fetched.complete) {
      if (!lock)
        writeFileAtomic.sync(join(workspace.root, lockPath(release)), formatLock(fetched.lock));
      forgetLeftOut(workspace, release);
      tellFailures(fetched.failures);
      console.log(
        `${release.id}: ${fetched.files} files from ${fetched.source ?? 'the blob store'}.`,
      );
      ready.push(release);
    } else {
      const failures = options.offline ? offlineFailure(lock !== undefined) : fetched.failures;
      if (!options.offline) rememberLeftOut(workspace, release, failures);
      tellLeftOut(release, failures);
      leftOut.push(release);
    }
  }
  if (ready.length === 0) {
    throw new ProblemError({
      message: 'No release can be built: the source of none could be had.',
      hint: 'See the reasons above. With a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).',
    });
  }
  if (options.strict && leftOut.length > 0) {
    throw new ProblemError({
      message: `--strict: ${leftOut.map(({ id }) => id).join(', ')} cannot be built.`,
      hint: 'Leave --strict out to build the others, or choose with --release.',
    });
  }
  return { ready, leftOut };
}

/** The order of the design: a local copy that was named, GitHub by commit, Debian. */
function sourcesFor(workspace: Workspace, { from, offline }: PrepareOptions): Source[] {
  const local = from === undefined ? [] : [pathSource(from)];
  if (offline) return local;
  const baseUrl = process.env.GITHUB_API_URL;
  const github = githubSource({ token: process.env.GITHUB_TOKEN, ...(baseUrl ? { baseUrl } : {}) });
  return [...local, github, debianSource({ state: workspace.apt })];
}

function chooseReleases(releases: Release[], chosen: readonly string[] = []): Release[] {
  const ids = releases.map(({ id }) => id);
  const unknown = chosen.filter((id) => !ids.includes(id));
  if (unknown.length > 0) {
    throw new ProblemError(
      unknown.map((id) => ({
        message: `--release ${id}: there is no such release.`,
        hint: suggest(id, ids) ?? `Releases: ${ids.join(', ')}.`,
      })),
    );
  }
  return chosen.length === 0 ? releases : releases.filter(({ id }) => chosen.includes(id));
}

export function tellFailures(failures: readonly SourceFailure[]): void {
  for (const { source, reason, hint } of failures) {
    console.warn(`  ${source} ${reason}.`);
    if (hint) console.warn(`    ${hint}`);
  }
}

function tellLeftOut(release: Release, failures: readonly SourceFailure[], when = ''): void {
  console.warn(`${release.id} is left out${when}:`);
  tellFailures(failures);
}

function offlineFailure(hasLock: boolean): SourceFailure[] {
  return [
    {
      source: '--offline',
      reason: hasLock ? 'some files are not in the blob store' : 'this release was never fetched',
      hint: 'Run `npm run fetch` with a network, or give a local copy: --from PATH.',
    },
  ];
}
