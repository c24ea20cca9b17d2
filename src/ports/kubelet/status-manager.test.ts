import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { shortStatus } from '../../../conformance/short-status.ts';
import { formatTime } from '../api/format-time.ts';
import type { ContainerStatus, Pod, PodCondition, PodStatus } from '../api/pod.ts';
import { StatusError } from '../api/status-error.ts';
import { seededRandom } from '../runtime/random.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { maxPodTerminationMessageLogLength, normalizeStatus } from './normalize-status.ts';
import { semanticDeepEqual } from '../api/semantic-deep-equal.ts';
import {
  checkContainerStateTransition,
  isPodStatusByKubeletEqual,
  mergePodStatus,
  StatusManager,
  updateLastTransitionTime,
  type StatusClient,
} from './status-manager.ts';

const now = Date.parse('2022-02-02T02:02:02Z');

/** Reads JSON with ' for a quote, and the word `now` for a time. */
function read(text: string): unknown {
  return JSON.parse(text.replaceAll("'", '"').replaceAll('"now"', `"${formatTime(now)}"`));
}

interface PairCase {
  readonly old: string;
  readonly new: string;
  readonly policy: 'Always' | 'OnFailure' | 'Never';
  readonly equal: boolean;
  readonly merged: string;
  readonly moves: string;
  readonly normal: string;
}

const spec: Pod['spec'] = {
  containers: [{ name: 'a' }, { name: 'b' }],
  initContainers: [{ name: 'y' }, { name: 'x' }],
};

describe('isPodStatusByKubeletEqual, mergePodStatus, normalizeStatus, checkContainerStateTransition', () => {
  const { symbol, cases } = readVectors<PairCase>('kubelet-status-pairs');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/status/status_manager.go#isPodStatusByKubeletEqual');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did', () => {
    for (const one of cases) {
      const [old, status] = [read(one.old) as PodStatus, read(one.new) as PodStatus];
      const pod: Pod = { metadata: { name: 'p' }, spec, status: {} };
      const error = checkContainerStateTransition(
        old.containerStatuses,
        status.containerStatuses,
        one.policy,
      );
      expect({
        ...one,
        equal: isPodStatusByKubeletEqual(old, status),
        merged: mergePodStatus(old, status).conditions,
        moves: error?.message ?? '',
        normal: shortStatus(normalizeStatus(pod, structuredClone(status))),
      }).toEqual({
        ...one,
        merged: read(one.merged),
        normal: read(one.normal === '=' ? one.new : one.normal),
      });
    }
  });
});

interface Step {
  readonly call: string;
  readonly pod?: string;
  readonly status?: string;
  readonly asked?: readonly string[];
  readonly statuses?: string;
  readonly waiting?: number;
  readonly versions?: string;
}

/** An API server with pods of the namespace default, and a kubelet that has heard of some of them. */
class World {
  readonly scheduler = new Scheduler({ start: now });
  readonly server = new Map<string, Pod>();
  readonly heard = new Map<string, Pod>();
  asked: string[] = [];
  failing = '';
  reclaimed = false;
  /** Answers each call instead of the server, which then keeps nothing. */
  reactor: (() => Pod | Error) | undefined;
  readonly manager: StatusManager;

  constructor(capacity = 3) {
    this.manager = new StatusManager(
      {
        runtime: this.scheduler,
        kubeClient: this.#client(),
        getPodByUID: (uid) => this.heard.get(uid),
        podResourcesAreReclaimed: () => this.reclaimed,
      },
      capacity,
    );
  }

