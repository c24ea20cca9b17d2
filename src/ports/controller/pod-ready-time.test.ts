import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod, type ShortCondition, type ShortTime } from '../../../conformance/short-pod.ts';
import { isZero } from './meta-time.ts';
import { podReadyTime } from './pod-ready-time.ts';

interface ReadyTimeCase {
  readonly c: readonly ShortCondition[];
  readonly time: ShortTime;
}

describe('podReadyTime', () => {
  const { symbol, cases } = readVectors<ReadyTimeCase>('pod-ready-time');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#podReadyTime');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { c, time } of cases) {
      const since = podReadyTime(longPod({ c }));
      expect({ c, time: isZero(since) ? '' : since }).toEqual({ c, time });
    }
  });
});
