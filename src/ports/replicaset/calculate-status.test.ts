import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { formatTime } from '../api/format-time.ts';
import type { Pod, PodCondition, PodPhase } from '../api/pod.ts';
import type { ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '../api/replica-set.ts';
import { calculateStatus } from './calculate-status.ts';

interface StatusCase {
  readonly template: string;
  readonly minReadySeconds: number;
  readonly replicas: number;
  readonly status: readonly number[];
  readonly conditions: readonly string[] | null;
  readonly pods: readonly string[];
  readonly error: string | null;
  readonly newStatus: readonly number[];
  readonly newConditions: readonly string[] | null;
}

const now = Date.parse('2021-01-13T13:28:09Z');

/** Reads `key=value,...`; no text is no labels at all. */
function labelsOf(text: string): Record<string, string> | undefined {
  if (text === '') return undefined;
  const pairs = text.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([key = '', value = '']): [string, string] => [key, value]));
}

const secondsAt = (seconds: number): string => formatTime(seconds * 1000);

function conditionOf(text: string): ReplicaSetCondition {
  const [type = '', status = '', reason = '', message = '', time = ''] = text.split('|');
  return {
    type,
    status: status as ReplicaSetCondition['status'],
    reason,
    message,
    ...(time !== '-' && { lastTransitionTime: secondsAt(Number(time)) }),
  };
}

function conditionText(condition: ReplicaSetCondition): string {
  const { type, status, reason = '', message = '', lastTransitionTime } = condition;
  const milliseconds = lastTransitionTime === undefined ? '-' : Date.parse(lastTransitionTime);
  const time =
    milliseconds === '-' ? '-' : milliseconds === now ? 'now' : String(milliseconds / 1000);
  return [type, status, reason, message, time].join('|');
}

/** Reads `labels;type=status@age,...`. */
function podOf(text: string, at: number): Pod {
  const [labelText = '', conditionTexts = ''] = text.split(';');
  const labels = labelsOf(labelText);
  const conditions = conditionTexts
    .split(',')
    .filter((one) => one !== '')
    .map((one): PodCondition => {
      const [type = '', status = '', age = ''] = one.split(/[=@]/);
      return {
        type,
        status: status as PodCondition['status'],
        ...(age !== '-' && { lastTransitionTime: formatTime(now - Number(age) * 1000) }),
      };
    });
  return {
    metadata: { name: `pod${at}`, ...(labels && { labels }) },
    spec: {},
    status: { conditions },
  };
}

function replicaSetOf({
  template,
  minReadySeconds,
  replicas,
  status: numbers,
  conditions,
}: StatusCase): ReplicaSet {
  const labels = labelsOf(template);
  return {
    metadata: { name: 'rs' },
    spec: { replicas, minReadySeconds, template: { metadata: { ...(labels && { labels }) } } },
    status: {
      replicas: numbers[0] ?? 0,
      fullyLabeledReplicas: numbers[1] ?? 0,
      readyReplicas: numbers[2] ?? 0,
      availableReplicas: numbers[3] ?? 0,
      observedGeneration: numbers[4] ?? 0,
      ...(conditions && { conditions: conditions.map(conditionOf) }),
    },
  };
}

const numbersOf = (status: ReplicaSetStatus) => [
  status.replicas,
  status.fullyLabeledReplicas,
  status.readyReplicas,
  status.availableReplicas,
  status.observedGeneration,
];

describe('calculateStatus', () => {
  const { symbol, cases } = readVectors<StatusCase>('calculate-status');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set_utils.go#calculateStatus');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did, and leaves the status that it is given alone', () => {
    for (const one of cases) {
      const rs = replicaSetOf(one);
      const error = one.error === null ? undefined : new Error(one.error);
      const status = calculateStatus(rs, one.pods.map(podOf), error, now);
      expect({
        ...one,
        newStatus: numbersOf(status),
        newConditions: status.conditions?.map(conditionText) ?? null,
      }).toEqual(one);
      expect(rs).toStrictEqual(replicaSetOf(one));
    }
  });
});

