import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { less } from './less.ts';
import {
  defaultPodInitialBackoffDuration,
  newQueuedPodInfoNoTimestamp,
  PriorityQueue,
  type PriorityQueueOptions,
} from './priority-queue.ts';
import type { QueuedPodInfo } from './queued-pod-info.ts';
import { getPodFullName, UnschedulablePodsMap } from './unschedulable-pods-map.ts';

interface QueueStep {
  /** Milliseconds of the clock. */
  readonly at: number;
  readonly op: string;
  /** `name;priority;version;label;nominated`, or of what comes back its name. */
  readonly pod?: string;
  /** The pod before an update. */
  readonly old?: string;
  readonly cycle?: number;
  /** Which of the popped comes back. */
  readonly from?: number;
  /** It stays among the popped. */
  readonly keep?: boolean;
  readonly got?: string;
  /** Sorted `name;priority;version;label;nominated;timestamp;attempts;initial`. */
  readonly active: readonly string[];
  readonly backoff: readonly string[];
  readonly unschedulable: readonly string[];
  readonly nominated: readonly string[];
  readonly now: number;
  readonly moved: number;
}

function newQueue(options: PriorityQueueOptions = {}) {
  const scheduler = new Scheduler();
  const q = new PriorityQueue(scheduler, less, options);
  return { scheduler, q };
}

/** Pops what can be popped without waiting. */
function pop(q: PriorityQueue): QueuedPodInfo {
  const step = q.pop().next();
  if (!step.done) throw new Error('pop waits');
  const [info, error] = step.value;
  if (!info) throw error;
  return info;
}

function podOf(text: string): Pod {
  const [name = '', priority, resourceVersion = '', label = '', nominatedNodeName = ''] =
    text.split(';');
  return {
    metadata: {
      name,
      namespace: 'ns',
      uid: `uid-${name}`,
      resourceVersion,
      ...(label && { labels: { l: label } }),
    },
    spec: { priority: Number(priority) },
    status: { nominatedNodeName },
  };
}

const podText = ({ metadata, spec, status }: Pod): string =>
  [
    metadata.name,
    spec.priority,
    metadata.resourceVersion,
    metadata.labels?.l ?? '',
    status.nominatedNodeName,
  ].join(';');

const infoText = (info: QueuedPodInfo): string =>
  [podText(info.pod), info.timestamp, info.attempts, info.initialAttemptTimestamp].join(';');

const texts = (infos: Iterable<QueuedPodInfo>): string[] => [...infos].map(infoText).sort();

function stateOf(q: PriorityQueue) {
  return {
    active: texts(q.activeQ.list()),
    backoff: texts(q.podBackoffQ.list()),
    unschedulable: texts(q.unschedulableQ.podInfoMap.values()),
    nominated: [...q.podNominator.nominatedPods.keys()]
      .flatMap((node) =>
        q.podNominator.nominatedPodsForNode(node).map((pod) => `${node} ${podText(pod)}`),
      )
      .sort(),
    now: q.schedulingCycle(),
    moved: q.moveRequestCycle,
  };
}

/** Does a step; who is popped is kept in a list, to come back. */
function act(q: PriorityQueue, popped: QueuedPodInfo[], step: QueueStep): string | undefined {
  const { op, pod = '', old, cycle = 0, from = 0, keep = false } = step;
  switch (op) {
    case 'add':
      q.add(podOf(pod));
      return undefined;
    case 'pop': {
      const info = pop(q);
      popped.push(info);
      return infoText(info);
    }
    case 'back': {
      const info = popped[from];
      if (info?.pod.metadata.name !== pod) throw new Error(`${pod} was not popped`);
      if (!keep) popped.splice(from, 1);
      return q.addUnschedulableIfNotPresent(info, cycle)?.message;
    }
    case 'update':
      q.update(old === undefined ? undefined : podOf(old), podOf(pod));
      return undefined;
    case 'delete':
      q.delete(podOf(pod));
      return undefined;
    case 'assigned':
      q.assignedPodAdded();
      return undefined;
    case 'assignedUpdated':
      q.assignedPodUpdated();
      return undefined;
    case 'move':
      q.moveAllToActiveOrBackoffQueue();
      return undefined;
    case 'flushBackoff':
      q.flushBackoffQCompleted();
      return undefined;
    default:
      q.flushUnschedulableQLeftover();
      return undefined;
  }
}

