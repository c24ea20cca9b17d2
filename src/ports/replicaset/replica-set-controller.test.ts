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
  toSelector,
} from '../../../conformance/replica-set-fakes.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';
import { ControllerExpectations } from '../controller/controller-expectations.ts';
import { keyFunc } from '../controller/key-func.ts';
import { podKey } from '../controller/pod-key.ts';
import { UIDTrackingControllerExpectations } from '../controller/uid-tracking-controller-expectations.ts';
import { Channel } from '../runtime/channel.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { MaxOfRateLimiter } from '../workqueue/max-of-rate-limiter.ts';
import { RateLimitingType } from '../workqueue/rate-limiting-type.ts';
import type { ReplicaSetsGetter } from './replica-set-client.ts';
import { ReplicaSetController } from './replica-set-controller.ts';

interface Step {
  readonly do: string;
  readonly a?: string;
  readonly b?: string;
  readonly queue?: readonly string[];
  readonly handled?: readonly string[];
  /** Expectations of ns/rs1, ns/rs2 and rs3, where they changed. */
  readonly after?: string;
}

interface Events {
  readonly sets: readonly string[];
  readonly steps: readonly Step[];
}

/** Reads `rs:<text>`, `pod:<text>`, `nil`, or `tomb:` before any. */
function objectOf(text: string): unknown {
  if (text.startsWith('tomb:')) return new DeletedFinalStateUnknown('key', objectOf(text.slice(5)));
  if (text.startsWith('rs:')) return frozen(setOf(text.slice(3)));
  if (text.startsWith('pod:')) return frozen(podOf(text.slice(4)));
  return undefined;
}

function replay(one: Events): Step[] {
  const sets = new FakeStore('replicasets', one.sets.map(setOf).map(frozen));
  let queue: string[] = [];
  let handled: string[] = [];
  const log: string[] = [];
  const rsc = new ReplicaSetController({
    runtime: new Scheduler({ start: now }),
    kubeClient: fakeServer(setOf('ns;rs;u1;;a=1;1;0;'), 'ok', [], []),
    podControl: fakePodControl({}, []).podControl,
    rsLister: setLister(sets),
    rsListerSynced: () => true,
    podLister: podLister(new FakeStore('pods')),
    podListerSynced: () => true,
    labelSelectorAsSelector: toSelector,
    handleError: (error) => handled.push(messageOf(error)),
    queue: fakeQueue(log),
  });
  let state = '';
  return one.steps.map((step) => {
    const { do: name, a = '', b = '' } = step;
    const handlers: Record<string, () => void> = {
      addRS: () => rsc.addRS(frozen(setOf(a))),
      store: () => sets.add(frozen(setOf(a))),
      forget: () => sets.delete(setOf(a)),
      updateRS: () => rsc.updateRS(frozen(setOf(a)), frozen(setOf(b))),
      deleteRS: () => rsc.deleteRS(objectOf(a)),
      deletePod: () => rsc.deletePod(objectOf(a)),
      addPod: () => rsc.addPod(frozen(podOf(a))),
      updatePod: () => rsc.updatePod(frozen(podOf(a)), frozen(podOf(b))),
      expectAdd: () => rsc.expectations.expectCreations(a, Number(b)),
      expectDel: () => rsc.expectations.expectDeletions(a, b.split(',')),
    };
    handled = [];
    handlers[name]?.();
    queue = log.splice(0);
    const keys = ['ns/rs1', 'ns/rs2', 'rs3'];
    const after = keys.map((key) => expectedText(rsc.expectations, key)).join(';');
    const changed = after !== state;
    state = after;
    return {
      do: name,
      ...(a && { a }),
      ...(b && { b }),
      ...(queue.length > 0 && { queue }),
      ...(handled.length > 0 && { handled }),
      ...(changed && { after }),
    };
  });
}

describe('ReplicaSetController', () => {
  const { symbol, cases } = readVectors<Events>('replica-set-events');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set.go#ReplicaSetController');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('its handlers queue and expect what those of Go do', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, sets: one.sets, steps: replay(one) }).toEqual({ at, ...one });
    }
  });
});

