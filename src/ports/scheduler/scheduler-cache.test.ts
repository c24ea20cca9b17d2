import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Node } from '../api/node.ts';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { NodeInfo } from './node-info.ts';
import { SchedulerCache } from './scheduler-cache.ts';
import { Snapshot } from './snapshot.ts';

interface CacheStep {
  /** Milliseconds of the clock. */
  readonly at: number;
  readonly op: string;
  /** `name;node;cpu;memory`; below 0 is none. */
  readonly pod?: string;
  /** `name;zone;cpu` */
  readonly node?: string;
  /** The pod or node before an update. */
  readonly old?: string;
  readonly got?: string;
  /** The last changed first. */
  readonly nodes: readonly string[];
  /** Sorted `uid node assumed binding-finished deadline`. */
  readonly states: readonly string[];
  /** How many nodes and which, in their order; empty where none was taken. */
  readonly snapshot: readonly string[];
}

function podOf(text: string): Pod {
  const [name = '', nodeName = '', cpu = '', memory = ''] = text.split(';');
  const requests = {
    ...(!cpu.startsWith('-') && { cpu: `${cpu}m` }),
    ...(!memory.startsWith('-') && { memory }),
  };
  return {
    metadata: { name, namespace: 'ns', uid: `uid-${name}` },
    spec: { nodeName, containers: [{ name: 'c', resources: { requests } }] },
    status: {},
  };
}

function nodeOf(text: string): Node {
  const [name = '', zone = '', cpu] = text.split(';');
  return {
    metadata: { name, ...(zone && { labels: { 'topology.kubernetes.io/zone': zone } }) },
    spec: {},
    status: { allocatable: { cpu: `${cpu}m` } },
  };
}

const infoText = (name: string, info: NodeInfo): string => {
  const { requested, nonZeroRequested, allocatable } = info;
  const pods = info.pods.map(({ metadata }) => metadata.name).join(' ');
  return [
    name,
    info.node !== undefined,
    requested.milliCPU,
    requested.memory,
    nonZeroRequested.milliCPU,
    nonZeroRequested.memory,
    allocatable.milliCPU,
    `[${pods}]`,
  ].join(' ');
};

function act(cache: SchedulerCache, step: CacheStep): Error | undefined {
  const { at, op, pod = '', node = '', old = '' } = step;
  switch (op) {
    case 'assume':
      return cache.assumePod(podOf(pod));
    case 'finish':
      return cache.finishBindingAt(podOf(pod), at);
    case 'forget':
      return cache.forgetPod(podOf(pod));
    case 'add':
      return cache.addPod(podOf(pod));
    case 'update':
      return cache.updatePod(podOf(old), podOf(pod));
    case 'remove':
      return cache.removePod(podOf(pod));
    case 'addNode':
      cache.addNode(nodeOf(node));
      return undefined;
    case 'updateNode':
      cache.updateNode(nodeOf(old), nodeOf(node));
      return undefined;
    case 'removeNode':
      return cache.removeNode(nodeOf(node));
    default:
      cache.cleanupAssumedPods(at);
      return undefined;
  }
}

function snapshotText(cache: SchedulerCache, snapshot: Snapshot): string[] {
  const err = cache.updateSnapshot(snapshot);
  return [
    ...(err ? [err.message] : []),
    String(snapshot.numNodes()),
    ...snapshot.list().map((info) => infoText(info.node?.metadata.name ?? 'gone', info)),
  ];
}

function replay(steps: readonly CacheStep[]) {
  const cache = new SchedulerCache(new Scheduler(), 2_000);
  const snapshot = new Snapshot();
  return steps.map((step) => {
    const err = act(cache, step);
    return {
      ...step,
      got: err?.message,
      nodes: [...cache.nodes].reverse().map(([name, info]) => infoText(name, info)),
      states: [...cache.podStates]
        .map(([key, { pod, deadline, bindingFinished }]) => {
          const [assumed] = cache.isAssumedPod(pod);
          return [key, pod.spec.nodeName, assumed, bindingFinished, deadline ?? -1].join(' ');
        })
        .sort(),
      snapshot: step.snapshot.length > 0 ? snapshotText(cache, snapshot) : [],
    };
  });
}

describe('SchedulerCache', () => {
  const { symbol, cases } = readVectors<readonly CacheStep[]>('scheduler-cache');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/scheduler/internal/cache/cache.go#schedulerCache');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('answers as Go did, and holds the same after every step', () => {
    for (const steps of cases) expect(replay(steps)).toEqual(steps);
  });

  test('an assumed pod expires a while after it was bound, if nobody tells of it', () => {
    const runtime = new Scheduler();
    const cache = new SchedulerCache(runtime);
    cache.run();
    const [first, second] = [podOf('a;n;100;-1'), podOf('b;n;100;-1')];
    cache.assumePod(first);
    cache.assumePod(second);
    runtime.advance(60_000);
    cache.finishBinding(first);
    runtime.advance(30_000);
    expect(cache.isAssumedPod(first)).toEqual([true, undefined]);
    runtime.advance(1_000);
    expect(cache.isAssumedPod(first)).toEqual([false, undefined]);
    expect(cache.getPod(first)[1]?.message).toBe('pod uid-a does not exist in scheduler cache');
    expect(cache.getPod(second)[0]).toBe(second);
  });

  test('a pod without a UID is refused; one that changes its node ends it all', () => {
    const cache = new SchedulerCache(new Scheduler());
    const nobody: Pod = { metadata: { name: 'x' }, spec: {}, status: {} };
    for (const err of [
      cache.assumePod(nobody),
      cache.finishBinding(nobody),
      cache.forgetPod(nobody),
      cache.addPod(nobody),
      cache.updatePod(nobody, nobody),
      cache.removePod(nobody),
      cache.isAssumedPod(nobody)[1],
      cache.getPod(nobody)[1],
    ]) {
      expect(err?.message).toBe('Cannot get cache key for pod with empty UID');
    }
    cache.addPod(podOf('a;n1;100;-1'));
    expect(() => cache.updatePod(podOf('a;n1;100;-1'), podOf('a;n2;100;-1'))).toThrow('corrupted');
    expect(() => cache.removePod(podOf('a;n2;100;-1'))).toThrow('corrupted');
  });
});
