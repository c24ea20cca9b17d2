import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { afterAll, describe, expect, test } from 'vitest';
import { makeSmallRepo } from '../../test/small-repo.ts';
import { readArchive, type ArchiveLimits } from './read-archive.ts';
import type { Source } from './source.ts';
import { collect, failureOf } from './test-source.ts';

const repo = makeSmallRepo();
const { pin, blobs } = repo;
const gitArchive = readFileSync(repo.archive);
afterAll(() => rmSync(dirname(repo.tree), { recursive: true }));

type Entry = Partial<Header> & { readonly name: string; readonly content?: string };

/** A `.tar.gz` of just these entries. */
async function archiveOf(...entries: readonly Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of entries) {
    if (header.type && header.type !== 'file') tar.entry(header);
    else tar.entry(header, content ?? 'package a\n');
  }
  tar.finalize();
  return gzipSync(await buffer(tar));
}

/** A source over a stream, so that the tests below read as those of other sources. */
function streamSource(compressed: Readable, limits?: ArchiveLimits): Source {
  return { name: 'x.tar.gz', files: (request) => readArchive(compressed, request, limits) };
}

/** One entry of 4 GiB of zeros, a megabyte at a time and each in about a kilobyte of gzip. */
class EndlessZeros {
  /** How many were made; streams on the way hold a few of them. */
  megabytes = 0;
  readonly stream: Readable;

  constructor(name: string) {
    this.stream = Readable.from(this.#members(name), { highWaterMark: 1 });
  }

  async *#members(name: string): AsyncGenerator<Buffer> {
    const tar = pack();
    tar.entry({ name, size: 4 * 2 ** 30 });
    for await (const header of tar as AsyncIterable<Buffer>) {
      yield gzipSync(header);
      break;
    }
    const member = gzipSync(Buffer.alloc(2 ** 20));
    for (; this.megabytes < 4096; this.megabytes++) yield member;
  }
}

const request = { pin, blobs, wants: () => true };

async function refusalOf(bytes: Uint8Array, limits?: ArchiveLimits): Promise<string> {
  const compressed = Readable.from([bytes]);
  const refusal = await failureOf(streamSource(compressed, limits), request);
  expect(compressed.destroyed).toBe(true);
  return refusal;
}

async function pathsOf(bytes: Uint8Array): Promise<string[]> {
  const files = await collect(streamSource(Readable.from([bytes])), request);
  return files.map(({ path }) => path);
}

describe('a hostile archive', () => {
  test('may not climb out of the tree', async () => {
    const bytes = await archiveOf({ name: 'top/a.go' }, { name: 'top/../../etc/evil.go' });
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is hostile: its entry \`top/../../etc/evil.go\` leaves the tree."`,
    );
  });

  test('may not name an absolute path', async () => {
    const bytes = await archiveOf({ name: '/etc/evil.go' });
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is hostile: its entry \`/etc/evil.go\` leaves the tree."`,
    );
  });

  test('may not link out of the tree by a relative symbolic link', async () => {
    const bytes = await archiveOf({
      name: 'top/pkg/evil.go',
      type: 'symlink',
      linkname: '../../../etc/passwd',
    });
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is hostile: its link \`top/pkg/evil.go\` leads out of the tree to \`../../../etc/passwd\`."`,
    );
  });

  test('may not link out of the tree by an absolute symbolic link', async () => {
    const bytes = await archiveOf({
      name: 'top/evil.go',
      type: 'symlink',
      linkname: '/etc/passwd',
    });
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is hostile: its link \`top/evil.go\` leads out of the tree to \`/etc/passwd\`."`,
    );
  });

  test('may not link out of the tree by a hard link', async () => {
    const bytes = await archiveOf({ name: 'top/evil.go', type: 'link', linkname: '../etc/passwd' });
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is hostile: its link \`top/evil.go\` leads out of the tree to \`../etc/passwd\`."`,
    );
  });

  test('may not hold a wanted file past the limit, whose bytes are then not even read', async () => {
    const zeros = new EndlessZeros('top/zeros.go');
    const source = streamSource(zeros.stream, { file: 2 ** 20, unpacked: 2 ** 40 });
    expect(await failureOf(source, request)).toMatchInlineSnapshot(
      `"x.tar.gz holds \`top/zeros.go\` of 4294967296 bytes; no source file may pass 1048576 bytes."`,
    );
    expect(zeros.megabytes).toBeLessThan(100);
  });

  test('may not unpack without end, though nothing of it is wanted', async () => {
    const zeros = new EndlessZeros('top/zeros.bin');
    const source = streamSource(zeros.stream, { file: 2 ** 20, unpacked: 5 * 2 ** 20 });
    const unwanted = { pin, blobs, wants: () => false };
    expect(await failureOf(source, unwanted)).toMatchInlineSnapshot(
      `"x.tar.gz unpacks to more than 5242880 bytes; it is refused."`,
    );
    expect(zeros.megabytes).toBeGreaterThanOrEqual(5);
    expect(zeros.megabytes).toBeLessThan(100);
  });
});