interface Setup {
  readonly sets?: readonly ReplicaSet[];
  readonly pods?: readonly Pod[];
  readonly burst?: number;
  readonly choose?: Choose;
  /** The error of every create and patch. */
  readonly podControlError?: () => Error | undefined;
  readonly createLimit?: number;
  readonly kubeClient?: ReplicaSetsGetter;
  readonly expectations?: (runtime: Scheduler) => UIDTrackingControllerExpectations;
  readonly synced?: () => boolean;
}

/** A controller over caches that a test fills, with a pod control that only counts. */
function setup(given: Setup = {}) {
  const runtime = new Scheduler({ choose: given.choose ?? inTurn, start: now });
  const sets = new FakeStore('replicasets', given.sets);
  const pods = new FakeStore('pods', given.pods);
  const counts = { creates: 0, deletes: 0, patches: 0 };
  const seen = { calls: 0, statuses: 0 };
  const handled: Error[] = [];
  // The limit counts calls; only those below it are creates.
  const create = (): Error | undefined => {
    if (seen.calls++ >= (given.createLimit ?? Infinity)) return new Error('limit reached');
    counts.creates++;
    return given.podControlError?.();
  };
  const rsc = new ReplicaSetController({
    runtime,
    kubeClient: given.kubeClient ?? {
      replicaSets: (namespace) => ({
        *get(name) {
          yield;
          return sets.lister(namespace).get(name);
        },
        *updateStatus(rs) {
          yield;
          seen.statuses++;
          return [rs, undefined];
        },
      }),
    },
    podControl: {
      *createPodsWithControllerRef() {
        yield;
        return create();
      },
      *deletePod() {
        yield;
        counts.deletes++;
        return undefined;
      },
      *patchPod() {
        yield;
        counts.patches++;
        return given.podControlError?.();
      },
    },
    rsLister: setLister(sets),
    rsListerSynced: given.synced ?? (() => true),
    podLister: podLister(pods),
    podListerSynced: () => true,
    labelSelectorAsSelector: toSelector,
    handleError: (error) => handled.push(error),
    ...(given.burst !== undefined && { burstReplicas: given.burst }),
    ...(given.expectations && { expectations: given.expectations(runtime) }),
    queue: new RateLimitingType(runtime, new MaxOfRateLimiter<string>()),
  });
  const queue = rsc.queue as RateLimitingType<string>;
  return {
    runtime,
    rsc,
    sets,
    pods,
    queue,
    seen,
    handled,
    sync: (rs: ReplicaSet) => runtime.run(() => rsc.syncReplicaSet(keyFunc(rs))),
    /** What was counted since it was last asked. */
    take: () => {
      const taken = { ...counts };
      Object.assign(counts, { creates: 0, deletes: 0, patches: 0 });
      return taken;
    },
    next: (): string | undefined => {
      const [key] = runtime.run(() => queue.get());
      if (key !== undefined) queue.done(key);
      return key;
    },
  };
}

const nothing = { creates: 0, deletes: 0, patches: 0 };

/** Upstream's newReplicaSet: with an owner of uid 123, and a template that is not as the selector. */
function newReplicaSet(replicas: number, labels = 'foo=bar', name = 'foobar'): ReplicaSet {
  const rs = setOf(`default;${name};${name}-uid;123:t;${labels};${replicas};0;`);
  rs.spec.template.metadata = { labels: { name: 'foo', type: 'production' } };
  return rs;
}

/** Pods as upstream's newPodList makes them: labels, and the controller's reference. */
function newPods(rs: ReplicaSet, count: number, phase = 'Running'): Pod[] {
  const { name, uid } = rs.metadata;
  return Array.from({ length: count }, (_, at) =>
    podOf(
      `default;pod${at};pod${at}-uid;foo=bar;${uid}:t:ReplicaSet:${name};${phase};;${phase === 'Running' ? 'True@60' : ''};0;1`,
    ),
  );
}

