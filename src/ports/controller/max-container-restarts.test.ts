import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod } from '../../../conformance/short-pod.ts';
import { maxContainerRestarts } from './max-container-restarts.ts';

interface RestartsCase {
  readonly r: readonly number[];
  readonly max: number;
}

describe('maxContainerRestarts', () => {
  const { symbol, cases } = readVectors<RestartsCase>('max-container-restarts');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#maxContainerRestarts');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { r, max } of cases) {
      expect({ r, max: maxContainerRestarts(longPod({ r })) }).toEqual({ r, max });
    }
  });
});
