import { expect, test } from 'vitest';
import { permalink } from './permalink.ts';
import type { Release } from './release.ts';

const main = 'a'.repeat(40);
const api = 'b'.repeat(40);
const release: Release = {
  id: 'v1.20',
  label: 'Kubernetes 1.20',
  pins: [
    { mount: '', repository: 'kubernetes/kubernetes', commit: main, ref: 'v1.20.2' },
    { mount: 'staging/src/k8s.io/api', repository: 'kubernetes/api', commit: api, ref: 'v0.20.2' },
  ],
};

test('a whole file has no fragment', () => {
  expect(permalink(release, 'pkg/loop/loop.go')).toBe(
    `https://github.com/kubernetes/kubernetes/blob/${main}/pkg/loop/loop.go`,
  );
});

test('one line and several lines', () => {
  const file = `https://github.com/kubernetes/kubernetes/blob/${main}/a.go`;
  expect(permalink(release, 'a.go', { from: 7, to: 7 })).toBe(`${file}#L7`);
  expect(permalink(release, 'a.go', { from: 7, to: 12 })).toBe(`${file}#L7-L12`);
});

test('a mounted file is named as its own repository names it', () => {
  expect(permalink(release, 'staging/src/k8s.io/api/apps/v1/types.go', { from: 1, to: 2 })).toBe(
    `https://github.com/kubernetes/api/blob/${api}/apps/v1/types.go#L1-L2`,
  );
});

test('characters that mean something in an address are escaped, slashes are not', () => {
  expect(permalink(release, 'a b/c#d/e?f/ü%.go')).toBe(
    `https://github.com/kubernetes/kubernetes/blob/${main}/a%20b/c%23d/e%3Ff/%C3%BC%25.go`,
  );
});

test('a path that no pin contains is a bug of ours', () => {
  const [, mounted] = release.pins;
  if (!mounted) throw new Error('There are two pins');
  expect(() => permalink({ ...release, pins: [mounted] }, 'pkg/a.go')).toThrow(
    'No pin of v1.20 is mounted over pkg/a.go',
  );
});
