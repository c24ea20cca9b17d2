import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../problem.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { Lock, LockedFile } from '../release/lock.ts';
import type { Release } from '../release/release.ts';
import { SourceError, type Source, type SourceRequest } from '../source/source.ts';
import { openBlobStore, type BlobStore } from './blob-store.ts';
import { fetchRelease } from './fetch-release.ts';

let folder: string;
let store: BlobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-'));
  store = openBlobStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

type Tree = Readonly<Record<string, string>>;

const main = { mount: '', repository: 'a/main', commit: '1'.repeat(40), ref: 'v1.0.0' };
const lib = { mount: 'staging/lib', repository: 'a/lib', commit: '2'.repeat(40), ref: 'v0.1.0' };
const one: Release = { id: 'v1.0', label: 'One', pins: [main] };
const two: Release = { id: 'v1.0', label: 'Two', pins: [main, lib] };

const tree = { 'a.go': 'package a', 'b/b.go': 'package b', 'c.go': 'package c' };

function locked(text: string): LockedFile {
  return { blob: blobIdOf(Buffer.from(text)), size: text.length };
}

function lockOf(release: Release, files: Tree): Lock {
  return {
    release: release.id,
    commits: release.pins.map(({ commit }) => commit),
    files: new Map(Object.entries(files).map(([path, text]) => [path, locked(text)])),
  };
}

interface Asked {
  readonly repository: string;
  /** The blobs that were asked for; undefined when there was no lock. */
  readonly blobs: readonly string[] | undefined;
}

interface FakeSource extends Source {
  readonly asked: Asked[];
  /** Every path that it yielded. */
  readonly given: string[];
}

/** A source in memory: a tree for each repository. It fails after it gave so many files. */
function fakeSource(
  name: string,
  trees: Readonly<Record<string, Tree>>,
  {
    after = Infinity,
    error = new SourceError('was interrupted'),
  }: { after?: number; error?: Error } = {},
): FakeSource {
  const asked: Asked[] = [];
  const given: string[] = [];
  return {
    name,
    asked,
    given,
    // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous
    async *files({ pin, wants, blobs, progress }: SourceRequest) {
      asked.push({ repository: pin.repository, blobs: blobs && [...blobs.keys()] });
      const found = trees[pin.repository];
      if (!found) throw new SourceError(`has no commit of ${pin.repository}`);
      for (const [path, text] of Object.entries(found)) {
        if (!wants(path)) continue;
        if (given.length >= after) throw error;
        given.push(path);
        yield { path, bytes: Buffer.from(text) };
        progress?.({ what: 'reading', done: given.length, unit: 'files' });
      }
      if (given.length >= after) throw error;
    },
  };
}

const failing = (name: string, error: Error) =>
  fakeSource(name, { 'a/main': {} }, { after: 0, error });

describe('a first fetch', () => {
  test('makes the lock of all that is in scope, and stores it', async () => {
    const source = fakeSource('clone', {
      'a/main': { ...tree, 'README.md': '# Main', 'vendor/x/x.go': 'package x' },
    });
    const fetched = await fetchRelease({ release: one, store, sources: [source] });
    expect(fetched).toEqual({
      complete: true,
      lock: lockOf(one, tree),
      source: 'clone',
      files: 3,
      failures: [],
    });
    expect(source.asked).toEqual([{ repository: 'a/main', blobs: undefined }]);
    expect(Buffer.from(store.read(locked('package b').blob) ?? []).toString()).toBe('package b');
  });

  test('takes the lock from one source alone, whatever came before it', async () => {
    const sources = [
      fakeSource('first', { 'a/main': { 'other.go': 'package other', ...tree } }, { after: 2 }),
      fakeSource('second', { 'a/main': tree }),
    ];
    const fetched = await fetchRelease({ release: one, store, sources });
    expect(fetched).toEqual({
      complete: true,
      lock: lockOf(one, tree),
      source: 'second',
      files: 3,
      failures: [{ source: 'first', reason: 'was interrupted', hint: undefined }],
    });
  });

  test('does not take an empty tree for a release', async () => {
    const sources = [fakeSource('clone', { 'a/main': { 'README.md': '# Main' } })];
    expect(await fetchRelease({ release: one, store, sources })).toEqual({
      complete: false,
      failures: [{ source: 'clone', reason: 'holds no Go file of the release', hint: undefined }],
    });
  });

  test('is incomplete without any source', async () => {
    expect(await fetchRelease({ release: one, store, sources: [] })).toEqual({
      complete: false,
      failures: [],
    });
  });
});