describe('a file that is no whole archive', () => {
  test('is refused when it is cut short', async () => {
    expect(await refusalOf(gitArchive.subarray(0, gitArchive.length - 100))).toMatchInlineSnapshot(
      `"x.tar.gz is not a whole .tar.gz: unexpected end of file."`,
    );
  });

  test('is refused when it is not gzip at all', async () => {
    expect(await refusalOf(Buffer.from('<html>Sign in to the wifi</html>'))).toMatchInlineSnapshot(
      `"x.tar.gz is not a whole .tar.gz: incorrect header check."`,
    );
  });

  test('is refused when it is gzip, but not of a tar', async () => {
    const bytes = gzipSync(Buffer.from('no header '.repeat(200)));
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is not a whole .tar.gz: Invalid tar header. Maybe the tar is corrupted or it needs to be gunzipped?."`,
    );
  });

  test('is refused when it has no bytes', async () => {
    expect(await refusalOf(new Uint8Array())).toMatchInlineSnapshot(
      `"x.tar.gz is not a whole .tar.gz: unexpected end of file."`,
    );
  });

  test('is refused when it has no entries', async () => {
    expect(await refusalOf(await archiveOf())).toMatchInlineSnapshot(
      `"x.tar.gz is an archive without any file."`,
    );
  });

  test('is refused when it has only folders and links', async () => {
    const bytes = await archiveOf(
      { name: 'top/', type: 'directory' },
      { name: 'top/link.go', type: 'symlink', linkname: 'loop.go' },
    );
    expect(await refusalOf(bytes)).toMatchInlineSnapshot(
      `"x.tar.gz is an archive without any file."`,
    );
  });
});

describe('an archive', () => {
  test.each([
    { form: 'in one top folder', names: ['small-1/', 'small-1/a.go', 'small-1/b/c.go'] },
    {
      form: 'in one top folder without an entry of its own',
      names: ['small-1/a.go', 'small-1/b/c.go'],
    },
    { form: 'in `./`', names: ['./', './a.go', './b/c.go'] },
    { form: 'without any top folder', names: ['a.go', 'b/', 'b/c.go'] },
  ])('holds a tree $form', async ({ names }) => {
    const entries = names.map((name): Entry =>
      name.endsWith('/') ? { name, type: 'directory' } : { name },
    );
    expect(await pathsOf(await archiveOf(...entries))).toEqual(['a.go', 'b/c.go']);
  });

  test('may hold names that begin with dots', async () => {
    const bytes = await archiveOf({ name: '..data.go' }, { name: '.hidden.go' });
    expect(await pathsOf(bytes)).toEqual(['..data.go', '.hidden.go']);
  });

  test('may hold links that stay inside', async () => {
    const bytes = await archiveOf(
      { name: 'top/vendor/api', type: 'symlink', linkname: '../staging/api' },
      { name: 'top/staging/api/a.go' },
    );
    expect(await pathsOf(bytes)).toEqual(['staging/api/a.go']);
  });

  test('says itself that it was made from another commit', async () => {
    const other = { ...pin, commit: 'f'.repeat(40) };
    const source = streamSource(Readable.from([gitArchive]));
    const failure = await failureOf(source, { ...request, pin: other });
    expect(failure.replace(pin.commit, 'COMMIT')).toMatchInlineSnapshot(
      `
      "x.tar.gz was made from commit COMMIT, not from ffffffffffffffffffffffffffffffffffffffff.
      If that is the commit that you mean, name it in place of the other."
    `,
    );
  });

  test('names its commit, however finely its bytes arrive', async () => {
    const bytes = [...gitArchive].map((byte) => Uint8Array.of(byte));
    const files = await collect(streamSource(Readable.from(bytes)), { pin, wants: () => true });
    expect(files.map(({ path }) => path)).toEqual([
      'README.md',
      'pkg/loop/loop.go',
      'pkg/loop/queue.go',
      'vendor/other/other.go',
    ]);
  });

  test('is dropped as soon as nobody reads on', async () => {
    const compressed = Readable.from([gitArchive]);
    for await (const { path } of readArchive(compressed, request)) {
      expect(path).toBe('README.md');
      break;
    }
    expect(compressed.destroyed).toBe(true);
  });
});
