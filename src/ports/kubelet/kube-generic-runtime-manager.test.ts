import { describe, expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { Backoff } from './backoff.ts';
import { KubeGenericRuntimeManager } from './kube-generic-runtime-manager.ts';
import type { PodStatus, SandboxStatus, State } from './pod-status.ts';
import { convertPodStatusToRunningPod } from './running-pod.ts';
import type { PodSyncResult } from './sync-result.ts';

interface FakeContainer {
  readonly id: string;
  readonly name: string;
  readonly attempt: number;
  readonly createdAt: number;
  state: State;
}

/** A runtime that does what it is asked for and writes it down. */
class World {
  readonly scheduler = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  readonly log: string[] = [];
  readonly events: string[] = [];
  readonly backOff = new Backoff(10_000, 300_000, this.scheduler);
  readonly sandboxes: SandboxStatus[] = [];
  readonly images = new Set<string>();
  containers: FakeContainer[] = [];
  failing = '';
  readonly manager: KubeGenericRuntimeManager;

  constructor() {
    const { log, sandboxes, images } = this;
    const refuse = (text: string): Error | undefined => {
      log.push(text);
      return text === this.failing ? new Error('refused') : undefined;
    };
    const one = function* (text: string, then: () => void): Task<Error | undefined> {
      yield;
      const err = refuse(text);
      if (err === undefined) then();
      return err;
    };
    const made = function* (
      text: string,
      id: string,
      then: () => void,
    ): Task<readonly [string | undefined, Error | undefined]> {
      yield;
      const err = refuse(text);
      if (err !== undefined) return [undefined, err];
      then();
      return [id, undefined];
    };
    this.manager = new KubeGenericRuntimeManager({
      runtime: this.scheduler,
      hashContainer: () => 1,
      liveness: () => undefined,
      startup: () => undefined,
      recorder: { event: (_pod, _type, reason) => this.events.push(reason) },
      imagePuller: {
        *ensureImageExists(_pod, { name, image = 'image' }) {
          yield;
          const err = refuse(`pull ${name}`);
          if (err === undefined) images.add(image);
          return [image, '', err];
        },
      },
      runtimeService: {
        runPodSandbox: (_pod, attempt) => {
          const id = numbered('s', attempt);
          return made(`run sandbox ${attempt}`, id, () => {
            sandboxes.push({ id, attempt, ready: true, ip: '10.0.0.7' });
          });
        },
        stopPodSandbox: (id) =>
          one(`stop sandbox ${id}`, () => {
            this.stopSandbox(id);
          }),
        *podSandboxStatus(id) {
          yield;
          return [sandboxes.find((sandbox) => sandbox.id === id), undefined];
        },
        createContainer: (sandbox, _pod, { name }, { restartCount, podIPs }) => {
          const id = numbered(name, restartCount);
          return made(
            `create ${name} in ${sandbox} ${restartCount} ${podIPs.join('+')}`,
            id,
            () => {
              const createdAt = this.containers.length;
              this.containers.push({
                id,
                name,
                attempt: restartCount,
                createdAt,
                state: 'created',
              });
            },
          );
        },
        startContainer: (id) =>
          one(`start ${id}`, () => {
            this.setState(id, 'running');
          }),
        stopContainer: (id, timeout) =>
          one(`stop ${id} ${timeout}`, () => {
            this.setState(id, 'exited');
          }),
        removeContainer: (id) =>
          one(`remove ${id}`, () => {
            this.containers = this.containers.filter((container) => container.id !== id);
          }),
      },
    });
  }

  setState(id: string, state: State): void {
    const container = this.containers.find((other) => other.id === id);
    if (container) container.state = state;
  }

  stopSandbox(id: string): void {
    const sandbox = this.sandboxes.find((other) => other.id === id);
    if (sandbox) sandbox.ready = false;
  }

  /** What the runtime tells of the pod now, the newest first. */
  podStatus(): PodStatus {
    const sandboxes = this.sandboxes.toReversed();
    const [newest] = sandboxes;
    return {
      ...none(),
      ips: newest?.ready === true ? [newest.ip ?? ''] : [],
      containerStatuses: this.containers
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .map(({ id, name, attempt, createdAt, state }) => ({
          ...{ id, name, state, createdAt, restartCount: attempt, hash: 1 },
          ...(state === 'exited' && { exitCode: 0, finishedAt: this.scheduler.now() }),
        })),
      sandboxStatuses: sandboxes.map((sandbox) => ({ ...sandbox })),
    };
  }

  /** The containers as `name attempt state`, in order. */
  records(): string[] {
    return this.containers.map(({ name, attempt, state }) => `${name} ${attempt} ${state}`).sort();
  }

  sync(pod: Pod, status: PodStatus, backOff = this.backOff): PodSyncResult {
    this.log.length = 0;
    return this.scheduler.run(() => this.manager.syncPod(pod, status, backOff));
  }
}

/** The first of a name is called only that. */
const numbered = (name: string, attempt: number): string =>
  attempt === 0 ? name : `${name}.${attempt}`;

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

// Of kuberuntime_manager_test.go TestKillPod tests that ephemeral containers end, too, behind a
// feature gate that is off in v1.20. TestGetPodStatus and TestGetPods read the runtime's lists, and
// TestVersion and TestContainerRuntimeType its version.
/** The pod of upstream's tests: it has no restart policy. */
function upstreamPod(initContainers: NonNullable<Pod['spec']['initContainers']>): Pod {
  return {
    metadata: { uid: '12345678', name: 'foo', namespace: 'new' },
    spec: {
      containers: [
        { name: 'foo1', image: 'busybox', imagePullPolicy: 'IfNotPresent' },
        { name: 'foo2', image: 'alpine', imagePullPolicy: 'IfNotPresent' },
      ],
      initContainers,
    },
    status: {},
  };
}

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestSyncPod', () => {
  const world = new World();
  const result = world.sync(
    upstreamPod([]),
    { ...none(), id: '', name: '', namespace: '' },
    new Backoff(1000, 60_000, world.scheduler),
  );
  expect(result.error()).toBeUndefined();
  expect(world.records()).toEqual(['foo1 0 running', 'foo2 0 running']);
  expect(world.images.size).toBe(2);
  expect(world.sandboxes).toEqual([{ id: 's', attempt: 0, ready: true, ip: '10.0.0.7' }]);
});

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestPruneInitContainers', () => {
  const world = new World();
  const made = (name: string, attempt: number, state: State = 'exited'): FakeContainer => ({
    ...{ id: `${name}.${attempt}`, name, attempt, createdAt: attempt, state },
  });
  world.containers = [
    made('init1', 3),
    made('init1', 2),
    made('init2', 1),
    made('init1', 1, 'unknown'),
    made('init2', 0),
    made('init1', 0),
  ];
  const pod = podOf([], ['init1', 'init2']);
  world.scheduler.run(() => world.manager.pruneInitContainersBeforeStart(pod, world.podStatus()));
  expect(world.records()).toEqual(['init1 3 exited', 'init2 1 exited']);
});

