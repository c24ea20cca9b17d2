import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment, DeploymentStatus } from '../api/deployment.ts';
import { formatTime } from '../api/format-time.ts';
import { getControllerOf } from '../api/get-controller-of.ts';
import type { Pod, PodPhase } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { newControllerRef } from '../api/new-controller-ref.ts';
import { StatusError } from '../api/status-error.ts';
import { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';
import { BaseControllerRefManager } from '../controller/base-controller-ref-manager.ts';
import { selectorFromValidatedSet } from '../labels/selector-from-validated-set.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { NamespaceLister } from '../listers/lister.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { ItemExponentialFailureRateLimiter } from '../workqueue/item-exponential-failure-rate-limiter.ts';
import { RateLimitingType } from '../workqueue/rate-limiting-type.ts';
import { DeploymentController } from './deployment-controller.ts';
import { controllerKind } from './deployment-syncer.ts';

interface Step {
  /** Name, pods, ready and available ones of ReplicaSets, and whether they failed to create some. */
  readonly sets?: readonly (readonly [string, number, number, number, boolean])[];
  readonly version?: string;
  readonly replicas?: number;
  readonly paused?: boolean;
  readonly elapsed?: number;
  readonly minReadySeconds?: number;
  readonly pods?: readonly (readonly [name: string, rs: string, phase: PodPhase])[];
  readonly deleted?: boolean;
  readonly failing?: string;
  readonly done: readonly string[];
  readonly error: string | null;
}

interface SyncCase {
  readonly d: Deployment;
  /** A ReplicaSet of somebody else with this name is there. */
  readonly taken?: string;
  readonly steps: readonly Step[];
}

const textOf = (annotations: Readonly<Record<string, string>> = {}): string =>
  Object.entries(annotations)
    .map(([key, value]) => `${key.replace('deployment.kubernetes.io/', '')}=${value}`)
    .sort()
    .join(',');

const sortedJson = (labels: Readonly<Record<string, string>> = {}): string =>
  JSON.stringify(Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))));

const labelSelectorAsSelector: ToSelector = (ps) => [
  selectorFromValidatedSet(ps?.matchLabels),
  undefined,
];

/** A cluster of one Deployment, of which only the Deployment controller is real. */
class Cluster {
  d: Deployment;
  pods: readonly Pod[] = [];
  failing = '';
  now = Date.parse('2021-01-13T13:28:09Z');
  readonly sets = new Map<string, ReplicaSet>();
  readonly scheduler = new Scheduler();
  #done: string[] = [];
  #events: string[] = [];
  #queued: string[] = [];
  #created = 0;

  constructor(d: Deployment) {
    this.d = structuredClone(d);
  }

