import { fetchRelease } from '../../src/blob/fetch-release.ts';
import type { Lock, LockedFile } from '../../src/release/lock.ts';
import { unknownCommit, type Pin } from '../../src/release/pin.ts';
import type { Release } from '../../src/release/release.ts';
import { readLock } from '../../src/release/workspace.ts';
import { declaredSource } from '../../src/source/declared-source.ts';
import type { Source } from '../../src/source/source.ts';
import { progressOn } from '../progress.ts';
import { couldNot, farSources, localSources, type Reach } from './reach.ts';

export interface FetchedPins {
  /** As it was wished, and which of its pins were taken on somebody's word. */
  readonly release: Release;
  readonly lock: Lock;
}

/** Fetches each pin from the first source that has it. */
export async function fetchPins(
  reach: Reach,
  release: Release,
  known?: Release,
): Promise<FetchedPins> {
  const { workspace, store } = reach;
  const commits = release.pins.map(({ commit }) => commit);
  const locked = known && readLock(workspace, known);
  if (locked && locked.commits.join() === commits.join() && !commits.includes(unknownCommit)) {
    const here = await fetchRelease({ release, lock: locked, store, sources: [] });
    const pins = release.pins.map((pin, at) =>
      known.pins[at]?.declared ? { ...pin, declared: true as const } : pin,
    );
    if (here.complete) return { release: { ...release, pins }, lock: locked };
  }
  const files = new Map<string, LockedFile>();
  const pins: Pin[] = [];
  for (const pin of release.pins) {
    const fetched = await fetchPin(reach, release, pin);
    pins.push(fetched.pin);
    for (const [path, file] of fetched.files) files.set(path, file);
  }
  return { release: { ...release, pins }, lock: { release: release.id, commits, files } };
}

async function fetchPin(
  reach: Reach,
  release: Release,
  pin: Pin,
): Promise<{ pin: Pin; files: Lock['files'] }> {
  const mounts = release.pins.map(({ mount }) => mount);
  const onWord = new Set<string>();
  const believed = (source: Source): Source =>
    reach.options.declared ? declaredSource(source, () => onWord.add(source.name)) : source;
  const local = localSources(reach, pin.mount, mounts);
  // A copy that proves its commit comes before one that is taken on somebody's word.
  const sources = [
    ...(reach.options.declared ? local : []),
    ...local.map(believed),
    ...farSources(reach).map(believed),
  ];
  const fetched = await fetchRelease({
    release,
    pins: [pin],
    store: reach.store,
    sources,
    progress: progressOn(process.stderr),
  });
  if (!fetched.complete) {
    throw couldNot(reach, `${pin.repository} at ${pin.ref} could not be had`, fetched.failures);
  }
  const isOnWord = fetched.source !== undefined && onWord.has(fetched.source);
  return { pin: isOnWord ? { ...pin, declared: true } : pin, files: fetched.lock.files };
}
