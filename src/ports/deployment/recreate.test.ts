import { describe, expect, test } from 'vitest';
import { fakeDeploymentSyncer } from '../../../conformance/fake-deployment-syncer.ts';
import type { Deployment } from '../api/deployment.ts';
import type { Pod, PodPhase } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { oldPodsRunning, scaleDownOldReplicaSetsForRecreate } from './recreate.ts';

// The vectors of whole rollouts are replayed in deployment-controller.test.ts.

const replicaSet = (name: string, replicas: number, has = 0): ReplicaSet => ({
  metadata: { name, namespace: 'default', uid: name },
  spec: { replicas, template: {} },
  status: { replicas: has },
});

describe('scaleDownOldReplicaSetsForRecreate', () => {
  const deployment: Deployment = {
    metadata: { name: 'foo', namespace: 'default' },
    spec: { replicas: 3, template: {}, strategy: { type: 'Recreate' } },
    status: {},
  };
  const scaleDown = (oldRSs: ReplicaSet[], error?: Error) => {
    const dc = fakeDeploymentSyncer(() => error);
    return new Scheduler().run(() => scaleDownOldReplicaSetsForRecreate(dc, oldRSs, deployment));
  };

  test('pkg/controller/deployment/recreate_test.go#TestScaleDownOldReplicaSets', () => {
    const before = replicaSet('foo-0', 3);
    const oldRSs = [before];
    expect(scaleDown(oldRSs)).toEqual([true, undefined]);
    expect(oldRSs.map(({ spec }) => spec.replicas)).toEqual([0]);
    expect(before.spec.replicas).toBe(3);
  });

  test('leaves those alone that ask for no pods, and ends with an error', () => {
    expect(scaleDown([replicaSet('foo-0', 0)])).toEqual([false, undefined]);
    const error = new Error('refused');
    expect(scaleDown([replicaSet('foo-0', 0), replicaSet('foo-1', 1)], error)).toEqual([
      false,
      error,
    ]);
  });
});

describe('pkg/controller/deployment/recreate_test.go#TestOldPodsRunning', () => {
  const podsOf = (...phases: (PodPhase | undefined)[]): Pod[] =>
    phases.map((phase) => ({
      metadata: { name: 'pod' },
      spec: {},
      status: phase === undefined ? {} : { phase },
    }));
  const gone = [replicaSet('rs-1', 0, 0)];

  test.each<{
    name: string;
    oldRSs?: ReplicaSet[];
    pods?: Record<string, Pod[]>;
    running: boolean;
  }>([
    { name: 'no old RSs', running: false },
    {
      name: 'old RSs with running pods',
      oldRSs: [replicaSet('some-uid', 0), replicaSet('other-uid', 0)],
      pods: { 'some-uid': podsOf(undefined, undefined), 'other-uid': podsOf(undefined, undefined) },
      running: true,
    },
    {
      name: 'old RSs without pods but with non-zero status replicas',
      oldRSs: [replicaSet('rs-1', 0, 1)],
      running: true,
    },
    { name: 'old RSs without pods or non-zero status replicas', oldRSs: gone, running: false },
    {
      name: 'old RSs with zero status replicas but pods in terminal state are present',
      oldRSs: gone,
      pods: { 'uid-1': podsOf('Failed', 'Succeeded') },
      running: false,
    },
    {
      name: 'old RSs with zero status replicas but pod in unknown phase present',
      oldRSs: gone,
      pods: { 'uid-1': podsOf('Unknown') },
      running: true,
    },
    {
      name: 'old RSs with zero status replicas with pending pod present',
      oldRSs: gone,
      pods: { 'uid-1': podsOf('Pending') },
      running: true,
    },
    {
      name: 'old RSs with zero status replicas with running pod present',
      oldRSs: gone,
      pods: { 'uid-1': podsOf('Running') },
      running: true,
    },
    {
      name: 'old RSs with zero status replicas but pods in terminal state and pending are present',
      oldRSs: gone,
      pods: { 'uid-1': podsOf('Failed', 'Succeeded'), 'uid-2': [], 'uid-3': podsOf('Pending') },
      running: true,
    },
  ])('$name', ({ oldRSs = [], pods = {}, running }) => {
    expect(oldPodsRunning(undefined, oldRSs, new Map(Object.entries(pods)))).toBe(running);
  });

  // Upstream has no case with a new ReplicaSet.
});

test('pods of the new ReplicaSet are not old', () => {
  const running: Pod = { metadata: { name: 'p' }, spec: {}, status: { phase: 'Running' } };
  expect(oldPodsRunning(replicaSet('new', 1), [], new Map([['new', [running]]]))).toBe(false);
});
