import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod, PodStatus } from '../api/pod.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { Backoff } from './backoff.ts';
import { BasicManager } from './basic-manager.ts';
import { Kubelet, type LivenessUpdate } from './kubelet.ts';
import type { PodLifecycleEvent } from './pod-lifecycle-event.ts';
import type { PodStatus as RuntimeStatus } from './pod-status.ts';
import type { PodOperation, PodUpdate } from './pod-update.ts';
import type { SyncPodType } from './pod-workers.ts';
import { ReasonCache } from './reason-cache.ts';
import type { RunningPod } from './running-pod.ts';
import { SourcesReady } from './sources-ready.ts';
import { errCrashLoopBackOff, errRunContainer, PodSyncResult, SyncResult } from './sync-result.ts';

/** Reads a phase and a letter for each container. */
function statusOf(phase: string, letters: string): PodStatus {
  const states = { r: { running: {} }, w: { waiting: {} }, t: { terminated: { exitCode: 0 } } };
  return {
    ...(phase !== '' && { phase: phase as NonNullable<PodStatus['phase']> }),
    containerStatuses: Array.from(letters).map((letter, at) => ({
      name: String(at),
      state: states[letter as 'r' | 'w' | 't'],
    })),
  };
}

/** Reads `uid|created|deleted|phase|containers|ready`. */
function podOf(text: string): Pod {
  const [uid = '', created, deleted, phase = '', letters = '', ready] = text.split('|');
  return {
    metadata: {
      uid,
      name: `p${uid}`,
      namespace: 'ns',
      ...(created && { creationTimestamp: `2022-02-02T02:02:0${created}Z` }),
      ...(deleted && { deletionTimestamp: '2022-02-02T02:02:02Z' }),
    },
    spec: { ...(ready && { readinessGates: [{ conditionType: 'gate' }] }) },
    status: {
      ...statusOf(phase, letters),
      ...(ready && {
        conditions: [
          { type: 'gate', status: 'True' },
          { type: 'Ready', status: ready as 'True' | 'False' },
        ],
      }),
    },
  };
}

/** A kubelet whose parts write down what they are asked for. */
class World {
  readonly scheduler: Scheduler;
  readonly log: string[] = [];
  readonly events: string[] = [];
  readonly statuses = new Map<string, PodStatus>();
  readonly podManager = new BasicManager();
  readonly liveness = new Channel<LivenessUpdate>(20);
  running: RunningPod[] = [];
  work: string[] = [];
  failing = false;
  admits = true;
  killErr: Error | undefined;
  networkErr: Error | undefined;
  runtimeErr: Error | undefined;
  result = new PodSyncResult();
  readonly kubelet: Kubelet;