  #client(): StatusClient {
    const ask = (verb: string, text: string): Error | undefined => {
      this.asked.push(text);
      return this.failing === verb ? new Error('refused') : undefined;
    };
    const { server } = this;
    const react = (): readonly [Pod | undefined, Error | undefined] | undefined => {
      const answer = this.reactor?.();
      if (answer === undefined) return undefined;
      return answer instanceof Error ? [undefined, answer] : [structuredClone(answer), undefined];
    };
    return {
      *get(_namespace, name): Task<readonly [Pod | undefined, Error | undefined]> {
        yield;
        const error = ask('get', `get ${name}`);
        if (error) return [undefined, error];
        const answer = react();
        if (answer) return answer;
        const pod = server.get(name);
        return pod
          ? [structuredClone(pod), undefined]
          : [undefined, new StatusError(`pods "${name}" not found`, 'NotFound')];
      },
      *patchPodStatus(
        _namespace,
        name,
        _uid,
        old,
        status,
      ): Task<readonly [Pod | undefined, boolean, Error | undefined]> {
        yield;
        if (semanticDeepEqual(old, status)) return [undefined, true, undefined];
        const error = ask('patch', `patch ${name} status`);
        if (error) return [undefined, false, error];
        const answer = react();
        if (answer) return [answer[0], false, answer[1]];
        const pod = structuredClone(server.get(name) as Pod);
        pod.status = structuredClone(status);
        server.set(name, pod);
        return [pod, false, undefined];
      },
      *delete(_namespace, name): Task<Error | undefined> {
        yield;
        const error = ask('delete', `delete ${name}`);
        if (!error) server.delete(name);
        return error;
      },
    };
  }

  run(task: () => Task<void>): void {
    this.scheduler.run(task);
  }

  /** Sends what waits, as the loop of the manager does. */
  *sync(): Task<void> {
    const { manager } = this;
    while (manager.podStatusChannel.length > 0) {
      const [request] = yield* manager.podStatusChannel.receive();
      if (request) yield* manager.syncPod(request.podUID, request.status);
    }
  }
}

describe('StatusManager', () => {
  const { symbol, cases } = readVectors<readonly Step[]>('kubelet-status-manager');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/kubelet/status/status_manager.go#manager');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Go ranges over its maps in any order; the recorder sorted what it asked for in a step.
  test('answers as Go did, and holds the same after every step', () => {
    for (const steps of cases) {
      const world = new World();
      const { manager } = world;
      const told = new Map<string, Pod>();
      const sent = new Map<string, PodStatus>();
      const held = new Map<string, unknown>();
      const podOf = (text = ''): Pod => {
        const pod = text.startsWith('{') ? (read(text) as Pod) : (told.get(text) as Pod);
        told.set(pod.metadata.name, pod);
        return { ...pod, spec: { ...pod.spec, ...spec } };
      };
      const uidOf = (pod: Pod): string => pod.metadata.uid ?? '';
      const apply: Record<string, (step: Step) => void> = {
        server: ({ pod: text }) => {
          const pod = podOf(text);
          world.server.set(pod.metadata.name, pod);
        },
        manager: ({ pod: text }) => {
          const pod = podOf(text);
          world.heard.set(uidOf(pod), pod);
        },
        forget: ({ pod }) => {
          world.heard.delete(uidOf(podOf(pod)));
        },
        gone: ({ pod = '' }) => {
          world.server.delete(pod);
        },
        set: ({ pod: text, status }) => {
          const pod = podOf(text);
          const given =
            status === undefined
              ? (sent.get(pod.metadata.name) as PodStatus)
              : (read(status) as PodStatus);
          sent.set(pod.metadata.name, given);
          manager.setPodStatus(pod, given);
        },
        terminate: ({ pod }) => {
          manager.terminatePod(podOf(pod));
        },
        sync: () => {
          world.run(() => world.sync());
        },
        batch: () => {
          world.run(() => manager.syncBatch());
        },
        orphans: ({ pod = '' }) => {
          manager.removeOrphanedStatuses(new Set([pod]));
        },
        reclaimed: ({ pod }) => {
          world.reclaimed = pod === 'true';
        },
        fail: ({ pod = '' }) => {
          world.failing = pod;
        },
      };
      for (const step of steps) {
        world.asked = [];
        apply[step.call]?.(step);
        const statuses = [...manager.podStatuses]
          .map(([uid, { status, version, podName, podNamespace }]) => {
            return {
              key: `${uid} ${podNamespace}/${podName} ${version}`,
              status: shortStatus(status),
            };
          })
          .sort((a, b) => (a.key < b.key ? -1 : 1));
        const { asked = [], waiting = 0, versions = '' } = step;
        const theirs = (step.statuses ?? '')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => {
            const [uid = '', name = '', version = '', ...rest] = line.split(' ');
            if (rest.length > 0) held.set(uid, read(rest.join(' ')));
            return { key: `${uid} ${name} ${version}`, status: held.get(uid) };
          });
        expect({
          ...step,
          asked: world.asked.sort(),
          statuses,
          waiting: manager.podStatusChannel.length,
          versions: [...manager.apiStatusVersions]
            .map(([uid, version]) => `${uid}=${version}`)
            .sort()
            .join(','),
        }).toEqual({ ...step, asked, waiting, versions, statuses: theirs });
      }
    }
  });
});

