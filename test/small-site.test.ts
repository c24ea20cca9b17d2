import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { beforeAll, describe, expect, test } from 'vitest';
import { differences, filesBelow } from './files.ts';
import { runScript, type BuildOutcome } from './run-build.ts';
import { makeSmallRepo, makeSmallWorkspace, type SmallRepo } from './small-repo.ts';

let repo: SmallRepo;

beforeAll(() => {
  repo = makeSmallRepo();
});

/** An empty apt configuration and no GitHub: what is not given with --from cannot be had. */
const nowhere = { GITHUB_API_URL: 'http://127.0.0.1:59998' };

const build = (root: string, ...args: string[]): Promise<BuildOutcome> =>
  runScript('build', ['--root', root, ...args], nowhere);

/** What a person reads, without what differs from run to run. */
const said = ({ output, errors }: BuildOutcome): string =>
  `${output}${errors}`
    .replaceAll(repo.clone, 'CLONE')
    .replaceAll(repo.tree, 'TREE')
    .replace(/ {2}\S+: reading .*\n/g, '')
    .replace(/^Budgets .*\n( {2}\w+ \d+ of .*\n)+/m, '');

describe('a build of a small repository', () => {
  test('comes out the same from a clone, a bare repository and an archive', async () => {
    const sites = [];
    for (const from of [repo.clone, repo.bare, repo.archive]) {
      const root = makeSmallWorkspace(repo);
      const outcome = await build(root, '--from', from);
      expect(outcome.code, said(outcome)).toBe(0);
      sites.push(filesBelow(join(root, 'dist')));
    }
    const [first = new Map<string, Buffer>(), ...others] = sites;
    expect([...first.keys()].filter((path) => path.endsWith('.html'))).toEqual([
      '404.html',
      'index.html',
      'licence/index.html',
      'sandbox/index.html',
      'v0.1/chapter/the-loop/index.html',
      'v0.1/index.html',
      'v0.1/run/index.html',
      'v0.1/source/pkg/loop/loop.go/index.html',
      'v0.1/source/pkg/loop/queue.go/index.html',
      'v0.1/the-queue/index.html',
    ]);
    for (const other of others) expect(differences(first, other)).toEqual([]);
    const stop = first.get('v0.1/run/index.html')?.toString('utf8') ?? '';
    expect(stop).toContain('It starts at 10:30 and asks');
    expect(stop).not.toContain('Only in another release');
    const page = first.get('v0.1/source/pkg/loop/queue.go/index.html')?.toString('utf8') ?? '';
    expect(page).toContain('`&#x3C;&#x26;>` in its doc must be escaped');
  });

  test('takes an unpacked tree only once a lock can prove it', async () => {
    const root = makeSmallWorkspace(repo);
    const refused = await build(root, '--from', repo.tree);
    expect(refused.code).toBe(1);
    expect(said(refused)).toMatchInlineSnapshot(`
      "v0.1: fetching v0.1.0
      v0.1 is left out:
        TREE does not say which commit it is, and the release has no lock to check it by.
          Use a clone, or an archive made by \`git archive\` or by GitHub: they name their commit.
        GitHub cannot be reached at 127.0.0.1:59998: the connection is refused.
          Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
        Debian ships no source package of this commit.
      No release can be built: the source of none could be had.
        See the reasons above. With a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
      "
    `);
    await build(root, '--from', repo.clone);
    rmSync(join(root, '.cache'), { recursive: true });
    const outcome = await build(root, '--from', repo.tree);
    expect(said(outcome)).toContain('2 files from TREE');
    expect(outcome.code).toBe(0);
  });

  test('says so when a tree is not the locked one, and stores nothing of what differs', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    rmSync(join(root, '.cache'), { recursive: true });
    const tree = mkdtempSync(join(tmpdir(), 'other-'));
    cpSync(repo.tree, tree, { recursive: true });
    writeFileSync(join(tree, 'pkg/loop/queue.go'), 'package loop\n');
    const outcome = await build(root, '--from', tree);
    expect(outcome.code).toBe(1);
    expect(said(outcome).replaceAll(tree, 'OTHER')).toMatchInlineSnapshot(`
      "v0.1: fetching v0.1.0
      v0.1 is left out:
        OTHER is not the pinned commit: \`pkg/loop/queue.go\` has blob id 2d09be7ac7969addb1325604b1df20fd66f20c77, and the lock says 5298de52145130d77d559ecbb229cf4147c0bcc7.
        GitHub cannot be reached at 127.0.0.1:59998: the connection is refused.
          Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
        Debian ships no source package of this commit.
      No release can be built: the source of none could be had.
        See the reasons above. With a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
      "
    `);
    const stored = [...filesBelow(join(root, '.cache/blobs')).keys()].map((path) =>
      path.replace('/', ''),
    );
    expect(stored).toEqual([repo.blobs.get('pkg/loop/loop.go')]);
  });

  test('fetches a blob again whose bytes were damaged', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    const id = repo.blobs.get('pkg/loop/loop.go') ?? '';
    const file = join(root, '.cache/blobs', id.slice(0, 2), id.slice(2));
    writeFileSync(file, 'damaged');
    const offline = await build(root, '--offline');
    expect(offline.code).toBe(1);
    expect(said(offline)).toMatchInlineSnapshot(`
      "v0.1 is left out:
        --offline some files are not in the blob store.
          Run \`npm run fetch\` with a network, or give a local copy: --from PATH.
      No release can be built: the source of none could be had.
        See the reasons above. With a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
      "
    `);
    const outcome = await build(root, '--from', repo.clone);
    expect(outcome.code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('package loop');
  });

  test('does nothing when nothing has changed, and all when anything has', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    const before = filesBelow(join(root, 'dist'));
    const again = await build(root);
    expect(again.code).toBe(0);
    expect(said(again)).toBe('dist/ is up to date (--force builds it all the same).\n');

    const page = join(root, 'dist/v0.1/run/index.html');
    writeFileSync(page, 'damaged');
    expect(said(await build(root))).toBe('');
    expect(differences(before, filesBelow(join(root, 'dist')))).toEqual([]);

    const stop = join(root, 'content/tour/10-the-loop/10-run.md');
    writeFileSync(stop, readFileSync(stop, 'utf8').replace('until closed', 'to the end'));
    expect(said(await build(root))).toBe('');
    expect(readFileSync(page, 'utf8')).toContain('to the end');
  });

  test('refuses to run twice at once', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    const release = await lock(join(root, '.cache'), {
      lockfilePath: join(root, '.cache/build.lock'),
    });
    const outcome = await build(root);
    await release();
    expect(outcome.code).toBe(1);
    expect(said(outcome)).toMatchInlineSnapshot(`
      "Another build is running in this folder.
        Wait until it ends. Two builds would mix their pages in dist/.
      "
    `);
    expect((await build(root)).code).toBe(0);
  });

  test('remembers that a release could not be had, until fetch is asked to try again', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    writeFileSync(
      join(root, 'content/releases/v0.2.json'),
      JSON.stringify({
        id: 'v0.2',
        label: 'Small 0.2',
        pins: [{ repository: 'example/small', commit: 'f'.repeat(40), ref: 'v0.2.0' }],
      }),
    );
    const first = await build(root);
    expect(first.code).toBe(0);
    expect(said(first)).toContain('v0.2: fetching v0.2.0');
    const second = await build(root);
    expect(second.code).toBe(0);
    expect(said(second)).toMatchInlineSnapshot(`
      "dist/ is up to date (--force builds it all the same).
      v0.2 is left out, as at the last try (\`npm run fetch\` tries again):
        GitHub cannot be reached at 127.0.0.1:59998: the connection is refused.
          Give a local copy: --from PATH (a clone, an unpacked tree or a .tar.gz).
        Debian ships no source package of this commit.
      "
    `);
    expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).toContain(
      'Small 0.2 is not in this build',
    );
    const third = await runScript('fetch', ['--root', root], nowhere);
    expect(said(third)).toContain('v0.2: fetching v0.2.0');
    const strict = await build(root, '--strict');
    expect(strict.code).toBe(1);
    expect(said(strict)).toContain('--strict: v0.2 cannot be built.');
    const chosen = await build(root, '--strict', '--release', 'v0.1');
    expect(chosen.code).toBe(0);
    expect(readFileSync(join(root, 'dist/index.html'), 'utf8')).not.toContain('Small 0.2');
  });

  test('reports every problem of every file at once, and keeps the last good site', async () => {
    const root = makeSmallWorkspace(repo);
    await build(root, '--from', repo.clone);
    const before = filesBelow(join(root, 'dist'));
    const run = join(root, 'content/tour/10-the-loop/10-run.md');
    const queue = join(root, 'content/tour/10-the-loop/20-the-queue.md');
    writeFileSync(
      run,
      readFileSync(run, 'utf8').replace('Loop.Run', 'Loop.Rum').replace('call', 'cal'),
    );
    writeFileSync(
      queue,
      readFileSync(queue, 'utf8').replace('len(q.keys) == 0', 'len(q.keys) == 1'),
    );
    const outcome = await build(root);
    expect(outcome.code).toBe(1);
    expect(said(outcome)).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/10-run.md:7:11: \`leads-to.0.kind\` is \`cal\`, which is not one of its values.
        Did you mean \`call\`?
      content/tour/10-the-loop/10-run.md:13:1: \`pkg/loop/loop.go\` declares no \`Loop.Rum\`.
        Did you mean \`Loop.Run\`?
      content/tour/10-the-loop/20-the-queue.md:12:1: "if len(q.keys) == 1 {" does not occur in \`Queue.Get\`.
        Did you mean \`if len(q.keys) == 0 {\`?
      "
    `);
    const check = await runScript('check', ['--root', root]);
    expect(check.code).toBe(1);
    expect(check.errors).toBe(outcome.errors);
    expect(differences(before, filesBelow(join(root, 'dist')))).toEqual([]);
  });

  test.each([
    ['an unknown option', ['--form', 'x']],
    ['an unknown release', ['--release', 'v0.3']],
    ['a path where nothing is', ['--from', 'no/such/path']],
    ['a file that is no archive', ['--from', 'package.json']],
  ])('explains %s', async (_what, args) => {
    const root = makeSmallWorkspace(repo);
    const outcome = await build(root, ...args);
    expect(outcome.code).toBe(1);
    expect(said(outcome)).toMatchSnapshot();
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });
});
