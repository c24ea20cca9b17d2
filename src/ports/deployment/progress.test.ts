import { describe, expect, test } from 'vitest';
import type { Deployment, DeploymentCondition } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { requeueStuckDeployment, syncRolloutStatus } from './progress.ts';

// The vectors of whole rollouts are replayed in deployment-controller.test.ts.

const start = Date.parse('2017-02-15T18:49:00Z');
const testTime = '2017-02-15T18:49:00Z';
const infinite = 2 ** 31 - 1;

const conditionOf = (
  status: DeploymentCondition['status'],
  reason?: string,
  time?: string,
): DeploymentCondition => ({
  type: 'Progressing',
  status,
  ...(reason !== undefined && { reason }),
  ...(time !== undefined && { lastUpdateTime: time, lastTransitionTime: time }),
});

/** As upstream's currentDeployment: replicas asked for, there, updated and available. */
const deploymentOf = (
  progressDeadlineSeconds: number | undefined,
  [replicas, has, updatedReplicas, availableReplicas]: readonly [number, number, number, number],
  ...conditions: DeploymentCondition[]
): Deployment => ({
  metadata: { name: 'progress-test' },
  spec: {
    replicas,
    template: {},
    strategy: { type: 'Recreate' },
    ...(progressDeadlineSeconds !== undefined && { progressDeadlineSeconds }),
  },
  status: {
    replicas: has,
    updatedReplicas,
    availableReplicas,
    ...(conditions.length > 0 && { conditions }),
  },
});

describe('pkg/controller/deployment/progress_test.go#TestRequeueStuckDeployment', () => {
  const failed = conditionOf('False', 'ProgressDeadlineExceeded');
  const stuck: DeploymentCondition = {
    type: 'Progressing',
    status: 'True',
    lastUpdateTime: testTime,
  };
  const slow = deploymentOf(60, [3, 3, 3, 1], stuck);

  test.each<{ name: string; d: Deployment; seconds?: number; after: number }>([
    {
      name: 'nil progressDeadlineSeconds specified',
      d: deploymentOf(undefined, [4, 3, 3, 2]),
      after: -1,
    },
    {
      name: 'infinite progressDeadlineSeconds specified',
      d: deploymentOf(infinite, [4, 3, 3, 2]),
      after: -1,
    },
    {
      name: 'no progressing condition found',
      d: deploymentOf(60, [4, 3, 3, 2]),
      after: -1,
    },
    {
      name: 'complete deployment does not need to be requeued',
      d: deploymentOf(60, [3, 3, 3, 3]),
      after: -1,
    },
    {
      name: 'already failed deployment does not need to be requeued',
      d: deploymentOf(60, [3, 3, 3, 0], failed),
      after: -1,
    },
    { name: 'stuck deployment - 30s', d: slow, seconds: 30, after: 30_000 },
    { name: 'stuck deployment - 1s', d: slow, seconds: 59, after: 1000 },
    {
      name: 'failed deployment - less than a second => now',
      d: slow,
      seconds: 59.000_001,
      after: 0,
    },
    { name: 'failed deployment - now', d: slow, seconds: 60, after: 0 },
    { name: 'failed deployment - 1s after deadline', d: slow, seconds: 61, after: 0 },
    { name: 'failed deployment - 60s after deadline', d: slow, seconds: 120, after: 0 },
  ])('$name', ({ d, seconds = 0, after }) => {
    const queued: string[] = [];
    const dc = {
      runtime: { now: () => start + seconds * 1000 },
      enqueueRateLimited: () => void queued.push('now'),
      enqueueAfter: (_d: Deployment, time: number) => void queued.push(`after ${time}`),
    };
    const client = undefined as never;
    expect(requeueStuckDeployment({ ...dc, client }, d, d.status)).toBe(after);
    // A second more than asked for, so that it is certainly too long then.
    expect(queued).toEqual(after < 0 ? [] : after === 0 ? ['now'] : [`after ${after + 1000}`]);
  });
});