describe('start', () => {
  const pod: Pod = {
    metadata: { name: 'p', namespace: 'default', uid: 'u' },
    spec: {},
    status: {},
  };

  test('sends a status at once, and again in ten seconds what could not be sent', () => {
    const world = new World();
    world.server.set('p', pod);
    world.heard.set('u', pod);
    world.manager.start();
    world.failing = 'patch';
    world.manager.setPodStatus(pod, { phase: 'Running' });
    world.scheduler.runUntilIdle();
    expect(world.asked).toEqual(['get p', 'patch p status']);
    world.failing = '';
    world.scheduler.advance(9_999);
    expect(world.asked).toHaveLength(2);
    world.scheduler.advance(1);
    expect(world.asked).toHaveLength(4);
    expect(world.server.get('p')?.status.phase).toBe('Running');
  });
});

// The cases of status_manager_test.go. Left out: those of static pods and the mirror pods that stand
// for them (TestStaticPod, TestSyncBatchCleanupVersions, TestDoNotDeleteMirrorPods), and of probes
// (TestSetContainerReadiness, TestSetContainerStartup). A random message there is another one here.
const upstreamPod = (metadata: Partial<Pod['metadata']> = {}): Pod => ({
  metadata: { uid: '12345678', name: 'foo', namespace: 'new', ...metadata },
  spec: {},
  status: {},
});

/** A kubelet that has heard of that pod; a server with the given one, or one that knows nothing. */
function upstreamWorld(server?: Pod): World {
  const world = new World(1000);
  world.reclaimed = true;
  world.heard.set('12345678', upstreamPod());
  if (server) world.server.set(server.metadata.name, server);
  else world.reactor = () => ({ metadata: { name: '' }, spec: {}, status: {} });
  return world;
}

/** Sends what waits. @returns How many there were. */
function consumeUpdates(world: World): number {
  const count = world.manager.podStatusChannel.length;
  world.run(() => world.sync());
  return count;
}

/** The verbs of all calls since the last look, after what waits is sent. */
function actionsOf(world: World): (string | undefined)[] {
  consumeUpdates(world);
  const actions = world.asked.map((text) => text.split(' ')[0]);
  world.asked = [];
  return actions;
}

function statusIn({ manager }: World, pod: Pod): PodStatus {
  const status = manager.getPodStatus(pod.metadata.uid ?? '');
  if (status === undefined) throw new Error('no status');
  return status;
}

let messages = 0;
const anyStatus = (): PodStatus => ({ message: `message ${messages++}` });
const readyStatus = (status: 'True' | 'False' = 'True'): PodStatus => ({
  conditions: [{ type: 'Ready', status }],
});
const transitionOf = (status: PodStatus): string | undefined =>
  status.conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;

test('pkg/kubelet/status/status_manager_test.go#TestNewStatus', () => {
  const world = upstreamWorld();
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  expect(consumeUpdates(world)).toBe(1);
  expect(statusIn(world, upstreamPod()).startTime).toBe(formatTime(now));
});

test('pkg/kubelet/status/status_manager_test.go#TestNewStatusPreservesPodStartTime', () => {
  const world = upstreamWorld();
  const pod = upstreamPod();
  pod.status.startTime = formatTime(now - 60_000);
  world.manager.setPodStatus(pod, anyStatus());
  expect(statusIn(world, pod).startTime).toBe(formatTime(now - 60_000));
});

test('pkg/kubelet/status/status_manager_test.go#TestNewStatusSetsReadyTransitionTime', () => {
  const world = upstreamWorld();
  world.manager.setPodStatus(upstreamPod(), readyStatus());
  expect(consumeUpdates(world)).toBe(1);
  expect(transitionOf(statusIn(world, upstreamPod()))).toBe(formatTime(now));
});

test('pkg/kubelet/status/status_manager_test.go#TestChangedStatus', () => {
  const world = upstreamWorld();
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  expect(consumeUpdates(world)).toBe(2);
});