describe('the sources', () => {
  const lock = lockOf(one, tree);

  test('are not asked when nothing is missing', async () => {
    for (const text of Object.values(tree)) store.write(Buffer.from(text));
    const source = fakeSource('clone', { 'a/main': tree });
    expect(await fetchRelease({ release: one, lock, store, sources: [source] })).toEqual({
      complete: true,
      lock,
      files: 0,
      failures: [],
    });
    expect(source.asked).toEqual([]);
  });

  test('are asked in order, and no more once all is there', async () => {
    const first = fakeSource('first', { 'a/main': tree });
    const second = fakeSource('second', { 'a/main': tree });
    const fetched = await fetchRelease({ release: one, lock, store, sources: [first, second] });
    expect(fetched).toMatchObject({ complete: true, source: 'first', files: 3, failures: [] });
    expect(second.asked).toEqual([]);
  });

  test('are each told of in order when none can deliver', async () => {
    const sources = [
      failing('GitHub', new SourceError('cannot be reached', { hint: 'Use --from.' })),
      failing('Debian', new Error('read failed', { cause: new Error('EIO') })),
      fakeSource('clone', { 'a/main': { 'a.go': 'package a' } }),
    ];
    expect(await fetchRelease({ release: one, lock, store, sources })).toEqual({
      complete: false,
      failures: [
        { source: 'GitHub', reason: 'cannot be reached', hint: 'Use --from.' },
        { source: 'Debian', reason: 'read failed: EIO', hint: undefined },
        { source: 'clone', reason: 'lacks `b/b.go` and 1 more file', hint: undefined },
      ],
    });
  });

  test('are asked only for what a blob store lacks or holds corrupt', async () => {
    store.write(Buffer.from('package a'));
    const { blob } = locked('package c');
    store.write(Buffer.from('package c'));
    writeFileSync(join(folder, blob.slice(0, 2), blob.slice(2)), 'torn');
    const source = fakeSource('clone', { 'a/main': tree });
    const fetched = await fetchRelease({ release: one, lock, store, sources: [source] });
    expect(fetched).toMatchObject({ complete: true, files: 2 });
    expect(source.asked).toEqual([{ repository: 'a/main', blobs: ['b/b.go', 'c.go'] }]);
    expect(source.given).toEqual(['b/b.go', 'c.go']);
    expect(store.read(blob)).toEqual(Buffer.from('package c'));
  });

  test('are asked for the blobs that are needed, not for the whole lock', async () => {
    const needs = ['b/b.go', 'gone/from/this/release.go'];
    const source = fakeSource('clone', { 'a/main': { 'b/b.go': 'package b' } });
    const fetched = await fetchRelease({ release: one, lock, needs, store, sources: [source] });
    expect(fetched).toMatchObject({ complete: true, lock, files: 1 });
    expect(source.asked).toEqual([{ repository: 'a/main', blobs: ['b/b.go'] }]);
  });

  test('report their progress under their own name', async () => {
    const reports: string[] = [];
    await fetchRelease({
      release: one,
      lock,
      store,
      sources: [fakeSource('clone', { 'a/main': tree })],
      progress:
        ({ name }) =>
        ({ what, done }) =>
          void reports.push(`${name}: ${what} ${done}`),
    });
    expect(reports).toEqual(['clone: reading 1', 'clone: reading 2', 'clone: reading 3']);
  });
});

describe('bytes that do not match the lock', () => {
  const lock = lockOf(one, tree);
  const changed = { ...tree, 'b/b.go': 'package changed' };

  test('are not stored but reported, and the next source gives the right ones', async () => {
    const sources = [
      fakeSource('tree', { 'a/main': changed }),
      fakeSource('clone', { 'a/main': tree }),
    ];
    const fetched = await fetchRelease({ release: one, lock, store, sources });
    expect(fetched).toMatchObject({ complete: true, lock, source: 'clone', files: 1 });
    expect(fetched.failures).toEqual([
      {
        source: 'tree',
        reason: `is not the pinned commit: \`b/b.go\` has blob id ${locked('package changed').blob}, and the lock says ${locked('package b').blob}`,
        hint: undefined,
      },
    ]);
    expect(store.has(locked('package changed').blob)).toBe(false);
    expect(sources[1]?.given).toEqual(['b/b.go']);
  });

  test.each([
    { others: { 'c.go': 'no' }, told: '; the same goes for 1 more file' },
    { others: { 'c.go': 'no', 'a.go': 'no' }, told: '; the same goes for 2 more files' },
  ])('are counted$told', async ({ others, told }) => {
    const sources = [fakeSource('tree', { 'a/main': { ...changed, ...others } })];
    const fetched = await fetchRelease({ release: one, lock, store, sources });
    expect(fetched.complete).toBe(false);
    expect(fetched.failures).toHaveLength(1);
    expect(fetched.failures[0]?.reason).toMatch(/ the lock says [0-9a-f]{40}; /);
    expect(fetched.failures[0]?.reason.endsWith(told)).toBe(true);
  });
});

