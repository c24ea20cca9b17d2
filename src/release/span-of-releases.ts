import { z } from 'zod';

/** Ids of releases in order: `v1.9` stands before `v1.20`. */
export const compareReleaseIds = (a: string, b: string): number =>
  a.localeCompare(b, 'en', { numeric: true });

/** What names a release: its minor version, such as `v1.20`. */
export const releaseIdSchema = z
  .string()
  .regex(/^v\d+\.\d+$/, 'must be a minor release such as `v1.20`');

/** The first and the last release that something is meant for; without them, all before or after. */
export interface SpanOfReleases {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export function isMeantFor(release: string, { since, until }: SpanOfReleases): boolean {
  return (
    (since === undefined || compareReleaseIds(release, since) >= 0) &&
    (until === undefined || compareReleaseIds(release, until) <= 0)
  );
}
