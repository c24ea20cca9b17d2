import { describe, expect, test } from 'vitest';
import type { Node } from '../api/node.ts';
import type { Pod, PodCondition } from '../api/pod.ts';
import { StatusError } from '../api/status-error.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { defaultFramework } from './default-framework.ts';
import { EventHandlers } from './event-handlers.ts';
import { GenericScheduler } from './generic-scheduler.ts';
import { less } from './less.ts';
import { PodScheduler } from './pod-scheduler.ts';
import { PriorityQueue } from './priority-queue.ts';
import { SchedulerCache } from './scheduler-cache.ts';
import type { SchedulingClient } from './scheduling-client.ts';
import { Snapshot } from './snapshot.ts';

const nodeOf = (name: string, cpu: string): Node => ({
  metadata: { name },
  spec: {},
  status: { allocatable: { cpu, memory: '8Gi', pods: '110' } },
});

const podOf = (name: string, cpu: string): Pod => ({
  metadata: { name, namespace: 'default', uid: name, resourceVersion: '1' },
  spec: {
    schedulerName: 'default-scheduler',
    containers: [{ name: 'c', resources: { requests: { cpu } } }],
  },
  status: {},
});

/** A scheduler in a little cluster of which it is told at once, and that binds in ten milliseconds. */
function cluster(choose: Choose, bindError?: (name: string, at: number) => Error | undefined) {
  const runtime = new Scheduler({ choose });
  const queue = new PriorityQueue(runtime, less);
  const cache = new SchedulerCache(runtime);
  const snapshot = new Snapshot();
  const pods = new Map<string, Pod>();
  const events: string[] = [];
  const errors: Error[] = [];
  let version = 1;
  const changed = (pod: Pod): Pod => {
    const now = structuredClone(pod);
    now.metadata.resourceVersion = String(++version);
    pods.set(now.metadata.name, now);
    return now;
  };
  const client: SchedulingClient = {
    *bind(_namespace, name, _uid, nodeName): Task<Error | undefined> {
      yield* runtime.sleep(10);
      const err = bindError?.(name, runtime.now());
      if (err) return err;
      const pod = pods.get(name);
      if (!pod) return new StatusError(`pods "${name}" not found`, 'NotFound');
      const bound = changed({ ...pod, spec: { ...pod.spec, nodeName } });
      handlers.deletePodFromSchedulingQueue(pod);
      handlers.addPodToCache(bound);
      return undefined;
    },
    *patchPodStatus(pod, { conditions }): Task<Error | undefined> {
      yield;
      const old = pods.get(pod.metadata.name);
      if (!old) return new StatusError('gone', 'NotFound');
      const patched: PodCondition[] = [...conditions];
      const now = changed({ ...old, status: { ...old.status, conditions: patched } });
      if (handlers.isForQueue(now)) handlers.updatePodInSchedulingQueue(old, now);
      return undefined;
    },
  };
  const fwk = defaultFramework(client, snapshot);
  const profiles = new Map([['default-scheduler', fwk]]);
  const handleError = (error: Error): void => {
    errors.push(error);
  };
  const handlers = new EventHandlers({ cache, queue, profiles, handleError });
  const scheduler = new PodScheduler({
    runtime,
    client,
    queue,
    cache,
    algorithm: new GenericScheduler(runtime, cache, snapshot),
    profiles,
    getPod: (_namespace, name) => [pods.get(name), undefined],
    eventf: (pod, type, reason, note) => {
      events.push(`${runtime.now()} ${pod.metadata.name} ${type} ${reason}: ${note}`);
    },
    handleError,
  });
  const create = (pod: Pod): void => {
    pods.set(pod.metadata.name, pod);
    if (handlers.isForQueue(pod)) handlers.addPodToSchedulingQueue(pod);
  };
  runtime.go(() => scheduler.run(), 'scheduler');
  cache.run();
  return { runtime, queue, cache, handlers, scheduler, pods, events, errors, create };
}

