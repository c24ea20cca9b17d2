import { describe, expect, test } from 'vitest';
import { formatTime } from './format-time.ts';
import type { PodCondition, PodStatus } from './pod.ts';
import { getPodCondition, updatePodCondition } from './update-pod-condition.ts';

const before = Date.parse('2022-02-02T02:02:02Z');
const now = before + 60_000;

const ready = (change: Partial<PodCondition> = {}): PodCondition => ({
  type: 'Ready',
  status: 'True',
  reason: 'successfully',
  message: 'sync pod successfully',
  lastProbeTime: formatTime(before),
  lastTransitionTime: formatTime(before + 1000),
  ...change,
});

describe('pkg/api/v1/pod/util_test.go#TestUpdatePodCondition', () => {
  test.each<{ title: string; condition: PodCondition; expected: boolean }>([
    { title: 'all equal, no update', condition: ready(), expected: false },
    {
      title: 'not equal Type, should get updated',
      condition: ready({ type: 'PodScheduled' }),
      expected: true,
    },
    {
      title: 'not equal Status, should get updated',
      condition: ready({ status: 'False' }),
      expected: true,
    },
  ])('$title', ({ condition, expected }) => {
    const status: PodStatus = { conditions: [ready()] };
    expect(updatePodCondition(status, condition, now)).toBe(expected);
    expect(getPodCondition(status, condition.type)[1]?.status).toBe(condition.status);
  });
});

describe('updatePodCondition', () => {
  const scheduled: PodCondition = { type: 'PodScheduled', status: 'True' };

  test('sets the time of transition when the status turns, and keeps it when it stays', () => {
    const status: PodStatus = { conditions: [scheduled, ready()] };
    updatePodCondition(status, ready({ reason: 'other' }), now);
    expect(status.conditions).toEqual([scheduled, ready({ reason: 'other' })]);
    updatePodCondition(status, ready({ status: 'False' }), now);
    expect(status.conditions).toEqual([
      scheduled,
      ready({ status: 'False', lastTransitionTime: formatTime(now) }),
    ]);
  });

  test('adds one that is missing, also to a status without any', () => {
    const status: PodStatus = {};
    expect(updatePodCondition(status, scheduled, now)).toBe(true);
    expect(status.conditions).toEqual([{ ...scheduled, lastTransitionTime: formatTime(now) }]);
    expect(scheduled).not.toHaveProperty('lastTransitionTime');
  });

  test('keeps that there is no time', () => {
    const status: PodStatus = { conditions: [scheduled] };
    expect(updatePodCondition(status, scheduled, now)).toBe(false);
    expect(status.conditions).toEqual([scheduled]);
  });

  test.each(['reason', 'message', 'lastProbeTime'] as const)('sees another %s', (field) => {
    const status: PodStatus = { conditions: [ready()] };
    expect(updatePodCondition(status, ready({ [field]: 'other' }), now)).toBe(true);
  });
});

test('getPodCondition finds the first of a type', () => {
  const status: PodStatus = { conditions: [ready(), ready({ status: 'False' })] };
  expect(getPodCondition(status, 'Ready')).toEqual([0, ready()]);
  expect(getPodCondition(status, 'Initialized')).toEqual([-1, undefined]);
  expect(getPodCondition({}, 'Ready')).toEqual([-1, undefined]);
});