function replay(steps: readonly QueueStep[]) {
  const { scheduler, q } = newQueue();
  const popped: QueuedPodInfo[] = [];
  return steps.map((step) => {
    scheduler.advance(step.at - scheduler.now());
    const got = act(q, popped, step);
    return { ...step, got, ...stateOf(q) };
  });
}

describe('PriorityQueue', () => {
  const { symbol, cases } = readVectors<readonly QueueStep[]>('priority-queue');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Where several pods move at once, Go takes them in any order, so that the places in the heaps
  // are open. Who is popped is not: no two pods have the same time.
  test('answers as Go did, and its queues hold the same after every step', () => {
    for (const steps of cases) expect(replay(steps)).toEqual(steps);
  });

  test('pop waits for a pod, and run lets those go on whose time has come', () => {
    const { scheduler, q } = newQueue();
    q.run();
    const got: string[] = [];
    scheduler.go(function* () {
      for (;;) {
        const [info] = yield* q.pop();
        if (!info) return;
        got.push(`${info.pod.metadata.name} at ${scheduler.now()}`);
        q.addUnschedulableIfNotPresent(info, q.schedulingCycle());
      }
    });
    scheduler.advance(100);
    q.add(podOf('a;0;1;;'));
    scheduler.advance(400);
    q.moveAllToActiveOrBackoffQueue();
    // It is looked every second who was kept back long enough, here from 100 to 1100.
    scheduler.advance(3_000);
    expect(got).toEqual(['a at 100', 'a at 2000']);
    // It is looked every 30 seconds who waits for more than a minute.
    scheduler.advance(90_000);
    expect(got).toEqual(['a at 100', 'a at 2000', 'a at 90000']);
    q.close();
    scheduler.advance(60_000);
    expect(() => scheduler.run(() => scheduler.sleep(1))).not.toThrow();
  });
});

interface BackoffCase {
  readonly initial: number;
  readonly max: number;
  readonly attempts: number;
  readonly at: number;
  readonly now: number;
  readonly duration: number;
  readonly time: number;
  readonly backing: boolean;
}

describe('calculateBackoffDuration, getBackoffTime and isPodBackingoff', () => {
  const { symbol, cases } = readVectors<BackoffCase>('calculate-backoff-duration');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.calculateBackoffDuration',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did', () => {
    const ours = cases.map((one) => {
      const { scheduler, q } = newQueue({
        podInitialBackoffDuration: one.initial,
        podMaxBackoffDuration: one.max,
      });
      scheduler.advance(one.now);
      const info = { ...q.newQueuedPodInfo(low), timestamp: one.at, attempts: one.attempts };
      return {
        ...one,
        duration: q.calculateBackoffDuration(info),
        time: q.getBackoffTime(info),
        backing: q.isPodBackingoff(info),
      };
    });
    expect(ours).toEqual(cases);
  });
});

// Left out of upstream's cases: TestPriorityQueue_AssignedPodAdded, as no pod has an affinity here,
// and TestPendingPodsMetric, TestPerPodSchedulingMetrics and TestIncomingPodsMetrics.
const file = 'pkg/scheduler/internal/queue/scheduling_queue_test.go';

function pod(name: string, namespace: string, priority?: number, nominatedNodeName?: string): Pod {
  return {
    metadata: { name, namespace, uid: name + namespace },
    spec: priority === undefined ? {} : { priority },
    status: nominatedNodeName === undefined ? {} : { nominatedNodeName },
  };
}

const high = pod('hpp', 'ns1', 1000);
const highNominated = pod('hpp', 'ns1', 1000, 'node1');
const medium = pod('mpp', 'ns2', 500, 'node1');
const low = pod('up', 'ns1', 0, 'node1');

