import { expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';
import { jitter } from './jitter.ts';

interface JitterCase {
  readonly duration: number;
  readonly factor: number;
  readonly random: number;
  readonly answer: number;
}

const { symbol, cases } = readVectors<JitterCase>('jitter');

test('the vectors are of the symbol that it ports, and enough', () => {
  expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#Jitter');
  expect(cases.length).toBeGreaterThanOrEqual(200);
});

test('adds what Go adds, with the same random number', () => {
  for (const one of cases) {
    const ours = jitter(() => one.random, toMilliseconds(one.duration), one.factor);
    expect({ ...one, answer: toNanoseconds(ours) }).toEqual(one);
  }
});
