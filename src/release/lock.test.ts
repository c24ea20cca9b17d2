import { describe, expect, test } from 'vitest';
import { reportOf } from '../../test/small-release.ts';
import { formatLock, parseLock, type Lock } from './lock.ts';
import type { Release } from './release.ts';

const commit = 'a'.repeat(40);
const blobs = ['b'.repeat(40), 'c'.repeat(40)] as const;
const file = 'content/releases/v1.20.lock.json';
const release: Release = {
  id: 'v1.20',
  label: 'Kubernetes 1.20',
  pins: [{ mount: '', repository: 'kubernetes/kubernetes', commit, ref: 'v1.20.2' }],
};
const lock: Lock = {
  release: 'v1.20',
  commits: [commit],
  files: new Map([
    ['pkg/b.go', { blob: blobs[0], size: 120 }],
    ['pkg/a.go', { blob: blobs[1], size: 0 }],
  ]),
};

describe('a lock', () => {
  test('it is written one file a line, in order of path', () => {
    expect(formatLock(lock)).toMatchInlineSnapshot(`
      "{
        "release": "v1.20",
        "commits": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
        "files": {
          "pkg/a.go": ["cccccccccccccccccccccccccccccccccccccccc", 0],
          "pkg/b.go": ["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 120]
        }
      }
      "
    `);
  });

  test('what is written is read back the same', () => {
    expect(parseLock(formatLock(lock), file, release)).toEqual(lock);
    const sorted = new Map([...lock.files].sort(([a], [b]) => (a < b ? -1 : 1)));
    expect([...parseLock(formatLock(lock), file, release).files]).toEqual([...sorted]);
  });

  test('writing what was read gives the same bytes', () => {
    const text = formatLock(lock);
    expect(formatLock(parseLock(text, file, release))).toBe(text);
  });

  test('paths that JSON must escape survive', () => {
    const odd = new Map([['a "b"\\ü.go', { blob: blobs[0], size: 1 }]]);
    expect(parseLock(formatLock({ ...lock, files: odd }), file, release).files).toEqual(odd);
  });

  test('a lock of no files is still JSON', () => {
    expect(parseLock(formatLock({ ...lock, files: new Map() }), file, release).files.size).toBe(0);
  });
});

describe('a damaged lock', () => {
  const problems = (text: string): string => reportOf(() => parseLock(text, file, release));
  const text = formatLock(lock);

  test('cut off in the middle', () => {
    expect(problems(text.slice(0, 150))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:5:55: Missing closing "quote
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again.
      content/releases/v1.20.lock.json:5:55: Flow sequence in block collection must be sufficiently indented and end with a ]
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again.
      content/releases/v1.20.lock.json:5:55: Flow map in block collection must be sufficiently indented and end with a }
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again.
      content/releases/v1.20.lock.json:5:55: Flow map must end with a }
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('empty', () => {
    expect(problems('')).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:1:1: Invalid input: expected object, received null.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('a merge left its marks', () => {
    expect(problems(text.replace('  "files"', '<<<<<<< HEAD\n  "files"'))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:1:1: \`files\` is missing.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again.
      content/releases/v1.20.lock.json:5:12: Unknown key \`<<<<<<< HEAD "files"\`.
        Known keys: release, commits, files."
    `);
  });

  test('YAML that is not JSON', () => {
    expect(problems(`release: v1.20\ncommits: ["${commit}"]\nfiles: {}\n`)).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json is not JSON.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('a blob id that is none', () => {
    expect(problems(text.replace(blobs[0], 'bbb'))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:6:18: \`files.pkg/b.go.0\`: must be a git blob id.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('a size below zero', () => {
    expect(problems(text.replace('120', '-1'))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:6:62: \`files.pkg/b.go.1\`: Too small: expected number to be >=0.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('an unknown key', () => {
    expect(problems(text.replace('"commits"', '"made": 1,\n  "commits"'))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:3:11: Unknown key \`made\`.
        Known keys: release, commits, files."
    `);
  });
});

describe('a foreign lock', () => {
  test('of other commits', () => {
    const text = formatLock({ ...lock, commits: ['d'.repeat(40)] });
    expect(reportOf(() => parseLock(text, file, release))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:1:1: The lock was made for v1.20 at dddddddddddddddddddddddddddddddddddddddd, but the release pins aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('of another release', () => {
    const text = formatLock({ ...lock, release: 'v1.19' });
    expect(reportOf(() => parseLock(text, file, release))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:1:1: The lock was made for v1.19 at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, but the release pins aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });

  test('of fewer pins', () => {
    const more: Release = {
      ...release,
      pins: [
        ...release.pins,
        { mount: 'api', repository: 'k/api', commit: 'e'.repeat(40), ref: 'v0' },
      ],
    };
    expect(reportOf(() => parseLock(formatLock(lock), file, more))).toMatchInlineSnapshot(`
      "content/releases/v1.20.lock.json:1:1: The lock was made for v1.20 at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, but the release pins aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.
        Delete the lock and run \`npm run fetch -- --release v1.20\` to make it again."
    `);
  });
});
