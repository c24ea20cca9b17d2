import { expect, test } from 'vitest';
import { errorOf, type ErrorCase } from '../../../conformance/reflector-errors.ts';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { isTooLargeResourceVersionError } from './is-too-large-resource-version-error.ts';

const { symbol, cases } = readVectors<ErrorCase>('is-too-large-resource-version-error');

test('the vectors are of the symbol that it ports, and enough', () => {
  expect(symbol).toBe(
    'staging/src/k8s.io/client-go/tools/cache/reflector.go#isTooLargeResourceVersionError',
  );
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

test('answers as Go did', () => {
  for (const one of cases) {
    expect({ ...one, answer: isTooLargeResourceVersionError(errorOf(one)) }).toEqual(one);
  }
  expect(isTooLargeResourceVersionError(undefined)).toBe(false);
});
