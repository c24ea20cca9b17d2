import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { newRSNewReplicas } from './new-rs-new-replicas.ts';
import {
  getActualReplicaCountForReplicaSets,
  getAvailableReplicaCountForReplicaSets,
  getReadyReplicaCountForReplicaSets,
  getReplicaCountForReplicaSets,
} from './replica-counts.ts';

interface NewReplicasCase {
  readonly d: Deployment;
  /** The first one is the new one. */
  readonly all: readonly [ReplicaSet, ...(ReplicaSet | null)[]];
  readonly replicas: number;
  readonly error: string | null;
  readonly counts: readonly number[];
}

test('every new ReplicaSet gets as many pods as in Go', () => {
  const { symbol, cases } = readVectors<NewReplicasCase>('new-rs-new-replicas');
  expect(symbol).toContain('#NewRSNewReplicas');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const sets = one.all.map((rs) => rs ?? undefined);
    const [replicas, err] = newRSNewReplicas(one.d, sets, one.all[0]);
    const counts = [
      getReplicaCountForReplicaSets(sets),
      getActualReplicaCountForReplicaSets(sets),
      getReadyReplicaCountForReplicaSets(sets),
      getAvailableReplicaCountForReplicaSets(sets),
    ];
    expect({ ...one, replicas, error: err?.message ?? null, counts }).toEqual(one);
  }
});

const replicaSet = (replicas: number, has = 0): ReplicaSet => ({
  metadata: { name: 'rs' },
  spec: { replicas, template: {} },
  status: { replicas: has },
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestNewRSNewReplicas', () => {
  test.each([
    {
      name: 'can not scale up - to newRSReplicas',
      type: 'RollingUpdate',
      desired: 1,
      newRS: 5,
      maxSurge: 1,
      expected: 5,
    },
    {
      name: 'scale up - to depReplicas',
      type: 'RollingUpdate',
      desired: 6,
      newRS: 2,
      maxSurge: 10,
      expected: 6,
    },
    {
      name: 'recreate - to depReplicas',
      type: 'Recreate',
      desired: 3,
      newRS: 1,
      maxSurge: 1,
      expected: 3,
    },
  ] as const)('$name', ({ type, desired, newRS, maxSurge, expected }) => {
    const deployment: Deployment = {
      metadata: { name: 'nginx' },
      spec: {
        replicas: desired,
        template: {},
        strategy: { type, rollingUpdate: { maxSurge, maxUnavailable: 1 } },
      },
      status: {},
    };
    const answer = newRSNewReplicas(deployment, [replicaSet(5)], replicaSet(newRS));
    expect(answer).toEqual([expected, undefined]);
  });
});

describe('pkg/controller/deployment/util/deployment_util_test.go#TestGetReplicaCountForReplicaSets', () => {
  test.each([
    { name: '1:2 Replicas', sets: [replicaSet(1, 2)], count: 1, actual: 2 },
    { name: '3:5 Replicas', sets: [replicaSet(1, 2), replicaSet(2, 3)], count: 3, actual: 5 },
  ])('$name', ({ sets, count, actual }) => {
    expect([
      getReplicaCountForReplicaSets(sets),
      getActualReplicaCountForReplicaSets(sets),
    ]).toEqual([count, actual]);
  });
});
