import { debianSource } from '../../src/source/debian-source.ts';
import { githubSource } from '../../src/source/github-source.ts';
import { pathSource } from '../../src/source/path-source.ts';
import type { Source } from '../../src/source/source.ts';
import type { SourceFailure } from '../../src/blob/fetch-release.ts';
import type { BlobStore } from '../../src/blob/blob-store.ts';
import { ProblemError } from '../../src/problem.ts';
import type { Workspace } from '../../src/release/workspace.ts';
import type { AddOptions } from './add-options.ts';

/** Where a release that is being added may take source from, and put it. */
export interface Reach {
  readonly workspace: Workspace;
  readonly store: BlobStore;
  readonly options: AddOptions;
  readonly apt: string;
}

/** The order of the design: local copies that were named, GitHub, Debian. */
export const sourcesFor = (reach: Reach, mount: string, mounts: readonly string[]): Source[] => [
  ...localSources(reach, mount, mounts),
  ...farSources(reach),
];

/** The copies that were named for a mount, or those that were named for none. */
export function localSources(
  { options }: Reach,
  mount: string,
  mounts: readonly string[],
): Source[] {
  const copies = (options.from ?? []).map((text) => {
    const at = text.indexOf('=');
    const named = at === -1 ? undefined : text.slice(0, at);
    return named !== undefined && mounts.includes(named)
      ? { mount: named, path: text.slice(at + 1) }
      : { mount: undefined, path: text };
  });
  const own = copies.filter((copy) => copy.mount === mount);
  const chosen = own.length > 0 ? own : copies.filter((copy) => copy.mount === undefined);
  return chosen.map(({ path }) => pathSource(path));
}

export function farSources({ options, apt }: Reach): Source[] {
  if (options.offline) return [];
  const baseUrl = process.env.GITHUB_API_URL;
  const github = githubSource({ token: process.env.GITHUB_TOKEN, ...(baseUrl ? { baseUrl } : {}) });
  return [github, ...(options.debian ? [debianSource({ state: apt })] : [])];
}

/** What could not be had, with each source's reason. */
export function couldNot(
  { options }: Reach,
  what: string,
  failures: readonly SourceFailure[],
): ProblemError {
  const reasons = failures.map(
    ({ source, reason, hint }) => `${source} ${reason}.${hint ? ` ${hint}` : ''}`,
  );
  if (options.offline && options.debian) {
    reasons.push('--offline leaves Debian out: leave --offline out, or name a copy: --from PATH.');
  }
  return new ProblemError({
    message: `${what}; nothing was written.`,
    hint:
      [...new Set(reasons)].join('\n') ||
      'No source was named: --from PATH, or leave --offline out.',
  });
}