/** The pod with other metadata. */
const changed = (pod: Pod, metadata: Partial<Pod['metadata']>): Pod => ({
  ...pod,
  metadata: { ...pod.metadata, ...metadata },
});

test('pkg/controller/replicaset/replica_set_test.go#TestSyncReplicaSetDoesNothing', () => {
  const rs = newReplicaSet(2);
  const { sync, take } = setup({ sets: [rs], pods: newPods(rs, 2) });
  sync(rs);
  expect(take()).toEqual(nothing);
});

test('pkg/controller/replicaset/replica_set_test.go#TestDeleteFinalStateUnknown', () => {
  const rs = newReplicaSet(1);
  const { runtime, rsc } = setup({ sets: [rs] });
  const received: string[] = [];
  rsc.syncHandler = function* (key): Task<undefined> {
    yield;
    received.push(key);
    return undefined;
  };
  rsc.deletePod(new DeletedFinalStateUnknown('foo', newPods(rs, 1)[0]));
  runtime.go(() => rsc.worker());
  runtime.runUntilIdle();
  expect(received).toEqual(['default/foobar']);
});

test('pkg/controller/replicaset/replica_set_test.go#TestSyncReplicaSetCreateFailures', () => {
  const limit = 10;
  const rs = newReplicaSet(limit * 10);
  const { sync, take, seen } = setup({ sets: [rs], createLimit: limit });
  sync(rs);
  expect(take()).toEqual({ ...nothing, creates: limit });
  // 1 + 2 + 4 + 8: the batch in which the limit is met is the last.
  expect(seen.calls).toBe(15);
});

test('pkg/controller/replicaset/replica_set_test.go#TestSyncReplicaSetDormancy', () => {
  let error: Error | undefined;
  const rs = newReplicaSet(2);
  const { rsc, sets, sync, take, seen } = setup({
    pods: newPods(rs, 1),
    podControlError: () => error,
  });
  const store = (count: number): void => {
    const status = { replicas: count, readyReplicas: count, availableReplicas: count };
    sets.add({ ...rs, status });
  };
  // It creates a pod and expects to see it.
  store(1);
  sync(rs);
  expect(take()).toEqual({ ...nothing, creates: 1 });
  // What it expects keeps it from creating more, but not from writing the status.
  store(0);
  sync(rs);
  expect(take()).toEqual(nothing);
  // Once it has seen the pod it creates again; that fails, and nothing is expected.
  rsc.expectations.creationObserved('default/foobar');
  store(1);
  error = new Error('fake Error');
  sync(rs);
  expect(take()).toEqual({ ...nothing, creates: 1 });
  error = undefined;
  sync(rs);
  expect(take()).toEqual({ ...nothing, creates: 1 });
  // In the second step and in the third.
  expect(seen.statuses).toBe(2);
});

describe('pkg/controller/replicaset/replica_set_test.go#TestPodControllerLookup', () => {
  const bare: ReplicaSet = {
    metadata: { name: 'basic' },
    spec: { template: {} },
    status: { replicas: 0 },
  };
  const namesFor = (rs: ReplicaSet, pod: Pod): readonly string[] =>
    setup({ sets: [rs] })
      .rsc.getPodReplicaSets(pod)
      .map(({ metadata }) => metadata.name);

  test("pods without labels don't match any ReplicaSets", () => {
    expect(namesFor(bare, podOf(';foo1;u;-;;Running;;;0;'))).toEqual([]);
  });

  test('Matching labels, not namespace', () => {
    const rs = setOf(';foo;u;;foo=bar;1;0;');
    expect(namesFor(rs, podOf('ns;foo2;u;foo=bar;;Running;;;0;'))).toEqual([]);
  });

  test('Matching ns and labels returns the key to the ReplicaSet, not the ReplicaSet name', () => {
    const rs = setOf('ns;bar;u;;foo=bar;1;0;');
    expect(namesFor(rs, podOf('ns;foo3;u;foo=bar;;Running;;;0;'))).toEqual(['bar']);
  });
});