test('pkg/kubelet/status/status_manager_test.go#TestChangedStatusKeepsStartTime', () => {
  const world = upstreamWorld();
  const startTime = formatTime(now - 5000);
  world.manager.setPodStatus(upstreamPod(), { ...anyStatus(), startTime });
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  expect(consumeUpdates(world)).toBe(2);
  expect(statusIn(world, upstreamPod()).startTime).toBe(startTime);
});

test('pkg/kubelet/status/status_manager_test.go#TestChangedStatusUpdatesLastTransitionTime', () => {
  const world = upstreamWorld();
  world.manager.setPodStatus(upstreamPod(), readyStatus());
  expect(consumeUpdates(world)).toBe(1);
  world.scheduler.advance(1000);
  world.manager.setPodStatus(upstreamPod(), readyStatus('False'));
  expect(consumeUpdates(world)).toBe(1);
  expect(transitionOf(statusIn(world, upstreamPod()))).toBe(formatTime(now + 1000));
});

test('pkg/kubelet/status/status_manager_test.go#TestUnchangedStatus', () => {
  const world = upstreamWorld();
  const status = anyStatus();
  world.manager.setPodStatus(upstreamPod(), status);
  world.manager.setPodStatus(upstreamPod(), status);
  expect(consumeUpdates(world)).toBe(1);
});

test('pkg/kubelet/status/status_manager_test.go#TestUnchangedStatusPreservesLastTransitionTime', () => {
  const world = upstreamWorld();
  world.manager.setPodStatus(upstreamPod(), readyStatus());
  expect(consumeUpdates(world)).toBe(1);
  world.scheduler.advance(1000);
  world.manager.setPodStatus(upstreamPod(), readyStatus());
  expect(consumeUpdates(world)).toBe(0);
  expect(transitionOf(statusIn(world, upstreamPod()))).toBe(formatTime(now));
});

test('pkg/kubelet/status/status_manager_test.go#TestSyncPodIgnoresNotFound', () => {
  const world = upstreamWorld();
  world.reactor = () => new StatusError('pods "test-pod" not found', 'NotFound');
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  expect(actionsOf(world)).toEqual(['get']);
});

test('pkg/kubelet/status/status_manager_test.go#TestSyncPod', () => {
  const world = upstreamWorld(upstreamPod());
  world.manager.setPodStatus(upstreamPod(), anyStatus());
  expect(actionsOf(world)).toEqual(['get', 'patch']);
});

test('pkg/kubelet/status/status_manager_test.go#TestSyncPodChecksMismatchedUID', () => {
  const [first, second] = [upstreamPod({ uid: 'first' }), upstreamPod({ uid: 'second' })];
  const world = upstreamWorld(first);
  world.heard.set('first', first);
  world.heard.set('second', second);
  world.manager.setPodStatus(second, anyStatus());
  expect(actionsOf(world)).toEqual(['get']);
});

test('pkg/kubelet/status/status_manager_test.go#TestSyncPodNoDeadlock', () => {
  const world = upstreamWorld();
  const pod = upstreamPod();
  pod.status.containerStatuses = [{ name: '', state: { running: {} } }];
  const actionsWhen = (answer: Pod | Error): (string | undefined)[] => {
    world.reactor = () => answer;
    world.manager.setPodStatus(pod, anyStatus());
    return actionsOf(world);
  };
  expect(actionsWhen(new StatusError('pods "foo" not found', 'NotFound'))).toEqual(['get']);
  expect(actionsWhen(upstreamPod({ uid: 'other_pod' }))).toEqual(['get']);
  expect(actionsWhen(upstreamPod())).toEqual(['get', 'patch']);
  // Terminated, but it runs still.
  pod.metadata.deletionTimestamp = formatTime(now);
  expect(actionsWhen(upstreamPod())).toEqual(['get', 'patch']);
  pod.status.containerStatuses = [{ name: '', state: { terminated: { exitCode: 0 } } }];
  expect(actionsWhen(upstreamPod())).toEqual(['get', 'patch']);
  expect(actionsWhen(new Error('intentional test error'))).toEqual(['get']);
});