test('pkg/kubelet/kuberuntime/kuberuntime_manager_test.go#TestSyncPodWithInitContainers', () => {
  const world = new World();
  const pod = upstreamPod([{ name: 'init1', image: 'init', imagePullPolicy: 'IfNotPresent' }]);
  const backOff = new Backoff(1000, 60_000, world.scheduler);
  const sync = (): Error | undefined => world.sync(pod, world.podStatus(), backOff).error();

  // The init container alone; then nothing, as it runs still.
  for (let time = 0; time < 2; time++) {
    expect(sync()).toBeUndefined();
    expect(world.records()).toEqual(['init1 0 running']);
  }

  // It has ended: the containers.
  world.setState('init1', 'exited');
  expect(sync()).toBeUndefined();
  expect(world.records()).toEqual(['foo1 0 running', 'foo2 0 running', 'init1 0 exited']);

  // The sandbox has ended: all is stopped, and the init container runs anew in another one.
  world.stopSandbox('s');
  expect(sync()).toBeUndefined();
  expect(world.records()).toEqual(['foo1 0 exited', 'foo2 0 exited', 'init1 1 running']);
});

describe('killPod', () => {
  test('stops all containers, then the sandboxes', () => {
    const world = new World();
    const pod = podOf(['foo1', 'foo2']);
    world.sync(pod, none());
    world.log.length = 0;
    const running = convertPodStatusToRunningPod(world.podStatus());
    expect(world.scheduler.run(() => world.manager.killPod(pod, running))).toBeUndefined();
    expect(world.log).toEqual(['stop foo2 2', 'stop foo1 2', 'stop sandbox s']);
    expect(world.records()).toEqual(['foo1 0 exited', 'foo2 0 exited']);
    expect(world.sandboxes.map(({ ready }) => ready)).toEqual([false]);
  });

  test('stops the others, too, when one cannot be stopped', () => {
    const world = new World();
    const pod = podOf(['foo1', 'foo2']);
    world.sync(pod, none());
    world.failing = 'stop foo2 2';
    const running = convertPodStatusToRunningPod(world.podStatus());
    const err = world.scheduler.run(() => world.manager.killPod(pod, running));
    expect(err?.message).toBe(
      'failed to "KillContainer" for "foo2" with KillContainerError: "refused"',
    );
    expect(world.records()).toEqual(['foo1 0 exited', 'foo2 0 running']);
    expect(world.log.at(-1)).toBe('stop sandbox s');
  });
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
