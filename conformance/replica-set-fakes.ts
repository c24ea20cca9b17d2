import { formatTime } from '../src/ports/api/format-time.ts';
import type { LabelSelector, OwnerReference } from '../src/ports/api/meta.ts';
import type { Pod } from '../src/ports/api/pod.ts';
import type {
  ReplicaSet,
  ReplicaSetCondition,
  ReplicaSetStatus,
} from '../src/ports/api/replica-set.ts';
import { StatusError } from '../src/ports/api/status-error.ts';
import { keyFunc } from '../src/ports/controller/key-func.ts';
import type { PodControl } from '../src/ports/controller/pod-control.ts';
import type { PodPatcher } from '../src/ports/controller/pod-patcher.ts';
import type { UIDTrackingControllerExpectations } from '../src/ports/controller/uid-tracking-controller-expectations.ts';
import { nothing } from '../src/ports/labels/nothing.ts';
import type { Selector } from '../src/ports/labels/selector.ts';
import type { ToSelector } from '../src/ports/labels/to-selector.ts';
import type { NamespaceLister, PodLister, ReplicaSetLister } from '../src/ports/listers/lister.ts';
import type { ReplicaSetsGetter } from '../src/ports/replicaset/replica-set-client.ts';
import type { KeyQueue } from '../src/ports/replicaset/replica-set-controller.ts';
import { exactSelector } from './replay-claim-pods.ts';
import { deletedAt, errorOf, labelsOf, metaOf } from './short-owned.ts';

/** When the replay of vectors happens, in milliseconds. */
export const now = Date.parse('2021-01-13T13:28:09Z');

/**
 * Reads `uid:t,uid:f,uid:-:Kind:name:apiVersion:f`: whether each is the controller, and blocks the
 * deletion of the owner.
 */
function ownersOf(text: string): OwnerReference[] {
  const ones = text.split(',').filter((one) => one !== '');
  return ones.map((one) => {
    const [uid = '', is = '-', kind = '', name = '', apiVersion = '', blocks = '-'] =
      one.split(':');
    return {
      apiVersion,
      kind,
      name,
      uid,
      ...(is !== '-' && { controller: is === 't' }),
      ...(blocks !== '-' && { blockOwnerDeletion: blocks === 't' }),
    };
  });
}

function selectorOf(text: string): LabelSelector | undefined {
  if (text === 'broken') {
    const operator = 'Near' as 'In';
    return { matchExpressions: [{ key: 'a', operator }] };
  }
  const matchLabels = labelsOf(text);
  return matchLabels && { matchLabels };
}

/** Nobody may change what a cache has: a change throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}

/** Reads `namespace;name;uid;owners;selector;replicas;minReadySeconds;deleted`. */
export function setOf(text: string): ReplicaSet {
  const parts = text.split(';');
  const [namespace = '', name = '', uid = '', owners = '', selectorText = ''] = parts;
  const [replicas = '', minReadySeconds = '', deleted = ''] = parts.slice(5);
  const selector = selectorOf(selectorText);
  return {
    metadata: metaOf(namespace, name, uid, deleted, undefined, ownersOf(owners)),
    spec: {
      replicas: Number(replicas),
      ...(minReadySeconds !== '0' && { minReadySeconds: Number(minReadySeconds) }),
      ...(selector && { selector }),
      template: {},
    },
    status: { replicas: 0 },
  };
}

/**
 * Reads `namespace;name;uid;labels;owners;phase;deleted;ready@age;created;version`, the age of the
 * condition in seconds.
 */
export function podOf(text: string): Pod {
  const parts = text.split(';');
  const [namespace = '', name = '', uid = '', labels = '', owners = '', phase = ''] = parts;
  const [deleted = '', ready = '', created = '', resourceVersion = ''] = parts.slice(6);
  const [status = '', age = ''] = ready.split('@');
  return {
    metadata: {
      ...metaOf(namespace, name, uid, deleted, labelsOf(labels), ownersOf(owners)),
      creationTimestamp: formatTime((1600000000 + Number(created)) * 1000),
      resourceVersion,
    },
    spec: {},
    status: {
      phase: phase as 'Running',
      ...(ready && {
        conditions: [
          {
            type: 'Ready',
            status: status as 'True',
            lastTransitionTime: formatTime(now - Number(age) * 1000),
          },
        ],
      }),
    },
  };
}