test('pkg/kubelet/status/status_manager_test.go#TestStaleUpdates', () => {
  const pod = upstreamPod();
  const world = upstreamWorld(pod);
  const { manager } = world;
  const status: PodStatus = {};
  for (const message of ['initial status', 'first version bump', 'second version bump']) {
    status.message = message;
    manager.setPodStatus(pod, status);
  }
  // Three wait in the channel, but the last of them is sent at once.
  world.run(() => manager.syncBatch());
  expect(consumeUpdates(world)).toBe(3);
  expect(actionsOf(world)).toEqual(['get', 'patch']);
  expect(actionsOf(world)).toEqual([]);

  // What did not change is not sent, even when the server's is older.
  manager.setPodStatus(pod, status);
  expect(consumeUpdates(world)).toBe(0);
  manager.apiStatusVersions.set('12345678', (manager.apiStatusVersions.get('12345678') ?? 0) - 1);
  manager.setPodStatus(pod, status);
  world.run(() => manager.syncBatch());
  expect(actionsOf(world)).toEqual(['get']);
  expect(consumeUpdates(world)).toBe(0);
});

test('pkg/kubelet/status/status_manager_test.go#TestStatusEquality', () => {
  const pod = upstreamPod();
  const random = seededRandom(1);
  const containerStatuses = Array.from({ length: 10 }, (_, at) => ({ name: `container${at}` }));
  const status: PodStatus = { containerStatuses };
  for (let round = 0; round < 10; round++) {
    const shuffled = containerStatuses
      .map((one) => ({ one, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ one }) => one);
    const old = normalizeStatus(pod, { containerStatuses: shuffled });
    expect(isPodStatusByKubeletEqual(old, normalizeStatus(pod, status))).toBe(true);
  }
  const feature = (value: 'True' | 'False') =>
    ({ type: 'www.example.com/feature', status: value }) as const;
  const old = { ...status, conditions: [feature('True'), feature('False')] };
  status.conditions = [feature('True')];
  normalizeStatus(pod, old);
  expect(isPodStatusByKubeletEqual(old, normalizeStatus(pod, status))).toBe(true);
});

test('pkg/kubelet/status/status_manager_test.go#TestStatusNormalizationEnforcesMaxBytes', () => {
  const statuses = Array.from({ length: 48 }, (_, at) => ({
    name: `container${at}`,
    lastState: { terminated: { exitCode: 0, message: 'abcdefgh'.repeat(24 + (at % 3)) } },
  }));
  const { initContainerStatuses = [] } = normalizeStatus(upstreamPod(), {
    initContainerStatuses: statuses.slice(0, 24),
    containerStatuses: statuses.slice(24),
  });
  const lengths = initContainerStatuses.map(
    ({ lastState }) => lastState?.terminated?.message?.length ?? 0,
  );
  expect(lengths).toHaveLength(24);
  expect(lengths.every((length) => length >= 192 && length <= 256)).toBe(true);
  const sum = lengths.reduce((total, length) => total + length, 0);
  expect(sum).toBeLessThanOrEqual(maxPodTerminationMessageLogLength);
});

test('pkg/kubelet/status/status_manager_test.go#TestTerminatePod', () => {
  const world = upstreamWorld();
  const ended = (name: string, reason: string, exitCode: number): ContainerStatus => ({
    name,
    state: { terminated: { reason, exitCode } },
  });
  const first: PodStatus = {
    ...anyStatus(),
    phase: 'Failed',
    initContainerStatuses: [
      { name: 'init-test-1' },
      ended('init-test-2', 'InitTest', 0),
      ended('init-test-3', 'InitTest', 3),
    ],
    containerStatuses: [{ name: 'test-1' }, ended('test-2', 'Test', 2), ended('test-3', 'Test', 0)],
  };
  world.manager.setPodStatus(upstreamPod(), first);

  // The pod that is to end is an old one.
  const stale = { ...upstreamPod(), status: { ...anyStatus(), phase: 'Running' as const } };
  world.manager.terminatePod(stale);
  const status = statusIn(world, stale);
  const unknown = {
    terminated: {
      reason: 'ContainerStatusUnknown',
      message: 'The container could not be located when the pod was terminated',
      exitCode: 137,
    },
  };
  const expected = (statuses: ContainerStatus[] = []): ContainerStatus[] =>
    statuses.map((one) => ({ ...one, state: one.state ?? unknown }));
  expect(status.initContainerStatuses).toEqual(expected(first.initContainerStatuses));
  expect(status.containerStatuses).toEqual(expected(first.containerStatuses));
  expect([status.phase, status.message]).toEqual(['Failed', first.message]);
});

