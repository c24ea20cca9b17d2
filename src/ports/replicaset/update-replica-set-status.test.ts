import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { fakeServer, numbersOf, setOf, statusOf } from '../../../conformance/replica-set-fakes.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { updateReplicaSetStatus } from './update-replica-set-status.ts';

interface UpdateCase {
  readonly generation: number;
  readonly status: readonly number[];
  readonly conditions: readonly string[] | null;
  readonly new: readonly number[];
  readonly newConditions: readonly string[] | null;
  /** What the API server answers to a get. */
  readonly live: string;
  /** Why updates fail, one after the other. */
  readonly updates: readonly string[];
  /** Of the ReplicaSet that is returned. */
  readonly version: string;
  readonly result: readonly number[] | null;
  readonly error: string | null;
  readonly calls: readonly string[];
}

function run(one: UpdateCase) {
  const rs = setOf('ns;rs;u1;;a=1;2;0;');
  rs.metadata.resourceVersion = 'cached';
  rs.metadata.generation = one.generation;
  rs.status = statusOf(one.status, one.conditions);
  const calls: string[] = [];
  const client = fakeServer(structuredClone(rs), one.live, one.updates, calls);
  const [updated, error] = new Scheduler().run(() =>
    updateReplicaSetStatus(client.replicaSets('ns'), rs, statusOf(one.new, one.newConditions)),
  );
  return {
    version: updated?.metadata.resourceVersion ?? '',
    result: updated ? numbersOf(updated.status) : null,
    error: error?.message ?? null,
    calls,
  };
}

describe('updateReplicaSetStatus', () => {
  const { symbol, cases } = readVectors<UpdateCase>('update-replica-set-status');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set_utils.go#updateReplicaSetStatus');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('writes, reads anew and answers as Go did', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...run(one) }).toEqual({ at, ...one });
    }
  });
});

test('pkg/controller/replicaset/replica_set_test.go#TestControllerUpdateStatusWithFailure', () => {
  const rs = setOf('default;foobar;uid;123:t;foo=bar;1;0;');
  const gets: string[] = [];
  const updates: number[] = [];
  const [updated, error] = new Scheduler().run(() =>
    updateReplicaSetStatus(
      {
        *get(name) {
          yield;
          gets.push(name);
          return [rs, undefined];
        },
        *updateStatus(given: ReplicaSet) {
          yield;
          updates.push(given.status.replicas);
          return [undefined, new Error('fake error')];
        },
      },
      structuredClone(rs),
      { replicas: 10 },
    ),
  );
  expect({ updated, error: error?.message }).toEqual({ updated: undefined, error: 'fake error' });
  expect(gets).toEqual(['foobar']);
  expect(updates).toEqual([10, 10]);
});
