import { blobReader } from '../blob/blob-reader.ts';
import { openBlobStore } from '../blob/blob-store.ts';
import { recallLeftOut } from '../blob/left-out.ts';
import type { SourceFailure } from '../blob/fetch-release.ts';
import { loadGoParser } from '../go/go-parser.ts';
import { goRelease, type GoRelease } from '../go/go-release.ts';
import { loadPorts, type LoadedPort } from '../port-map/load-ports.ts';
import { portsRelease } from '../port-map/ports-release.ts';
import { portedPaths, readPorts, type PortFiles } from '../port-map/read-ports.ts';
import type { Lock } from '../release/lock.ts';
import type { Release } from '../release/release.ts';
import type { Review } from '../release/review.ts';
import { readLock, readReleases, readReview, type Workspace } from '../release/workspace.ts';
import { loadRuns } from '../record/load-runs.ts';
import { carriedPaths } from './carried.ts';
import { checkRuns } from './check-runs.ts';
import { compileTour, type CompiledTour } from './compile-tour.ts';
import { neededPaths, parseTour } from './parse-tour.ts';
import { readContent, type ContentFiles } from './read-content.ts';
import type { Tour } from './tour.ts';

/** A release whose source is here, with its tour. */
export interface LoadedTour extends CompiledTour {
  readonly release: Release;
  readonly lock: Lock;
  readonly go: GoRelease;
  /** The ports of this release; none but for the release that they were measured against. */
  readonly ports: readonly LoadedPort[];
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
  const portFiles = await readPorts(workspace.project);
  const parser = await loadGoParser();
  const store = openBlobStore(workspace.blobs);
  const tours: LoadedTour[] = [];
  const leftOut: MissingTour[] = [];
  for (const release of readReleases(workspace)) {
    if (only && !only.includes(release.id)) continue;
    const lock = readLock(workspace, release);
    const review = readReview(workspace, release);
    const cited = lock
      ? neededOfRelease(release, lock, files, portFiles, review)
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
    const compiled = compileTour(files, release.id, go, { release, review });
    const loaded =
      release.id === portsRelease ? loadPorts(workspace.project, portFiles, go) : undefined;
    const ports = loaded?.ports ?? [];
    const problems = [...(loaded?.problems ?? [])];
    if (release.id === portsRelease && namesRuns(compiled.tour)) {
      problems.push(...checkRuns(compiled.tour, loadRuns(workspace.project)));
    }
    tours.push({
      ...compiled,
      release,
      lock,
      go,
      ports,
      problems: [...compiled.problems, ...problems],
    });
  }
  return { tours, leftOut };
}

const namesRuns = ({ chapters }: Tour): boolean =>
  chapters.some(({ stops }) =>
    stops.some(({ blocks }) => blocks.some(({ kind }) => kind === 'run' || kind === 'predict')),
  );

/** The files that a build needs of a release: those of its tour, and those that ports name. */
export function neededOfRelease(
  release: Release,
  lock: Lock,
  files: ContentFiles,
  portFiles: PortFiles,
  review?: Review,
): Set<string> {
  const draft = parseTour(files, release.id);
  const needed = neededPaths(draft, lock.files.keys(), carriedPaths(draft, review));
  if (release.id !== portsRelease) return needed;
  return new Set([...needed, ...portedPaths(portFiles)]);
}