  /** Syncs once and says what was done. */
  sync(): Pick<Step, 'done' | 'error'> {
    this.#done = [];
    this.#events = [];
    this.#queued = [];
    const err = this.scheduler.run(() => this.controller().syncDeployment('default/d'));
    return {
      done: [...this.#done, ...this.#events, ...this.#queued],
      error: err?.message ?? null,
    };
  }

  controller(): DeploymentController {
    const { pods } = this;
    const cache = new Map([...this.sets].map(([name, rs]) => [name, structuredClone(rs)]));
    const lister = <T extends ReplicaSet | Deployment | Pod>(
      kind: string,
      objects: readonly T[],
    ): NamespaceLister<T> => ({
      list: (selector) => [
        objects.filter(({ metadata }) => selector.matches(metadata.labels ?? {})),
        undefined,
      ],
      get: (name) => {
        const found = objects.find(({ metadata }) => metadata.name === name);
        return [
          found,
          found
            ? undefined
            : new StatusError(`${kind} ${JSON.stringify(name)} not found`, 'NotFound'),
        ];
      },
    });
    return new DeploymentController({
      runtime: { now: () => this.now },
      client: this.#client(),
      recorder: {
        event: (_object, type, reason, message) => {
          this.#events.push(`event ${type} ${reason} ${message}`);
        },
      },
      dLister: { deployments: () => lister('deployment.apps', [structuredClone(this.d)]) },
      rsLister: { replicaSets: () => lister('replicaset.apps', [...cache.values()]) },
      podLister: { pods: () => lister('pod', pods) },
      queue: {
        add: (key) => void this.#queued.push(`now ${key}`),
        addAfter: (key, after) =>
          void this.#queued.push(`again ${key} after ${Math.ceil(after / 1000)}`),
        addRateLimited: (key) => void this.#queued.push(`again ${key}`),
        *get() {
          yield;
          return ['default/d', false];
        },
        done: () => undefined,
        forget: () => undefined,
        numRequeues: () => 0,
      },
      *claimReplicaSets(d, _selector, rsList) {
        yield;
        return [rsList.filter((rs) => getControllerOf(rs)?.uid === d.metadata.uid), undefined];
      },
      labelSelectorAsSelector,
      handleError: (error) => {
        throw error;
      },
    });
  }

  #client(): DeploymentController['client'] {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- generators have a this of their own
    const cluster = this;
    const refused = (causes: readonly string[] = []) =>
      new StatusError('replicasets.apps "x" is forbidden: refused', 'Forbidden', causes);
    const answer = <T>(object: T) => [structuredClone(object), undefined] as const;
    return {
      *getDeployment() {
        yield;
        return answer(cluster.d);
      },
      *updateDeploymentStatus(d) {
        yield;
        cluster.#done.push(
          `update ${textOf(d.metadata.annotations)}|${cluster.#statusText(d.status)}`,
        );
        if (cluster.failing === 'status') return [undefined, refused()];
        cluster.d = structuredClone(d);
        return answer(d);
      },
      *createReplicaSet(_namespace, rs) {
        yield;
        const { name, labels, annotations, ownerReferences } = rs.metadata;
        const { replicas = 0, minReadySeconds = 0, template, selector } = rs.spec;
        const [ref] = ownerReferences ?? [];
        const refText = JSON.stringify([
          {
            apiVersion: ref?.apiVersion,
            kind: ref?.kind,
            name: ref?.name,
            uid: ref?.uid,
            controller: ref?.controller,
            blockOwnerDeletion: ref?.blockOwnerDeletion,
          },
        ]);
        const same = textOf(template.metadata?.labels) === textOf(labels);
        cluster.#done.push(
          `create ${name} ${replicas} ${minReadySeconds} ${textOf(annotations)} ${sortedJson(labels)} ${refText} ${same}${textOf(selector?.matchLabels)}`,
        );
        if (cluster.failing === 'create') return [undefined, refused()];
        if (cluster.failing === 'terminating') {
          return [undefined, refused(['NamespaceTerminating'])];
        }
        cluster.#created++;
        if (cluster.sets.has(name)) {
          return [
            undefined,
            new StatusError(`replicasets.apps "${name}" already exists`, 'AlreadyExists'),
          ];
        }
        const made = structuredClone(rs);
        made.metadata.uid = `uid-${name}`;
        made.metadata.creationTimestamp = formatTime((1_600_000_000 + cluster.#created) * 1000);
        cluster.sets.set(name, made);
        return answer(made);
      },
      *updateReplicaSet(rs) {
        yield;
        const { name, annotations } = rs.metadata;
        const { replicas = 0, minReadySeconds = 0 } = rs.spec;
        cluster.#done.push(`update ${name} ${replicas} ${minReadySeconds} ${textOf(annotations)}`);
        if (cluster.failing === 'update') return [undefined, refused()];
        cluster.sets.set(name, structuredClone(rs));
        return answer(rs);
      },
      *deleteReplicaSet(_namespace, name) {
        yield;
        cluster.#done.push(`delete ${name}`);
        if (cluster.failing === 'delete') return refused();
        if (cluster.failing === 'gone') {
          return new StatusError('replicasets.apps "x" not found', 'NotFound');
        }
        cluster.sets.delete(name);
        return undefined;
      },
      *listReplicaSets(_namespace, selector) {
        yield;
        const all = [...cluster.sets.values()];
        return [all.filter((rs) => selector.matches(rs.metadata.labels ?? {})), undefined];
      },
    };
  }

