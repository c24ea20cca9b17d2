import type { Pod } from '../ports/api/pod.ts';
import { formatTime } from '../ports/api/format-time.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { ControllerExpectations } from '../ports/controller/controller-expectations.ts';
import { UIDTrackingControllerExpectations } from '../ports/controller/uid-tracking-controller-expectations.ts';
import type { ReplicaSetSyncer } from '../ports/replicaset/sync-replica-set.ts';
import type { Task } from '../ports/runtime/task.ts';
import { drawExpectations } from './draw-expectations.ts';
import { listFrom } from './list-from.ts';
import { makePod } from './make-pod.ts';
import type { Grid, Groups, Item } from './picture.ts';
import { plural } from './plural.ts';
import type { Stage } from './stage.ts';
import { toExactSelector } from './to-exact-selector.ts';

export interface WorldOptions {
  readonly stage: Stage;
  readonly set: ReplicaSet;
  readonly pods?: readonly Pod[];
  readonly burst?: number;
  /** Why a call fails, counted from 1; nothing if it succeeds. */
  readonly refuse?: (call: 'create' | 'delete' | 'status', number: number) => Error | undefined;
  /** Whether the watch brings every change at once, or only when it is told to. */
  readonly watches?: boolean;
}

interface Change {
  readonly kind: 'added' | 'deleted';
  readonly pod: Pod;
}

/** The surroundings of a sync of the ReplicaSet web: the API server, the watch and the cache. */
export class ReplicaSetWorld {
  /** What the API server has stored. */
  readonly stored = new Map<string, Pod>();
  /** What the controller sees. */
  readonly cache = new Map<string, Pod>();
  /** Changes that the watch has not brought yet. */
  readonly onTheWay: Change[] = [];
  /** Requests in their order. */
  readonly calls: string[] = [];
  readonly errors: string[] = [];
  readonly key: string;
  readonly counts: ControllerExpectations;
  readonly expectations: UIDTrackingControllerExpectations;
  /** The ReplicaSet as the API server has it; and as the cache has it, if it does. */
  storedSet: ReplicaSet;
  cachedSet: ReplicaSet | undefined;
  /** After how many milliseconds the key is to be queued again. */
  requeuedAfter: number | undefined;
  created = 0;
  deleted = 0;
  /** DELETE requests that were answered well. */
  deletes = 0;
  readonly #stage: Stage;
  readonly #options: WorldOptions;
  readonly #numbers = { create: 0, delete: 0, status: 0 };
  #tasks = 0;
  #names = 0;

  constructor(options: WorldOptions) {
    const { stage, set, pods = [] } = options;
    this.#options = options;
    this.#stage = stage;
    this.storedSet = structuredClone(set);
    this.cachedSet = set;
    this.key = `default/${set.metadata.name}`;
    this.counts = new ControllerExpectations(stage.scheduler);
    this.expectations = new UIDTrackingControllerExpectations(this.counts);
    for (const pod of pods) {
      this.stored.set(pod.metadata.name, pod);
      this.cache.set(pod.metadata.name, pod);
    }
    this.#names = pods.length;
  }

  /** What a sync gets of the controller. */
  syncer(): ReplicaSetSyncer {
    const { scheduler } = this.#stage;
    const sets = listFrom('replicasets.apps', () => (this.cachedSet ? [this.cachedSet] : []));
    const pods = listFrom('pods', () => [...this.cache.values()]);
    return {
      runtime: {
        go: (task) => {
          scheduler.go(task, `call ${++this.#tasks}`);
        },
        now: () => scheduler.now(),
      },
      groupVersionKind: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
      burstReplicas: this.#options.burst ?? 500,
      expectations: this.expectations,
      labelSelectorAsSelector: toExactSelector,
      rsLister: { replicaSets: () => sets },
      podLister: { pods: () => pods },
      getIndirectlyRelatedPods: () => [[], undefined],
      handleError: (error) => {
        this.errors.push(error.message);
        this.#stage.say(`logs: ${error.message}`);
      },
      queue: {
        addAfter: (key, duration) => {
          this.requeuedAfter = duration;
          this.#stage.say(`${key} is to be queued again after ${duration / 1000} s`);
        },
      },
      podControl: {
        createPodsWithControllerRef: () => this.#create(),
        deletePod: (_, name) => this.#delete(name),
        *patchPod(_, name) {
          yield;
          return new StatusError(`pods "${name}" not found`, 'NotFound');
        },
      },
      kubeClient: {
        replicaSets: () => ({
          get: () => this.#get(),
          updateStatus: (rs) => this.#updateStatus(rs),
        }),
      },
    };
  }