function nominated(q: PriorityQueue) {
  const { nominatedPods, nominatedPodToNode } = q.podNominator;
  return [Object.fromEntries(nominatedPods), Object.fromEntries(nominatedPodToNode)];
}

const isIn = (heap: PriorityQueue['activeQ'], one: Pod): boolean =>
  heap.get(newQueuedPodInfoNoTimestamp(one)) !== undefined;

test(`${file}#TestPriorityQueue_Add`, () => {
  const { q } = newQueue();
  for (const one of [medium, low, high]) q.add(one);
  expect(nominated(q)).toEqual([{ node1: [medium, low] }, { mppns2: 'node1', upns1: 'node1' }]);
  expect([pop(q).pod, pop(q).pod, pop(q).pod]).toEqual([high, medium, low]);
  expect(q.podNominator.nominatedPodsForNode('node1')).toHaveLength(2);
});

test(`${file}#TestPriorityQueue_AddWithReversePriorityLessFunc`, () => {
  const { q } = newQueue();
  for (const one of [medium, high]) q.add(one);
  expect([pop(q).pod, pop(q).pod]).toEqual([high, medium]);
});

test(`${file}#TestPriorityQueue_AddUnschedulableIfNotPresent`, () => {
  const { q } = newQueue();
  q.add(highNominated);
  const cycle = q.schedulingCycle();
  expect(q.addUnschedulableIfNotPresent(newQueuedPodInfoNoTimestamp(highNominated), cycle)).toEqual(
    new Error('pod: ns1/hpp is already present in the active queue'),
  );
  q.addUnschedulableIfNotPresent(newQueuedPodInfoNoTimestamp(low), cycle);
  expect(nominated(q)).toEqual([
    { node1: [highNominated, low] },
    { hppns1: 'node1', upns1: 'node1' },
  ]);
  expect(pop(q).pod).toBe(highNominated);
  expect(q.podNominator.nominatedPods.size).toBe(1);
  expect(q.unschedulableQ.get(low)?.pod).toBe(low);
});

test(`${file}#TestPriorityQueue_AddUnschedulableIfNotPresent_Backoff`, () => {
  const { q } = newQueue();
  const pods = Array.from({ length: 10 }, (_, i) => pod(`pod${i}`, `ns${i}`, i));
  for (const one of pods) q.add(one);
  for (const one of pods.slice(1).reverse()) expect(pop(q).pod).toBe(one);
  q.moveAllToActiveOrBackoffQueue();
  const oldCycle = q.schedulingCycle();
  expect(pop(q).pod).toBe(pods[0]);
  for (const one of pods.slice(1)) {
    const unschedulable: Pod = {
      ...one,
      status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
    };
    q.addUnschedulableIfNotPresent(newQueuedPodInfoNoTimestamp(unschedulable), oldCycle);
  }
  for (const one of pods.slice(1)) expect(isIn(q.podBackoffQ, one)).toBe(true);
});

test(`${file}#TestPriorityQueue_Pop`, () => {
  const { scheduler, q } = newQueue();
  const got: unknown[] = [];
  scheduler.go(function* () {
    const [info] = yield* q.pop();
    got.push(info?.pod);
  });
  scheduler.runUntilIdle();
  expect(got).toEqual([]);
  q.add(medium);
  scheduler.runUntilIdle();
  expect(got).toEqual([medium]);
  expect(q.podNominator.nominatedPodsForNode('node1')).toHaveLength(1);
});

test(`${file}#TestPriorityQueue_Update`, () => {
  const { q } = newQueue();
  q.update(undefined, high);
  expect(isIn(q.activeQ, high)).toBe(true);
  expect(q.podNominator.nominatedPods.size).toBe(0);
  q.update(high, highNominated);
  expect(q.activeQ.len()).toBe(1);
  expect(q.podNominator.nominatedPods.size).toBe(1);
  q.update(low, low);
  expect(isIn(q.activeQ, low)).toBe(true);
  q.update(low, low);
  expect(q.numUnschedulablePods()).toBe(0);
  expect(isIn(q.activeQ, low)).toBe(true);
  expect(pop(q).pod).toBe(highNominated);
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(medium), q.schedulingCycle());
  expect(q.numUnschedulablePods()).toBe(1);
  // Upstream sets the name of the cluster, which pods have no more.
  const updated = structuredClone(medium);
  updated.metadata.annotations = { test: '' };
  q.update(medium, updated);
  expect(pop(q).pod).toBe(updated);
});

