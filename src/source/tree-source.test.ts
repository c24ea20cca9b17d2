import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { collect, failureOf, testSource } from './test-source.ts';
import { treeSource } from './tree-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
afterAll(() => rmSync(dirname(repo.tree), { recursive: true }));

testSource('tree', () => ({ source: treeSource(repo.tree), pin, blobs }), { provesCommit: false });

test('leaves git’s own files out', async () => {
  const everything = await collect(treeSource(repo.clone), { pin, blobs, wants: () => true });
  expect(everything.map(({ path }) => path).sort()).toEqual([
    'README.md',
    'pkg/loop/loop.go',
    'pkg/loop/queue.go',
    'vendor/other/other.go',
  ]);
});

test('says what to use where a folder cannot prove its commit', async () => {
  const failure = await failureOf(treeSource(repo.tree), { pin, wants: () => true });
  expect(failure.replace(repo.tree, 'TREE')).toMatchInlineSnapshot(`
    "TREE does not say which commit it is, and the release has no lock to check it by.
    Use a clone, or an archive made by \`git archive\` or by GitHub: they name their commit."
  `);
});

test('says that a folder is not there', async () => {
  const failure = await failureOf(treeSource('/nowhere/at/all'), { pin, blobs, wants: () => true });
  expect(failure).toMatchInlineSnapshot(
    `"/nowhere/at/all cannot be read: ENOENT: no such file or directory, opendir '/nowhere/at/all'."`,
  );
});
