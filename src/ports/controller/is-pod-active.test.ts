import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod, type ShortPod } from '../../../conformance/short-pod.ts';
import { isPodActive } from './is-pod-active.ts';

interface ActiveCase extends ShortPod {
  readonly active: boolean;
}

describe('isPodActive', () => {
  const { symbol, cases } = readVectors<ActiveCase>('is-pod-active');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#IsPodActive');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { active, ...input } of cases) {
      expect({ input, active: isPodActive(longPod(input)) }).toEqual({ input, active });
    }
  });
});
