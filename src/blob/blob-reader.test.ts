import { describe, expect, test } from 'vitest';
import { ProblemError } from '../problem.ts';
import { blobIdOf } from '../release/blob-id.ts';
import type { Lock } from '../release/lock.ts';
import { blobReader } from './blob-reader.ts';

const contents = {
  'pkg/loop.go': Buffer.from('package loop\n\n// ↻ again\n'),
  'pkg/empty.go': Buffer.alloc(0),
  'pkg/binary.go': Buffer.from('package\0loop\n'),
  'pkg/latin.go': Buffer.from('package caf\u00e9\n', 'latin1'),
  'pkg/lost.go': Buffer.from('package lost\n'),
};
const lock: Lock = {
  release: 'v1.0',
  commits: ['1'.repeat(40)],
  files: new Map(
    Object.entries(contents).map(([path, bytes]) => [
      path,
      { blob: blobIdOf(bytes), size: bytes.length },
    ]),
  ),
};
const stored = new Map(Object.values(contents).map((bytes) => [blobIdOf(bytes), bytes]));
stored.delete(blobIdOf(contents['pkg/lost.go']));
const reader = blobReader(lock, { read: (id) => stored.get(id) });

function problemOf(path: string): string {
  try {
    reader.read(path);
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
  throw new Error(`${path} could be read.`);
}

describe('a blob reader', () => {
  test('reads a file as text, with its path and blob id', () => {
    expect(reader.read('pkg/loop.go')).toEqual({
      path: 'pkg/loop.go',
      blob: blobIdOf(contents['pkg/loop.go']),
      text: 'package loop\n\n// ↻ again\n',
    });
  });

  test('knows the paths of the lock, whether their bytes are there or not', () => {
    expect([...reader.paths()]).toEqual(Object.keys(contents));
    expect(reader.has('pkg/lost.go')).toBe(true);
    expect(reader.has('pkg/gone.go')).toBe(false);
  });

  test('names a path that the release has not', () => {
    expect(problemOf('pkg/gone.go')).toMatchInlineSnapshot(`"v1.0 has no file \`pkg/gone.go\`."`);
  });

  test('says how to get bytes that are missing', () => {
    expect(problemOf('pkg/lost.go')).toMatchInlineSnapshot(`
      "The bytes of \`pkg/lost.go\` (blob a34795d682d631db5c232f644942eddf552c669b) are not in the blob store.
        Run \`npm run fetch -- --release v1.0\`."
    `);
  });

  test('refuses an empty file', () => {
    expect(problemOf('pkg/empty.go')).toMatchInlineSnapshot(`"\`pkg/empty.go\` is empty."`);
  });

  test('refuses a binary file', () => {
    expect(problemOf('pkg/binary.go')).toMatchInlineSnapshot(
      `"\`pkg/binary.go\` is binary, not text."`,
    );
  });

  test('refuses text that is not UTF-8', () => {
    expect(problemOf('pkg/latin.go')).toMatchInlineSnapshot(
      `"\`pkg/latin.go\` is not UTF-8 text."`,
    );
  });

  test('reads on after a refusal', () => {
    problemOf('pkg/latin.go');
    expect(reader.read('pkg/loop.go').text).toBe('package loop\n\n// ↻ again\n');
  });
});
