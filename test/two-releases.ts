import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeNextRepo } from './next-repo.ts';
import { runScript } from './run-build.ts';
import { git, makeSmallRepo, makeSmallWorkspace } from './small-repo.ts';

/** A workspace whose site shows v0.1 of the small repository and v0.2, which was carried over. */
export interface TwoReleases {
  readonly root: string;
  readonly dist: string;
  /** The lines of a file as git has it in a release, counted from 0. */
  readonly sourceOf: (release: string, path: string) => string[];
}

/** What the reader is told of code that v0.2 has no more. */
export const waiverReason = 'v0.2 works without a `Stack`.';

/** What the maintainer found who read the stop `close` again. */
export const acceptedNote = 'Only its comments are others.';

const fixture = join(import.meta.dirname, 'fixtures/two-releases');

/**
 * Builds it as a maintainer does: the orphans are waived, one stop is read again, and the others wait.
 * Besides what the small repository does, a file's words change, another's comments, a third's
 * nothing, and a stop comes while another goes.
 */
export async function makeTwoReleases(): Promise<TwoReleases> {
  const repo = makeSmallRepo();
  const { clone } = repo;
  cpSync(join(fixture, 'v0.1'), clone, { recursive: true });
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message=What the other stops show');
  const commit = git(clone, 'rev-parse', 'HEAD').trim();
  const root = makeSmallWorkspace({ ...repo, pin: { ...repo.pin, commit } });
  cpSync(join(fixture, 'content'), join(root, 'content'), { recursive: true });
  await done('fetch', ['--from', clone], root);

  rmSync(join(clone, 'pkg/loop/once.go'));
  cpSync(join(fixture, 'v0.2'), clone, { recursive: true });
  const { tag } = makeNextRepo(repo);
  await done('release', ['add', tag, '--from', clone, '--offline'], root);
  await done('release', ['waive', 'the-queue/excerpt-2', '--reason', waiverReason], root);
  await done('release', ['accept', 'close', '--note', acceptedNote], root);
  await done('build', ['--offline'], root);
  return {
    root,
    dist: join(root, 'dist'),
    sourceOf: (release, path) => git(clone, 'show', `${release}.0:${path}`).split('\n'),
  };
}

async function done(
  script: Parameters<typeof runScript>[0],
  args: readonly string[],
  root: string,
): Promise<void> {
  const { code, output, errors } = await runScript(script, [...args, '--root', root]);
  if (code !== 0) throw new Error(`${script} ${args.join(' ')}\n${output}${errors}`);
}
