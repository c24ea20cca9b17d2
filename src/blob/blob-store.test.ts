import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ProblemError } from '../problem.ts';
import { openBlobStore } from './blob-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blobs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytes = Buffer.from('package loop\n');
/** As `git hash-object` has it. */
const id = '2d09be7ac7969addb1325604b1df20fd66f20c77';

function filesOf(path: string): string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1));
}

function failing(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: it failed, write`), { code });
  };
}

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ProblemError) return error.message.replaceAll(folder, 'FOLDER');
    throw error;
  }
  throw new Error('There was no problem.');
}

describe('a blob store', () => {
  test('gives back what was written, by its git blob id', () => {
    const store = openBlobStore(join(folder, 'made/when/needed'));
    expect(store.write(bytes)).toBe(id);
    expect(store.has(id)).toBe(true);
    expect(store.read(id)).toEqual(bytes);
  });

  test('knows nothing of a blob that was never written, and makes no folder for it', () => {
    const store = openBlobStore(join(folder, 'blobs'));
    expect(store.has(id)).toBe(false);
    expect(store.read(id)).toBeUndefined();
    expect(existsSync(join(folder, 'blobs'))).toBe(false);
  });

  test('keeps a blob in one file, and leaves no temporary file beside it', () => {
    openBlobStore(folder).write(bytes);
    expect(filesOf(folder)).toEqual([`${id.slice(0, 2)}/${id.slice(2)}`]);
  });

  test('writes only the bytes of a view, not those around it', () => {
    const around = Buffer.concat([Buffer.from('before'), bytes, Buffer.from('after')]);
    const store = openBlobStore(folder);
    expect(store.write(new Uint8Array(around.buffer, around.byteOffset + 6, bytes.length))).toBe(
      id,
    );
    expect(store.read(id)).toEqual(bytes);
  });

  test('keeps an empty blob', () => {
    const store = openBlobStore(folder);
    const empty = store.write(new Uint8Array());
    expect(empty).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
    expect(store.read(empty)).toHaveLength(0);
  });

  test('writes the same bytes once', () => {
    let writes = 0;
    const store = openBlobStore(folder, (file, content) => {
      writes++;
      writeFileSync(file, content);
    });
    expect([store.write(bytes), store.write(bytes), writes]).toEqual([id, id, 1]);
  });

  test('drops a corrupt blob and says nothing is there, so that it can be written again', () => {
    const store = openBlobStore(folder);
    const file = join(folder, id.slice(0, 2), id.slice(2));
    store.write(bytes);
    writeFileSync(file, bytes.subarray(0, 5));
    expect(store.read(id)).toBeUndefined();
    expect(store.has(id)).toBe(false);
    expect(store.write(bytes)).toBe(id);
    expect(readFileSync(file)).toEqual(bytes);
  });

  test.each(['ENOSPC', 'EDQUOT'])(
    'says that the disk is full (%s) and holds no half blob',
    (code) => {
      const store = openBlobStore(folder, failing(code));
      expect(problemOf(() => store.write(bytes))).toMatchInlineSnapshot(`
        "The disk is full: no room for another blob in FOLDER.
          Free some space and run the same command again. What is stored is valid and stays."
      `);
      expect(store.has(id)).toBe(false);
      expect(filesOf(folder)).toEqual([]);
    },
  );

  test.each(['EACCES', 'EROFS', 'EPERM'])('says that it cannot be written (%s)', (code) => {
    const store = openBlobStore(folder, failing(code));
    const problem = problemOf(() => store.write(bytes));
    expect(problem.replace(code, 'CODE')).toMatchInlineSnapshot(`
      "The blob store FOLDER cannot be written (CODE).
        Make the folder writable."
    `);
  });

  test('can be read when it cannot be written', () => {
    openBlobStore(folder).write(bytes);
    const store = openBlobStore(folder, failing('EROFS'));
    expect(store.read(id)).toEqual(bytes);
    expect(store.write(bytes)).toBe(id);
  });

  test('lets any other failure through as it is', () => {
    const store = openBlobStore(folder, failing('EIO'));
    expect(() => store.write(bytes)).toThrow('EIO: it failed, write');
  });
});
