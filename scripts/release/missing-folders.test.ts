import { expect, test } from 'vitest';
import type { Lock } from '../../src/release/lock.ts';
import type { Release } from '../../src/release/release.ts';
import type { Review, ReviewRow } from '../../src/release/review.ts';
import { missingFolders } from './missing-folders.ts';

const id = '0'.repeat(40);
const seen = (path: string) => ({ path, blob: id, from: 1, to: 2, text: id });

const releaseOf = (...only: string[]): Release => ({
  id: 'v0.2',
  label: 'Small 0.2',
  pins: [{ mount: '', repository: 'a/b', commit: id, ref: 'v0.2.0', only }],
});

const lockOf = (...paths: string[]): Lock => ({
  release: 'v0.2',
  commits: [id],
  files: new Map(paths.map((path) => [path, { blob: id, size: 1 }])),
});

function reviewOf(rows: Readonly<Record<string, ReviewRow['status']>>): Review {
  const anchors = Object.entries(rows).map(([path, status]): [string, ReviewRow] => [
    path,
    { written: path, status, confidence: 1, was: seen(path), reasons: [] },
  ]);
  return {
    release: 'v0.2',
    from: 'v0.1',
    via: [],
    anchors: Object.fromEntries(anchors),
    ports: {},
  };
}

test('names the folders that the source lacks, and the narrower --only to type', () => {
  const lock = lockOf('cmd/kubectl/main.go', 'cmd/other/main.go', 'pkg/a/a.go');
  const review = reviewOf({
    'cmd/kubectl/main.go': 'edited',
    'cmd/manager/app/a.go': 'orphan',
    'cmd/manager/app/b.go': 'orphan',
    'cmd/kubelet/a.go': 'orphan',
    'pkg/a/b.go': 'orphan',
    'test/a.go': 'absent',
  });
  expect(missingFolders(releaseOf('cmd', 'pkg'), lock, review)).toMatchInlineSnapshot(`
    [
      "The source has nothing below cmd/manager, cmd/kubelet, where 3 anchors were. If it never had, type \`--only cmd/kubectl\` in place of \`--only cmd\`: then they are absent, and no orphans.",
    ]
  `);
});

test('tells to leave a part out of which nothing is here', () => {
  const review = reviewOf({ 'cmd/manager/a.go': 'orphan', 'pkg/a.go': 'same' });
  expect(missingFolders(releaseOf('cmd', 'pkg'), lockOf('pkg/a.go'), review))
    .toMatchInlineSnapshot(`
    [
      "The source has nothing below cmd, where 1 anchor was. If it never had, leave \`--only cmd\` out: then they are absent, and no orphans.",
    ]
  `);
});

test('says nothing of a whole release, nor of files that are gone from a folder that is here', () => {
  const review = reviewOf({ 'cmd/manager/a.go': 'orphan', 'pkg/a.go': 'orphan' });
  const { pins, ...release } = releaseOf('pkg');
  const whole = { ...release, pins: pins.map((pin) => ({ ...pin, only: undefined })) };
  expect(missingFolders(whole, lockOf('pkg/b.go'), review)).toEqual([]);
  expect(missingFolders(releaseOf('pkg'), lockOf('pkg/b.go'), review)).toEqual([]);
});
