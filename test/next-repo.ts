import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { git, type SmallRepo } from './small-repo.ts';

/** The next release of the small repository, in the forms that a source can read. */
export interface NextRepo extends SmallRepo {
  readonly tag: string;
}

/**
 * Commits what a new release does to code: an edit, a move to another file, a rename and a deletion.
 * The clone has it as `v0.2.0`; its earlier commit is `v0.1.0`.
 */
export function makeNextRepo(repo: SmallRepo): NextRepo {
  const { clone } = repo;
  git(clone, 'tag', 'v0.1.0');
  const path = (name: string): string => join(clone, 'pkg/loop', name);
  const loop = readFileSync(path('loop.go'), 'utf8');
  const from = loop.indexOf('func (l *Loop) step()');
  const to = loop.indexOf('func init()');
  const edited = (loop.slice(0, from) + loop.slice(to))
    .replace('burst   = 500', 'limit   = 100')
    .replace('workers > burst', 'workers > limit')
    .replace('workers = burst', 'workers = limit')
    .replace('// Package loop is', '// Package loop turns keys into work.\n//\n// It is');
  writeFileSync(path('loop.go'), edited);
  writeFileSync(path('step.go'), `package loop\n\n${loop.slice(from, to).trimEnd()}\n`);
  const queue = readFileSync(path('queue.go'), 'utf8');
  writeFileSync(
    path('queue.go'),
    queue
      .slice(0, queue.indexOf('// Stack is generic'))
      .trimEnd()
      .replace(
        '// Add puts',
        '// Len counts the keys.\nfunc (q *Queue) Len() int { return len(q.keys) }\n\n// Add puts',
      )
      .concat('\n'),
  );
  return committed(repo, 'v0.2.0');
}

/** Commits whatever the clone's work tree holds under a tag. */
export function committed(repo: SmallRepo, tag: string): NextRepo {
  const { clone } = repo;
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', `--message=${tag}`);
  git(clone, 'tag', tag);
  const commit = git(clone, 'rev-parse', 'HEAD').trim();
  const archive = join(dirname(clone), `small-${tag}.tar.gz`);
  git(clone, 'archive', '--format=tar.gz', `--prefix=small-${tag}/`, `--output=${archive}`, 'HEAD');
  const tree = join(dirname(clone), `tree-${tag}`);
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree);
  git(clone, `--work-tree=${tree}`, 'checkout', '--force', tag, '--', '.');
  const blobs = git(clone, 'ls-tree', '-r', '--format=%(objectname) %(path)', tag, 'pkg')
    .split('\n')
    .filter((row) => row.endsWith('.go') && !row.includes('link.go'))
    .map((row) => [row.slice(41), row.slice(0, 40)] as const);
  return {
    ...repo,
    pin: { ...repo.pin, commit, ref: tag },
    tree,
    archive,
    blobs: new Map(blobs),
    tag,
  };
}
