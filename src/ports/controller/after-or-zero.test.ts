import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { ShortTime } from '../../../conformance/short-pod.ts';
import { afterOrZero } from './after-or-zero.ts';

interface AfterCase {
  readonly t1: ShortTime;
  readonly t2: ShortTime;
  readonly answer: boolean;
}

describe('afterOrZero', () => {
  const { symbol, cases } = readVectors<AfterCase>('after-or-zero');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#afterOrZero');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { t1, t2, answer } of cases) {
      const ours = afterOrZero(t1 || undefined, t2 || undefined);
      expect({ t1, t2, answer: ours }).toEqual({ t1, t2, answer });
    }
  });
});