/** Reads `type|status|reason|message|seconds`. */
export function conditionOf(text: string): ReplicaSetCondition {
  const [type = '', status = '', reason = '', message = '', time = ''] = text.split('|');
  return {
    type,
    status: status as ReplicaSetCondition['status'],
    ...(reason && { reason }),
    ...(message && { message }),
    ...(time !== '-' && { lastTransitionTime: formatTime(Number(time) * 1000) }),
  };
}

function conditionText(condition: ReplicaSetCondition): string {
  const { type, status, reason = '', message = '', lastTransitionTime } = condition;
  const at = lastTransitionTime === undefined ? undefined : Date.parse(lastTransitionTime);
  const time = at === undefined ? '-' : at === now ? 'now' : String(at / 1000);
  return [type, status, reason, message, time].join('|');
}

export const numbersOf = (status: ReplicaSetStatus): readonly number[] => [
  status.replicas,
  status.fullyLabeledReplicas ?? 0,
  status.readyReplicas ?? 0,
  status.availableReplicas ?? 0,
  status.observedGeneration ?? 0,
];

export function statusOf(
  [replicas = 0, fullyLabeledReplicas = 0, readyReplicas = 0, ...rest]: readonly number[],
  conditions: readonly string[] | null,
): ReplicaSetStatus {
  const [availableReplicas = 0, observedGeneration = 0] = rest;
  return {
    replicas,
    fullyLabeledReplicas,
    readyReplicas,
    availableReplicas,
    observedGeneration,
    ...(conditions && { conditions: conditions.map(conditionOf) }),
  };
}

/** Exact labels only; an operator fails as an unknown one does in Go. */
export const toSelector: ToSelector = (ps) => {
  if (ps === undefined) return [nothing(), undefined];
  const operator = ps.matchExpressions?.[0]?.operator;
  return operator === undefined
    ? [exactSelector(ps.matchLabels), undefined]
    : [exactSelector(), new Error(`"${operator}" is not a valid pod selector operator`)];
};

type Stored = Pod | ReplicaSet;

/** A cache that lists by key, as the vectors were recorded; all namespaces for the empty one. */
export class FakeStore<T extends Stored> {
  readonly #objects = new Map<string, T>();
  readonly #resource: string;

  constructor(resource: string, objects: readonly T[] = []) {
    this.#resource = resource;
    objects.forEach((object) => this.add(object));
  }

  add(object: T): void {
    this.#objects.set(keyFunc(object), object);
  }

  delete(object: T): void {
    this.#objects.delete(keyFunc(object));
  }

