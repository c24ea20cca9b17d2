import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { inScope } from '../release/scope.ts';
import { gitSource } from './git-source.ts';
import { failureOf, testSource } from './test-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
afterAll(() => rmSync(dirname(repo.tree), { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

testSource('clone', () => ({ source: gitSource(repo.clone), pin, blobs }), { provesCommit: true });
testSource('bare repository', () => ({ source: gitSource(repo.bare), pin, blobs }), {
  provesCommit: true,
});

test('says how to fetch a commit that is not there', async () => {
  const other = { ...pin, commit: 'f'.repeat(40) };
  const failure = await failureOf(gitSource(repo.bare), { pin: other, wants: inScope });
  expect(failure.replaceAll(repo.bare, 'BARE')).toMatchInlineSnapshot(`
    "BARE has no commit ffffffffffffffffffffffffffffffffffffffff.
    Fetch it: git -C BARE fetch https://github.com/example/small ffffffffffffffffffffffffffffffffffffffff"
  `);
});

test('names the blob that a damaged or partial clone lacks', async () => {
  const partial = join(dirname(repo.clone), 'partial');
  cpSync(repo.clone, partial, { recursive: true });
  const lost = blobs.get('pkg/loop/queue.go') ?? '';
  rmSync(join(partial, '.git/objects', lost.slice(0, 2), lost.slice(2)));
  const failure = await failureOf(gitSource(partial), { pin, wants: inScope });
  expect(failure).toBe(`${partial} has a damaged object: ${lost} missing.`);
});

test('says that git itself is missing', async () => {
  vi.stubEnv('PATH', '/nowhere');
  const failure = await failureOf(gitSource(repo.bare), { pin, wants: inScope });
  expect(failure.replaceAll(repo.bare, 'BARE')).toMatchInlineSnapshot(
    `"BARE cannot be read without git: spawn git ENOENT."`,
  );
});
