import { expect, test } from 'vitest';
import { inScope } from './scope.ts';

test.each([
  'main.go',
  'pkg/loop/loop.go',
  'pkg/loop/loop_test.go',
  'pkg/vendors/a.go',
  'vendor.go',
])('%s is in scope', (path) => {
  expect(inScope(path)).toBe(true);
});

test.each([
  'README.md',
  'go.mod',
  'pkg/loop/loop.go.orig',
  'vendor/other/other.go',
  'staging/src/k8s.io/api/vendor/x/y.go',
])('%s is out of scope', (path) => {
  expect(inScope(path)).toBe(false);
});