  all(): readonly T[] {
    const keys = [...this.#objects.keys()].sort();
    return keys.flatMap((key) => this.#objects.get(key) ?? []);
  }

  lister(namespace: string): NamespaceLister<T> {
    const isIn = ({ metadata }: T): boolean => namespace === '' || metadata.namespace === namespace;
    const isPicked = ({ metadata }: T, selector: Selector): boolean =>
      selector.matches(metadata.labels ?? {});
    return {
      list: (selector) => [
        this.all().filter((object) => isIn(object) && isPicked(object, selector)),
        undefined,
      ],
      get: (name) => {
        const object = this.#objects.get(`${namespace}/${name}`);
        if (object) return [object, undefined];
        return [undefined, new StatusError(`${this.#resource} "${name}" not found`, 'NotFound')];
      },
    };
  }
}

const failing = <T>(list: string, get: string): NamespaceLister<T> => ({
  list: () => [[], new Error(list)],
  get: () => [undefined, new Error(get)],
});

export function setLister(store: FakeStore<ReplicaSet>, fails = false): ReplicaSetLister {
  const none = failing<ReplicaSet>('sets cannot be listed', 'sets cannot be read');
  return { replicaSets: (namespace) => (fails ? none : store.lister(namespace)) };
}

export function podLister(store: FakeStore<Pod>, fails = false): PodLister {
  const none = failing<Pod>('pods cannot be listed', 'pods cannot be read');
  return { pods: (namespace) => (fails ? none : store.lister(namespace)) };
}

/** Stands for the API server; says in `calls` what it was asked for. */
export function fakeServer(
  set: ReplicaSet,
  live: string,
  updates: readonly string[],
  calls: string[],
): ReplicaSetsGetter {
  let updated = 0;
  return {
    replicaSets: (namespace) => ({
      *get(name) {
        yield;
        calls.push(`get ${namespace}/${name}`);
        const fresh = structuredClone(set);
        fresh.metadata.resourceVersion = 'live';
        fresh.metadata.generation = (fresh.metadata.generation ?? 0) + 5;
        delete fresh.metadata.deletionTimestamp;
        fresh.status.replicas = 99;
        fresh.spec.minReadySeconds = 7;
        if (live === 'deleted') fresh.metadata.deletionTimestamp = deletedAt;
        else if (live === 'another') fresh.metadata.uid = 'u9';
        else if (live !== 'ok') return [undefined, errorOf(live, name)];
        return [frozen(fresh), undefined];
      },
      *updateStatus(rs) {
        yield;
        const conditions = (rs.status.conditions ?? []).map(conditionText).join(',');
        const { name, resourceVersion = '' } = rs.metadata;
        const numbers = numbersOf(rs.status).join(' ');
        calls.push(`status ${namespace}/${name} ${resourceVersion} [${numbers}] ${conditions}`);
        const error = errorOf(updates[updated++], name);
        if (error) return [undefined, error];
        const copy = structuredClone(rs);
        copy.metadata.resourceVersion = 'updated';
        return [copy, undefined];
      },
    }),
  };
}

export interface PodControlPlan {
  readonly patches?: Readonly<Record<string, string>>;
  readonly deletes?: Readonly<Record<string, string>>;
  /** Whether every create fails. */
  readonly refused?: boolean;
}

/** Patches are written to `calls` with those of the server; creates and deletes run at once. */
export function fakePodControl(
  { patches = {}, deletes = {}, refused = false }: PodControlPlan,
  calls: string[],
) {
  const done = { creates: 0, deleted: [] as string[] };
  const podControl: PodControl & PodPatcher = {
    *createPodsWithControllerRef() {
      yield;
      done.creates++;
      return refused ? new Error('refused') : undefined;
    },
    *deletePod(namespace, name) {
      yield;
      done.deleted.push(`${namespace}|${name}`);
      const kind = deletes[name];
      return errorOf(kind === 'not found' ? 'NotFound' : kind, name);
    },
    *patchPod(namespace, name, data) {
      yield;
      calls.push(`patch ${namespace}/${name} ${data}`);
      return errorOf(patches[name], name);
    },
  };
  return { podControl, done };
}

/** Writes down what it is told; hands out what it was made with. */
export function fakeQueue(log: string[], next: string[] = []): KeyQueue {
  return {
    add: (item) => log.push(`add ${item}`),
    addAfter: (item, after) => log.push(`after ${item} ${after}`),
    addRateLimited: (item) => log.push(`limited ${item}`),
    forget: (item) => log.push(`forget ${item}`),
    done: (item) => log.push(`done ${item}`),
    shutDown: () => log.push('shutDown'),
    *get() {
      yield;
      const item = next.shift();
      return item === undefined ? [undefined, true] : [item, false];
    },
  };
}

const startsOfMessages = [
  "couldn't get object from tombstone",
  'tombstone contained object that is not a ReplicaSet',
  'tombstone contained object that is not a pod',
  'ReplicaSet has no controller',
];

/** The message without the object that some end with, which Go prints in full. */
export const messageOf = ({ message }: Error): string =>
  startsOfMessages.find((start) => message.startsWith(start)) ?? message;

/** What a controller expects: `add,del[awaited pods]`. */
export function expectedText(
  expectations: Pick<UIDTrackingControllerExpectations, 'getExpectations' | 'getUIDs'>,
  key: string,
): string {
  const counts = expectations.getExpectations(key)?.getExpectations();
  const uids = expectations.getUIDs(key);
  const awaited = uids ? `[${[...uids].sort().join(' ')}]` : '';
  return `${counts ? counts.join(',') : ''}${awaited}`;
}
