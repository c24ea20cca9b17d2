import { expect, test } from 'vitest';
import { errorOf, type ErrorCase } from '../../../conformance/reflector-errors.ts';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { isExpiredError } from './is-expired-error.ts';

const { symbol, cases } = readVectors<ErrorCase>('is-expired-error');

test('the vectors are of the symbol that it ports, and enough', () => {
  expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/reflector.go#isExpiredError');
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

test('answers as Go did', () => {
  for (const one of cases) expect({ ...one, answer: isExpiredError(errorOf(one)) }).toEqual(one);
  expect(isExpiredError(undefined)).toBe(false);
});