  #statusText(status: DeploymentStatus): string {
    const ago = (time: string | undefined): string =>
      time === undefined ? '-' : String((this.now - Date.parse(time)) / 1000);
    const conditions = (status.conditions ?? []).map((c) =>
      [
        c.type,
        c.status,
        c.reason ?? '',
        ago(c.lastUpdateTime),
        ago(c.lastTransitionTime),
        c.message ?? '',
      ].join(':'),
    );
    const numbers = [
      status.observedGeneration ?? 0,
      status.replicas ?? 0,
      status.updatedReplicas ?? 0,
      status.readyReplicas ?? 0,
      status.availableReplicas ?? 0,
      status.unavailableReplicas ?? 0,
      status.collisionCount ?? '-',
    ];
    return `${numbers.join(' ')}|${conditions.join(';')}`;
  }

  /** Changes the cluster as a step says. */
  change(step: Step): void {
    const { spec, metadata } = this.d;
    const changed = (): void => {
      metadata.generation = (metadata.generation ?? 0) + 1;
    };
    for (const [name, replicas, readyReplicas, availableReplicas, failed] of step.sets ?? []) {
      const rs = this.sets.get(name);
      if (!rs) throw new Error(`There is no ReplicaSet ${name}`);
      rs.status = { replicas, readyReplicas, availableReplicas };
      if (failed) {
        rs.status.conditions = [
          { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'no room' },
        ];
      }
    }
    if (step.version !== undefined) {
      spec.template.metadata = { labels: { app: 'x', v: step.version } };
      changed();
    }
    if (step.replicas !== undefined) {
      spec.replicas = step.replicas;
      changed();
    }
    if (step.paused !== undefined) {
      spec.paused = step.paused;
      changed();
    }
    this.now += (step.elapsed ?? 0) * 1000;
    if (step.minReadySeconds !== undefined) spec.minReadySeconds = step.minReadySeconds;
    if (step.pods) this.pods = step.pods.map(podOf);
    if (step.deleted === true) metadata.deletionTimestamp = '2020-09-13T12:26:40Z';
    this.failing = step.failing ?? '';
  }
}

function podOf([name, rs, phase]: readonly [string, string, PodPhase]): Pod {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: rs, uid: `uid-${rs}` };
  return {
    metadata: {
      name,
      namespace: 'default',
      labels: { app: 'x' },
      ownerReferences: [{ ...owner, controller: true }],
    },
    spec: {},
    status: { phase },
  };
}

describe('syncDeployment', () => {
  const { symbol, cases } = readVectors<SyncCase>('sync-deployment');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/controller/deployment/deployment_controller.go#DeploymentController.syncDeployment',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('whole rollouts go step by step as in Go', { timeout: 60_000 }, () => {
    for (const [at, { d, taken, steps }] of cases.entries()) {
      const cluster = new Cluster(d);
      if (taken !== undefined) {
        cluster.sets.set(taken, {
          metadata: {
            name: taken,
            namespace: 'default',
            ownerReferences: [
              {
                apiVersion: 'apps/v1',
                kind: 'Deployment',
                name: 'd',
                uid: 'uid-other',
                controller: true,
              },
            ],
          },
          spec: { replicas: 0, template: {} },
          status: { replicas: 0 },
        });
      }
      const ours = steps.map((step) => {
        cluster.change(step);
        return { ...step, ...cluster.sync() };
      });
      expect({ at, steps: ours }).toEqual({ at, steps });
    }
  });
});

const upstream = 'pkg/controller/deployment/deployment_controller_test.go';

/** As upstream's newDeployment. */
const newDeployment = (
  name: string,
  selected: Record<string, string> = { foo: 'bar' },
): Deployment => ({
  metadata: { name, namespace: 'default', uid: `uid-of-${name}`, annotations: {} },
  spec: {
    replicas: 1,
    selector: { matchLabels: selected },
    template: {
      metadata: { labels: selected },
      spec: { containers: [{ name: '', image: 'foo/bar' }] },
    },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
  },
  status: {},
});

