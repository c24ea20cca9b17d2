import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod, type ShortCondition } from '../../../conformance/short-pod.ts';
import { isPodReady } from './is-pod-ready.ts';

interface ReadyCase {
  readonly c: readonly ShortCondition[];
  readonly ready: boolean;
}

describe('isPodReady', () => {
  const { symbol, cases } = readVectors<ReadyCase>('is-pod-ready');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/api/v1/pod/util.go#IsPodReady');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { c, ready } of cases) {
      expect({ c, ready: isPodReady(longPod({ c })) }).toEqual({ c, ready });
    }
  });
});