  constructor(ready = false) {
    this.scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
    const { log, scheduler, statuses, podManager } = this;
    const add = (text: string): void => {
      log.push(text);
    };
    const world = (): this => this;
    this.kubelet = new Kubelet({
      runtime: scheduler,
      hostIP: '10.0.0.1',
      getPodQOS: () => 'BestEffort',
      podManager,
      recorder: {
        event: (_pod, type, reason, message) => this.events.push(`${type} ${reason} ${message}`),
      },
      statusManager: {
        getPodStatus: (uid) => statuses.get(uid),
        setPodStatus: ({ metadata }, status) => {
          const { phase = '', reason = '', message = '' } = status;
          add(`set ${metadata.name} ${phase} ${reason} ${message}`);
          statuses.set(metadata.uid ?? '', status);
        },
        terminatePod: ({ metadata }) => {
          add(`terminate ${metadata.name}`);
        },
        removeOrphanedStatuses: (uids) => {
          add(`statuses ${[...uids].sort().join('+')}`);
        },
      },
      probeManager: {
        updatePodStatus: () => undefined,
        addPod: ({ metadata }) => {
          add(`probe ${metadata.name}`);
        },
        removePod: ({ metadata }) => {
          add(`unprobe ${metadata.name}`);
        },
        cleanupPods: () => undefined,
      },
      podWorkers: {
        updatePod: ({ pod, updateType }) => {
          add(`work ${pod.metadata.name} ${updateType}`);
        },
        forgetWorker: (uid) => {
          add(`forget ${uid}`);
        },
        forgetNonExistingPodWorkers: (uids) => {
          add(`workers ${[...uids].sort().join('+')}`);
        },
      },
      podKiller: {
        *killPod({ apiPod, runningPod }) {
          yield;
          add(`kill ${runningPod.id} ${apiPod !== undefined}`);
        },
      },
      runtimeCache: {
        *getPods() {
          yield;
          return world().failing ? [undefined, new Error('no list')] : [world().running, undefined];
        },
        *forceUpdateIfOlder() {
          yield;
          add('force');
          return undefined;
        },
      },
      containerRuntime: {
        *syncPod({ metadata }) {
          yield;
          add(`sync ${metadata.name}`);
          return world().result;
        },
        *killPod(pod, { containers }, gracePeriod) {
          yield;
          const names = containers.map(({ name }) => name).join('+');
          add(`stop ${pod?.metadata.name ?? ''} ${names} ${gracePeriod ?? ''}`);
          return world().killErr;
        },
      },
      workQueue: { getWork: () => this.work },
      podCache: { get: () => [undefined, new Error('none')] },
      livenessManager: { updates: () => this.liveness },
      sourcesReady: new SourcesReady((seen) => ready || seen.has('api')),
      reasonCache: new ReasonCache(),
      backOff: new Backoff(10_000, 300_000, scheduler),
      pleg: { watch: () => new Channel<PodLifecycleEvent>(1) },
      admitHandlers: [
        {
          admit: ({ pod, otherPods }) => {
            const others = otherPods.map(({ metadata }) => metadata.name).sort();
            add(`admit ${pod.metadata.name} ${others.join('+')}`);
            if (others.length < 2) return { admit: true };
            return { admit: false, reason: 'Full', message: 'too many' };
          },
        },
      ],
      softAdmitHandlers: [
        { admit: () => ({ admit: this.admits, reason: 'Soft', message: 'not now' }) },
      ],
      runtimeState: {
        runtimeErrors: () => this.runtimeErr,
        networkErrors: () => this.networkErr,
      },
      containerDeletor: { deleteContainersInPod: () => undefined },
      sandboxDeleter: { deleteSandboxesInPod: () => undefined },
    });
  }
}

interface Step {
  readonly call: string;
  readonly log?: readonly string[];
  readonly pods: string;
}

describe('Kubelet', () => {
  const { symbol, cases } = readVectors<readonly Step[]>('kubelet-sync-loop');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/kubelet.go#Kubelet.syncLoopIteration');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Go's pod manager lists its pods in any order; so what a sync asks for is sorted.
  test('asks its parts for what Go asked for, whatever the loop reads', () => {
    for (const [at, steps] of cases.entries()) {
      const world = new World(at % 5 === 0);
      const { kubelet, scheduler } = world;
      for (const step of steps) {
        const [verb = '', first = '', ...rest] = step.call.split(' ');
        const words = first === '' ? [] : first.split(',');
        const config = new Channel<PodUpdate>(1);
        const [sync, housekeeping] = [new Channel<true>(1), new Channel<true>(1)];
        const pleg = new Channel<PodLifecycleEvent>(1);
        world.log.length = 0;
        world.events.length = 0;
        let waits = true;
        if (verb === 'pleg') {
          const [id = ''] = rest;
          pleg.trySend({ id, type: first as PodLifecycleEvent['type'], data: 'c' });
        } else if (verb === 'sync') {
          world.work = words;
          sync.trySend(true);
        } else if (verb === 'liveness') {
          world.liveness.trySend({ podUID: first, result: rest[0] as LivenessUpdate['result'] });
        } else if (verb === 'status') {
          world.statuses.set(first, statusOf(rest[0] ?? '', rest[1] ?? ''));
          waits = false;
        } else if (verb === 'running') {
          const lists = { name: '', namespace: '', containers: [], sandboxes: [] };
          world.running = words.map((id) => ({ id, ...lists }));
          waits = false;
        } else if (verb === 'failing') {
          world.failing = first === 'true';
          waits = false;
        } else {
          const pods = (rest[0] ?? '').split(',').filter((text) => text !== '');
          config.trySend({ op: verb as PodOperation, source: first, pods: pods.map(podOf) });
        }
        if (waits) {
          const more = scheduler.run(() =>
            kubelet.syncLoopIteration(config, kubelet, sync, housekeeping, pleg),
          );
          expect(more).toBe(true);
        }
        if (verb === 'sync') world.log.sort();
        const pods = world.podManager
          .getPods()
          .map(({ metadata, status }) => `${metadata.uid ?? ''}:${status.phase ?? ''}`)
          .sort();
        const log = [...world.log, ...world.events.map((event) => `event ${event}`)];
        expect({ ...step, log, pods: pods.join(',') }).toEqual({ ...step, log: step.log ?? [] });
      }
    }
  });

  test('cleans up: ends workers, kills pods that nobody wants, forgets statuses', () => {
    const world = new World(true);
    world.podManager.addPod(podOf('1|||Running|r|'));
    world.podManager.addPod(podOf('2|||Succeeded|t|'));
    const lists = { name: '', namespace: '', containers: [], sandboxes: [] };
    world.running = ['1', '2', '3'].map((id) => ({ id, ...lists }));
    const err = world.scheduler.run(() => world.kubelet.handlePodCleanups());
    expect([err, world.log]).toEqual([
      undefined,
      ['workers 1', 'kill 2 false', 'kill 3 false', 'statuses 1+2'],
    ]);
  });
});

