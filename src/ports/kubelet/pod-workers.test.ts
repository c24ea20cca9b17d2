import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { PodWorkers, type SyncPodOptions, type SyncPodType } from './pod-workers.ts';

interface Step {
  readonly call: string;
  readonly log: readonly string[];
  readonly state: string;
}

const podOf = (uid: string, name: string): Pod => ({
  metadata: { uid, name },
  spec: {},
  status: {},
});

function workersOn(
  scheduler: Scheduler,
  log: string[],
  syncPodFn: (options: SyncPodOptions) => Task<Error | undefined>,
): PodWorkers {
  return new PodWorkers({
    runtime: scheduler,
    syncPodFn,
    recorder: { event: () => undefined },
    workQueue: {
      enqueue: (uid, delay) => {
        const kind = Object.entries({ transient: 1000, backoff: 10_000, resync: 1_000_000 }).find(
          ([, least]) => delay >= least && delay <= least * 1.5,
        );
        log.push(`enqueue ${uid} ${kind?.[0] ?? '?'}`);
      },
    },
    podCache: {
      *getNewerThan(uid) {
        yield;
        if (uid === 'broken') return [undefined, new Error('no status')];
        const lists = { ips: [], containerStatuses: [], sandboxStatuses: [] };
        return [{ id: uid, name: '', namespace: '', ...lists }, undefined];
      },
    },
    resyncInterval: 1_000_000,
    backOffPeriod: 10_000,
  });
}

describe('PodWorkers', () => {
  const { symbol, cases } = readVectors<readonly Step[]>('kubelet-pod-workers');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/pod_workers.go#podWorkers');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('does after every step what Go did, and holds the same', () => {
    for (const steps of cases) {
      const scheduler = new Scheduler();
      const log: string[] = [];
      const running = new Map<string, { end?: string }>();
      const workers = workersOn(scheduler, log, function* ({ pod, updateType }) {
        const uid = pod.metadata.uid ?? '';
        log.push(`begin ${uid} ${pod.metadata.name} ${updateType}`);
        const one: { end?: string } = {};
        running.set(uid, one);
        yield () => one.end !== undefined;
        return one.end === undefined || one.end === '' ? undefined : new Error(one.end);
      });
      for (const step of steps) {
        log.length = 0;
        const [verb, uid = '', ...rest] = step.call.split(' ');
        if (verb === 'update') {
          const [name = '', type] = rest;
          workers.updatePod({
            pod: podOf(uid, name),
            updateType: type as SyncPodType,
            onCompleteFunc: (err) => {
              log.push(`complete ${name} ${err?.message ?? '<nil>'}`);
            },
          });
        } else if (verb === 'end') {
          const one = running.get(uid);
          running.delete(uid);
          if (one) one.end = rest.join(' ');
        } else if (verb === 'forget') {
          workers.forgetWorker(uid);
        } else {
          workers.forgetNonExistingPodWorkers(new Set([uid]));
        }
        scheduler.runUntilIdle();
        const state = [
          ...[...workers.podUpdates.keys()].map((key) => `has ${key}`),
          ...[...workers.isWorking].map(([key, working]) => `working ${key} ${working}`),
          ...[...workers.lastUndeliveredWorkUpdate].map(
            ([key, { pod, updateType }]) => `last ${key} ${pod.metadata.name} ${updateType}`,
          ),
        ];
        expect({ ...step, log: [...log], state: state.sort().join(',') }).toEqual(step);
      }
    }
  });
});

// Upstream waits for the goroutines; here each runs in many orders. Of pod_workers_test.go
// TestFakePodWorkers tests a fake of its own, and TestKillPodNowFunc what is not ported.
const orders: readonly Choose[] = [
  inTurn,
  ...Array.from({ length: 10 }, (_, seed) => shuffled(seed)),
];

interface Processed {
  readonly workers: PodWorkers;
  readonly scheduler: Scheduler;
  readonly processed: Map<string, SyncPodOptions[]>;
}

function recording(choose: Choose): Processed {
  const scheduler = new Scheduler({ choose });
  const processed = new Map<string, SyncPodOptions[]>();
  const workers = workersOn(scheduler, [], function* (options) {
    yield;
    const uid = options.pod.metadata.uid ?? '';
    processed.set(uid, [...(processed.get(uid) ?? []), options]);
    return undefined;
  });
  return { workers, scheduler, processed };
}

const numbers = Array.from({ length: 20 }, (_, number) => number);

test('pkg/kubelet/pod_workers_test.go#TestUpdatePod', () => {
  for (const choose of orders) {
    const { workers, scheduler, processed } = recording(choose);
    scheduler.run(function* () {
      for (const i of numbers) {
        for (const j of numbers.slice(i)) {
          workers.updatePod({ pod: podOf(String(j), String(i)), updateType: 'create' });
          yield;
        }
      }
    });
    scheduler.runUntilIdle();
    expect(processed.size).toBe(20);
    for (const i of numbers) {
      const names = processed.get(String(i))?.map(({ pod }) => pod.metadata.name) ?? [];
      expect(names.length).toBeLessThanOrEqual(i + 1);
      expect([names[0], names.at(-1)]).toEqual(['0', String(i)]);
    }
  }
});

test('pkg/kubelet/pod_workers_test.go#TestUpdatePodDoesNotForgetSyncPodKill', () => {
  for (const choose of orders) {
    const { workers, scheduler, processed } = recording(choose);
    for (const i of numbers) {
      const pod = podOf(String(i), String(i));
      for (const updateType of ['create', 'kill', 'update'] as const) {
        workers.updatePod({ pod, updateType });
      }
    }
    scheduler.runUntilIdle();
    expect(processed.size).toBe(20);
    for (const records of processed.values()) {
      expect(records.map(({ updateType }) => updateType)).toEqual(['create', 'kill']);
    }
  }
});

test('pkg/kubelet/pod_workers_test.go#TestForgetNonExistingPodWorkers', () => {
  const { workers, scheduler } = recording(inTurn);
  for (const i of numbers)
    workers.updatePod({ pod: podOf(String(i), 'name'), updateType: 'update' });
  scheduler.runUntilIdle();
  expect(workers.podUpdates.size).toBe(20);
  workers.forgetNonExistingPodWorkers(new Set(['2', '14']));
  expect([...workers.podUpdates.keys()]).toEqual(['2', '14']);
  workers.forgetNonExistingPodWorkers(new Set());
  expect(workers.podUpdates.size).toBe(0);
});
