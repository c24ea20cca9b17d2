import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reportOf } from '../../test/small-release.ts';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { inScope } from '../release/scope.ts';
import { pathSource } from './path-source.ts';
import { collect, failureOf } from './test-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
const folder = mkdtempSync(join(tmpdir(), 'paths-'));
afterAll(() => {
  rmSync(dirname(repo.tree), { recursive: true });
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => join(folder, name);

/** A work tree of the clone: its `.git` is a file. */
const worktree = inFolder('worktree');
execFileSync('git', ['-C', repo.clone, 'worktree', 'add', '--quiet', '--detach', worktree, 'HEAD']);
const tgz = inFolder('small.tgz');
copyFileSync(repo.archive, tgz);
const linked = inFolder('linked');
symlinkSync(repo.clone, linked);

describe('what is behind a path', () => {
  test.each([
    ['a clone', repo.clone],
    ['a work tree of a clone', worktree],
    ['a bare repository', repo.bare],
    ['a .tar.gz', repo.archive],
    ['a .tgz', tgz],
    ['a link to a clone', linked],
  ])('%s is read, and says itself which commit it is', async (_, path) => {
    const source = pathSource(path);
    expect(source.name).toBe(path);
    const files = await collect(source, { pin, wants: inScope });
    expect(files.map(({ path: file }) => file).sort()).toEqual([...blobs.keys()].sort());
    const other = { ...pin, commit: 'f'.repeat(40) };
    expect(await failureOf(source, { pin: other, wants: inScope })).toContain(other.commit);
  });

  test('a tree is read where a lock can show that it is the right one', async () => {
    const source = pathSource(repo.tree);
    expect(source.name).toBe(repo.tree);
    const files = await collect(source, { pin, blobs, wants: inScope });
    expect(files.map(({ path }) => path).sort()).toEqual([...blobs.keys()].sort());
    expect(await failureOf(source, { pin, wants: inScope })).toContain(
      'does not say which commit it is',
    );
  });

  test('a clone is read from its commits, not from what lies in its folder', async () => {
    writeFileSync(join(worktree, 'pkg/loop/loop.go'), 'package changed\n');
    const files = await collect(pathSource(worktree), { pin, wants: inScope });
    expect(
      files
        .map(({ bytes }) => Buffer.from(bytes).toString())
        .filter((text) => text.includes('changed')),
    ).toEqual([]);
  });

  test('a folder with a file HEAD alone is a tree', async () => {
    const tree = inFolder('tree');
    mkdirSync(tree);
    writeFileSync(join(tree, 'HEAD'), '');
    expect(await collect(pathSource(tree), { pin, blobs, wants: inScope })).toEqual([]);
  });
});

describe('what cannot be a source', () => {
  const refused = (path: string): string =>
    reportOf(() => pathSource(path)).replaceAll(folder, 'FOLDER');

  test('nothing is there', () => {
    expect(refused(inFolder('no/such/path'))).toMatchInlineSnapshot(`
      "--from \`FOLDER/no/such/path\`: there is nothing at this path.
        Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz."
    `);
    expect(refused(inFolder('gone.tar.gz'))).toMatchInlineSnapshot(`
      "--from \`FOLDER/gone.tar.gz\`: there is nothing at this path.
        Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz."
    `);
    expect(refused('')).toMatchInlineSnapshot(`
      "--from \`\`: there is nothing at this path.
        Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz."
    `);
  });

  test('a link leads nowhere', () => {
    symlinkSync(inFolder('nowhere'), inFolder('broken'));
    expect(refused(inFolder('broken'))).toMatchInlineSnapshot(`
      "--from \`FOLDER/broken\`: there is nothing at this path.
        Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz."
    `);
  });

  test.each(['README.md', 'small.zip', 'small.tar', 'small.tar.gz.part'])(
    'a file that is no archive: %s',
    (name) => {
      writeFileSync(inFolder(name), 'x');
      expect(refused(inFolder(name))).toBe(
        `--from \`FOLDER/${name}\` is a file, but not a .tar.gz.\n` +
          '  Give a clone of kubernetes/kubernetes, an unpacked tree of it, or a .tar.gz.',
      );
    },
  );

  test('a file that is an archive by its name only says so when it is read', async () => {
    const file = inFolder('false.tar.gz');
    writeFileSync(file, 'These are words and no archive.\n');
    const failure = await failureOf(pathSource(file), { pin, blobs, wants: inScope });
    expect(failure.replace(folder, 'FOLDER')).toMatchInlineSnapshot(
      `"FOLDER/false.tar.gz is not a whole .tar.gz: incorrect header check."`,
    );
  });
});