/** As upstream's newReplicaSet: the Deployment controls it. */
const newReplicaSet = (d: Deployment, name: string): ReplicaSet => ({
  metadata: {
    name,
    namespace: 'default',
    uid: `uid-of-${name}`,
    resourceVersion: '1',
    labels: { ...d.spec.selector?.matchLabels },
    ownerReferences: [newControllerRef(d, controllerKind)],
  },
  spec: { replicas: 1, selector: { ...d.spec.selector }, template: d.spec.template },
  status: { replicas: 0 },
});

const orphan = (rs: ReplicaSet): ReplicaSet => {
  const metadata = { ...rs.metadata };
  delete metadata.ownerReferences;
  return { ...rs, metadata };
};

const newPod = (rs: ReplicaSet, name = `${rs.metadata.name}-pod`): Pod => ({
  metadata: {
    name,
    namespace: 'default',
    labels: { ...rs.spec.selector?.matchLabels },
    ownerReferences: [newControllerRef(rs, { group: '', version: 'v1beta1', kind: 'ReplicaSet' })],
  },
  spec: {},
  status: {},
});

/** The next version of a ReplicaSet, with other metadata. */
const next = (rs: ReplicaSet, metadata: Partial<ReplicaSet['metadata']> = {}): ReplicaSet => ({
  ...rs,
  metadata: { ...rs.metadata, ...metadata, resourceVersion: '2' },
});

/** As upstream's fixture: what is in the caches, and what an API server has beside. */
class Fixture {
  readonly scheduler = new Scheduler();
  readonly queue = new RateLimitingType<string>(
    this.scheduler,
    new ItemExponentialFailureRateLimiter(5, 1_000_000),
  );
  readonly deployments: Deployment[] = [];
  readonly sets: ReplicaSet[] = [];
  readonly pods: Pod[] = [];
  /** Those of the API server; else it has those of the cache. */
  bare: { deployments?: readonly Deployment[]; sets?: readonly ReplicaSet[] } = {};
  readonly actions: string[] = [];
  readonly errors: string[] = [];
  readonly dc = this.#controller();

  /** Syncs a Deployment; and says what failed, if anything. */
  sync(name: string): string | undefined {
    return this.scheduler.run(() => this.dc.syncDeployment(`default/${name}`))?.message;
  }

  /** What is queued now, which is then done. */
  queued(): string[] {
    const keys = [...this.queue.queue];
    for (const key of keys) {
      this.scheduler.run(() => this.queue.get());
      this.queue.done(key);
    }
    return keys;
  }

  #controller(): DeploymentController {
    const { actions, errors, scheduler } = this;
    const lister =
      <T extends ReplicaSet | Deployment | Pod>(objects: readonly T[]) =>
      (namespace: string): NamespaceLister<T> => {
        const inside = objects.filter(({ metadata }) => metadata.namespace === namespace);
        return {
          list: (selector) => [
            inside.filter(({ metadata }) => selector.matches(metadata.labels ?? {})),
            undefined,
          ],
          get: (name) => {
            const found = inside.find(({ metadata }) => metadata.name === name);
            return [found, found ? undefined : new StatusError('not found', 'NotFound')];
          },
        };
      };
    const act = function* (action: string): Generator<undefined, void, void> {
      yield;
      actions.push(action);
    };
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- generators have a this of their own
    const fixture = this;
    return new DeploymentController({
      runtime: scheduler,
      client: {
        *getDeployment(_namespace, name) {
          yield* act('get deployments');
          const all = fixture.bare.deployments ?? fixture.deployments;
          return [structuredClone(all.find(({ metadata }) => metadata.name === name)), undefined];
        },
        *updateDeploymentStatus(d) {
          yield* act('update deployments/status');
          return [structuredClone(d), undefined];
        },
        *createReplicaSet(_namespace, rs) {
          yield* act('create replicasets');
          return [structuredClone(rs), undefined];
        },
        *updateReplicaSet(rs) {
          yield* act('update replicasets');
          return [structuredClone(rs), undefined];
        },
        *deleteReplicaSet() {
          yield* act('delete replicasets');
          return undefined;
        },
        *listReplicaSets(_namespace, selector) {
          yield;
          const all = fixture.bare.sets ?? fixture.sets;
          return [all.filter(({ metadata }) => selector.matches(metadata.labels ?? {})), undefined];
        },
      },
      recorder: { event: (_object, type, reason) => void actions.push(`event ${type} ${reason}`) },
      dLister: { deployments: lister(this.deployments) },
      rsLister: { replicaSets: lister(this.sets) },
      podLister: { pods: lister(this.pods) },
      queue: this.queue,
      // Go's ReplicaSetControllerRefManager does so; it has no port of its own.
      *claimReplicaSets(d, selector, rsList, canAdopt) {
        const manager = new BaseControllerRefManager(d, selector, canAdopt);
        const claimed: ReplicaSet[] = [];
        for (const rs of rsList) {
          const [isOurs, err] = yield* manager.claimObject(
            rs,
            ({ metadata }) => selector.matches(metadata.labels ?? {}),
            function* () {
              const adoptErr = yield* manager.canAdopt();
              if (adoptErr) return adoptErr;
              yield* act('patch replicasets');
              return undefined;
            },
            function* () {
              yield* act('patch replicasets');
              return undefined;
            },
          );
          if (err) return [claimed, err];
          if (isOurs) claimed.push(rs);
        }
        return [claimed, undefined];
      },
      labelSelectorAsSelector,
      handleError: (error) => void errors.push(error.message),
    });
  }
}

