import { describe, expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { Backoff } from './backoff.ts';
import { KubeGenericRuntimeManager } from './kube-generic-runtime-manager.ts';
import type { PodStatus } from './pod-status.ts';
import type { PodSyncResult } from './sync-result.ts';

/** A runtime that writes down what it is asked for. */
class World {
  readonly scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  readonly log: string[] = [];
  readonly events: string[] = [];
  readonly backOff = new Backoff(10_000, 300_000, this.scheduler);
  failing = '';
  readonly manager: KubeGenericRuntimeManager;

  constructor() {
    const { log } = this;
    const refuse = (text: string): Error | undefined => {
      log.push(text);
      return text === this.failing ? new Error('refused') : undefined;
    };
    const one = function* (text: string): Task<Error | undefined> {
      yield;
      return refuse(text);
    };
    const made = function* (
      text: string,
      id: string,
    ): Task<readonly [string | undefined, Error | undefined]> {
      yield;
      const err = refuse(text);
      return err ? [undefined, err] : [id, undefined];
    };
    this.manager = new KubeGenericRuntimeManager({
      runtime: this.scheduler,
      hashContainer: () => 1,
      liveness: () => undefined,
      startup: () => undefined,
      recorder: { event: (_pod, _type, reason) => this.events.push(reason) },
      imagePuller: {
        *ensureImageExists(_pod, { name }) {
          yield;
          return ['image', '', refuse(`pull ${name}`)];
        },
      },
      runtimeService: {
        runPodSandbox: (_pod, attempt) => made(`run sandbox ${attempt}`, 's'),
        stopPodSandbox: (id) => one(`stop sandbox ${id}`),
        *podSandboxStatus() {
          yield;
          return [{ id: 's', attempt: 0, ready: true, ip: '10.0.0.7' }, undefined];
        },
        createContainer: (sandbox, _pod, { name }, { restartCount, podIPs }) =>
          made(`create ${name} in ${sandbox} ${restartCount} ${podIPs.join('+')}`, name),
        startContainer: (id) => one(`start ${id}`),
        stopContainer: (id, timeout) => one(`stop ${id} ${timeout}`),
        removeContainer: (id) => one(`remove ${id}`),
      },
    });
  }

  sync(pod: Pod, status: PodStatus): PodSyncResult {
    this.log.length = 0;
    return this.scheduler.run(() => this.manager.syncPod(pod, status, this.backOff));
  }
}

const podOf = (containers: string[], initContainers: string[] = []): Pod => ({
  metadata: { name: 'foo', namespace: 'new', uid: '12345678' },
  spec: {
    restartPolicy: 'Always',
    containers: containers.map((name) => ({ name })),
    initContainers: initContainers.map((name) => ({ name })),
  },
  status: {},
});

const none = (): PodStatus => ({
  id: '12345678',
  name: 'foo',
  namespace: 'new',
  ips: [],
  containerStatuses: [],
  sandboxStatuses: [],
});

const up = (status: PodStatus = none()): PodStatus => ({
  ...status,
  ips: ['10.0.0.7'],
  sandboxStatuses: [{ id: 's', attempt: 0, ready: true, ip: '10.0.0.7' }],
});

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestSyncPod', () => {
  const world = new World();
  const result = world.sync(podOf(['foo1', 'foo2']), none());
  expect(result.error()).toBeUndefined();
  expect(world.log).toEqual([
    'run sandbox 0',
    'pull foo1',
    'create foo1 in s 0 10.0.0.7',
    'start foo1',
    'pull foo2',
    'create foo2 in s 0 10.0.0.7',
    'start foo2',
  ]);
});

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestKillPod', () => {
  const world = new World();
  const container = (name: string): { id: string; name: string; state: 'running' } => ({
    id: name,
    name,
    state: 'running',
  });
  const running = {
    id: '12345678',
    name: 'foo',
    namespace: 'new',
    containers: [container('foo1'), container('foo2')],
    sandboxes: [{ id: 's', name: '', state: 'running' as const }],
  };
  const err = world.scheduler.run(() => world.manager.killPod(podOf(['foo1', 'foo2']), running));
  expect(err).toBeUndefined();
  expect(world.log).toEqual(['stop foo1 2', 'stop foo2 2', 'stop sandbox s']);
});

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestPruneInitContainers', () => {
  const world = new World();
  const status = up();
  for (const [id, name] of [
    ['a2', 'init1'],
    ['a1', 'init1'],
    ['b1', 'init2'],
    ['a0', 'init1'],
  ] as const) {
    status.containerStatuses.push({ id, name, state: 'exited' });
  }
  const pod = podOf(['foo1'], ['init1', 'init2']);
  world.scheduler.run(() => world.manager.pruneInitContainersBeforeStart(pod, status));
  expect(world.log).toEqual(['remove a1', 'remove a0']);
});

describe('syncPod', () => {
  test('starts one init container at a time, then the containers', () => {
    const world = new World();
    const pod = podOf(['foo1'], ['init1']);
    world.sync(pod, none());
    expect(world.log.at(-1)).toBe('start init1');
    world.sync(pod, {
      ...up(),
      containerStatuses: [{ id: 'i', name: 'init1', state: 'running', hash: 1 }],
    });
    expect(world.log).toEqual([]);
    world.sync(pod, {
      ...up(),
      containerStatuses: [{ id: 'i', name: 'init1', state: 'exited', exitCode: 0, hash: 1 }],
    });
    expect(world.log.at(-1)).toBe('start foo1');
  });

  test('starts the next container even when one could not be', () => {
    const world = new World();
    world.failing = 'start foo1';
    const result = world.sync(podOf(['foo1', 'foo2']), none());
    expect(world.log.at(-1)).toBe('start foo2');
    expect(result.error()?.message).toBe(
      'failed to "StartContainer" for "foo1" with RunContainerError: "refused"',
    );
  });

  test('stops at a sandbox that cannot be had', () => {
    const world = new World();
    world.failing = 'run sandbox 0';
    const result = world.sync(podOf(['foo1']), none());
    expect(world.log).toEqual(['run sandbox 0']);
    expect(world.events).toEqual(['FailedCreatePodSandBox']);
    expect(result.error()?.message).toContain('CreatePodSandboxError');
  });

  test('waits longer and longer for a container that ends again and again', () => {
    const world = new World();
    const { scheduler } = world;
    const ended = (): PodStatus => ({
      ...up(),
      containerStatuses: [
        { id: 'x', name: 'foo1', state: 'exited', exitCode: 1, finishedAt: scheduler.now() },
      ],
    });
    const pod = podOf(['foo1']);
    const waits: number[] = [];
    for (let run = 0; run < 7; run++) {
      const status = ended();
      const begin = scheduler.now();
      for (;;) {
        const result = world.sync(pod, status);
        if (result.error() === undefined) break;
        if (scheduler.now() === begin && run === 2) {
          expect(result.syncResults[0]?.message).toBe(
            'back-off 20s restarting failed container=foo1 pod=foo_new(12345678)',
          );
        }
        scheduler.advance(1000);
      }
      waits.push((scheduler.now() - begin) / 1000);
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300]);
  });
});