/** Keys that `run` with one worker hands to the sync, after something happened. */
function keysAfter(rs: ReplicaSet, happen: (rsc: ReplicaSetController) => void): string[] {
  const { runtime, rsc } = setup({ sets: [rs] });
  const received: string[] = [];
  rsc.syncHandler = function* (key): Task<undefined> {
    yield;
    received.push(key);
    return undefined;
  };
  runtime.go(() => rsc.run(1, new Channel()));
  runtime.runUntilIdle();
  happen(rsc);
  runtime.runUntilIdle();
  return received;
}

// Upstream these two go through a fake watch; here what the informer calls is called.
test('pkg/controller/replicaset/replica_set_test.go#TestWatchControllers', () => {
  const rs: ReplicaSet = {
    metadata: { name: 'foo' },
    spec: { template: {} },
    status: { replicas: 0 },
  };
  expect(keysAfter(rs, (rsc) => rsc.addRS(rs))).toEqual(['foo']);
});

test('pkg/controller/replicaset/replica_set_test.go#TestWatchPods', () => {
  const rs = newReplicaSet(1);
  const [pod] = newPods(rs, 1, 'Failed');
  expect(keysAfter(rs, (rsc) => pod && rsc.addPod(pod))).toEqual(['default/foobar']);
});

describe('pkg/controller/replicaset/replica_set_test.go#TestUpdatePods', () => {
  const rs1 = newReplicaSet(1);
  const rs2: ReplicaSet = {
    ...newReplicaSet(1, 'bar=foo', 'barfoo'),
    metadata: { ...rs1.metadata, name: 'barfoo' },
  };
  const refTo = ({ metadata: { name, uid = '' } }: ReplicaSet) => [
    { apiVersion: 'v1', kind: 'ReplicaSet', name, uid, controller: true },
  ];
  const labels1 = { foo: 'bar' };
  const labels2 = { bar: 'foo' };
  const [pod] = newPods(rs1, 1) as [Pod];

  function synced(old: Partial<Pod['metadata']>, cur: Partial<Pod['metadata']>): string[] {
    const { rsc, queue, next } = setup({ sets: [rs1, rs2] });
    const oldPod = changed(pod, { resourceVersion: '1', ...old });
    const { ownerReferences, ...rest } = { ...oldPod.metadata, resourceVersion: '2', ...cur };
    const owned = ownerReferences?.length === 0 ? {} : { ownerReferences };
    const metadata = { ...rest, ...owned } as Pod['metadata'];
    rsc.updatePod(oldPod, { ...oldPod, metadata });
    return Array.from({ length: queue.len() }, () => next() ?? '').sort();
  }

  test('case 1: Pod with a ControllerRef', () => {
    const old = { labels: labels1, ownerReferences: refTo(rs1) };
    expect(synced(old, { labels: labels2 })).toEqual(['default/foobar']);
  });

  test('case 2: Remove ControllerRef (orphan). Expect to sync label-matching RS.', () => {
    const old = { labels: labels2, ownerReferences: refTo(rs2) };
    expect(synced(old, { ownerReferences: [] })).toEqual(['default/barfoo']);
  });

  test('case 2: Remove ControllerRef (orphan). Expect to sync both former owner and', () => {
    const old = { labels: labels2, ownerReferences: refTo(rs1) };
    expect(synced(old, { ownerReferences: [] })).toEqual(['default/barfoo', 'default/foobar']);
  });

  test('case 4: Keep ControllerRef, change labels. Expect to sync owning RS.', () => {
    const old = { labels: labels1, ownerReferences: refTo(rs2) };
    expect(synced(old, { labels: labels2 })).toEqual(['default/barfoo']);
  });
});

test('pkg/controller/replicaset/replica_set_test.go#TestControllerUpdateRequeue', () => {
  const rs: ReplicaSet = { ...newReplicaSet(1), status: { replicas: 2 } };
  const { runtime, rsc, queue } = setup({
    sets: [rs],
    pods: newPods(rs, 1),
    kubeClient: {
      replicaSets: () => ({
        *get() {
          yield;
          return [structuredClone(rs), undefined];
        },
        *updateStatus() {
          yield;
          return [undefined, new Error('failed to update status')];
        },
      }),
    },
  });
  rsc.enqueueRS(rs);
  runtime.run(() => rsc.processNextWorkItem());
  expect(queue.len()).toBe(1);
});

