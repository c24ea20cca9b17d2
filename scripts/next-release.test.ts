import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startGithubServer, type GithubFault } from '../test/github-server.ts';
import { runScript } from '../test/run-build.ts';
import { makeSmallRepo, makeSmallWorkspace } from '../test/small-repo.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { findNextRelease } from './release/find-next-release.ts';

const repo = makeSmallRepo();
const root = makeSmallWorkspace(repo);
const tags = [
  ...['v0.1.0', 'v0.1.9', 'v0.2.0-alpha.1', 'v0.2.0', 'v0.2.9', 'v0.2.10', 'v0.2.11-rc.0'],
  ...['v0.2.10+vendor', 'v0.20.0', 'v0.3.0', 'v0.4.0-beta.2'],
];
const server = await startGithubServer(repo, { tags });

beforeAll(() => {
  vi.stubEnv('no_proxy', '127.0.0.1');
});
afterEach(() => {
  server.fail();
  server.requests.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(dirname(repo.tree), { recursive: true });
  rmSync(root, { recursive: true });
});

const find = (folder = root) =>
  findNextRelease(workspaceAt(folder), { baseUrl: server.url, retryPause: 1 });
const run = (...args: string[]) =>
  runScript('next-release', ['--root', root, ...args], {
    GITHUB_API_URL: server.url,
    no_proxy: '127.0.0.1',
  });

/** A workspace whose newest release is this one. */
function workspaceWith(id: string, mount = ''): string {
  const folder = makeSmallWorkspace(repo);
  const { repository, commit } = repo.pin;
  const pins = [{ mount, repository, commit, ref: `${id}.0` }];
  writeFileSync(
    join(folder, `content/releases/${id}.json`),
    JSON.stringify({ id, label: id, pins }),
  );
  return folder;
}

describe('the next release', () => {
  test('is the newest patch of the next minor, found in one request', async () => {
    expect(await find()).toEqual({
      id: 'v0.2',
      tag: 'v0.2.10',
      repository: 'example/small',
      after: 'v0.1',
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/repos/example/small/git/matching-refs/tags%2Fv0.2.',
    ]);
  });

  test('comes after the newest that we have, one minor at a time', async () => {
    expect(await find(workspaceWith('v0.2'))).toMatchObject({ tag: 'v0.3.0', after: 'v0.2' });
  });

  test('is none while there are only prereleases', async () => {
    expect(await find(workspaceWith('v0.3'))).toBeUndefined();
  });

  test('is none when there is no such tag; v0.2. is not v0.20.', async () => {
    expect(await find(workspaceWith('v0.19'))).toMatchObject({ tag: 'v0.20.0' });
    expect(await find(workspaceWith('v0.20'))).toBeUndefined();
  });

  test('is not guessed after a release that pins no repository at its root', async () => {
    await expect(find(workspaceWith('v0.5', 'staging/x'))).rejects.toThrow(
      'The newest release, v0.5, pins no repository at its root.',
    );
  });

  test.each<[GithubFault, string]>([
    [{ kind: 'not-found' }, 'GitHub has no tag, branch or commit `v0.2.` in example/small (404).'],
    [
      { kind: 'rate-limit', reset: 1_767_225_600 },
      'GitHub has no requests left for this machine until 2026-01-01T00:00Z (403).',
    ],
    [{ kind: 'server-error' }, 'GitHub fails with 500 again and again.'],
    [{ kind: 'cut', after: 3 }, 'GitHub stopped in the middle of the list of tags.'],
  ])('is no silent nothing when GitHub fails: %o', async (fault, message) => {
    server.fail(fault);
    await expect(find()).rejects.toThrow(message);
  });
});

describe('npm run next-release', () => {
  test('prints the tag and nothing else', async () => {
    expect(await run()).toEqual({ code: 0, output: 'v0.2.10\n', errors: '' });
    expect(await run('')).toMatchObject({ output: 'v0.2.10\n' });
    expect(JSON.parse((await run('--json')).output)).toMatchObject({ id: 'v0.2', tag: 'v0.2.10' });
  });

  test('says a given tag back, and asks nobody', async () => {
    expect(await run('v1.21.14')).toEqual({ code: 0, output: 'v1.21.14\n', errors: '' });
    expect(server.requests).toEqual([]);
  });

  test.each(['v1.22.0-rc.0', 'main', 'v1.21.0\nid=x', '$(id)', '-x'])(
    'refuses %o, which would go on to a shell',
    async (tag) => {
      const { code, output } = await run('--', tag);
      expect([code, output]).toEqual([1, '']);
    },
  );

  test('fails when GitHub does', async () => {
    server.fail({ kind: 'bad-token' });
    const { code, output, errors } = await run();
    expect([code, output]).toEqual([1, '']);
    expect(errors).toContain('GitHub refuses the token in GITHUB_TOKEN (401).');
  });
});