test('pkg/kubelet/status/status_manager_test.go#TestReconcilePodStatus', () => {
  const pod = upstreamPod();
  const world = upstreamWorld(structuredClone(pod));
  const { manager } = world;
  manager.setPodStatus(pod, anyStatus());
  world.run(() => manager.syncBatch());
  world.asked = [];

  const podStatus = statusIn(world, pod);
  pod.status = podStatus;
  // The second time the start has whole seconds only, as all times have here.
  for (let time = 0; time < 2; time++) {
    world.heard.set('12345678', pod);
    expect(manager.needsReconcile('12345678', podStatus)).toBe(false);
    manager.setPodStatus(pod, podStatus);
    world.run(() => manager.syncBatch());
    expect(actionsOf(world)).toEqual([]);
  }

  const changed = anyStatus();
  expect(manager.needsReconcile('12345678', changed)).toBe(true);
  manager.setPodStatus(pod, changed);
  world.run(() => manager.syncBatch());
  expect(actionsOf(world)).toEqual(['get', 'patch']);
});

test('pkg/kubelet/status/status_manager_test.go#TestDeletePods', () => {
  const pod = upstreamPod({ deletionTimestamp: formatTime(now) });
  const world = upstreamWorld(pod);
  world.heard.set('12345678', pod);
  world.manager.setPodStatus(pod, { ...anyStatus(), startTime: formatTime(now) });
  expect(actionsOf(world)).toEqual(['get', 'patch', 'delete']);
});

describe('pkg/kubelet/status/status_manager_test.go#TestUpdateLastTransitionTime', () => {
  const old = formatTime(now);
  const later = formatTime(now + 1000);
  const condition = (status: 'True' | 'False', lastTransitionTime?: string): PodCondition => ({
    type: 'test-type',
    status,
    ...(lastTransitionTime !== undefined && { lastTransitionTime }),
  });

  test.each<{ title: string; now?: PodCondition; before?: PodCondition; expected?: string }>([
    { title: 'should do nothing if no corresponding condition' },
    {
      title: 'should update last transition time if no old condition',
      now: condition('True'),
      expected: later,
    },
    {
      title: 'should update last transition time if condition is changed',
      now: condition('True'),
      before: condition('False', old),
      expected: later,
    },
    {
      title: 'should keep last transition time if condition is not changed',
      now: condition('False'),
      before: condition('False', old),
      expected: old,
    },
  ])('$title', ({ now: given, before, expected }) => {
    const status: PodStatus = given ? { conditions: [given] } : {};
    updateLastTransitionTime(status, before ? { conditions: [before] } : {}, 'test-type', later);
    expect(status.conditions?.[0]?.lastTransitionTime).toBe(expected);
  });
});

// Upstream does not look at the order of the conditions.
describe('pkg/kubelet/status/status_manager_test.go#TestMergePodStatus', () => {
  const scheduled: PodCondition = { type: 'PodScheduled', status: 'True' };
  const ready = (status: 'True' | 'False'): PodCondition => ({ type: 'Ready', status });
  const feature = (status: 'True' | 'False'): PodCondition => ({
    type: 'example.com/feature',
    status,
  });
  const unchanged = [ready('True'), scheduled];
  const unready = [ready('False'), scheduled];
  const more = [...unchanged, feature('True')];

  test.each([
    { title: 'no change', old: unchanged, now: unchanged, expected: unchanged },
    { title: 'readiness changes', old: unchanged, now: unready, expected: unready },
    { title: 'additional pod condition', old: more, now: unchanged, expected: more },
    {
      title: 'additional pod condition and readiness changes',
      old: more,
      now: unready,
      expected: [...unready, feature('True')],
    },
    {
      title: 'additional pod condition changes',
      old: more,
      now: [...unchanged, feature('False')],
      expected: more,
    },
  ])('$title', ({ old, now: given, expected }) => {
    const statusWith = (conditions: PodCondition[]): PodStatus => ({
      phase: 'Running',
      conditions,
      message: 'Message',
    });
    const { conditions = [], ...rest } = mergePodStatus(statusWith(old), statusWith(given));
    const byType = (list: readonly PodCondition[]): PodCondition[] =>
      list.toSorted((a, b) => (a.type < b.type ? -1 : 1));
    expect(byType(conditions)).toEqual(byType(expected));
    expect(rest).toEqual({ phase: 'Running', message: 'Message' });
  });
});