// Upstream its function takes the numbers in turn; here each call of it is a case.
describe('pkg/controller/replicaset/replica_set_test.go#TestControllerBurstReplicas', () => {
  test.each([
    ['doTestControllerBurstReplicas(t, 5, 30)', 5, 30],
    ['doTestControllerBurstReplicas(t, 5, 12)', 5, 12],
    ['doTestControllerBurstReplicas(t, 3, 2)', 3, 2],
  ])('%s', (_, burst, numReplicas) => {
    const full = newReplicaSet(numReplicas);
    const key = keyFunc(full);
    const { rsc, sets, pods, sync, take } = setup({ sets: [full], burst });
    const all = newPods(full, numReplicas, 'Pending');
    const counts = (): readonly number[] | undefined =>
      rsc.expectations.getExpectations(key)?.getExpectations();

    for (let i = 0; i < numReplicas; i += burst) {
      sync(full);
      const expected = Math.min(numReplicas - pods.all().length, burst);
      expect(take()).toEqual({ ...nothing, creates: expected });
      const created = all.splice(0, expected);
      for (const pod of created.slice(1)) {
        pods.add(pod);
        rsc.addPod(pod);
      }
      expect(counts()).toEqual([1, 0]);
      // Nothing more until the last is seen.
      sync(full);
      expect(take()).toEqual(nothing);
      for (const pod of created.slice(0, 1)) {
        pods.add(pod);
        rsc.addPod(pod);
      }
    }
    expect(pods.all().length).toBe(numReplicas);

    const none = { ...full, spec: { ...full.spec, replicas: 0 } };
    sets.add(none);
    for (let i = 0; i < numReplicas; i += burst) {
      const active = pods.all().length;
      sync(none);
      expect(take()).toEqual({ ...nothing, deletes: Math.min(active, burst) });
      const awaited = [...(rsc.expectations.getUIDs(key) ?? [])].sort();
      const gone = pods.all().filter((pod) => awaited.includes(podKey(pod)));
      for (const pod of gone.slice(1)) {
        pods.delete(pod);
        rsc.deletePod(pod);
      }
      expect(counts()).toEqual([0, 1]);
      sync(none);
      expect(take()).toEqual(nothing);
      for (const pod of gone.slice(0, 1)) {
        pods.delete(pod);
        rsc.deletePod(pod);
      }
      expect(rsc.expectations.getUIDs(key)?.size).toBe(0);
    }
    expect(pods.all()).toEqual([]);
  });
});

test('pkg/controller/replicaset/replica_set_test.go#TestRSSyncExpectations', () => {
  const rs = newReplicaSet(2);
  const [first, second] = newPods(rs, 2, 'Pending') as [Pod, Pod];
  let lookedAt: () => void = () => undefined;
  class Fulfilled extends UIDTrackingControllerExpectations {
    override satisfiedExpectations(): boolean {
      lookedAt();
      return true;
    }
  }
  const { sync, take, pods } = setup({
    sets: [rs],
    pods: [first],
    burst: 2,
    expectations: (runtime) => new Fulfilled(new ControllerExpectations(runtime)),
  });
  // Were the pods listed before, a third one would be created.
  lookedAt = () => pods.add(second);
  sync(rs);
  expect(take()).toEqual(nothing);
});

test('pkg/controller/replicaset/replica_set_test.go#TestDeleteControllerAndExpectations', () => {
  const rs = newReplicaSet(1);
  const { rsc, sets, sync, take } = setup({ sets: [rs], burst: 10 });
  sync(rs);
  expect(take()).toEqual({ ...nothing, creates: 1 });
  const podExp = rsc.expectations.getExpectations(keyFunc(rs));
  expect(podExp).toBeDefined();
  sets.delete(rs);
  rsc.deleteRS(rs);
  sync(rs);
  expect(rsc.expectations.getExpectations(keyFunc(rs))).toBeUndefined();
  // Somebody who still holds the old expectations changes nothing.
  podExp?.add(-1, 0);
  sync(rs);
  expect(take()).toEqual(nothing);
});

