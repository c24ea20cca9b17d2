import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod, PodCondition } from '../api/pod.ts';
import { isPodAvailable } from './is-pod-available.ts';

interface AvailableCase {
  readonly conditions: readonly [type: string, status: PodCondition['status'], at: number | null][];
  readonly minReadySeconds: number;
  readonly now: number;
  readonly available: boolean;
}

const podWith = (conditions: PodCondition[]): Pod => ({
  metadata: { name: 'pod' },
  spec: {},
  status: { conditions },
});

const timeAt = (milliseconds: number): string => new Date(milliseconds).toISOString();

describe('isPodAvailable', () => {
  const { symbol, cases } = readVectors<AvailableCase>('is-pod-available');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/api/v1/pod/util.go#IsPodAvailable');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const conditions = one.conditions.map(([type, status, at]) => ({
        type,
        status,
        ...(at !== null && { lastTransitionTime: timeAt(at * 1000) }),
      }));
      const available = isPodAvailable(podWith(conditions), one.minReadySeconds, one.now);
      expect({ ...one, available }).toEqual(one);
    }
  });

  describe('pkg/api/v1/pod/util_test.go#TestIsPodAvailable', () => {
    test.each([
      {
        ready: false,
        secondsAgo: 0,
        minReadySeconds: 0,
        available: false,
        go: '"newPod(now, false, 0)"',
      },
      {
        ready: true,
        secondsAgo: 0,
        minReadySeconds: 1,
        available: false,
        go: '"newPod(now, true, 0)" @1',
      },
      {
        ready: true,
        secondsAgo: 0,
        minReadySeconds: 0,
        available: true,
        go: '"newPod(now, true, 0)" @2',
      },
      {
        ready: true,
        secondsAgo: 51,
        minReadySeconds: 50,
        available: true,
        go: '"newPod(now, true, 51)"',
      },
    ])(
      'ready: $ready, $secondsAgo s ago, of at least $minReadySeconds s > $go',
      ({ ready, secondsAgo, minReadySeconds, available }) => {
        const now = Date.parse('2021-01-13T13:28:09Z');
        const status = ready ? 'True' : 'False';
        const lastTransitionTime = timeAt(now - secondsAgo * 1000);
        const pod = podWith([{ type: 'Ready', status, lastTransitionTime }]);
        expect(isPodAvailable(pod, minReadySeconds, now)).toBe(available);
      },
    );
  });
});
