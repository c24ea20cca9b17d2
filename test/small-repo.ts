import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blobIdOf } from '../src/release/blob-id.ts';
import type { Pin } from '../src/release/pin.ts';

/** A small Go repository of our own, in every form that a source can read. */
export interface SmallRepo {
  readonly pin: Pin;
  /** An unpacked tree, with a symbolic link and files out of scope. */
  readonly tree: string;
  /** A clone with a work tree. */
  readonly clone: string;
  readonly bare: string;
  /** As `git archive` and GitHub make it: one top folder, the commit in its header. */
  readonly archive: string;
  /** Path -> blob id of the Go files in scope. */
  readonly blobs: ReadonlyMap<string, string>;
}

const fixture = join(import.meta.dirname, 'fixtures/small');

/** Makes the repository in a new temporary folder. Its commit id is the same every time. */
export function makeSmallRepo(): SmallRepo {
  const folder = mkdtempSync(join(tmpdir(), 'small-repo-'));
  const tree = join(folder, 'tree');
  const clone = join(folder, 'clone');
  for (const target of [tree, clone]) {
    cpSync(join(fixture, 'source'), target, { recursive: true });
    symlinkSync('loop.go', join(target, 'pkg/loop/link.go'));
  }
  git(clone, 'init', '--quiet', '--initial-branch=main');
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message=A small repository');
  const commit = git(clone, 'rev-parse', 'HEAD').trim();
  const bare = join(folder, 'bare.git');
  git(folder, 'clone', '--quiet', '--bare', clone, bare);
  const archive = join(folder, 'small.tar.gz');
  git(
    clone,
    'archive',
    '--format=tar.gz',
    `--prefix=small-${commit}/`,
    `--output=${archive}`,
    'HEAD',
  );
  return {
    pin: { mount: '', repository: 'example/small', commit, ref: 'v0.1.0' },
    tree,
    clone,
    bare,
    archive,
    blobs: new Map(
      ['pkg/loop/loop.go', 'pkg/loop/queue.go'].map((path) => [
        path,
        blobIdOf(readFileSync(join(tree, path))),
      ]),
    ),
  };
}

/** A workspace with the fixture's content and a release that pins the small repository. */
export function makeSmallWorkspace(repo: SmallRepo): string {
  const root = mkdtempSync(join(tmpdir(), 'small-workspace-'));
  cpSync(join(fixture, 'content'), join(root, 'content'), { recursive: true });
  mkdirSync(join(root, 'content/releases'), { recursive: true });
  writeFileSync(
    join(root, 'content/releases/v0.1.json'),
    JSON.stringify({
      id: 'v0.1',
      label: 'Small 0.1',
      date: '2026-01-01',
      pins: [{ repository: repo.pin.repository, commit: repo.pin.commit, ref: repo.pin.ref }],
    }),
  );
  return root;
}

/** Runs git as nobody in particular, at a fixed time. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
      GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
    },
  });
}