  /** Brings changes that are on the way into the cache, and tells the expectations. */
  watch(count = Infinity): void {
    for (const { kind, pod } of this.onTheWay.splice(0, count)) {
      const { name } = pod.metadata;
      this.cache.set(name, pod);
      if (kind === 'added') {
        this.expectations.creationObserved(this.key);
        this.#stage.say(`The watch shows ${name}: one creation less is awaited`);
      } else {
        this.expectations.deletionObserved(this.key, `default/${name}`);
        this.#stage.say(
          `The watch shows that ${name} is being deleted: one deletion less is awaited`,
        );
      }
    }
  }

  drawExpectations(): Grid {
    return drawExpectations(this.counts, this.expectations, this.#stage.scheduler.now());
  }

  drawPods(): Groups {
    return {
      kind: 'groups',
      groups: [
        {
          name: 'at the API server',
          items: [...this.stored.values()].map(itemOf),
          empty: 'no Pod',
        },
        {
          name: 'on the way',
          note: 'the watch has yet to bring it',
          items: this.onTheWay.map(({ kind, pod }) => ({
            text: pod.metadata.name,
            tone: 'waiting',
            note: kind,
          })),
          empty: 'nothing',
        },
        {
          name: 'in the cache',
          note: 'what the controller counts',
          items: [...this.cache.values()].map(itemOf),
          empty: 'no Pod',
        },
      ],
    };
  }

  /** Pods that are stored and not being deleted or ended. */
  get active(): number {
    return [...this.stored.values()].filter(isActive).length;
  }

  *#create(): Task<Error | undefined> {
    yield;
    const error = this.#options.refuse?.('create', ++this.#numbers.create);
    if (error) {
      this.calls.push('POST of a Pod: refused');
      this.#stage.say(`POST of a Pod is refused: ${error.message}`);
      return error;
    }
    const name = `web-${++this.#names}`;
    const { name: owner, uid = '' } = this.storedSet.metadata;
    const pod = makePod({
      name,
      owner: { name: owner, uid },
      phase: 'Pending',
      node: '',
      createdAt: this.#stage.scheduler.now(),
    });
    this.stored.set(name, pod);
    this.created++;
    this.calls.push(`POST ${name}`);
    this.#stage.say(`POST: ${name} is stored`);
    yield* this.#tell({ kind: 'added', pod });
    return undefined;
  }

  *#delete(name: string): Task<Error | undefined> {
    yield;
    const pod = this.stored.get(name);
    const error =
      this.#options.refuse?.('delete', ++this.#numbers.delete) ??
      (pod ? undefined : new StatusError(`pods "${name}" not found`, 'NotFound'));
    if (error || !pod) {
      this.calls.push(`DELETE ${name}: failed`);
      this.#stage.say(`DELETE ${name} fails: ${error?.message ?? ''}`);
      return error;
    }
    this.deletes++;
    this.calls.push(`DELETE ${name}`);
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.#stage.say(`DELETE: ${name} is being deleted already`);
      return undefined;
    }
    const deletionTimestamp = formatTime(this.#stage.scheduler.now());
    const marked = { ...pod, metadata: { ...pod.metadata, deletionTimestamp } };
    this.stored.set(name, marked);
    this.deleted++;
    this.#stage.say(`DELETE: ${name} gets its deletionTimestamp`);
    yield* this.#tell({ kind: 'deleted', pod: marked });
    return undefined;
  }

  /** The watch can be faster than the answer, and here it is if the order allows. */
  *#tell(change: Change): Task<void> {
    this.onTheWay.push(change);
    if (this.#options.watches !== true) return;
    const watch = (): void => {
      this.watch(1);
    };
    this.#stage.scheduler.go(function* () {
      watch();
    }, 'watch');
    yield;
  }

  *#get(): Task<readonly [ReplicaSet | undefined, Error | undefined]> {
    yield;
    const version = this.storedSet.metadata.resourceVersion ?? '';
    this.calls.push('GET web');
    this.#stage.say(`GET web: it is at version ${version}`);
    return [structuredClone(this.storedSet), undefined];
  }

  *#updateStatus(rs: ReplicaSet): Task<readonly [ReplicaSet | undefined, Error | undefined]> {
    yield;
    const { resourceVersion: stored = '' } = this.storedSet.metadata;
    const based = rs.metadata.resourceVersion ?? '';
    const error =
      this.#options.refuse?.('status', ++this.#numbers.status) ??
      (based === stored ? undefined : new StatusError('the object has been modified', 'Conflict'));
    if (error) {
      this.calls.push('PUT the status: 409');
      this.#stage.say(`PUT of the status on version ${based} is refused: ${error.message}`);
      return [undefined, error];
    }
    this.storedSet = structuredClone({
      ...this.storedSet,
      status: rs.status,
      metadata: { ...this.storedSet.metadata, resourceVersion: String(Number(stored) + 1) },
    });
    const { replicas, readyReplicas = 0, availableReplicas = 0 } = rs.status;
    const numbers = `${plural(replicas, 'replica')}, ${readyReplicas} ready, ${availableReplicas} available`;
    this.calls.push('PUT the status');
    this.#stage.say(`PUT of the status: ${numbers}`);
    return [structuredClone(this.storedSet), undefined];
  }
}

const isActive = ({ metadata, status }: Pod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status.phase !== 'Failed' &&
  status.phase !== 'Succeeded';

function itemOf(pod: Pod): Item {
  const { metadata, status } = pod;
  if (metadata.deletionTimestamp !== undefined) {
    return { text: metadata.name, tone: 'gone', note: 'being deleted' };
  }
  const isReady = status.conditions?.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
  if (isReady === true) return { text: metadata.name, tone: 'good', note: 'ready' };
  const tone = isActive(pod) ? 'plain' : 'bad';
  return { text: metadata.name, tone, note: (status.phase ?? '').toLowerCase() };
}
