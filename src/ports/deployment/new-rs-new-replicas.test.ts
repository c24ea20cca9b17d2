import { expect, test } from 'vitest';
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
