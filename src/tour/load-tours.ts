import { blobReader } from '../blob/blob-reader.ts';
import { openBlobStore } from '../blob/blob-store.ts';
import { recallLeftOut } from '../blob/left-out.ts';
import type { SourceFailure } from '../blob/fetch-release.ts';
import { loadGoParser } from '../go/go-parser.ts';
import { goRelease, type GoRelease } from '../go/go-release.ts';
import type { Lock } from '../release/lock.ts';
import type { Release } from '../release/release.ts';
import { readLock, readReleases, type Workspace } from '../release/workspace.ts';
import { compileTour, type CompiledTour } from './compile-tour.ts';
import { neededPaths, parseTour } from './parse-tour.ts';
import { readContent } from './read-content.ts';

/** A release whose source is here, with its tour. */
export interface LoadedTour extends CompiledTour {
  readonly release: Release;
  readonly lock: Lock;
  readonly go: GoRelease;
}

/** A release whose source is not here, with each source's reason. */
export interface MissingTour {
  readonly release: Release;
  readonly failures: readonly SourceFailure[];
}

export interface LoadedTours {
  /** Newest release first. */
  readonly tours: readonly LoadedTour[];
  readonly leftOut: readonly MissingTour[];
}

/**
 * Compiles the tour for every release whose source is in the blob store. Uses no network.
 *
 * @param only Ids of the releases to load; all when absent.
 */
export async function loadTours(
  workspace: Workspace,
  only?: readonly string[],
): Promise<LoadedTours> {
  const files = await readContent(workspace.root);
  const parser = await loadGoParser();
  const store = openBlobStore(workspace.blobs);
  const tours: LoadedTour[] = [];
  const leftOut: MissingTour[] = [];
  for (const release of readReleases(workspace)) {
    if (only && !only.includes(release.id)) continue;
    const lock = readLock(workspace, release);
    const cited = lock
      ? neededPaths(parseTour(files, release.id), lock.files.keys())
      : new Set<string>();
    const isHere = [...cited].every((path) => {
      const file = lock?.files.get(path);
      return !file || store.has(file.blob);
    });
    if (!lock || !isHere) {
      const failures = recallLeftOut(workspace, release)?.failures ?? [];
      leftOut.push({ release, failures });
      continue;
    }
    const go = goRelease(parser, blobReader(lock, store));
    tours.push({ release, lock, go, ...compileTour(files, release.id, go) });
  }
  return { tours, leftOut };
}