test('pkg/controller/replicaset/replica_set_test.go#TestExpectationsOnRecreate', () => {
  const old = newReplicaSet(1);
  const key = keyFunc(old);
  const { runtime, rsc, sets, queue, take, next } = setup({ burst: 100 });
  expect(queue.len()).toBe(0);
  sets.add(old);
  rsc.addRS(old);
  expect(runtime.run(() => rsc.processNextWorkItem())).toBe(true);
  expect(take()).toEqual({ ...nothing, creates: 1 });
  expect(rsc.expectations.getExpectations(key)?.fulfilled()).toBe(false);
  expect(queue.len()).toBe(0);

  sets.delete(old);
  rsc.deleteRS(old);
  expect(queue.len()).toBe(1);
  expect(rsc.expectations.getExpectations(key)).toBeUndefined();
  expect(next()).toBe(key);
  expect(queue.len()).toBe(0);

  const recreated = { ...old, metadata: { ...old.metadata, uid: 'another-uid' } };
  sets.add(recreated);
  rsc.addRS(recreated);
  expect(runtime.run(() => rsc.processNextWorkItem())).toBe(true);
  expect(rsc.expectations.getExpectations(key)?.fulfilled()).toBe(false);
  expect(take()).toEqual({ ...nothing, creates: 1 });
});

test('pkg/controller/replicaset/replica_set_test.go#TestOverlappingRSs', () => {
  const all = Array.from({ length: 9 }, (_, at) => newReplicaSet(1, 'foo=bar', `rs${at + 1}`));
  const rs = all[3] as ReplicaSet;
  const { rsc, queue, next } = setup({ sets: all.toReversed(), burst: 10 });
  rsc.addPod(newPods(rs, 1, 'Pending')[0] as Pod);
  expect(next()).toBe('default/rs4');
  expect(queue.len()).toBe(0);
});

test('pkg/controller/replicaset/replica_set_test.go#TestDeletionTimestamp', () => {
  const rs = newReplicaSet(1);
  const rsKey = keyFunc(rs);
  const { rsc, next } = setup({ sets: [rs], burst: 10 });
  const fulfilled = (): boolean | undefined => rsc.expectations.getExpectations(rsKey)?.fulfilled();
  const [bare] = newPods(rs, 1, 'Pending') as [Pod];
  const deletionTimestamp = '2021-01-13T13:28:09Z';
  const pod = changed(bare, { deletionTimestamp, resourceVersion: '1' });

  // A pod that is new and on its way out counts as a deletion.
  rsc.expectations.expectDeletions(rsKey, [podKey(pod)]);
  rsc.addPod(pod);
  expect(next()).toBe(rsKey);
  expect(fulfilled()).toBe(true);

  // So does one that is told to go.
  const oldPod = changed(bare, { resourceVersion: '2' });
  rsc.expectations.expectDeletions(rsKey, [podKey(pod)]);
  rsc.updatePod(oldPod, pod);
  expect(next()).toBe(rsKey);
  expect(fulfilled()).toBe(true);

  // A second change of it does not count, nor does its end.
  const secondPod = changed(bare, { name: 'secondPod' });
  rsc.expectations.expectDeletions(rsKey, [podKey(secondPod)]);
  rsc.updatePod(changed(oldPod, { deletionTimestamp }), pod);
  expect(fulfilled()).toBe(false);
  rsc.deletePod(pod);
  expect(fulfilled()).toBe(false);

  rsc.deletePod(secondPod);
  expect(next()).toBe(rsKey);
  expect(fulfilled()).toBe(true);
});

test('pkg/controller/replicaset/replica_set_test.go#TestDoNotPatchPodWithOtherControlRef', () => {
  const rs = newReplicaSet(2);
  const pod = podOf('default;pod;u;foo=bar;other:t:ReplicaSet:AnotherRS;Running;;True@60;0;1');
  const { sync, take } = setup({ sets: [rs], pods: [pod] });
  expect(sync(rs)).toBeUndefined();
  expect(take()).toEqual({ ...nothing, creates: 2 });
});

