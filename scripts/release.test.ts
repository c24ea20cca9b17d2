import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isProblemError, ProblemError } from '../src/problem.ts';
import { permalink } from '../src/release/permalink.ts';
import { parseRelease } from '../src/release/release.ts';
import { parseReview, type Review } from '../src/release/review.ts';
import { workspaceAt } from '../src/release/workspace.ts';
import { plainText } from '../src/tour/to-prose.ts';
import { loadTours } from '../src/tour/load-tours.ts';
import { differences, filesBelow } from '../test/files.ts';
import { startGithubServer, type GithubServer } from '../test/github-server.ts';
import { committed, makeNextRepo, type NextRepo } from '../test/next-repo.ts';
import { runScript, type BuildOutcome } from '../test/run-build.ts';
import { git, makeSmallRepo, makeSmallWorkspace, type SmallRepo } from '../test/small-repo.ts';
import { report } from '../test/small-release.ts';
import type { AddOptions } from './release/add-options.ts';
import { addRelease } from './release/add-release.ts';
import { putInPlace } from './release/put-in-place.ts';

// Each test runs programs of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let repo: SmallRepo;
let next: NextRepo;
/** A workspace with v0.1 fetched; each test copies it. */
let ready: string;

const usual: AddOptions = {
  ref: 'v0.2.0',
  declared: false,
  via: false,
  replace: false,
  dryRun: false,
  offline: true,
};

const nowhere = { GITHUB_API_URL: 'http://127.0.0.1:59998' };

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  repo = makeSmallRepo();
  ready = makeSmallWorkspace(repo);
  const fetched = await runScript('fetch', ['--root', ready, '--from', repo.clone], nowhere);
  expect(fetched.errors).toBe('');
  next = makeNextRepo(repo);
});

afterAll(() => {
  vi.restoreAllMocks();
});

function freshRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'release-'));
  cpSync(ready, root, { recursive: true });
  return root;
}

const release = (root: string, ...args: string[]): Promise<BuildOutcome> =>
  runScript('release', [...args, '--root', root, '--date', '2026-02-03'], nowhere);

const add = (root: string, options: Partial<AddOptions> = {}) =>
  addRelease(workspaceAt(root), { ...usual, from: [next.clone], ...options });

/** Commits under a tag what touches no anchor. */
function alsoCommitted(own: SmallRepo, tag: string): void {
  writeFileSync(
    join(own.clone, 'pkg/loop/more.go'),
    `// Package loop is at ${tag}.\npackage loop\n`,
  );
  committed(own, tag);
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isProblemError(error)) return report(error.problems).replaceAll(next.clone, 'CLONE');
    throw error;
  }
  throw new Error('Nothing failed');
}

const contentOf = (root: string) => filesBelow(join(root, 'content'));

const statusesOf = ({ review }: Awaited<ReturnType<typeof add>>) =>
  Object.fromEntries(Object.entries(review.anchors).map(([key, { status }]) => [key, status]));

async function tourOf(root: string, id: string) {
  const { tours } = await loadTours(workspaceAt(root), [id]);
  const [tour] = tours;
  if (!tour) throw new Error(`${id} is not here`);
  return tour;
}