const foo = { name: 'foo' };
const full = { name: 'foo', type: 'production' };

/** As upstream's newReplicaSet: the template always has both labels. */
const newReplicaSet = (replicas: number, minReadySeconds = 0): ReplicaSet => ({
  metadata: { name: 'foobar', namespace: 'default' },
  spec: { replicas, minReadySeconds, template: { metadata: { labels: full } } },
  status: { replicas: 0 },
});

/** As upstream's newPod: a pod that runs is ready since the zero time. */
const newPod = (labels: Record<string, string>, phase: PodPhase = 'Running'): Pod => ({
  metadata: { name: 'pod', namespace: 'default', labels },
  spec: {},
  status:
    phase === 'Running' ? { phase, conditions: [{ type: 'Ready', status: 'True' }] } : { phase },
});

describe('pkg/controller/replicaset/replica_set_utils_test.go#TestCalculateStatus', () => {
  test.each([
    { name: '1 fully labelled pod', pods: [newPod(full)], counts: [1, 1, 1, 1] },
    { name: '1 not fully labelled pod', pods: [newPod(foo)], counts: [1, 0, 1, 1] },
    { name: '2 fully labelled pods', pods: [newPod(full), newPod(full)], counts: [2, 2, 2, 2] },
    { name: '2 not fully labelled pods', pods: [newPod(foo), newPod(foo)], counts: [2, 0, 2, 2] },
    {
      name: '1 fully labelled pod, 1 not fully labelled pod',
      pods: [newPod(foo), newPod(full)],
      counts: [2, 1, 2, 2],
    },
    { name: '1 non-ready pod', pods: [newPod(full, 'Pending')], counts: [1, 1, 0, 0] },
    {
      name: '1 ready but non-available pod',
      minReadySeconds: 3600,
      pods: [newPod(full)],
      counts: [1, 1, 1, 0],
    },
  ])('$name', ({ pods, counts, minReadySeconds }) => {
    const status = calculateStatus(newReplicaSet(2, minReadySeconds), pods, undefined, now);
    expect(status).toStrictEqual({
      replicas: counts[0],
      fullyLabeledReplicas: counts[1],
      readyReplicas: counts[2],
      availableReplicas: counts[3],
    });
  });
});

describe('pkg/controller/replicaset/replica_set_utils_test.go#TestCalculateStatusConditions', () => {
  const failure = { type: 'ReplicaFailure', status: 'True' } as const;
  const error = new Error('fake manageReplicasErr');
  const failed = (reason: string): ReplicaSetCondition => ({
    ...failure,
    lastTransitionTime: formatTime(now),
    reason,
    message: 'fake manageReplicasErr',
  });
  test.each([
    {
      name: 'manageReplicasErr != nil && failureCond == nil, diff < 0',
      pods: 1,
      error,
      conditions: [failed('FailedCreate')],
    },
    {
      name: 'manageReplicasErr != nil && failureCond == nil, diff > 0',
      pods: 3,
      error,
      conditions: [failed('FailedDelete')],
    },
    { name: 'manageReplicasErr == nil && failureCond != nil', pods: 1, before: [failure] },
    {
      name: 'manageReplicasErr != nil && failureCond != nil',
      pods: 1,
      before: [failure],
      error,
      conditions: [failure],
    },
    { name: 'manageReplicasErr == nil && failureCond == nil', pods: 1 },
  ])('$name', ({ pods, before, error, conditions }) => {
    const rs = newReplicaSet(before ? 10 : 2);
    if (before) rs.status.conditions = before;
    const filteredPods = Array.from({ length: pods }, () => newPod(foo));
    expect(calculateStatus(rs, filteredPods, error, now).conditions).toStrictEqual(conditions);
  });
});