const orphan = (name: string): Pod =>
  podOf(`default;${name};${name}-uid;foo=bar;;Running;;True@60;0;1`);

test('pkg/controller/replicaset/replica_set_test.go#TestPatchPodFails', () => {
  const rs = newReplicaSet(2);
  const { runtime, rsc, take, next, queue, handled } = setup({
    sets: [rs],
    pods: [orphan('pod1'), orphan('pod2')],
    podControlError: () => new Error('fake Error'),
  });
  queue.add(keyFunc(rs));
  runtime.run(() => rsc.processNextWorkItem());
  expect(handled.map(({ message }) => message)).toEqual([
    'sync "default/foobar" failed with fake Error',
  ]);
  expect(take()).toEqual({ ...nothing, patches: 2 });
  runtime.runUntilIdle();
  expect(next()).toBe('default/foobar');
});

const dying = (rs: ReplicaSet): ReplicaSet => ({
  ...rs,
  metadata: { ...rs.metadata, deletionTimestamp: '2021-01-13T13:28:09Z' },
});

test('pkg/controller/replicaset/replica_set_test.go#TestDoNotAdoptOrCreateIfBeingDeleted', () => {
  const rs = dying(newReplicaSet(2));
  const { sync, take } = setup({ sets: [rs], pods: [orphan('pod1')] });
  expect(sync(rs)).toBeUndefined();
  expect(take()).toEqual(nothing);
});

test('pkg/controller/replicaset/replica_set_test.go#TestDoNotAdoptOrCreateIfBeingDeletedRace', () => {
  const rs = newReplicaSet(2);
  const { sync, take } = setup({
    sets: [rs],
    pods: [orphan('pod1')],
    kubeClient: {
      replicaSets: () => ({
        *get() {
          yield;
          return [dying(rs), undefined];
        },
        *updateStatus(given) {
          yield;
          return [given, undefined];
        },
      }),
    },
  });
  expect(sync(rs)?.message).toContain('has just been deleted at');
  expect(take()).toEqual(nothing);
});

describe('run', () => {
  test('waits for the caches, syncs with its workers, and ends with the queue shut down', () => {
    for (const choose of [inTurn, ...Array.from({ length: 10 }, (_, seed) => shuffled(seed))]) {
      let isSynced = false;
      const sets = ['a', 'b', 'c'].map((name) => newReplicaSet(1, 'foo=bar', name));
      const { runtime, rsc, queue } = setup({ sets, choose, synced: () => isSynced });
      const stopCh = new Channel<never>();
      let running = 0;
      let most = 0;
      const received: string[] = [];
      rsc.syncHandler = function* (key): Task<undefined> {
        most = Math.max(most, ++running);
        yield* runtime.sleep(10);
        received.push(key);
        running--;
        return undefined;
      };
      sets.forEach((rs) => rsc.addRS(rs));
      runtime.go(() => rsc.run(2, stopCh));
      runtime.advance(250);
      expect(received).toEqual([]);
      isSynced = true;
      runtime.advance(200);
      expect({ received: received.sort(), most }).toEqual({
        received: ['default/a', 'default/b', 'default/c'],
        most: 2,
      });
      expect(queue.shuttingDown()).toBe(false);
      stopCh.close();
      runtime.advance(5000);
      expect(queue.shuttingDown()).toBe(true);
    }
  });

  test('gives up if it is stopped before the caches are filled', () => {
    const { runtime, rsc, queue, handled } = setup({ synced: () => false });
    const stopCh = new Channel<never>();
    runtime.go(() => rsc.run(1, stopCh));
    runtime.advance(300);
    stopCh.close();
    runtime.advance(300);
    expect(handled.map(({ message }) => message)).toEqual(['unable to sync caches for ReplicaSet']);
    expect(queue.shuttingDown()).toBe(true);
  });
});
