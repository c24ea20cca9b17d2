import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../problem.ts';
import { parseLock, type Lock } from './lock.ts';
import { parseRelease, type Release } from './release.ts';
import { parseReview, type Review } from './review.ts';
import { compareReleaseIds } from './span-of-releases.ts';

/** Where things are: the content that people edit, and what can be made again from it. */
export interface Workspace {
  readonly root: string;
  /** The project itself, with src/ports/ and conformance/; npm runs every script in it. */
  readonly project: string;
  /** Content-addressed source files, shared by all releases. */
  readonly blobs: string;
  /** Why releases were left out, as the last fetch saw it. */
  readonly leftOut: string;
  readonly highlight: string;
  /** Where the files of a release wait that is being added. */
  readonly adding: string;
  /** Lists and archives of our private apt. */
  readonly apt: string;
}

export function workspaceAt(root: string): Workspace {
  const cache = join(root, '.cache');
  return {
    root,
    project: process.cwd(),
    blobs: join(cache, 'blobs'),
    leftOut: join(cache, 'left-out'),
    highlight: join(cache, 'highlight'),
    adding: join(cache, 'adding'),
    apt: join(cache, 'apt'),
  };
}

const folder = 'content/releases';

/** The path of a release's pins, relative to the root. */
export const releasePath = ({ id }: Pick<Release, 'id'>): string => `${folder}/${id}.json`;

/** The path of a release's lock, relative to the root. */
export const lockPath = (release: Release): string => `${folder}/${release.id}.lock.json`;

/** The path of what became of the anchors in a release, relative to the root. */
export const reviewPath = ({ id }: Pick<Release, 'id'>): string => `${folder}/${id}.review.json`;

/**
 * Reads every release, the newest first.
 *
 * @throws ProblemError with the problems of all release files together.
 */
export function readReleases({ root }: Workspace): Release[] {
  const path = join(root, folder);
  const names = existsSync(path) ? readdirSync(path).sort() : [];
  const problems = [];
  const releases: Release[] = [];
  for (const name of names) {
    if (!name.endsWith('.json') || /\.(lock|review)\.json$/.test(name)) continue;
    try {
      releases.push(parseRelease(readFileSync(join(path, name), 'utf8'), `${folder}/${name}`));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  if (releases.length === 0) {
    throw new ProblemError({
      message: `There is no release in ${folder}/.`,
      hint: 'Add one, such as content/releases/v1.20.json, with "id", "label" and "pins".',
    });
  }
  return releases.sort((a, b) => compareReleaseIds(b.id, a.id));
}

/** The release's lock, or undefined before its first fetch. */
export function readLock({ root }: Workspace, release: Release): Lock | undefined {
  const path = lockPath(release);
  const file = join(root, path);
  return existsSync(file) ? parseLock(readFileSync(file, 'utf8'), path, release) : undefined;
}

/** What became of the anchors in the release; undefined for one that was not carried over. */
export function readReview({ root }: Workspace, release: Release): Review | undefined {
  const path = reviewPath(release);
  const file = join(root, path);
  return existsSync(file) ? parseReview(readFileSync(file, 'utf8'), path, release.id) : undefined;
}
