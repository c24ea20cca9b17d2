import { describe, expect, test } from 'vitest';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { StatusError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { cleanupDeployment } from './cleanup-deployment.ts';

// The vectors of whole rollouts are replayed in deployment-controller.test.ts.

const replicaSet = (
  name: string,
  replicas: number,
  has: number,
  metadata: Partial<ReplicaSet['metadata']> = {},
): ReplicaSet => ({
  metadata: { name, namespace: 'default', ...metadata },
  spec: { replicas, template: {} },
  status: { replicas: has },
});

/** Which of the old ReplicaSets are deleted, and what failed. */
function cleanUp(oldRSs: ReplicaSet[], revisionHistoryLimit: number, error?: Error) {
  const never = (): never => {
    throw new Error('This is not called');
  };
  const deleted: string[] = [];
  const client = {
    getDeployment: never,
    updateDeploymentStatus: never,
    createReplicaSet: never,
    updateReplicaSet: never,
    *deleteReplicaSet(_namespace: string, name: string) {
      yield;
      deleted.push(name);
      return error;
    },
  };
  const deployment: Deployment = {
    metadata: { name: 'foo', namespace: 'default' },
    spec: { replicas: 1, template: {}, revisionHistoryLimit },
    status: {},
  };
  const failed = new Scheduler().run(() => cleanupDeployment({ client }, oldRSs, deployment));
  return { deleted, failed: failed?.message };
}

const infinite = 2 ** 31 - 1;

describe('pkg/controller/deployment/sync_test.go#TestDeploymentController_cleanupDeployment', () => {
  const empty = ['foo-1', 'foo-2', 'foo-3'].map((name) => replicaSet(name, 0, 0));
  const gone = replicaSet('foo-1', 0, 0, { deletionTimestamp: '2021-01-13T13:28:09Z' });

  test.each([
    { name: '0 > "oldRSs: []" @1', sets: empty, limit: 1, deletions: 2 },
    {
      name: '1 > "oldRSs: []" @2',
      sets: [
        replicaSet('foo-1', 0, 0),
        replicaSet('foo-2', 0, 1),
        replicaSet('foo-3', 1, 0),
        replicaSet('foo-4', 1, 1),
      ],
      limit: 0,
      deletions: 1,
    },
    { name: '2 > "oldRSs: []" @3', sets: empty.slice(0, 2), limit: 0, deletions: 2 },
    {
      name: '3 > "oldRSs: []" @4',
      sets: [replicaSet('foo-1', 1, 1), replicaSet('foo-2', 1, 1)],
      limit: 0,
      deletions: 0,
    },
    { name: '4 > "oldRSs: []" @5', sets: [gone], limit: 0, deletions: 0 },
    { name: '5 > "oldRSs: []" @6', sets: empty, limit: infinite, deletions: 0 },
  ])('$name', ({ sets, limit, deletions }) => {
    const { deleted, failed } = cleanUp(sets, limit);
    expect([deleted.length, failed]).toEqual([deletions, undefined]);
  });
});

describe('cleanupDeployment', () => {
  const made = (name: string, hour: number): ReplicaSet =>
    replicaSet(name, 0, 0, { creationTimestamp: `2021-01-13T${10 + hour}:00:00Z` });

  test('deletes the oldest, and goes on when one is gone already', () => {
    const sets = [made('c', 3), made('a', 1), made('b', 2)];
    expect(cleanUp(sets, 1)).toEqual({ deleted: ['a', 'b'], failed: undefined });
    const gone = new StatusError('replicasets.apps "a" not found', 'NotFound');
    expect(cleanUp(sets, 1, gone)).toEqual({ deleted: ['a', 'b'], failed: undefined });
    expect(cleanUp(sets, 1, new Error('refused'))).toEqual({ deleted: ['a'], failed: 'refused' });
  });

  test('spares one whose controller has not seen its last change', () => {
    expect(cleanUp([replicaSet('a', 0, 0, { generation: 2 })], 0).deleted).toEqual([]);
  });
});
