import { ProblemError, reasonOf } from '../problem.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { Lock, LockedFile } from '../release/lock.ts';
import type { Pin } from '../release/pin.ts';
import type { Release } from '../release/release.ts';
import { hasSource, pinOf } from '../release/release.ts';
import { inScope } from '../release/scope.ts';
import { SourceError, type ReportProgress, type Source } from '../source/source.ts';
import type { BlobStore } from './blob-store.ts';

export interface FetchRequest {
  readonly release: Release;
  /** Absent on the first fetch of a release: the fetch then makes it. */
  readonly lock?: Lock | undefined;
  /** The files that must be there in the end; all of the lock when absent. */
  readonly needs?: Iterable<string> | undefined;
  readonly store: BlobStore;
  /** The pins of the release to fetch for; all when absent. */
  readonly pins?: readonly Pin[] | undefined;
  /** Tried in this order until nothing is missing. */
  readonly sources: readonly Source[];
  readonly progress?: ((source: Source) => ReportProgress) | undefined;
}

/** Why one source did not deliver: `GitHub` + `cannot be reached at ...`. */
export interface SourceFailure {
  readonly source: string;
  readonly reason: string;
  readonly hint?: string | undefined;
}

export type Fetched =
  | {
      readonly complete: true;
      readonly lock: Lock;
      /** The source that gave the last missing byte; absent when nothing was missing. */
      readonly source?: string;
      /** How many files came in. */
      readonly files: number;
      readonly failures: readonly SourceFailure[];
    }
  | { readonly complete: false; readonly failures: readonly SourceFailure[] };

/**
 * Fills the blob store with a release's files. Whatever a source delivered before it failed is
 * kept, so that the next source, or the next run, has less to do.
 */
export async function fetchRelease(request: FetchRequest): Promise<Fetched> {
  const missing = missingFiles(request);
  if (request.lock && missing.size === 0) {
    return { complete: true, lock: request.lock, files: 0, failures: [] };
  }
  const failures: SourceFailure[] = [];
  for (const source of request.sources) {
    const files = new Map<string, LockedFile>();
    try {
      await fetchFrom(source, request, files);
    } catch (error) {
      // A full disk or a read-only store is no fault of the source: another would meet it too.
      if (error instanceof ProblemError) throw error;
      const known = error instanceof SourceError ? error : undefined;
      const reason = known?.message ?? reasonOf(error);
      failures.push({ source: source.name, reason, hint: known?.hint });
      // It may have failed after the last file that was needed.
      if (!request.lock || missingFiles(request).size > 0) continue;
    }
    return {
      complete: true,
      lock: request.lock ?? {
        release: request.release.id,
        commits: request.release.pins.map(({ commit }) => commit),
        files,
      },
      source: source.name,
      files: files.size,
      failures,
    };
  }
  return { complete: false, failures };
}

/** What the lock names, the request needs and the store cannot give, with the right bytes. */
function missingFiles({ lock, needs, store }: FetchRequest): Map<string, LockedFile> {
  const missing = new Map<string, LockedFile>();
  if (!lock) return missing;
  for (const path of needs ?? lock.files.keys()) {
    const file = lock.files.get(path);
    if (file && store.read(file.blob) === undefined) missing.set(path, file);
  }
  return missing;
}

/** Stores what one source gives, and notes it in `files` as it comes. */
async function fetchFrom(
  source: Source,
  request: FetchRequest,
  files: Map<string, LockedFile>,
): Promise<void> {
  const { release, lock, store } = request;
  const strangers: string[] = [];
  for (const pin of request.pins ?? release.pins) {
    const pathOf = (inPin: string) => (pin.mount === '' ? inPin : `${pin.mount}/${inPin}`);
    const wants = (inPin: string) => {
      const path = pathOf(inPin);
      if (pinOf(release, path) !== pin) return false; // a pin mounted deeper has it
      const locked = lock?.files.get(path);
      return lock
        ? locked !== undefined && !store.has(locked.blob)
        : inScope(path) && hasSource(release, path);
    };
    const blobs = lock && missingOfPin(request, pin);
    // A source that lacks this repository can still give another one of the release.
    if (blobs?.size === 0) continue;
    for await (const { path: inPin, bytes } of source.files({
      pin,
      wants,
      blobs,
      progress: request.progress?.(source),
    })) {
      const path = pathOf(inPin);
      const locked = lock?.files.get(path);
      if (locked && blobIdOf(bytes) !== locked.blob) {
        strangers.push(
          `\`${path}\` has blob id ${blobIdOf(bytes)}, and the lock says ${locked.blob}`,
        );
        continue;
      }
      files.set(path, { blob: store.write(bytes), size: bytes.byteLength });
    }
  }
  refuseStrangers(strangers);
  refuseGaps(missingFiles(request), files, lock);
}

function missingOfPin(request: FetchRequest, pin: Pin): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const [path, { blob }] of missingFiles(request)) {
    if (pinOf(request.release, path) !== pin) continue;
    blobs.set(pin.mount === '' ? path : path.slice(pin.mount.length + 1), blob);
  }
  return blobs;
}

function refuseStrangers(strangers: readonly string[]): void {
  if (strangers.length === 0) return;
  const others =
    strangers.length > 1 ? `; the same goes for ${moreFiles(strangers.length - 1)}` : '';
  throw new SourceError(`is not the pinned commit: ${strangers[0] ?? ''}${others}`);
}

function moreFiles(count: number): string {
  return `${count} more ${count === 1 ? 'file' : 'files'}`;
}

function refuseGaps(
  missing: ReadonlyMap<string, LockedFile>,
  files: ReadonlyMap<string, LockedFile>,
  lock: Lock | undefined,
): void {
  const [first] = missing.keys();
  if (first !== undefined) {
    const others = missing.size > 1 ? ` and ${moreFiles(missing.size - 1)}` : '';
    throw new SourceError(`lacks \`${first}\`${others}`);
  }
  if (!lock && files.size === 0) throw new SourceError('holds no Go file of the release');
}