test(`${file}#TestPriorityQueue_Delete`, () => {
  const { q } = newQueue();
  q.update(high, highNominated);
  q.add(low);
  q.delete(highNominated);
  expect(isIn(q.activeQ, low)).toBe(true);
  expect(isIn(q.activeQ, highNominated)).toBe(false);
  expect(q.podNominator.nominatedPods.size).toBe(1);
  q.delete(low);
  expect(q.podNominator.nominatedPods.size).toBe(0);
});

test(`${file}#TestPriorityQueue_MoveAllToActiveOrBackoffQueue`, () => {
  const { scheduler, q } = newQueue();
  q.add(medium);
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(low), q.schedulingCycle());
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(high), q.schedulingCycle());
  q.moveAllToActiveOrBackoffQueue();
  expect([q.activeQ.len(), q.podBackoffQ.len()]).toEqual([1, 2]);
  q.podBackoffQ.pop();
  q.podBackoffQ.pop();
  // Upstream counts the cycle on by hand; to pop does it, too.
  q.activeQ.add(pop(q));
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(low), q.schedulingCycle());
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(high), q.schedulingCycle());
  expect(q.unschedulableQ.get(low)).toBeDefined();
  expect(q.unschedulableQ.get(high)).toBeDefined();
  scheduler.advance(q.podInitialBackoffDuration);
  q.moveAllToActiveOrBackoffQueue();
  expect([q.activeQ.len(), q.podBackoffQ.len()]).toEqual([3, 0]);
});

test(`${file}#TestPriorityQueue_NominatedPodsForNode`, () => {
  const { q } = newQueue();
  for (const one of [medium, low, high]) q.add(one);
  expect(pop(q).pod).toBe(high);
  expect(q.podNominator.nominatedPodsForNode('node1')).toEqual([medium, low]);
  expect(q.podNominator.nominatedPodsForNode('node2')).toEqual([]);
});

test(`${file}#TestPriorityQueue_PendingPods`, () => {
  const { q } = newQueue();
  q.add(medium);
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(low), q.schedulingCycle());
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(high), q.schedulingCycle());
  expect(new Set(q.pendingPods())).toEqual(new Set([medium, low, high]));
  q.moveAllToActiveOrBackoffQueue();
  expect(new Set(q.pendingPods())).toEqual(new Set([medium, low, high]));
});

test(`${file}#TestPriorityQueue_UpdateNominatedPodForNode`, () => {
  const { q } = newQueue();
  q.add(medium);
  q.podNominator.addNominatedPod(low, 'node5');
  q.podNominator.addNominatedPod(high, 'node2');
  const first = [
    { node1: [medium], node2: [high], node5: [low] },
    { mppns2: 'node1', hppns1: 'node2', upns1: 'node5' },
  ];
  expect(nominated(q)).toEqual(first);
  expect(pop(q).pod).toBe(medium);
  expect(nominated(q)).toEqual(first);
  q.podNominator.addNominatedPod(high, 'node4');
  expect(nominated(q)).toEqual([
    { node1: [medium], node4: [high], node5: [low] },
    { mppns2: 'node1', hppns1: 'node4', upns1: 'node5' },
  ]);
  q.podNominator.deleteNominatedPodIfExists(high);
  expect(nominated(q)).toEqual([
    { node1: [medium], node5: [low] },
    { mppns2: 'node1', upns1: 'node5' },
  ]);
});

test(`${file}#TestPriorityQueue_NewWithOptions`, () => {
  const { q } = newQueue({ podInitialBackoffDuration: 2_000, podMaxBackoffDuration: 20_000 });
  expect([q.podInitialBackoffDuration, q.podMaxBackoffDuration]).toEqual([2_000, 20_000]);
});