describe('a source that is interrupted', () => {
  const lock = lockOf(one, tree);

  test('keeps what it delivered, and the next source is asked for less', async () => {
    const first = fakeSource('first', { 'a/main': tree }, { after: 2 });
    const second = fakeSource('second', { 'a/main': tree });
    const fetched = await fetchRelease({ release: one, lock, store, sources: [first, second] });
    expect(fetched).toMatchObject({ complete: true, source: 'second', files: 1 });
    expect(second.asked).toEqual([{ repository: 'a/main', blobs: ['c.go'] }]);
    expect(second.given).toEqual(['c.go']);
  });

  test('keeps what it delivered, and the next run asks for less', async () => {
    const first = fakeSource('first', { 'a/main': tree }, { after: 1 });
    expect(await fetchRelease({ release: one, lock, store, sources: [first] })).toEqual({
      complete: false,
      failures: [{ source: 'first', reason: 'was interrupted', hint: undefined }],
    });
    const again = fakeSource('first', { 'a/main': tree });
    const fetched = await fetchRelease({ release: one, lock, store, sources: [again] });
    expect(fetched).toMatchObject({ complete: true, files: 2, failures: [] });
    expect(again.given).toEqual(['b/b.go', 'c.go']);
  });

  test('does no harm after all that is needed has come', async () => {
    const first = fakeSource('first', { 'a/main': tree }, { after: 3 });
    const second = fakeSource('second', { 'a/main': tree });
    expect(await fetchRelease({ release: one, lock, store, sources: [first, second] })).toEqual({
      complete: true,
      lock,
      source: 'first',
      files: 3,
      failures: [{ source: 'first', reason: 'was interrupted', hint: undefined }],
    });
    expect(second.asked).toEqual([]);
  });
});

describe('a full disk', () => {
  test('is no fault of the source: it ends the fetch, and no other source is asked', async () => {
    const full = openBlobStore(folder, () => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    });
    const second = fakeSource('second', { 'a/main': tree });
    const sources = [fakeSource('first', { 'a/main': tree }), second];
    const fetching = fetchRelease({ release: one, store: full, sources });
    await expect(fetching).rejects.toThrow(ProblemError);
    await expect(fetching).rejects.toThrow('The disk is full');
    expect(second.asked).toEqual([]);
  });
});

describe('a release of two repositories', () => {
  const trees = {
    'a/main': { 'a.go': 'package a', 'staging/lib/old.go': 'package old' },
    'a/lib': { 'l.go': 'package l', 'vendor/v.go': 'package v' },
  };
  const files = { 'a.go': 'package a', 'staging/lib/l.go': 'package l' };
  const lock = lockOf(two, files);

  test('takes each file from the repository that is mounted over it', async () => {
    const source = fakeSource('clones', trees);
    const fetched = await fetchRelease({ release: two, store, sources: [source] });
    expect(fetched).toEqual({ complete: true, lock, source: 'clones', files: 2, failures: [] });
    expect(source.given).toEqual(['a.go', 'l.go']);
  });

  test('asks each repository for its own blobs, by their paths in it', async () => {
    const source = fakeSource('clones', trees);
    await fetchRelease({ release: two, lock, store, sources: [source] });
    expect(source.asked).toEqual([
      { repository: 'a/main', blobs: ['a.go'] },
      { repository: 'a/lib', blobs: ['l.go'] },
    ]);
  });

  test('does not ask a source for a repository of which nothing is missing', async () => {
    store.write(Buffer.from('package a'));
    const source = fakeSource('lib', { 'a/lib': trees['a/lib'] });
    const fetched = await fetchRelease({ release: two, lock, store, sources: [source] });
    expect(fetched).toMatchObject({ complete: true, files: 1, failures: [] });
    expect(source.asked).toEqual([{ repository: 'a/lib', blobs: ['l.go'] }]);
  });

  test('can be had from two sources with one repository each', async () => {
    const sources = [
      fakeSource('main', { 'a/main': trees['a/main'] }),
      fakeSource('lib', { 'a/lib': trees['a/lib'] }),
    ];
    expect(await fetchRelease({ release: two, lock, store, sources })).toEqual({
      complete: true,
      lock,
      source: 'lib',
      files: 1,
      failures: [{ source: 'main', reason: 'has no commit of a/lib', hint: undefined }],
    });
  });
});