const twoOfTheSameLabels = () => {
  const f = new Fixture();
  const [d1, d2] = [newDeployment('d1'), newDeployment('d2')];
  f.deployments.push(d1, d2);
  return { f, d1, d2, rs1: newReplicaSet(d1, 'rs1'), rs2: newReplicaSet(d2, 'rs2') };
};

// TestReentrantRollback is of the controller's own rollback, which is left out.
describe('syncDeployment of one that', () => {
  test(`${upstream}#TestSyncDeploymentCreatesReplicaSet`, () => {
    const f = new Fixture();
    f.deployments.push(newDeployment('foo'));
    expect(f.sync('foo')).toBeUndefined();
    expect(f.actions.filter((action) => !action.startsWith('event'))).toEqual([
      'create replicasets',
      'update deployments/status',
      'update deployments/status',
    ]);
  });

  test(`${upstream}#TestSyncDeploymentDontDoAnythingDuringDeletion`, () => {
    const f = new Fixture();
    const d = newDeployment('foo');
    d.metadata.deletionTimestamp = '2021-01-13T13:28:09Z';
    f.deployments.push(d);
    expect(f.sync('foo')).toBeUndefined();
    expect(f.actions).toEqual(['update deployments/status']);
  });

  test(`${upstream}#TestSyncDeploymentDeletionRace`, () => {
    const f = new Fixture();
    const d = newDeployment('foo');
    f.deployments.push(d);
    const deletionTimestamp = '2021-01-13T13:28:09Z';
    f.bare = { deployments: [{ ...d, metadata: { ...d.metadata, deletionTimestamp } }] };
    f.sets.push(orphan(newReplicaSet(d, 'rs1')));
    expect(f.sync('foo')).toContain('default/foo has just been deleted at');
    expect(f.actions).toEqual(['get deployments']);
  });

  test(`${upstream}#TestDontSyncDeploymentsWithEmptyPodSelector`, () => {
    const f = new Fixture();
    const d = newDeployment('foo');
    d.spec.selector = {};
    f.deployments.push(d);
    expect(f.sync('foo')).toBeUndefined();
    expect(f.actions).toEqual(['event Warning SelectingAll']);
  });
});

