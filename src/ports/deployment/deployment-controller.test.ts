import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment, DeploymentStatus } from '../api/deployment.ts';
import { formatTime } from '../api/format-time.ts';
import { getControllerOf } from '../api/get-controller-of.ts';
import type { Pod, PodPhase } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { StatusError } from '../api/status-error.ts';
import {
  InternalSelector,
  selectorFromValidatedSet,
} from '../labels/selector-from-validated-set.ts';
import type { Selector } from '../labels/selector.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { NamespaceLister } from '../listers/lister.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { DeploymentController } from './deployment-controller.ts';

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

class Everything extends InternalSelector implements Selector {
  empty(): boolean {
    return this.requirements.length === 0;
  }
}

const labelSelectorAsSelector: ToSelector = (ps) => [
  new Everything(selectorFromValidatedSet(ps?.matchLabels).requirements),
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