describe('release add', () => {
  const expected = {
    run: 'edited',
    'run/the-one-branch': 'edited',
    'run/each-worker': 'edited',
    'run/excerpt-2': 'relocated',
    'run/why-it-waits': 'relocated',
    'run/back-again': 'relocated',
    'the-queue': 'moved',
    'the-queue/empty': 'moved',
    'the-queue/excerpt-2': 'orphan',
    'the-queue/the-doc': 'orphan',
  };

  test('writes pins, lock and review, the same ones from a clone and an archive', async () => {
    const [fromClone, fromArchive] = [freshRoot(), freshRoot()];
    const added = await add(fromClone);
    expect(statusesOf(added)).toEqual(expected);
    expect(added.release.pins[0]).toMatchObject({ commit: next.pin.commit, ref: 'v0.2.0' });
    expect([...added.lock.files.keys()].sort()).toEqual([...next.blobs.keys()].sort());
    await add(fromArchive, { from: [next.archive] });
    const paths = ['v0.2.lock.json', 'v0.2.review.json'];
    for (const name of paths) {
      const read = (root: string) => readFileSync(join(root, 'content/releases', name), 'utf8');
      expect(read(fromArchive)).toBe(read(fromClone));
    }
    const text = readFileSync(join(fromClone, 'content/releases/v0.2.json'), 'utf8');
    expect(parseRelease(text, 'v0.2.json')).toEqual({ ...added.release, date: '2026-01-01' });
    expect(differences(contentOf(ready), contentOf(fromClone)).sort()).toEqual([
      'releases/v0.2.json',
      'releases/v0.2.lock.json',
      'releases/v0.2.review.json',
    ]);
  });

  test('takes a plain tree only on a person’s word', async () => {
    const root = freshRoot();
    expect(await failureOf(add(root, { from: [next.tree] }))).toMatchInlineSnapshot(`
      "\`v0.2.0\` of example/small was not found; nothing was written.
        No source was named: --from PATH, or leave --offline out."
    `);
    const added = await add(root, {
      from: [next.tree],
      repository: ['example/small@unknown'],
      declared: true,
    });
    expect(statusesOf(added)).toEqual(expected);
    expect(permalink(added.release, 'pkg/loop/step.go')).toBe(
      'https://github.com/example/small/blob/v0.2.0/pkg/loop/step.go',
    );
    const pinned = { ref: 'v0.2.0', declared: true, replace: true };
    const commit = next.pin.commit;
    const onWord = await add(root, {
      ...pinned,
      from: [next.tree],
      repository: [`example/small@${commit}`],
    });
    expect(onWord.release.pins[0]).toMatchObject({ commit, declared: true });
    const again = await add(root, { ...pinned, repository: [`example/small@${commit}`] });
    expect(again.release.pins[0]?.declared).toBe(true);
  });

  test('believes an archive that names its commit, whatever else is declared', async () => {
    for (const repository of ['example/small@unknown', `example/small@${next.pin.commit}`]) {
      const { release: added } = await add(freshRoot(), {
        from: [next.archive],
        repository: [repository],
        declared: true,
      });
      expect(added.pins[0]?.commit).toBe(next.pin.commit);
      expect(added.pins[0]).not.toHaveProperty('declared');
    }
  });

  test('says of Debian what to type', async () => {
    const root = freshRoot();
    const debian = 'small=0.1.9';
    expect(await failureOf(add(root, { from: undefined, debian }))).toMatchInlineSnapshot(`
      "\`v0.2.0\` of example/small was not found; nothing was written.
        --offline leaves Debian out: leave --offline out, or name a copy: --from PATH."
    `);
    expect(await failureOf(add(root, { debian: 'small' }))).toMatchInlineSnapshot(`
      "--debian \`small\` names no package and version.
        Write --debian small=VERSION, with the upstream part of Debian's version: \`apt-cache showsrc small\` says 1.2.3-4, you write 1.2.3."
    `);
    vi.stubEnv('GITHUB_API_URL', nowhere.GITHUB_API_URL);
    try {
      const failure = await failureOf(add(root, { from: undefined, debian, offline: false }));
      expect(failure.replace(/GitHub .*/, 'GitHub ...')).toMatchInlineSnapshot(`
        "\`v0.2.0\` of example/small was not found; nothing was written.
          GitHub ...
          Debian cannot say that \`small\` 0.1.9 is \`v0.2.0\`. Name the commit itself in place of \`v0.2.0\`: the archive is checked against it."
      `);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('reads GitHub in three requests, and asks nothing the second time', async () => {
    const server: GithubServer = await startGithubServer(next, { refs: ['v0.2.0'] });
    vi.stubEnv('GITHUB_API_URL', server.url);
    try {
      const root = freshRoot();
      const options = { offline: false, from: undefined };
      const added = await add(root, options);
      expect(statusesOf(added)).toEqual(expected);
      const api = server.requests.filter(({ endpoint }) => endpoint !== 'codeload');
      expect(api.map(({ endpoint }) => endpoint)).toEqual(['ref', 'commit', 'tarball']);
      server.requests.length = 0;
      const again = await add(root, { ...options, replace: true });
      expect(again.review).toEqual(added.review);
      expect(server.requests).toEqual([]);
      const unknown = await failureOf(add(root, { ...options, ref: 'v0.3.9' }));
      expect(unknown.replace(server.host, 'HOST')).toMatchInlineSnapshot(`
        "\`v0.3.9\` of example/small was not found; nothing was written.
          GitHub has no tag, branch or commit \`v0.3.9\` in example/small (404): Not Found - https://docs.github.com/rest. See https://github.com/example/small/tags for the names that there are."
      `);
    } finally {
      vi.unstubAllEnvs();
      await server.close();
    }
  });

  test('leaves everything as it was when it fails, is killed, or only tries', async () => {
    const root = freshRoot();
    const before = filesBelow(root);
    await add(root, { dryRun: true });
    expect(differences(before, filesBelow(root))).toEqual([]);

    const server = await startGithubServer(next, {
      refs: ['v0.2.0'],
      faults: [{ kind: 'cut', at: 'codeload', after: 300 }],
    });
    vi.stubEnv('GITHUB_API_URL', server.url);
    try {
      expect(await failureOf(add(root, { offline: false, from: undefined }))).toContain(
        'nothing was written',
      );
      expect(differences(before, filesBelow(root))).toEqual([]);
      server.fail({ kind: 'hang', at: 'codeload' });
      server.requests.length = 0;
      const child = spawn(
        process.execPath,
        ['scripts/release.ts', 'add', 'v0.2.0', '--root', root],
        { env: { ...process.env, GITHUB_API_URL: server.url }, stdio: 'ignore' },
      );
      await vi.waitFor(() => expect(server.count('codeload')).toBe(1), { timeout: 15_000 });
      child.kill('SIGKILL');
      await once(child, 'close');
      expect(differences(before, filesBelow(root))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      await server.close();
    }
  });

  test('refuses what is there already, what names no release, and what is not there', async () => {
    const root = freshRoot();
    expect(await failureOf(add(root, { ref: 'v0.1.0' }))).toMatchInlineSnapshot(`
      "There is a release v0.1 already: v0.1.0.
        To put another commit in its place: \`npm run release -- add v0.1.0 --replace\`. What was read and has not changed stays read."
    `);
    expect(await failureOf(add(root, { ref: 'main' }))).toMatchInlineSnapshot(`
      "\`main\` does not say which release it is.
        Say it: \`npm run release -- add main --id v1.21\`."
    `);
    expect(await failureOf(add(root, { ref: 'v0.9.0' }))).toMatchInlineSnapshot(`
      "\`v0.9.0\` of example/small was not found; nothing was written.
        CLONE has no tag, branch or commit \`v0.9.0\`. Fetch it: git -C CLONE fetch https://github.com/example/small v0.9.0"
    `);
    expect(await failureOf(add(root, { after: 'v0.3' }))).toMatchInlineSnapshot(`
      "--after v0.3: there is no such release.
        Did you mean \`v0.1\`?"
    `);
    expect(await failureOf(add(root, { repository: ['small'] }))).toMatchInlineSnapshot(`
      "--repository \`small\` does not say which repository at which commit.
        Write owner/name@ref, or owner/name@ref:path/to/mount."
    `);
    const added = await add(root, { ref: 'main', id: 'v0.2' });
    expect(added.release.pins[0]).toMatchObject({ ref: 'main', commit: next.pin.commit });
  });

  test('hops minor by minor, over those that cannot be had', async () => {
    const own = makeSmallRepo();
    const middle = makeNextRepo(own);
    const step = join(own.clone, 'pkg/loop/step.go');
    writeFileSync(
      step,
      readFileSync(step, 'utf8').replace('package loop\n', 'package loop\n\n// Step.'),
    );
    committed(own, 'v0.4.0');
    const root = freshRoot();
    const added = await addRelease(workspaceAt(root), {
      ...usual,
      ref: 'v0.4.0',
      via: true,
      from: [middle.clone],
    });
    expect(added.review.via).toEqual(['v0.2']);
    expect(statusesOf(added)).toMatchObject(expected);
    expect(added.review.anchors['run/the-one-branch']?.anchor).toBe(
      'pkg/loop/loop.go#Loop.Run > "if workers > limit {"',
    );
    expect(existsSync(join(root, 'content/releases/v0.2.json'))).toBe(false);
  });
});

describe('several repositories', () => {
  test('are mounted, and links, locks and absences follow the repository of a file', async () => {
    const root = freshRoot();
    const queue = mkdtempSync(join(tmpdir(), 'queue-'));
    cpSync(join(next.tree, 'pkg/loop'), queue, { recursive: true });
    const own = makeSmallRepo();
    mkdirSync(join(own.clone, 'pkg/other'));
    writeFileSync(join(own.clone, 'pkg/other/other.go'), 'package other\n');
    const main = committed(own, 'v0.2.0');
    const { release: both, lock } = await add(root, {
      repository: ['example/small@v0.2.0', 'example/loop@v7.0.0:pkg/loop'],
      from: [`pkg/loop=${queue}`, main.clone],
      declared: true,
      dryRun: true,
    });
    // The clone proves its commit; only the plain tree is taken on somebody's word.
    expect(both.pins.map(({ commit, declared }) => [commit, declared])).toEqual([
      [main.pin.commit, undefined],
      ['unknown', true],
    ]);
    expect(permalink(both, 'pkg/loop/step.go', { from: 3, to: 4 })).toBe(
      'https://github.com/example/loop/blob/v7.0.0/step.go#L3-L4',
    );
    expect(permalink(both, 'pkg/other/other.go')).toBe(
      `https://github.com/example/small/blob/${main.pin.commit}/pkg/other/other.go`,
    );
    expect([...lock.files].map(([path, { blob }]) => [path, blob])).toEqual(
      expect.arrayContaining([['pkg/loop/step.go', next.blobs.get('pkg/loop/step.go')]]),
    );
    expect(lock.files.has('pkg/other/other.go')).toBe(true);

    rmSync(join(queue, 'queue.go'));
    const stop = join(root, 'content/tour/10-the-loop/20-the-queue.md');
    writeFileSync(
      stop,
      readFileSync(stop, 'utf8').replaceAll('pkg/loop/queue.go', 'pkg/queue/queue.go'),
    );
    const pinned = join(root, 'content/releases/v0.1.lock.json');
    writeFileSync(
      pinned,
      readFileSync(pinned, 'utf8').replace('pkg/loop/queue.go', 'pkg/queue/queue.go'),
    );
    const added = await add(root, {
      repository: ['example/loop@v7.0.0:pkg/loop'],
      from: [queue],
      declared: true,
    });
    expect(statusesOf(added)).toMatchObject({ run: 'edited', 'the-queue': 'absent' });
    const { tour, problems } = await tourOf(root, 'v0.2');
    expect(report(problems)).toBe('');
    const [run, absent] = tour.chapters[0]?.stops ?? [];
    expect(run?.status).toBeUndefined();
    expect(absent).toMatchObject({ slug: 'the-queue', status: 'absent' });
    expect(absent?.blocks.map((block) => block.kind === 'prose' && plainText(block.prose))).toEqual(
      ['The source of this stop (pkg/queue/queue.go) is not part of what v0.2 was made from.'],
    );
    const status = await release(root, 'status');
    expect(status.code).toBe(2);
  });
});

describe('what is left', () => {
  test('is reported, accepted, waived, and asked about again when the text changes', async () => {
    const root = freshRoot();
    const note = join(root, 'content/tour/10-the-loop/10-run.md');
    writeFileSync(
      note,
      readFileSync(note, 'utf8').replace(
        'It caps the workers.',
        'It caps the workers at `burst`, 500.',
      ),
    );
    await add(root);
    const told = await release(root, 'report');
    expect(told.code).toBe(0);
    expect(told.output).toMatchSnapshot();
    const json = JSON.parse((await release(root, 'report', 'v0.2', '--json')).output) as {
      items: { key: string; urgency: string; sentences: { words: string[] }[] }[];
    };
    expect(json.items.find(({ key }) => key === 'run/the-one-branch')).toMatchObject({
      urgency: 'says-what-is-gone',
      sentences: [{ words: ['burst'] }],
    });

    const status = await release(root, 'status');
    expect([status.code, status.output]).toMatchInlineSnapshot(`
      [
        3,
        "v0.2, carried over from v0.1: Left: 2 orphans to decide, 6 to read.
        orphan the-queue/excerpt-2
        orphan the-queue/the-doc
        edited run
        edited run/the-one-branch
        edited run/each-worker
        relocated run/excerpt-2
        relocated run/why-it-waits
        relocated run/back-again
      ",
      ]
    `);
    expect((await release(root, 'accept', '*', '--note', 'fine')).errors).toMatchInlineSnapshot(`
      "\`*\` would accept what nobody has read.
        Name one stop, or one note of it: slow-start, slow-start/have-minus-want.
      "
    `);
    expect((await release(root, 'accept', 'rum', '--note', 'fine')).errors).toMatchInlineSnapshot(`
      "There is no stop \`rum\` in the review of v0.2.
        Did you mean \`run\`?
      "
    `);
    expect((await release(root, 'accept', 'run/each-wroker', '--note', 'fine')).errors)
      .toMatchInlineSnapshot(`
      "The stop \`run\` has no note \`each-wroker\` in v0.2.
        Did you mean \`run/each-worker\`?
      "
    `);
    expect((await release(root, 'accept', 'run')).errors).toMatchInlineSnapshot(`
      "What did you find when you read it?
        Type it: npm run release -- accept run --note "..."
      "
    `);
    expect((await release(root, 'accept', 'the-queue/excerpt-2', '--note', 'fine')).errors)
      .toMatchInlineSnapshot(`
      "\`the-queue/excerpt-2\` is an orphan: there is no text to accept.
        Give its place with --anchor 'path#Symbol > "quote"', or \`npm run release -- waive the-queue/excerpt-2 --reason "..."\`.
      "
    `);
    expect((await release(root, 'waive', 'run', '--reason', 'x')).errors).toMatchInlineSnapshot(`
      "\`run\` is edited in v0.2, and only orphans are waived.
        When you have read it: \`npm run release -- accept run --note "..."\`.
      "
    `);

    expect(report((await tourOf(root, 'v0.2')).problems)).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/20-the-queue.md:16:1: \`the-queue/excerpt-2\` is an orphan: \`pkg/loop/queue.go\` declares no \`Stack\`. And nothing like it is new in this release
        Give its place: \`npm run release -- accept the-queue/excerpt-2 --anchor 'path#Symbol' --note "..."\`, or tell readers why it is gone: \`npm run release -- waive the-queue/excerpt-2 --reason "..."\`."
    `);
    const waived = await release(
      root,
      ...['waive', 'the-queue/excerpt-2', '--reason', '`Stack` <b>left</b> in v0.2.'],
    );
    expect(waived.output).toMatchInlineSnapshot(`
      "Waived in v0.2: the-queue/excerpt-2, the-queue/the-doc.
      "
    `);
    const { tour, problems } = await tourOf(root, 'v0.2');
    expect(report(problems)).toBe('');
    const queue = tour.chapters[0]?.stops[1];
    expect(queue?.gone?.map(({ reason }) => reason)).toEqual([
      'The code of `Stack` stood here in earlier releases: `Stack` <b>left</b> in v0.2.',
    ]);
    const last = queue?.blocks.at(-1);
    expect(last?.kind === 'prose' && plainText(last.prose)).toContain('<b>left</b>');

    const read = await release(root, 'accept', 'run', '--note', 'The cap is called limit now.');
    expect([read.code, read.output]).toMatchInlineSnapshot(`
      [
        0,
        "Read in v0.2: run, run/the-one-branch, run/each-worker, run/excerpt-2, run/why-it-waits, run/back-again.
      ",
      ]
    `);
    const done = await release(root, 'status');
    expect([done.code, done.output]).toMatchInlineSnapshot(`
      [
        0,
        "v0.2, carried over from v0.1: Nothing is left to read.
      ",
      ]
    `);

    const own = join(root, 'content/releases/v0.2.review.json');
    const review = parseReview(readFileSync(own, 'utf8'), 'v0.2.review.json', 'v0.2');
    expect(review.anchors.run?.decision).toMatchObject({ state: 'accepted', date: '2026-02-03' });
    const patched = makeSmallRepo();
    const { clone } = makeNextRepo(patched);
    const loop = join(clone, 'pkg/loop/loop.go');
    writeFileSync(
      loop,
      readFileSync(loop, 'utf8').replace('workers = limit', 'workers = limit - 1'),
    );
    committed(patched, 'v0.2.1');
    await add(root, { ref: 'v0.2.1', from: [clone], replace: true });
    const again = await release(root, 'status');
    expect([again.code, again.output]).toMatchInlineSnapshot(`
      [
        2,
        "v0.2, carried over from v0.1: Left: 3 to read.
        edited run
        edited run/the-one-branch
        edited run/each-worker
      ",
      ]
    `);
  });

  test('an orphan stays one in the release after, and stays waived', async () => {
    const root = freshRoot();
    await add(root);
    await release(root, 'waive', 'the-queue/excerpt-2', '--reason', 'It left.');
    const own = makeSmallRepo();
    makeNextRepo(own);
    const queue = join(own.clone, 'pkg/loop/queue.go');
    const other = '\n// Stack is something else now.\ntype Stack struct{ height int }\n';
    writeFileSync(queue, readFileSync(queue, 'utf8') + other);
    committed(own, 'v0.3.0');
    const { review } = await add(root, { ref: 'v0.3.0', from: [own.clone] });
    expect(review.from).toBe('v0.2');
    expect(review.anchors['the-queue/excerpt-2']).toMatchObject({
      status: 'orphan',
      reasons: ['It had no place in v0.2 already.'],
      decision: { state: 'waived', reason: 'It left.' },
    });
    const { tour, problems } = await tourOf(root, 'v0.3');
    expect(report(problems)).toBe('');
    expect(tour.chapters[0]?.stops[1]?.gone?.map(({ key }) => key)).toEqual([
      'the-queue/excerpt-2',
    ]);
  });

  test('an orphan is absent where its source is, and an orphan again where it is back', async () => {
    const root = freshRoot();
    await add(root);
    await release(root, 'waive', 'the-queue/excerpt-2', '--reason', 'It left.');
    const own = makeSmallRepo();
    makeNextRepo(own);
    const queue = join(own.clone, 'pkg/loop/queue.go');
    writeFileSync(queue, `${readFileSync(queue, 'utf8')}\ntype Stack struct{ height int }\n`);
    committed(own, 'v0.3.0');
    alsoCommitted(own, 'v0.4.0');
    const partial = await add(root, {
      ref: 'v0.3.0',
      from: [own.clone],
      only: ['pkg/loop/loop.go', 'pkg/loop/step.go'],
    });
    const absent = { status: 'absent', wasIn: 'v0.1', lostIn: 'v0.2', reasons: [] };
    expect(partial.review.anchors['the-queue/excerpt-2']).toMatchObject(absent);
    expect(partial.review.anchors['the-queue/the-doc']).toMatchObject(absent);
    expect(report((await tourOf(root, 'v0.3')).problems)).toBe('');
    const { review } = await add(root, { ref: 'v0.4.0', from: [own.clone], after: 'v0.3' });
    expect(review.anchors['the-queue/excerpt-2']).toMatchObject({
      status: 'orphan',
      reasons: ['It had no place in v0.2 already.'],
      decision: { state: 'waived', reason: 'It left.' },
    });
    expect(review.anchors['the-queue/the-doc']?.reasons).toEqual([
      'Its excerpt has no place in this release.',
      'It had no place in v0.2 already.',
    ]);
  });

  test('what nobody has read waits in the release after, told since it was last read', async () => {
    const root = freshRoot();
    const { review: second } = await add(root);
    const own = makeSmallRepo();
    makeNextRepo(own);
    alsoCommitted(own, 'v0.3.0');
    const hop = { ref: 'v0.3.0', from: [own.clone] };
    const { review: third } = await add(root, hop);
    const keys = ['run', 'run/the-one-branch', 'run/excerpt-2', 'run/back-again'] as const;
    for (const key of keys) {
      const { status, was, confidence } = second.anchors[key] ?? {};
      expect(third.anchors[key]).toMatchObject({ status, was, confidence, wasIn: 'v0.1' });
    }
    expect(third.anchors['the-queue']).toMatchObject({ status: 'same', was: { from: 21 } });
    expect(third.anchors['the-queue']).not.toHaveProperty('wasIn');
    const told = await release(root, 'report');
    expect(told.output).toContain('pkg/loop/loop.go:38-46 (v0.1) -> pkg/loop/loop.go:40-48');

    git(own.clone, 'checkout', '--quiet', 'v0.1.0', '--', 'pkg');
    git(own.clone, 'rm', '--quiet', '--force', 'pkg/loop/step.go');
    committed(own, 'v0.4.0');
    const { review: fourth } = await add(root, { ref: 'v0.4.0', from: [own.clone] });
    for (const key of keys) {
      expect(fourth.anchors[key]).toMatchObject({ status: 'same', wasIn: 'v0.1' });
      expect(fourth.anchors[key]?.was).toEqual(fourth.anchors[key]?.is);
    }

    await release(root, 'accept', 'run', '--note', 'Right.', '--release', 'v0.2');
    const { review: read } = await add(root, { ...hop, replace: true });
    expect(keys.map((key) => read.anchors[key]?.status)).toEqual(keys.map(() => 'same'));
  });

  test('notes whose own lines are as they were are named, where their excerpt was edited', async () => {
    const root = freshRoot();
    const own = makeSmallRepo();
    const queue = join(own.clone, 'pkg/loop/queue.go');
    const text = readFileSync(queue, 'utf8');
    writeFileSync(queue, text.replace('\tdelete(q.seen, key)\n', ''));
    committed(own, 'v0.2.0');
    await add(root, { from: [own.clone] });
    const told = await release(root, 'report');
    expect(told.output.split('\n').slice(-4)).toEqual([
      '## Unchanged, in code that was edited: look whether they still hold (1)',
      '',
      '`the-queue/empty`',
      '',
    ]);
    await release(root, 'accept', 'the-queue', '--note', 'Right.');
    expect((await release(root, 'report')).output).not.toContain('Unchanged');
  });

  test('notes that are found say where, and so does their excerpt that is not', async () => {
    const root = freshRoot();
    const own = makeSmallRepo();
    const loop = join(own.clone, 'pkg/loop/loop.go');
    const text = readFileSync(loop, 'utf8');
    const from = text.indexOf('// Run works until');
    const middle = text.indexOf('\tswitch workers {');
    const to = text.indexOf('func (l *Loop) step()');
    const body = text.slice(text.indexOf('\tfor i := 0;'), middle);
    const more = Array.from({ length: 30 }, (_, at) => `\tfmt.Println("line ${at}", l.queue)\n`);
    const other = `func (l *Loop) tell(workers int) error {\n${more.join('')}${body}\treturn nil\n}\n\n`;
    writeFileSync(loop, text.slice(0, from) + other + text.slice(to));
    committed(own, 'v0.2.0');
    const { review } = await add(root, { from: [own.clone] });
    expect(review.anchors.run?.status).toBe('orphan');
    expect(review.anchors.run?.reasons).toContain(
      'Its notes are in `pkg/loop/loop.go#Loop.tell`, lines 65 to 73.',
    );
    expect(review.anchors['run/the-one-branch']?.reasons).toEqual([
      'Its excerpt has no place in this release.',
      'Its code is in `pkg/loop/loop.go#Loop.tell` now, lines 68 to 72.',
    ]);
  });

  test('an orphan is placed by hand, and its notes follow where their quotes are', async () => {
    const root = freshRoot();
    await add(root);
    const placed = await release(
      root,
      ...['accept', 'the-queue/excerpt-2', '--anchor', 'pkg/loop/queue.go#Queue'],
      ...['--note', 'The queue is what is left.'],
    );
    expect([placed.code, placed.output + placed.errors]).toMatchInlineSnapshot(`
      [
        0,
        "Read in v0.2: the-queue/excerpt-2.
      ",
      ]
    `);
    const { tour, problems } = await tourOf(root, 'v0.2');
    expect(report(problems)).toBe('');
    const block = tour.chapters[0]?.stops[1]?.blocks.at(-1);
    expect(block?.kind === 'excerpt' && block.excerpt.symbol).toBe('Queue');

    // Added anew, it keeps the place, and what was read of it.
    const { review } = await add(root, { replace: true });
    expect(review.anchors['the-queue/excerpt-2']).toMatchObject({
      status: 'relocated',
      anchor: 'pkg/loop/queue.go#Queue',
      byHand: true,
      decision: { state: 'accepted', note: 'The queue is what is left.' },
    });
    const again = await tourOf(root, 'v0.2');
    expect(report(again.problems)).toBe('');
  });

  test('ports whose Go changed are behind', async () => {
    const root = freshRoot();
    const project = mkdtempSync(join(tmpdir(), 'project-'));
    mkdirSync(join(project, 'src/ports'), { recursive: true });
    const port = (name: string, symbol: string): string =>
      `/** @ports pkg/loop/${symbol} */\nexport function ${name}(): void {}\n`;
    writeFileSync(
      join(project, 'src/ports/loop.ts'),
      port('run', 'loop.go#Loop.Run') + port('get', 'queue.go#Queue.Get'),
    );
    const { review } = await addRelease(
      { ...workspaceAt(root), project },
      { ...usual, from: [next.clone] },
    );
    expect(
      Object.entries(review.ports).map(([symbol, { status, ports }]) => [symbol, status, ports]),
    ).toEqual([
      ['pkg/loop/loop.go#Loop.Run', 'edited', ['src/ports/loop.ts#run']],
      ['pkg/loop/queue.go#Queue.Get', 'moved', ['src/ports/loop.ts#get']],
    ]);
    const told = await release(root, 'report');
    expect(told.output).toContain('## Ports behind v0.2: to port anew (1)');
    expect(told.output).toContain('### pkg/loop/loop.go#Loop.Run: edited, behind v0.2');
  });

  test('ports are told since the Go that they were written from, however many hops ago', async () => {
    const root = freshRoot();
    const project = mkdtempSync(join(tmpdir(), 'project-'));
    mkdirSync(join(project, 'src/ports'), { recursive: true });
    const port = (name: string, symbol: string): string =>
      `/** @ports pkg/loop/${symbol} */\nexport function ${name}(): void {}\n`;
    const write = (...ports: string[]): void => {
      writeFileSync(join(project, 'src/ports/loop.ts'), ports.join(''));
    };
    const written = [
      port('run', 'loop.go#Loop.Run'),
      port('get', 'queue.go#Queue.Get'),
      port('push', 'queue.go#Stack.Push'),
    ];
    const own = makeSmallRepo();
    makeNextRepo(own);
    const path = (name: string): string => join(own.clone, 'pkg/loop', name);
    const edit = (name: string, from: string, to: string): void => {
      writeFileSync(path(name), readFileSync(path(name), 'utf8').replace(from, to));
    };
    const hop = async (
      ref: string,
      options: Partial<AddOptions> = {},
    ): Promise<Review['ports']> => {
      const all = { ...usual, ref, from: [own.clone], ...options };
      const { review } = await addRelease({ ...workspaceAt(root), project }, all);
      return review.ports;
    };
    const [run, get, push, add, step] = [
      'pkg/loop/loop.go#Loop.Run',
      'pkg/loop/queue.go#Queue.Get',
      'pkg/loop/queue.go#Stack.Push',
      'pkg/loop/queue.go#Queue.Add',
      'pkg/loop/loop.go#Loop.step',
    ] as const;
    write(...written);
    const second = await hop('v0.2.0');
    expect(second[push]?.status).toBe('orphan');

    write(...written, port('add', 'queue.go#Queue.Add'), port('step', 'loop.go#Loop.step'));
    edit('queue.go', ') Get(', ') Take(');
    edit('queue.go', '// Get takes', '// Take takes');
    writeFileSync(
      path('queue.go'),
      `${readFileSync(path('queue.go'), 'utf8')}\ntype Stack struct{}\n\nfunc (s *Stack) Push() {}\n`,
    );
    committed(own, 'v0.3.0');
    const third = await hop('v0.3.0');
    expect(third[run]).toMatchObject({ status: 'edited', was: second[run]?.was, wasIn: 'v0.1' });
    expect(third[get]).toMatchObject({
      status: 'relocated',
      anchor: 'pkg/loop/queue.go#Queue.Take',
      was: second[get]?.was,
    });
    expect(third[push]).toMatchObject({ status: 'orphan', was: second[push]?.was });
    expect(third[add]).toMatchObject({ status: 'moved', wasIn: 'v0.1' });
    expect(third[step]).toMatchObject({
      status: 'relocated',
      anchor: 'pkg/loop/step.go#Loop.step',
    });
    const told = await release(root, 'report', 'v0.3');
    expect(told.output).toContain('### pkg/loop/loop.go#Loop.Run: edited since v0.1, behind v0.3');

    alsoCommitted(own, 'v0.4.0');
    const partial = await hop('v0.4.0', { only: ['pkg/loop/loop.go', 'pkg/loop/step.go'] });
    expect(partial[get]).toEqual({ status: 'absent', ports: ['src/ports/loop.ts#get'] });
    expect(partial[push]).toMatchObject({ status: 'absent', lostIn: 'v0.3' });

    git(own.clone, 'checkout', '--quiet', 'v0.1.0', '--', 'pkg');
    git(own.clone, 'rm', '--quiet', '--force', 'pkg/loop/step.go');
    committed(own, 'v0.5.0');
    const fifth = await hop('v0.5.0', { after: 'v0.4' });
    expect([run, get, add, step].map((symbol) => fifth[symbol]?.status)).toEqual([
      'same',
      'same',
      'same',
      'same',
    ]);
    expect(fifth[push]?.status).toBe('orphan');
  });
});

describe('putInPlace', () => {
  test.each([1, 2, 3, 4])('takes back what it did when rename %i fails', (failing) => {
    const root = mkdtempSync(join(tmpdir(), 'place-'));
    writeFileSync(join(root, 'a.json'), 'old a');
    const before = filesBelow(root);
    let count = 0;
    const files = new Map([
      ['a.json', 'new a'],
      ['b.json', 'new b'],
      ['c.json', 'new c'],
    ]);
    expect(() => {
      putInPlace(root, files, join(root, 'waiting'), (from, to) => {
        if (++count === failing) throw new ProblemError({ message: 'The disk is full.' });
        cpSync(from, to);
        rmSync(from);
      });
    }).toThrow('The disk is full.');
    expect(differences(before, filesBelow(root))).toEqual([]);
    putInPlace(root, files, join(root, 'waiting'));
    expect([...filesBelow(root)].map(([path, bytes]) => `${path} ${bytes.toString()}`)).toEqual([
      'a.json new a',
      'b.json new b',
      'c.json new c',
    ]);
  });
});