test('pkg/kubelet/kubelet_test.go#TestSyncLoopAbort', () => {
  const { kubelet, scheduler } = new World();
  const updates = new Channel<PodUpdate>();
  updates.close();
  const other = new Channel<true>();
  const more = scheduler.run(() =>
    kubelet.syncLoopIteration(updates, kubelet, other, other, new Channel<PodLifecycleEvent>(1)),
  );
  expect(more).toBe(false);
  scheduler.run(() => kubelet.syncLoop(updates, kubelet));
});

describe('syncPod', () => {
  const podStatus: RuntimeStatus = {
    id: '1',
    name: 'p1',
    namespace: 'ns',
    ips: ['10.0.0.7'],
    containerStatuses: [{ id: 'x', name: 'c', state: 'running' }],
    sandboxStatuses: [],
  };

  const sync = (world: World, pod: Pod, updateType: SyncPodType = 'sync'): Error | undefined =>
    world.scheduler.run(() => world.kubelet.syncPod({ pod, podStatus, updateType }));

  const pod = podOf('1|||Running||');
  pod.spec.containers = [{ name: 'c' }];

  test('sets the status before it has the runtime sync', () => {
    const world = new World();
    expect(sync(world, pod)).toBeUndefined();
    expect(world.log).toEqual(['set p1 Running  ', 'sync p1']);
  });

  test('stops a pod that is to go', () => {
    const world = new World();
    const gone = {
      ...pod,
      metadata: { ...pod.metadata, deletionTimestamp: '2022-02-02T02:02:02Z' },
    };
    expect(sync(world, gone)).toBeUndefined();
    expect(world.log).toEqual(['set p1 Running  ', 'stop p1 c ']);
    world.killErr = new Error('refused');
    expect(sync(world, gone)?.message).toBe('error killing pod: refused');
    expect(world.events).toEqual(['Warning FailedKillPod error killing pod: refused']);
  });

  test('stops a pod that cannot run, and says why', () => {
    const world = new World();
    world.admits = false;
    expect(sync(world, pod)?.message).toBe('pod cannot be run: not now');
    expect(world.log).toEqual(['set p1 Running Soft not now', 'stop p1 c ']);
  });

  test('waits for the network', () => {
    const world = new World();
    world.networkErr = new Error('no plugin');
    expect(sync(world, pod)?.message).toBe('network is not ready: no plugin');
    expect(sync(world, { ...pod, spec: { ...pod.spec, hostNetwork: true } })).toBeUndefined();
  });

  // Go looks at what went well, too.
  test('is not an error when containers only wait for their restart', () => {
    const world = new World();
    const failed = new SyncResult('StartContainer', 'c');
    failed.fail(errCrashLoopBackOff, 'wait');
    world.result.addSyncResult(failed);
    expect(sync(world, pod)).toBeUndefined();
    world.result.addSyncResult(new SyncResult('StartContainer', 'd'));
    expect(sync(world, pod)?.message).toContain('CrashLoopBackOff');
    failed.fail(errRunContainer, 'no');
    expect(sync(world, pod)?.message).toContain('RunContainerError');
  });
});