describe('PodScheduler', () => {
  test.each([
    ['in turn', inTurn],
    ['shuffled', shuffled(3)],
  ])('puts no more on a node than fits, though binding takes a while: %s', (_name, choose) => {
    const { runtime, handlers, pods, events, errors, cache, create, queue } = cluster(choose);
    handlers.addNodeToCache(nodeOf('a', '2'));
    handlers.addNodeToCache(nodeOf('b', '1'));
    for (let i = 0; i < 4; i++) create(podOf(`p${i}`, '1'));
    runtime.advance(500);
    const onNodes = [...pods.values()].map(({ spec }) => spec.nodeName ?? 'none').sort();
    expect(onNodes).toEqual(['a', 'a', 'b', 'none']);
    expect(events.filter((text) => text.includes('Normal Scheduled'))).toHaveLength(3);
    expect(cache.assumedPods.size).toBe(0);
    const waiting = [...pods.values()].find(({ spec }) => spec.nodeName === undefined);
    expect(waiting?.status.conditions).toMatchObject([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/2 nodes are available: 2 Insufficient cpu.',
      },
    ]);
    expect(errors).toEqual([]);
    expect(queue.pendingPods().map(({ metadata }) => metadata.name)).toEqual([
      waiting?.metadata.name,
    ]);
    // A node more: the pod is tried again when it was kept back long enough, and fits.
    handlers.addNodeToCache(nodeOf('c', '1'));
    runtime.advance(3_000);
    expect(pods.get(waiting?.metadata.name ?? '')?.spec.nodeName).toBe('c');
    expect(queue.pendingPods()).toEqual([]);
  });

  test('while a pod is bound, what it asks for is gone; when it cannot be bound, it is back', () => {
    const refused = (_name: string, at: number) =>
      at < 100 ? new StatusError('refused', 'ServiceUnavailable') : undefined;
    const { runtime, handlers, pods, events, cache, create, queue } = cluster(inTurn, refused);
    handlers.addNodeToCache(nodeOf('a', '1'));
    create(podOf('p', '1'));
    runtime.advance(5);
    expect(cache.assumedPods).toEqual(new Set(['p']));
    expect(cache.nodes.get('a')?.requested.milliCPU).toBe(1000);
    expect(pods.get('p')?.spec.nodeName).toBeUndefined();
    runtime.advance(10);
    expect(cache.assumedPods.size).toBe(0);
    expect(cache.nodes.get('a')?.requested.milliCPU).toBe(0);
    expect(events).toEqual([
      '10 p Warning FailedScheduling: binding rejected: ' +
        'running Bind plugin "DefaultBinder": refused',
    ]);
    expect(pods.get('p')?.status.conditions).toMatchObject([
      { type: 'PodScheduled', status: 'False', reason: 'SchedulerError' },
    ]);
    expect(queue.numUnschedulablePods()).toBe(1);
    queue.moveAllToActiveOrBackoffQueue();
    runtime.advance(3_000);
    expect(pods.get('p')?.spec.nodeName).toBe('a');
    expect(cache.nodes.get('a')?.requested.milliCPU).toBe(1000);
  });

  test('a pod that is being deleted, or that asks for another scheduler, is left alone', () => {
    const { runtime, handlers, pods, events, queue, create } = cluster(inTurn);
    handlers.addNodeToCache(nodeOf('a', '1'));
    const going = podOf('going', '1');
    going.metadata.deletionTimestamp = '2020-01-01T00:00:00Z';
    create(going);
    const other = podOf('other', '1');
    other.spec.schedulerName = 'other';
    create(other);
    runtime.advance(100);
    expect([...pods.values()].map(({ spec }) => spec.nodeName)).toEqual([undefined, undefined]);
    expect(events).toEqual([
      '0 going Warning FailedScheduling: skip schedule deleting pod: default/going',
    ]);
    expect(queue.pendingPods()).toEqual([]);
  });

  test('a pod that is gone when it fails does not come back', () => {
    const { runtime, pods, events, queue, create } = cluster(inTurn);
    create(podOf('p', '1'));
    pods.delete('p');
    runtime.advance(100);
    expect(events).toEqual(['0 p Warning FailedScheduling: no nodes available to schedule pods']);
    expect(queue.pendingPods()).toEqual([]);
  });
});

