import { expect, test } from 'vitest';
import type { ReplicaSet } from '../api/replica-set.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';

// The vectors of find-replica-sets.test.ts have its answers, too.

test('pkg/controller/controller_utils_test.go#TestActiveReplicaSetsFiltering', () => {
  const replicaSet = (name: string, replicas: number): ReplicaSet => ({
    metadata: { name },
    spec: { replicas, template: {} },
    status: { replicas: 0 },
  });
  const sets = [replicaSet('zero', 0), undefined, replicaSet('foo', 1), replicaSet('bar', 2)];
  expect(filterActiveReplicaSets(sets).map(({ metadata }) => metadata.name)).toEqual([
    'foo',
    'bar',
  ]);
});
