import { ProblemError } from '../../src/problem.ts';
import { readReleases, type Workspace } from '../../src/release/workspace.ts';
import type { GithubOptions } from '../../src/source/github-source.ts';
import { githubTags } from '../../src/source/github-tags.ts';
import { SourceError } from '../../src/source/source.ts';

/** A release that could be added. */
export interface NextRelease {
  readonly id: string;
  readonly tag: string;
  readonly repository: string;
  /** The newest release that there is. */
  readonly after: string;
}

/**
 * Finds the newest patch of the minor release after our newest one, if it is out.
 *
 * Never further: each hop carries anchors over the smallest change that there is.
 */
export async function findNextRelease(
  workspace: Workspace,
  options: GithubOptions = {},
): Promise<NextRelease | undefined> {
  // readReleases throws when there is none.
  const [newest] = readReleases(workspace);
  const { repository } = newest?.pins.find(({ mount }) => mount === '') ?? {};
  const [, major, minor] = /^v(\d+)\.(\d+)$/.exec(newest?.id ?? '') ?? [];
  if (!newest || !repository || !major || !minor) {
    throw new ProblemError({
      message: `The newest release, ${newest?.id ?? 'none'}, pins no repository at its root.`,
      hint: 'Name the tag yourself: `npm run release -- add v1.21.0`.',
    });
  }
  const id = `v${major}.${Number(minor) + 1}`;
  const patches = (await tagsOf(repository, `${id}.`, options))
    .map((tag) => /^\d+$/.exec(tag.slice(id.length + 1)))
    .filter((patch) => patch !== null)
    .map(([patch]) => Number(patch));
  if (patches.length === 0) return undefined;
  return { id, tag: `${id}.${Math.max(...patches)}`, repository, after: newest.id };
}

async function tagsOf(
  repository: string,
  prefix: string,
  options: GithubOptions,
): Promise<string[]> {
  try {
    return await githubTags(repository, prefix, options);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new ProblemError(
      { message: `GitHub ${error.message}.`, hint: error.hint },
      { cause: error },
    );
  }
}