describe('EventHandlers', () => {
  test('a change of an assumed pod is skipped, unless something else changed, too', () => {
    const { handlers, cache, queue } = cluster(inTurn);
    const pod = podOf('p', '1');
    cache.assumePod({ ...pod, spec: { ...pod.spec, nodeName: 'a' } });
    const patched = structuredClone(pod);
    patched.metadata.resourceVersion = '2';
    patched.metadata.annotations = { a: 'b' };
    patched.status.conditions = [{ type: 'PodScheduled', status: 'False' }];
    handlers.updatePodInSchedulingQueue(pod, patched);
    expect(queue.pendingPods()).toEqual([]);
    const labelled = structuredClone(patched);
    labelled.metadata.resourceVersion = '3';
    labelled.metadata.labels = { a: 'b' };
    handlers.updatePodInSchedulingQueue(patched, labelled);
    expect(queue.pendingPods()).toEqual([labelled]);
    handlers.updatePodInSchedulingQueue(labelled, labelled);
    handlers.deletePodFromSchedulingQueue(labelled);
    expect(queue.pendingPods()).toEqual([]);
  });

  test('pods are tried again when a node changes in what matters, or a pod goes', () => {
    const { runtime, handlers, queue } = cluster(inTurn);
    const moved = (change: () => void): boolean => {
      const info = queue.newQueuedPodInfo(podOf('p', '1'));
      queue.delete(info.pod);
      queue.addUnschedulableIfNotPresent(info, Infinity);
      change();
      return queue.numUnschedulablePods() === 0;
    };
    const node = nodeOf('a', '1');
    const cordoned = { ...node, spec: { unschedulable: true } };
    expect(
      moved(() => {
        handlers.addNodeToCache(node);
      }),
    ).toBe(true);
    const update = (from: Node, to: Node): boolean =>
      moved(() => {
        handlers.updateNodeInCache(from, to);
      });
    expect(update(node, structuredClone(node))).toBe(false);
    expect(update(node, cordoned)).toBe(false);
    expect(update(cordoned, node)).toBe(true);
    expect(update(node, nodeOf('a', '2'))).toBe(true);
    expect(update(node, { ...node, metadata: { name: 'a', labels: { x: 'y' } } })).toBe(true);
    expect(update(node, { ...node, spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } })).toBe(
      true,
    );
    const withBeat = (status: 'True' | 'False', lastHeartbeatTime: string): Node => ({
      ...node,
      status: { ...node.status, conditions: [{ type: 'Ready', status, lastHeartbeatTime }] },
    });
    expect(update(withBeat('True', '1'), withBeat('True', '2'))).toBe(false);
    expect(update(withBeat('True', '1'), withBeat('False', '2'))).toBe(true);
    const bound = podOf('bound', '1');
    bound.spec.nodeName = 'a';
    expect(
      moved(() => {
        handlers.addPodToCache(bound);
      }),
    ).toBe(false);
    const reborn = structuredClone(bound);
    reborn.metadata.uid = 'again';
    expect(
      moved(() => {
        handlers.updatePodInCache(bound, bound);
      }),
    ).toBe(false);
    expect(
      moved(() => {
        handlers.updatePodInCache(bound, reborn);
      }),
    ).toBe(true);
    expect(
      moved(() => {
        handlers.deletePodFromCache(reborn);
      }),
    ).toBe(true);
    expect(
      moved(() => {
        handlers.deleteNodeFromCache(node);
      }),
    ).toBe(false);
    runtime.advance(1);
  });
});
