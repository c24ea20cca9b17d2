import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { shortStatus } from '../../../conformance/short-status.ts';
import { formatTime } from '../api/format-time.ts';
import type { Pod, PodStatus } from '../api/pod.ts';
import { StatusError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { normalizeStatus } from './normalize-status.ts';
import { semanticEqual } from './semantic-equal.ts';
import {
  checkContainerStateTransition,
  isPodStatusByKubeletEqual,
  mergePodStatus,
  StatusManager,
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
    return {
      *get(_namespace, name): Task<readonly [Pod | undefined, Error | undefined]> {
        yield;
        const error = ask('get', `get ${name}`);
        if (error) return [undefined, error];
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
        if (semanticEqual(old, status)) return [undefined, true, undefined];
        const error = ask('patch', `patch ${name} status`);
        if (error) return [undefined, false, error];
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
