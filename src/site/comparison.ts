import { compareTours, type ComparedStop } from '../drift/compare-tours.ts';
import { compareReleaseIds } from '../release/span-of-releases.ts';
import type { PublishedRelease, Site } from './site.ts';

/** Comparisons by the later and the earlier release: many pages ask for the same. */
const known = new WeakMap<PublishedRelease, WeakMap<PublishedRelease, Comparison>>();

/** All stops of two releases, by slug. */
export type Comparison = ReadonlyMap<string, ComparedStop>;

export function comparisonOf(before: PublishedRelease, after: PublishedRelease): Comparison {
  const others = known.get(after) ?? new WeakMap<PublishedRelease, Comparison>();
  known.set(after, others);
  const made = others.get(before) ?? compareTours(before, after);
  others.set(before, made);
  return made;
}

/** The releases before one, the nearest first. */
export function earlierThan(site: Site, { release }: PublishedRelease): PublishedRelease[] {
  return site.published
    .filter((other) => compareReleaseIds(other.release.id, release.id) < 0)
    .sort((a, b) => compareReleaseIds(b.release.id, a.release.id));
}

/** The releases after one, the nearest first. */
export function laterThan(site: Site, { release }: PublishedRelease): PublishedRelease[] {
  return site.published
    .filter((other) => compareReleaseIds(other.release.id, release.id) > 0)
    .sort((a, b) => compareReleaseIds(a.release.id, b.release.id));
}

/** Whether there is something to put side by side: both releases have the stop, and it differs. */
export const hasPage = ({ change, excerpts }: ComparedStop): boolean =>
  excerpts.length > 0 && change !== 'same' && change !== 'absent';