describe(`${file}#TestUnschedulablePodsMap`, () => {
  const pods = [
    pod('p0', 'ns1', 0, 'node1'),
    pod('p1', 'ns1'),
    pod('p2', 'ns2', 0, 'node3'),
    pod('p3', 'ns4', 0, 'node1'),
  ] as const;
  const [p0, p1, p2, p3] = pods;
  const updated = pods.map((one) => structuredClone(one));
  const [u0 = p0, u1 = p1, , u3 = p3] = updated;
  test.each([
    {
      name: 'create, update, delete subset of pods',
      added: pods,
      update: u0,
      deleted: [p0, p1],
      left: [p2, p3],
    },
    {
      name: 'create, update, delete all',
      added: [p0, p3],
      update: u3,
      deleted: [p0, p3],
      left: [],
    },
    {
      name: 'delete non-existing and existing pods',
      added: [p1, p2],
      update: u1,
      deleted: [p2, p3],
      left: [u1],
    },
  ])('$name', ({ added, update, deleted, left }) => {
    const upm = new UnschedulablePodsMap();
    const podsIn = (): unknown =>
      new Map([...upm.podInfoMap].map(([key, info]) => [key, info.pod] as const));
    const byName = (list: readonly Pod[]): unknown =>
      new Map(list.map((one) => [getPodFullName(one), one] as const));
    for (const one of added) upm.addOrUpdate(newQueuedPodInfoNoTimestamp(one));
    expect(podsIn()).toEqual(byName(added));
    upm.addOrUpdate(newQueuedPodInfoNoTimestamp(update));
    expect(upm.get(update)?.pod).toBe(update);
    expect(upm.podInfoMap.size).toBe(added.length);
    for (const one of deleted) upm.delete(one);
    expect(podsIn()).toEqual(byName(left));
  });
});

test(`${file}#TestSchedulingQueue_Close`, () => {
  const { scheduler, q } = newQueue();
  const got: unknown[] = [];
  scheduler.go(function* () {
    got.push(yield* q.pop());
  });
  scheduler.runUntilIdle();
  expect(got).toEqual([]);
  q.close();
  scheduler.runUntilIdle();
  expect(got).toEqual([[undefined, new Error('scheduling queue is closed')]]);
});

test(`${file}#TestRecentlyTriedPodsGoBack`, () => {
  const { scheduler, q } = newQueue();
  for (let i = 0; i < 5; i++) q.add(pod(`test-pod-${i}`, 'ns1', 1000, 'node1'));
  scheduler.advance(1);
  const p1 = pop(q);
  q.addUnschedulableIfNotPresent(p1, q.schedulingCycle());
  scheduler.advance(defaultPodInitialBackoffDuration);
  q.moveAllToActiveOrBackoffQueue();
  const popped = [pop(q), pop(q), pop(q), pop(q), pop(q)];
  expect(popped.map((info) => info === p1)).toEqual([false, false, false, false, true]);
});

test(`${file}#TestPodFailedSchedulingMultipleTimesDoesNotBlockNewerPod`, () => {
  const { scheduler, q } = newQueue();
  const failed = pod('test-pod-unscheduled', 'ns1', 1000, 'node1');
  const newer = pod('test-newer-pod', 'ns1', 1000, 'node1');
  const fail = (): void => {
    q.addUnschedulableIfNotPresent(newQueuedPodInfoNoTimestamp(failed), q.schedulingCycle());
    scheduler.advance(defaultPodInitialBackoffDuration + 1_000);
    q.moveAllToActiveOrBackoffQueue();
  };
  fail();
  expect(pop(q).pod).toBe(failed);
  q.add(newer);
  // Upstream's clock stands still from here to the second failure, and the queue is then put in
  // order by who was moved first; so that it is certain, time goes on here.
  scheduler.advance(1);
  fail();
  expect(pop(q).pod).toBe(newer);
});

test(`${file}#TestHighPriorityBackoff`, () => {
  const { q } = newQueue();
  const mid = pod('test-midpod', 'ns1', 100, 'node1');
  const top = pod('test-highpod', 'ns1', 1000, 'node1');
  q.add(mid);
  q.add(top);
  const info = pop(q);
  expect(info.pod).toBe(top);
  q.addUnschedulableIfNotPresent(info, q.schedulingCycle());
  q.moveAllToActiveOrBackoffQueue();
  expect(pop(q).pod).toBe(mid);
});

