import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { inScope } from '../release/scope.ts';
import { archiveSource } from './archive-source.ts';
import { failureOf, testSource } from './test-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
const folder = mkdtempSync(join(tmpdir(), 'archives-'));
afterAll(() => {
  rmSync(dirname(repo.tree), { recursive: true });
  rmSync(folder, { recursive: true });
});

/** A tree packed by tar itself: its first entry is `./`, and it names no commit. */
const plain = join(folder, 'plain.tar.gz');
execFileSync('tar', ['-czf', plain, '-C', repo.tree, '.']);

/** A tree packed with the folder that it lies in. */
const foldered = join(folder, 'foldered.tgz');
execFileSync('tar', ['-czf', foldered, '-C', dirname(repo.tree), 'tree']);

testSource('git archive', () => ({ source: archiveSource(repo.archive), pin, blobs }), {
  provesCommit: true,
});
testSource('plain tar', () => ({ source: archiveSource(plain), pin, blobs }), {
  provesCommit: false,
});
testSource('tar of a folder', () => ({ source: archiveSource(foldered), pin, blobs }), {
  provesCommit: false,
});

test('goes by its path, or by the name that it is given', () => {
  expect(archiveSource(plain).name).toBe(plain);
  expect(archiveSource(plain, 'Debian').name).toBe('Debian');
});

test('says that the file is not there', async () => {
  const source = archiveSource('/nowhere/small.tar.gz');
  expect(await failureOf(source, { pin, blobs, wants: inScope })).toMatchInlineSnapshot(
    `"/nowhere/small.tar.gz cannot be read: ENOENT: no such file or directory, stat '/nowhere/small.tar.gz'."`,
  );
});