describe('pkg/controller/deployment/progress_test.go#TestSyncRolloutStatus', () => {
  const timedOut = conditionOf('False', 'ProgressDeadlineExceeded');
  const available = conditionOf('True', 'NewReplicaSetAvailable', testTime);
  const updated = conditionOf('True', 'ReplicaSetUpdated', testTime);
  const rsOf = (
    name: string,
    replicas: number,
    has: number,
    availableReplicas: number,
  ): ReplicaSet => ({
    metadata: { name, namespace: 'default' },
    spec: { replicas, template: {} },
    status: { replicas: has, availableReplicas },
  });
  const bar = rsOf('bar', 0, 1, 1);
  const foo = rsOf('foo', 3, 2, 2);
  const whole = rsOf('foo', 3, 3, 3);

  interface Case {
    readonly name: string;
    readonly d: Deployment;
    readonly old?: readonly ReplicaSet[];
    readonly newRS?: ReplicaSet;
    /** Status and reason of the condition afterwards. */
    readonly is?: readonly [DeploymentCondition['status'], string];
    /** Times that the condition keeps; others become now. Upstream states them but compares none. */
    readonly keeps?: readonly ('lastUpdateTime' | 'lastTransitionTime')[];
  }
  const cases: Case[] = [
    {
      name: 'General: remove Progressing condition and do not estimate progress if deployment has no Progress Deadline',
      d: deploymentOf(undefined, [3, 2, 2, 2], updated),
      old: [bar],
      newRS: foo,
    },
    {
      name: 'General: do not estimate progress of deployment with only one active ReplicaSet',
      d: deploymentOf(60, [3, 3, 3, 3], available),
      old: [rsOf('bar', 3, 3, 3)],
      is: ['True', 'NewReplicaSetAvailable'],
      keeps: ['lastUpdateTime', 'lastTransitionTime'],
    },
    {
      name: 'DeploymentProgressing: dont update lastTransitionTime if deployment already has Progressing=True',
      d: deploymentOf(60, [3, 2, 2, 2], updated),
      old: [bar],
      newRS: foo,
      is: ['True', 'ReplicaSetUpdated'],
      keeps: ['lastTransitionTime'],
    },
    {
      name: 'DeploymentProgressing: update everything if deployment has Progressing=False',
      d: deploymentOf(60, [3, 2, 2, 2], timedOut),
      old: [bar],
      newRS: foo,
      is: ['True', 'ReplicaSetUpdated'],
    },
    {
      name: 'DeploymentProgressing: create Progressing condition if it does not exist',
      d: deploymentOf(60, [3, 2, 2, 2]),
      old: [bar],
      newRS: foo,
      is: ['True', 'ReplicaSetUpdated'],
    },
    {
      name: 'DeploymentComplete: dont update lastTransitionTime if deployment already has Progressing=True',
      d: deploymentOf(60, [3, 3, 3, 3], updated),
      newRS: whole,
      is: ['True', 'NewReplicaSetAvailable'],
      keeps: ['lastTransitionTime'],
    },
    {
      name: 'DeploymentComplete: update everything if deployment has Progressing=False',
      d: deploymentOf(60, [3, 3, 3, 3], timedOut),
      newRS: whole,
      is: ['True', 'NewReplicaSetAvailable'],
    },
    {
      name: 'DeploymentComplete: create Progressing condition if it does not exist',
      d: deploymentOf(60, [3, 3, 3, 3]),
      newRS: whole,
      is: ['True', 'NewReplicaSetAvailable'],
    },
    {
      name: 'DeploymentComplete: defend against NPE when newRS=nil',
      d: deploymentOf(60, [0, 3, 3, 3], updated),
      old: [rsOf('foo', 0, 0, 0)],
      is: ['True', 'NewReplicaSetAvailable'],
      keeps: ['lastTransitionTime'],
    },
    {
      name: 'DeploymentTimedOut: update status if rollout exceeds Progress Deadline',
      d: deploymentOf(60, [3, 2, 2, 2], updated),
      newRS: foo,
      is: ['False', 'ProgressDeadlineExceeded'],
    },
    {
      name: 'DeploymentTimedOut: do not update status if deployment has existing timedOut condition',
      d: deploymentOf(60, [3, 2, 2, 2], conditionOf('False', 'ProgressDeadlineExceeded', testTime)),
      newRS: foo,
      is: ['False', 'ProgressDeadlineExceeded'],
      keeps: ['lastUpdateTime', 'lastTransitionTime'],
    },
  ];

  test.each(cases)('$name', ({ d, old = [], newRS, is, keeps = [] }) => {
    const now = start + 3_600_000;
    const dc = {
      runtime: { now: () => now },
      client: {
        *updateDeploymentStatus(d: Deployment) {
          yield;
          return [d, undefined] as const;
        },
      } as Parameters<typeof syncRolloutStatus>[0]['client'],
      enqueueRateLimited: () => undefined,
      enqueueAfter: () => undefined,
    };
    const all = newRS ? [...old, newRS] : old;
    expect(new Scheduler().run(() => syncRolloutStatus(dc, all, newRS, d))).toBeUndefined();
    const condition = d.status.conditions?.find(({ type }) => type === 'Progressing');
    const time = (field: 'lastUpdateTime' | 'lastTransitionTime'): string =>
      keeps.includes(field) ? testTime : '2017-02-15T19:49:00Z';
    expect(
      condition && {
        is: [condition.status, condition.reason],
        updated: condition.lastUpdateTime,
        moved: condition.lastTransitionTime,
      },
    ).toEqual(is && { is, updated: time('lastUpdateTime'), moved: time('lastTransitionTime') });
  });
});
