import { expect, test } from 'vitest';
import { blobIdOf } from './blob-id.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

// What `git hash-object --stdin` says.
test.each([
  ['nothing', bytes(''), 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'],
  [
    'the example of the Git book',
    bytes('test content\n'),
    'd670460b4b4aece5915caf5c68d12f560a9fe3e4',
  ],
  ['a line', bytes('hello world\n'), '3b18e512dba79e4c8300dd08aeb37f8e728b8dad'],
  ['letters of several bytes', bytes('größer 世界\n'), 'b9a3e2ef029417fce4a53eaa5c103a8cb7ed0846'],
  [
    'bytes that are not text',
    Uint8Array.of(0, 255, 0, 128),
    '11c7c0228aab58f766b18eb9165ab610d3f33d56',
  ],
])("the blob id of %s is git's", (_, content, id) => {
  expect(blobIdOf(content)).toBe(id);
});

test('a view into a larger buffer counts only its own bytes', () => {
  const view = bytes('xxhello world\nxx').subarray(2, 14);
  expect(blobIdOf(view)).toBe('3b18e512dba79e4c8300dd08aeb37f8e728b8dad');
});
