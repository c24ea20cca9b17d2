import dns from 'node:dns';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startGithubServer, type GithubFault } from '../../test/github-server.ts';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { inScope } from '../release/scope.ts';
import { githubSource, type GithubOptions } from './github-source.ts';
import type { Source, SourceFile, SourceRequest } from './source.ts';
import { collect, failureOf, testSource } from './test-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
const server = await startGithubServer(repo);

beforeAll(() => {
  // The machine may have a proxy; it is not asked for what is on the machine itself.
  vi.stubEnv('no_proxy', '127.0.0.1');
});
afterEach(() => {
  server.fail();
  server.requests.length = 0;
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(dirname(repo.tree), { recursive: true });
});

function github(options: GithubOptions = {}): Source {
  return githubSource({
    baseUrl: server.url,
    retryPause: 1,
    timeouts: { connect: 1000, idle: 10_000 },
    ...options,
  });
}

/** More than a few blobs: the tree's, and others that no request below wants. */
const many = new Map([
  ...blobs,
  ...Array.from({ length: 20 }, (_, i) => [`gone/${i}.txt`, `${i}`.padStart(40, '0')] as const),
]);

const tarball: SourceRequest = { pin, wants: inScope };
const fewBlobs: SourceRequest = { pin, wants: inScope, blobs };

testSource('GitHub, few blobs', () => ({ source: github(), pin, blobs }), { provesCommit: true });
testSource('GitHub, tarball', () => ({ source: github(), pin, blobs, asked: many }), {
  provesCommit: true,
});

/** How GitHub fails, with all that differs from run to run replaced. */
async function githubFailure(
  faults: readonly GithubFault[],
  request: SourceRequest,
  options?: GithubOptions,
): Promise<string> {
  server.fail(...faults);
  return steady(await failureOf(github(options), request));
}

function steady(message: string): string {
  return message
    .replaceAll(server.host, 'HOST')
    .replaceAll(pin.commit, 'COMMIT')
    .replaceAll(blobs.get('pkg/loop/loop.go') ?? '', 'BLOB');
}

describe('what is asked for', () => {
  test('is each blob by itself when there are few', async () => {
    await collect(github(), fewBlobs);
    expect(server.requests.map(({ path }) => steady(path))).toEqual([
      '/repos/example/small/git/commits/COMMIT',
      ...[...blobs.values()].map((id) => steady(`/repos/example/small/git/blobs/${id}`)),
    ]);
  });

  test('is one tarball when there are many blobs', async () => {
    await collect(github(), { ...fewBlobs, blobs: many });
    expect(server.requests.map(({ path }) => steady(path))).toEqual([
      '/repos/example/small/git/commits/COMMIT',
      '/repos/example/small/tarball/COMMIT',
      '/codeload/example/small/legacy.tar.gz/COMMIT',
    ]);
  });

  test('is one tarball when there is no lock yet', async () => {
    await collect(github(), tarball);
    expect([server.count('blob'), server.count('codeload')]).toEqual([0, 1]);
  });

  test('comes with progress in bytes up to the tarball’s length, where it is told', async () => {
    const bytes = readFileSync(repo.archive);
    const telling = await startGithubServer(repo, { tellsLength: true });
    const reports: unknown[] = [];
    await collect(github({ baseUrl: telling.url }), {
      ...tarball,
      progress: (r) => reports.push(r),
    });
    await telling.close();
    expect(reports.at(-1)).toEqual({
      what: 'downloading',
      done: bytes.length,
      total: bytes.length,
      unit: 'bytes',
    });
  });
});

describe('a token', () => {
  const token = 'ghp_S3cretOfAPerson';

  test('is sent with every request to the API', async () => {
    await collect(github({ token }), fewBlobs);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      `token ${token}`,
      `token ${token}`,
      `token ${token}`,
    ]);
  });

  test('is not needed', async () => {
    await collect(github(), fewBlobs);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each<GithubFault>([
    { kind: 'bad-token' },
    { kind: 'rate-limit', reset: 1_767_225_600 },
    { kind: 'secondary-limit', retryAfter: 60 },
    { kind: 'not-found' },
    { kind: 'server-error' },
    { kind: 'cut', at: 'codeload', after: 100 },
  ])('is not in the message of $kind', async (fault) => {
    server.fail(fault);
    const failure = await failureOf(github({ token }), tarball);
    expect(failure).toMatch(/^GitHub \w+/);
    expect(failure).not.toContain('S3cret');
  });

  test('is not printed when it cannot be sent', async () => {
    const failure = await githubFailure([], fewBlobs, { token: `${token}\nand more` });
    expect(failure).not.toContain('S3cret');
    expect(failure).toMatchInlineSnapshot(`
      "GitHub cannot be sent the token in GITHUB_TOKEN: it is not plain text.
      Set GITHUB_TOKEN to a valid token, or unset it: public source needs none."
    `);
    expect(server.requests).toEqual([]);
  });
});