describe('the deletion of a pod', () => {
  const recreated = () => {
    const f = new Fixture();
    const foo = newDeployment('foo');
    foo.spec.strategy = { type: 'Recreate' };
    f.deployments.push(foo);
    return { f, foo, rs1: newReplicaSet(foo, 'foo-1') };
  };
  const deletePod = (f: Fixture, obj: Pod | DeletedFinalStateUnknown): string[] => {
    f.scheduler.run(() => f.dc.deletePod(obj));
    return f.queued();
  };

  test(`${upstream}#TestPodDeletionEnqueuesRecreateDeployment`, () => {
    const { f, rs1 } = recreated();
    f.sets.push(rs1);
    expect(deletePod(f, newPod(rs1))).toEqual(['default/foo']);
  });

  test(`${upstream}#TestPodDeletionDoesntEnqueueRecreateDeployment`, () => {
    const { f, rs1 } = recreated();
    f.pods.push(newPod(rs1, 'other'));
    expect(deletePod(f, newPod(rs1))).toEqual([]);
    // Upstream the ReplicaSet is not even in the cache; with it there, it is the pod that counts.
    f.sets.push(rs1);
    expect(deletePod(f, newPod(rs1))).toEqual([]);
  });

  test(`${upstream}#TestPodDeletionPartialReplicaSetOwnershipEnqueueRecreateDeployment`, () => {
    const { f, foo, rs1 } = recreated();
    f.sets.push(rs1, orphan(newReplicaSet(foo, 'foo-2')));
    expect(deletePod(f, newPod(rs1))).toEqual(['default/foo']);
  });

  test(`${upstream}#TestPodDeletionPartialReplicaSetOwnershipDoesntEnqueueRecreateDeployment`, () => {
    const { f, foo, rs1 } = recreated();
    f.sets.push(rs1, orphan(newReplicaSet(foo, 'foo-2')));
    f.pods.push(newPod(rs1));
    expect(deletePod(f, newPod(rs1))).toEqual([]);
  });

  test('counts when it was missed and a tombstone tells of it', () => {
    const { f, rs1 } = recreated();
    f.sets.push(rs1);
    expect(deletePod(f, new DeletedFinalStateUnknown('default/p', newPod(rs1)))).toEqual([
      'default/foo',
    ]);
    expect(deletePod(f, new DeletedFinalStateUnknown('default/p', undefined))).toEqual([]);
    expect(f.errors).toEqual(['tombstone contained object that is not a pod']);
  });

  test('means nothing to a rolling update, nor if a ReplicaSet of its name has another UID', () => {
    const { f, foo, rs1 } = recreated();
    f.sets.push(rs1);
    expect(deletePod(f, newPod({ ...rs1, metadata: { ...rs1.metadata, uid: 'before' } }))).toEqual(
      [],
    );
    foo.spec.strategy = { type: 'RollingUpdate' };
    expect(deletePod(f, newPod(rs1))).toEqual([]);
  });
});

const namesOf = (list: readonly ReplicaSet[]): string[] =>
  list.map(({ metadata }) => metadata.name);

test(`${upstream}#TestGetReplicaSetsForDeployment`, () => {
  const { f, d1, d2, rs1, rs2 } = twoOfTheSameLabels();
  f.sets.push(rs1, rs2);
  const [of1, err1] = f.scheduler.run(() => f.dc.getReplicaSetsForDeployment(d1));
  const [of2, err2] = f.scheduler.run(() => f.dc.getReplicaSetsForDeployment(d2));
  expect([namesOf(of1), err1, namesOf(of2), err2]).toEqual([
    ['rs1'],
    undefined,
    ['rs2'],
    undefined,
  ]);
});

test(`${upstream}#TestGetReplicaSetsForDeploymentAdoptRelease`, () => {
  const f = new Fixture();
  const d = newDeployment('foo');
  f.deployments.push(d);
  const release = next(newReplicaSet(d, 'rsRelease'), { labels: { foo: 'notbar' } });
  f.sets.push(orphan(newReplicaSet(d, 'rsAdopt')), release);
  const [list, err] = f.scheduler.run(() => f.dc.getReplicaSetsForDeployment(d));
  expect([namesOf(list), err]).toEqual([['rsAdopt'], undefined]);
  expect(f.actions).toEqual(['get deployments', 'patch replicasets', 'patch replicasets']);
});

