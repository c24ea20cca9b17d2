import { expect, test } from 'vitest';
import { everything } from './everything.ts';

test('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestEverything', () => {
  expect(everything().matches({ x: 'y' })).toBe(true);
  expect(everything().empty()).toBe(true);
});