// Each waits for one timeout, and undici looks at its clock twice a second: so all at once.
describe.concurrent('silence', () => {
  const timeouts = { connect: 1000, idle: 60 };

  test('in place of any answer is told without a second try', async ({ expect }) => {
    const mute = await startGithubServer(repo, { faults: [{ kind: 'hang' }] });
    const failure = await failureOf(
      github({ baseUrl: mute.url, timeouts, token: 'S3cret' }),
      fewBlobs,
    );
    await mute.close();
    expect(failure.replace(mute.host, 'HOST')).toMatchInlineSnapshot(`
      "GitHub cannot be reached at HOST: it stopped answering.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
    expect(mute.requests).toHaveLength(1);
  });

  test('in place of the tarball, once, is overcome', async ({ expect }) => {
    const mute = await startGithubServer(repo, {
      faults: [{ kind: 'hang', at: 'codeload', times: 1 }],
    });
    const files = await collect(github({ baseUrl: mute.url, timeouts }), tarball);
    await mute.close();
    expect(files).toHaveLength(2);
    expect(mute.count('codeload')).toBe(2);
  });

  test('in the middle of the tarball is told', async ({ expect }) => {
    const mute = await startGithubServer(repo, {
      faults: [{ kind: 'cut', at: 'codeload', after: 100, until: new Promise(() => undefined) }],
    });
    const failure = await failureOf(github({ baseUrl: mute.url, timeouts }), tarball);
    await mute.close();
    expect(failure).toMatchInlineSnapshot(`
      "GitHub stopped in the middle of the archive: it stopped answering.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
  });
});

describe('a failure', () => {
  test('of the token says how to go on', async () => {
    const failure = await githubFailure([{ kind: 'bad-token' }], fewBlobs, { token: 'wrong' });
    expect(failure).toMatchInlineSnapshot(`
      "GitHub refuses the token in GITHUB_TOKEN (401).
      Set GITHUB_TOKEN to a valid token, or unset it: public source needs none."
    `);
    expect(server.requests).toHaveLength(1);
  });

  test('of the hourly limit says until when, and how to raise it', async () => {
    const limit: GithubFault = { kind: 'rate-limit', reset: 1_767_225_600 };
    expect(await githubFailure([limit], fewBlobs)).toMatchInlineSnapshot(`
      "GitHub has no requests left for this machine until 2026-01-01T00:00Z (403).
      Set GITHUB_TOKEN for 5,000 requests an hour, or use --from PATH."
    `);
    expect(server.requests).toHaveLength(1);
  });

  test('of the hourly limit proposes a local copy to those who have a token', async () => {
    const limit: GithubFault = { kind: 'rate-limit', status: 429, reset: 1_767_225_600 };
    expect(await githubFailure([limit], fewBlobs, { token: 'x' })).toMatchInlineSnapshot(`
      "GitHub has no requests left for this machine until 2026-01-01T00:00Z (429).
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
  });

  test.each([403, 429] as const)('of the secondary limit is told (%i)', async (status) => {
    const limit: GithubFault = { kind: 'secondary-limit', status, retryAfter: 60 };
    const failure = await githubFailure([limit], fewBlobs);
    expect(failure.replace(`${status}`, 'STATUS')).toMatchInlineSnapshot(`
      "GitHub has no requests left for this machine for the next 60 s (STATUS).
      Set GITHUB_TOKEN for 5,000 requests an hour, or use --from PATH."
    `);
    expect(server.requests).toHaveLength(1);
  });

  test.each(['blob', 'tarball'] as const)(
    'of a limit met at the %s is not repeated',
    async (at) => {
      const request = at === 'blob' ? fewBlobs : tarball;
      const limit: GithubFault = { kind: 'secondary-limit', status: 429, retryAfter: 60, at };
      expect(await githubFailure([limit], request)).toContain('has no requests left');
      expect(server.count(at)).toBe(1);
    },
  );

  test('to find the commit points at the release file', async () => {
    expect(await githubFailure([{ kind: 'not-found' }], fewBlobs)).toMatchInlineSnapshot(`
      "GitHub has no commit COMMIT in example/small (404).
      Check "repository" and "commit" in the release file."
    `);
  });

  test('to find the repository is told in the same way', async () => {
    const other = { ...pin, repository: 'example/gone' };
    const failure = await failureOf(github(), { ...fewBlobs, pin: other });
    expect(steady(failure)).toMatchInlineSnapshot(`
      "GitHub has no commit COMMIT in example/gone (404).
      Check "repository" and "commit" in the release file."
    `);
  });

  test('to find a blob names the blob', async () => {
    const lost: GithubFault = { kind: 'not-found', at: 'blob' };
    expect(await githubFailure([lost], fewBlobs)).toMatchInlineSnapshot(`
      "GitHub has no blob BLOB in example/small (404).
      Check "repository" and "commit" in the release file."
    `);
  });

  test('of the server, always, is told after five tries', async () => {
    expect(await githubFailure([{ kind: 'server-error' }], fewBlobs)).toMatchInlineSnapshot(`
      "GitHub fails with 500 again and again.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
    expect(server.count('commit')).toBe(5);
  });

  test.each([
    { at: 'commit', request: tarball },
    { at: 'tarball', request: tarball },
    { at: 'codeload', request: tarball },
    { at: 'blob', request: fewBlobs },
  ] as const)('of the server, twice at the $at, is overcome', async ({ at, request }) => {
    server.fail({ kind: 'server-error', status: 502, times: 2, at });
    const files = await collect(github(), request);
    expect(files.map(({ path }) => path).sort()).toEqual(['pkg/loop/loop.go', 'pkg/loop/queue.go']);
    expect(server.count(at)).toBe(2 + (at === 'blob' ? blobs.size : 1));
  });

  test('in the middle of a blob is told', async () => {
    const cut: GithubFault = { kind: 'cut', at: 'blob', after: 100 };
    expect(await githubFailure([cut], fewBlobs)).toMatchInlineSnapshot(`
      "GitHub stopped in the middle of blob BLOB.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
  });

  test('in the middle of the tarball is told, and what came before it is valid', async () => {
    // Stored, not compressed: what is sent is what can be read.
    const bytes = gzipSync(gunzipSync(readFileSync(repo.archive)), { level: 0 });
    const inSecondFile = bytes.indexOf('// Queue keeps keys in order');
    const cut = Promise.withResolvers<undefined>();
    const cutting = await startGithubServer(repo, {
      tarball: bytes,
      faults: [{ kind: 'cut', at: 'codeload', after: inSecondFile, until: cut.promise }],
    });
    const files: SourceFile[] = [];
    const source = github({ baseUrl: cutting.url });
    const failure = await failureOf(
      {
        ...source,
        async *files(request) {
          for await (const file of source.files(request)) {
            files.push(file);
            cut.resolve(undefined);
            yield file;
          }
        },
      },
      tarball,
    );
    await cutting.close();
    expect(failure).toMatchInlineSnapshot(`
      "GitHub stopped in the middle of the archive: the connection was cut.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
    expect(files.map(({ path }) => path)).toEqual(['pkg/loop/loop.go']);
    expect(files[0]?.bytes).toEqual(readFileSync(`${repo.tree}/pkg/loop/loop.go`));
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN'])(
    'to resolve the name is told at once (%s)',
    async (code) => {
      // No outside network: the resolver itself is replaced.
      const lookup = vi.spyOn(dns, 'lookup').mockImplementation(((
        _host: string,
        _options: unknown,
        done: (error: Error) => void,
      ) => {
        done(Object.assign(new Error(`getaddrinfo ${code}`), { code }));
      }) as typeof dns.lookup);
      const source = github({ baseUrl: 'http://api.github.invalid' });
      expect(await failureOf(source, fewBlobs)).toBe(
        'GitHub cannot be reached at api.github.invalid: its name does not resolve.\n' +
          'Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).',
      );
      expect(lookup).toHaveBeenCalledTimes(1);
    },
  );

  test('to connect is told at once', async () => {
    const closed = await startGithubServer(repo);
    await closed.close();
    const failure = await failureOf(github({ baseUrl: closed.url, retryPause: 1000 }), fewBlobs);
    expect(failure.replace(closed.host, 'HOST')).toMatchInlineSnapshot(`
      "GitHub cannot be reached at HOST: the connection is refused.
      Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz)."
    `);
  }, 2000);
});