test(`${upstream}#TestGetPodMapForReplicaSets`, () => {
  const f = new Fixture();
  const d = newDeployment('foo');
  const [rs1, rs2] = [newReplicaSet(d, 'rs1'), newReplicaSet(d, 'rs2')];
  const loose = newPod(rs1, 'pod3');
  delete loose.metadata.ownerReferences;
  const failed = newPod(rs1, 'pod4');
  failed.status.phase = 'Failed';
  f.pods.push(newPod(rs1), newPod(rs2), loose, failed);
  const [podMap, err] = f.dc.getPodMapForDeployment(d, [rs1, rs2]);
  expect(err).toBeUndefined();
  expect(
    [...podMap].map(([uid, pods]) => [uid, pods.map(({ metadata }) => metadata.name)]),
  ).toEqual([
    ['uid-of-rs1', ['rs1-pod', 'pod4']],
    ['uid-of-rs2', ['rs2-pod']],
  ]);
});

describe('an event of a ReplicaSet', () => {
  test(`${upstream}#TestAddReplicaSet`, () => {
    const { f, rs1, rs2 } = twoOfTheSameLabels();
    f.dc.addReplicaSet(rs1);
    expect(f.queued()).toEqual(['default/d1']);
    f.dc.addReplicaSet(rs2);
    expect(f.queued()).toEqual(['default/d2']);
  });

  test(`${upstream}#TestAddReplicaSetOrphan`, () => {
    const { f, rs1 } = twoOfTheSameLabels();
    f.deployments.push(newDeployment('d3', { foo: 'notbar' }));
    f.dc.addReplicaSet(orphan(rs1));
    expect(f.queued()).toEqual(['default/d1', 'default/d2']);
  });

  test(`${upstream}#TestUpdateReplicaSet`, () => {
    const { f, rs1, rs2 } = twoOfTheSameLabels();
    f.dc.updateReplicaSet(rs1, next(rs1));
    expect(f.queued()).toEqual(['default/d1']);
    f.dc.updateReplicaSet(rs2, next(rs2));
    expect(f.queued()).toEqual(['default/d2']);
  });

  test(`${upstream}#TestUpdateReplicaSetOrphanWithNewLabels`, () => {
    const { f, rs1 } = twoOfTheSameLabels();
    const rs = orphan(rs1);
    const before = { ...rs, metadata: { ...rs.metadata, labels: { foo: 'notbar' } } };
    f.dc.updateReplicaSet(before, next(rs));
    expect(f.queued()).toEqual(['default/d1', 'default/d2']);
  });

  test(`${upstream}#TestUpdateReplicaSetChangeControllerRef`, () => {
    const { f, d2, rs1 } = twoOfTheSameLabels();
    const ownerReferences = [newControllerRef(d2, controllerKind)];
    f.dc.updateReplicaSet({ ...rs1, metadata: { ...rs1.metadata, ownerReferences } }, next(rs1));
    expect(f.queued()).toEqual(['default/d2', 'default/d1']);
  });

  test(`${upstream}#TestUpdateReplicaSetRelease`, () => {
    const { f, rs1 } = twoOfTheSameLabels();
    f.dc.updateReplicaSet(rs1, next(orphan(rs1)));
    expect(f.queued()).toEqual(['default/d1', 'default/d2']);
  });

  test(`${upstream}#TestDeleteReplicaSet`, () => {
    const { f, rs1, rs2 } = twoOfTheSameLabels();
    f.dc.deleteReplicaSet(rs1);
    expect(f.queued()).toEqual(['default/d1']);
    f.dc.deleteReplicaSet(rs2);
    expect(f.queued()).toEqual(['default/d2']);
  });

  test(`${upstream}#TestDeleteReplicaSetOrphan`, () => {
    const { f, rs1 } = twoOfTheSameLabels();
    f.dc.deleteReplicaSet(orphan(rs1));
    expect(f.queued()).toEqual([]);
  });

  test('is none when a resync brings it again, or an orphan changes but for its labels', () => {
    const { f, rs1 } = twoOfTheSameLabels();
    f.dc.updateReplicaSet(rs1, rs1);
    f.dc.updateReplicaSet(orphan(rs1), next(orphan(rs1), { annotations: { a: 'b' } }));
    expect(f.queued()).toEqual([]);
  });

  test('of one that is being deleted when it is first seen is its deletion', () => {
    const { f, rs1 } = twoOfTheSameLabels();
    const deletionTimestamp = '2021-01-13T13:28:09Z';
    f.dc.addReplicaSet(next(orphan(rs1), { deletionTimestamp }));
    expect(f.queued()).toEqual([]);
    f.dc.addReplicaSet(next(rs1, { deletionTimestamp }));
    expect(f.queued()).toEqual(['default/d1']);
  });

  test('goes to no Deployment of the same name but another UID, nor to a controller of another kind', () => {
    const { f, d1, rs1 } = twoOfTheSameLabels();
    d1.metadata.uid = 'another';
    f.dc.addReplicaSet(rs1);
    const [owner] = rs1.metadata.ownerReferences ?? [];
    if (!owner) throw new Error('There is no owner');
    f.dc.addReplicaSet(
      next(rs1, { ownerReferences: [{ ...owner, uid: 'another', kind: 'Rollout' }] }),
    );
    expect(f.queued()).toEqual([]);
  });

  test('that was missed comes in a tombstone', () => {
    const { f, rs1 } = twoOfTheSameLabels();
    f.dc.deleteReplicaSet(new DeletedFinalStateUnknown('default/rs1', rs1));
    expect(f.queued()).toEqual(['default/d1']);
    f.dc.deleteReplicaSet(new DeletedFinalStateUnknown('default/rs1', undefined));
    expect(f.errors).toEqual(['tombstone contained object that is not a ReplicaSet']);
  });
});

