import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  expectedText,
  fakePodControl,
  fakeQueue,
  fakeServer,
  FakeStore,
  frozen,
  messageOf,
  now,
  podLister,
  podOf,
  setLister,
  setOf,
  statusOf,
  toSelector,
} from '../../../conformance/replica-set-fakes.ts';
import { labelsOf } from '../../../conformance/short-owned.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import { ReplicaSetController } from './replica-set-controller.ts';

interface SyncCase {
  /** None: the queue was shut down. */
  readonly key: string;
  /** The first is synced. */
  readonly sets: readonly string[];
  readonly generation: number;
  readonly template: string;
  readonly status: readonly number[];
  readonly conditions: readonly string[] | null;
  readonly pods: readonly string[];
  /** Which lister fails. */
  readonly fail: '' | 'sets' | 'pods';
  readonly live: string;
  readonly updates: readonly string[];
  readonly patches: Readonly<Record<string, string>>;
  readonly deletes: Readonly<Record<string, string>>;
  readonly refused: boolean;
  readonly burst: number;
  readonly expected: readonly number[];
  readonly await: readonly string[];
  readonly more: boolean;
  readonly error: string | null;
  readonly calls: readonly string[];
  readonly creates: number;
  readonly deleted: readonly string[];
  readonly queue: readonly string[];
  readonly handled: readonly string[];
  readonly after: string;
}

function run(one: SyncCase, choose: Choose) {
  const runtime = new Scheduler({ choose, start: now });
  const [first = '', second = ''] = one.sets;
  const rs = setOf(first);
  rs.metadata.resourceVersion = 'cached';
  rs.metadata.generation = one.generation;
  const labels = labelsOf(one.template);
  rs.spec.template.metadata = { ...(labels && { labels }) };
  rs.status = statusOf(one.status, one.conditions);
  const sets = new FakeStore('replicasets', frozen([rs, setOf(second)]));
  const pods = new FakeStore('pods', frozen(one.pods.map(podOf)));
  const calls: string[] = [];
  const queue: string[] = [];
  const handled: string[] = [];
  const { podControl, done } = fakePodControl(one, calls);
  const rsc = new ReplicaSetController({
    runtime,
    kubeClient: fakeServer(rs, one.live, one.updates, calls),
    podControl,
    rsLister: setLister(sets, one.fail === 'sets'),
    rsListerSynced: () => true,
    podLister: podLister(pods, one.fail === 'pods'),
    podListerSynced: () => true,
    labelSelectorAsSelector: toSelector,
    handleError: (error) => handled.push(messageOf(error)),
    burstReplicas: one.burst,
    queue: fakeQueue(queue, one.key === '' ? [] : [one.key]),
  });
  const [add, del = 0] = one.expected;
  if (add !== undefined) rsc.expectations.setExpectations(one.key, add, del);
  if (one.await.length > 0) rsc.expectations.expectDeletions(one.key, one.await);
  let error: Error | undefined;
  rsc.syncHandler = function* (key) {
    error = yield* rsc.syncReplicaSet(key);
    return error;
  };
  const more = runtime.run(() => rsc.processNextWorkItem());
  return {
    more,
    error: error?.message ?? null,
    calls,
    creates: done.creates,
    deleted: done.deleted.sort(),
    queue,
    handled,
    after: expectedText(rsc.expectations, one.key),
  };
}

describe('syncReplicaSet, called by processNextWorkItem', () => {
  const { symbol, cases } = readVectors<SyncCase>('sync-replica-set');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/controller/replicaset/replica_set.go#ReplicaSetController.syncReplicaSet',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Creates and deletes race in Go; how many there are and which does not depend on it. What the
  // caches hold is frozen here: a change would throw.
  test.each(['in turn', 'shuffled'])('does what Go did, with tasks %s', (order) => {
    for (const [at, one] of cases.entries()) {
      const answer = run(one, order === 'in turn' ? inTurn : shuffled(at));
      expect({ at, ...one, ...answer }).toEqual({ at, ...one });
    }
  });
});