test(`${file}#TestHighPriorityFlushUnschedulableQLeftover`, () => {
  const { scheduler, q } = newQueue();
  const mid = pod('test-midpod', 'ns1', 100, 'node1');
  const top = pod('test-highpod', 'ns1', 1000, 'node1');
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(top), q.schedulingCycle());
  q.addUnschedulableIfNotPresent(q.newQueuedPodInfo(mid), q.schedulingCycle());
  scheduler.advance(60_000);
  q.flushUnschedulableQLeftover();
  expect(q.numUnschedulablePods()).toBe(2);
  scheduler.advance(1_000);
  q.flushUnschedulableQLeftover();
  expect([pop(q).pod, pop(q).pod]).toEqual([top, mid]);
});

describe(`${file}#TestPodTimestamp`, () => {
  const info = (name: string, timestamp: number): QueuedPodInfo => ({
    ...newQueuedPodInfoNoTimestamp(pod(name, 'ns1', undefined, 'node1')),
    timestamp,
  });
  const flushBackoffQ = (q: PriorityQueue, scheduler: Scheduler): void => {
    scheduler.advance(2_000);
    q.flushBackoffQCompleted();
  };
  test.each([
    {
      name: 'add two pod to activeQ and sort them by the timestamp',
      operate: (q: PriorityQueue, first: QueuedPodInfo, second: QueuedPodInfo) => {
        q.activeQ.add(second);
        q.activeQ.add(first);
      },
    },
    {
      name: 'update two pod to activeQ and sort them by the timestamp',
      operate: (q: PriorityQueue, first: QueuedPodInfo, second: QueuedPodInfo) => {
        q.activeQ.update(second);
        q.activeQ.update(first);
      },
    },
    {
      name: 'add two pod to unschedulableQ then move them to activeQ and sort them by the timestamp',
      operate: (
        q: PriorityQueue,
        first: QueuedPodInfo,
        second: QueuedPodInfo,
        scheduler: Scheduler,
      ) => {
        q.unschedulableQ.addOrUpdate(second);
        q.unschedulableQ.addOrUpdate(first);
        scheduler.advance(2_000);
        q.moveAllToActiveOrBackoffQueue();
      },
    },
    {
      name: 'add one pod to BackoffQ and move it to activeQ',
      operate: (
        q: PriorityQueue,
        first: QueuedPodInfo,
        second: QueuedPodInfo,
        scheduler: Scheduler,
      ) => {
        q.activeQ.add(second);
        q.podBackoffQ.add(first);
        flushBackoffQ(q, scheduler);
        q.moveAllToActiveOrBackoffQueue();
      },
    },
  ])('$name', ({ operate }) => {
    const { scheduler, q } = newQueue();
    const [first, second] = [info('test-pod-1', 0), info('test-pod-2', 1_000)];
    operate(q, first, second, scheduler);
    expect([q.activeQ.pop(), q.activeQ.pop()]).toEqual([first, second]);
  });
});

test(`${file}#TestBackOffFlow`, () => {
  const { scheduler, q } = newQueue();
  q.add(pod('test-pod', 'test-ns'));
  for (const [i, wantBackoff] of [1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000].entries()) {
    const timestamp = scheduler.now();
    const info = pop(q);
    expect(info.attempts).toBe(i + 1);
    expect(q.addUnschedulableIfNotPresent(info, i)).toBeUndefined();
    q.moveAllToActiveOrBackoffQueue();
    expect(q.podBackoffQ.get(info)).toBe(info);
    const backoff = q.getBackoffTime(info) - timestamp;
    expect(backoff).toBe(wantBackoff);
    scheduler.advance(1);
    q.flushBackoffQCompleted();
    expect(q.podBackoffQ.get(info)).toBe(info);
    scheduler.advance(backoff);
    q.flushBackoffQCompleted();
    expect(q.podBackoffQ.get(info)).toBeUndefined();
  }
});