test('every event of a Deployment queues it, also its deletion that was missed', () => {
  const { f, d1, d2 } = twoOfTheSameLabels();
  f.dc.addDeployment(d1);
  expect(f.queued()).toEqual(['default/d1']);
  f.dc.updateDeployment(d2, d1);
  expect(f.queued()).toEqual(['default/d1']);
  f.dc.deleteDeployment(d2);
  f.dc.deleteDeployment(new DeletedFinalStateUnknown('default/d1', d1));
  expect(f.queued()).toEqual(['default/d2', 'default/d1']);
  f.dc.deleteDeployment(new DeletedFinalStateUnknown('default/d1', undefined));
  expect([f.queued(), f.errors]).toEqual([
    [],
    ['tombstone contained object that is not a Deployment'],
  ]);
});

describe('a worker', () => {
  test('tries a Deployment again, later each time, and gives up after fifteen times', () => {
    const f = new Fixture();
    const tries: number[] = [];
    f.dc.syncHandler = function* () {
      yield;
      tries.push(f.scheduler.now());
      return new Error('refused');
    };
    f.queue.add('default/foo');
    f.scheduler.go(() => f.dc.worker());
    f.scheduler.advance(10_000_000);
    const waits = tries.slice(1).map((time, at) => time - (tries[at] ?? 0));
    expect(waits).toEqual(Array.from({ length: 15 }, (_, at) => 5 * 2 ** at));
    expect([f.errors, f.queue.numRequeues('default/foo')]).toEqual([['refused'], 0]);
  });

  test('forgets the failures of one that succeeds, or whose namespace goes away', () => {
    for (const err of [undefined, new StatusError('x', 'Forbidden', ['NamespaceTerminating'])]) {
      const f = new Fixture();
      f.queue.addRateLimited('default/foo');
      f.dc.syncHandler = function* () {
        yield;
        return err;
      };
      expect(f.scheduler.run(() => f.dc.processNextWorkItem())).toBe(true);
      expect([f.queue.numRequeues('default/foo'), f.queue.len(), f.queue.processing.size]).toEqual([
        0, 0, 0,
      ]);
    }
  });

  test('takes what changed meanwhile again, and ends with the queue', () => {
    const f = new Fixture();
    let syncs = 0;
    f.dc.syncHandler = function* (key) {
      yield;
      if (syncs++ === 0) f.queue.add(key);
      return undefined;
    };
    f.queue.add('default/foo');
    let ended = false;
    f.scheduler.go(function* () {
      yield* f.dc.worker();
      ended = true;
    });
    f.scheduler.runUntilIdle();
    expect([syncs, ended]).toEqual([2, false]);
    f.queue.shutDown();
    f.scheduler.runUntilIdle();
    expect(ended).toBe(true);
  });
});
