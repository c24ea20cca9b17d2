import type { Deployment } from '../ports/api/deployment.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { newControllerRef } from '../ports/api/new-controller-ref.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { controllerKind, type DeploymentSyncer } from '../ports/deployment/deployment-syncer.ts';
import { rolloutRolling } from '../ports/deployment/rolling.ts';
import {
  maxSurge as surgeOf,
  maxUnavailable as unavailableOf,
} from '../ports/deployment/resolve-fenceposts.ts';
import { formatTime } from '../ports/api/format-time.ts';
import { listFrom } from './list-from.ts';
import { plural } from './plural.ts';
import { defineRun } from './run.ts';
import type { Stage } from './stage.ts';

const [file, counting] = [
  'src/ports/deployment/rolling.ts',
  'src/ports/deployment/new-rs-new-replicas.ts',
];
const mostRounds = 60;

export const run = defineRun({
  id: 'rolling-update',
  title: 'From the old ReplicaSet to the new one, a step a sync',
  about:
    'Each row is one sync of the Deployment. Between two of them the ReplicaSets create and delete Pods, and new Pods become available unless you say otherwise.',
  watches: [file, counting],
  fields: {
    replicas: { kind: 'number', label: 'Pods wanted', value: 3, min: 0, max: 20 },
    maxSurge: { kind: 'text', label: 'maxSurge', value: '25%', hint: 'A number or per cent' },
    maxUnavailable: {
      kind: 'text',
      label: 'maxUnavailable',
      value: '25%',
      hint: 'A number or per cent',
    },
    good: {
      kind: 'number',
      label: 'So many new Pods become available (20: all)',
      value: 20,
      min: 0,
      max: 20,
    },
    unhealthy: {
      kind: 'number',
      label: 'Old Pods that are not available',
      value: 0,
      min: 0,
      max: 20,
    },
  },
  scenarios: [
    { id: 'three', title: 'Three replicas and the defaults', inputs: {} },
    {
      id: 'ten-surge',
      title: 'Ten replicas, two more allowed, none missing',
      inputs: { replicas: 10, maxSurge: '2', maxUnavailable: '0' },
    },
    {
      id: 'no-surge',
      title: 'No Pod more than wanted',
      inputs: { replicas: 10, maxSurge: '0', maxUnavailable: '3' },
    },
    {
      id: 'broken-version',
      title: 'The new version never becomes available',
      inputs: { replicas: 10, good: 0 },
    },
    {
      id: 'unhealthy-old',
      title: 'Seven of ten old Pods are broken',
      inputs: { replicas: 10, maxSurge: '0', maxUnavailable: '2', unhealthy: 7 },
    },
    {
      id: 'some-start',
      title: 'Only four new Pods become available',
      inputs: { replicas: 10, good: 4 },
    },
  ],
  breaks: [
    {
      id: 'no-cleanup',
      title: 'Without removing unavailable old Pods first',
      edits: [{ file, find: 'if (totalScaledDown >= maxCleanupCount) {', replace: 'if (true) {' }],
    },
    {
      id: 'count-pods',
      title: 'Count the Pods that exist, not those asked for',
      edits: [
        {
          file: counting,
          find: 'const currentPodCount = getReplicaCountForReplicaSets(allRSs);',
          replace:
            'const currentPodCount = allRSs.reduce((sum, rs) => sum + (rs?.status.replicas ?? 0), 0);',
        },
      ],
    },
  ],
  play({ replicas, maxSurge, maxUnavailable, good, unhealthy }, stage) {
    if (unhealthy > replicas) {
      throw new Error(`There are only ${replicas} old Pods: no more of them can be broken`);
    }
    const deployment: Deployment = {
      metadata: { name: 'web', namespace: 'default', uid: 'uid of web', generation: 2 },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: templateOf('web:2'),
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: numberOrPercent('maxSurge', maxSurge),
            maxUnavailable: numberOrPercent('maxUnavailable', maxUnavailable),
          },
        },
      },
      status: {},
    };
    const [surge, unavailable] = [surgeOf(deployment), unavailableOf(deployment)];
    const cluster = new Cluster(stage, deployment, replicas, unhealthy, good);
    const rounds: { readonly what: string; readonly cells: readonly string[] }[] = [];
    const row = (what: string): void => {
      const [old, fresh] = [cluster.old, cluster.fresh];
      rounds.push({
        what,
        cells: [
          String(rounds.length),
          asked(old),
          asked(fresh),
          String(cluster.pods),
          String(cluster.available),
          what,
        ],
      });
    };
    row('before');
    stage.show(() => [
      {
        kind: 'grid',
        title: `At most ${replicas + surge} asked for, at least ${replicas - unavailable} available`,
        columns: [
          'sync',
          'old: asked, available',
          'new: asked, available',
          'Pods',
          'available',
          'step',
        ],
        rows: rounds.map(({ what, cells }) => ({
          cells,
          tone: what.startsWith('new') ? 'good' : what.startsWith('old') ? 'gone' : 'plain',
        })),
      },
    ]);
    let mostPods = cluster.pods;
    let mostAsked = replicas;
    let least = cluster.available;
    let still = 0;
    while (rounds.length <= mostRounds && still < 2) {
      const before = cluster.sizes;
      const error = stage.scheduler.run(() =>
        rolloutRolling(cluster.syncer(), structuredClone(deployment), cluster.list()),
      );
      if (error) throw error;
      const [oldBefore, newBefore] = before;
      const [oldNow, newNow] = cluster.sizes;
      const changes = [
        ...(newNow === newBefore ? [] : [`new ${newBefore} to ${newNow}`]),
        ...(oldNow === oldBefore ? [] : [`old ${oldBefore} to ${oldNow}`]),
      ];
      mostAsked = Math.max(mostAsked, oldNow + newNow);
      cluster.settle();
      mostPods = Math.max(mostPods, cluster.pods);
      least = Math.min(least, cluster.available);
      still = changes.length === 0 ? still + 1 : 0;
      if (still < 2) row(changes.join(', ') || 'no step');
      if (changes.length > 0) stage.say(`Sync ${rounds.length - 1}: ${changes.join(', ')}`);
    }
    const [oldSize, newSize] = cluster.sizes;
    const isDone = oldSize === 0 && newSize === replicas && cluster.available === replicas;
    const steps = rounds.filter(({ what }) => /^(new|old)/.test(what)).length;
    stage.say(isDone ? 'The rollout is complete' : 'Nothing moves any more');
    return {
      text: `${isDone ? 'Complete' : `Not complete: old ${oldSize}, new ${newSize}`} after ${plural(steps, 'step')}. At most ${mostPods} Pods existed and ${mostAsked} were asked for (the limit is ${replicas + surge}); at least ${least} were available (the limit is ${replicas - unavailable}).`,
      facts: {
        complete: isDone ? 'yes' : 'no',
        steps,
        mostPods,
        mostAsked,
        leastAvailable: least,
        old: oldSize,
        new: newSize,
        result: isDone ? 'complete' : `old ${oldSize}, new ${newSize}`,
      },
    };
  },
});

const asked = (rs: ReplicaSet | undefined): string =>
  rs ? `${rs.spec.replicas ?? 0}, ${rs.status.availableReplicas ?? 0}` : '–';

const templateOf = (image: string): ReplicaSet['spec']['template'] => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image }] },
});

function numberOrPercent(name: string, text: string): number | string {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  if (/^\d{1,3}%$/.test(text)) return text;
  throw new Error(`${name}: "${text}" can't be read; write a number as 2, or per cent as 25%`);
}

/** ReplicaSets of a Deployment at the API server, and the Pods that they bring about. */
class Cluster {
  readonly #sets = new Map<string, ReplicaSet>();
  readonly #stage: Stage;
  readonly #good: number;
  #healthyOld: number;

  constructor(
    stage: Stage,
    deployment: Deployment,
    replicas: number,
    unhealthy: number,
    good: number,
  ) {
    this.#stage = stage;
    this.#good = good;
    this.#healthyOld = replicas - unhealthy;
    const template = templateOf('web:1');
    const labels = { app: 'web', 'pod-template-hash': 'old' };
    this.#sets.set('web-old', {
      metadata: {
        name: 'web-old',
        namespace: 'default',
        uid: 'uid of web-old',
        labels,
        creationTimestamp: formatTime(-3_600_000),
        ownerReferences: [newControllerRef(deployment, controllerKind)],
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { ...template, metadata: { labels } },
      },
      status: {
        replicas,
        readyReplicas: this.#healthyOld,
        availableReplicas: this.#healthyOld,
      },
    });
  }

  get old(): ReplicaSet | undefined {
    return this.#sets.get('web-old');
  }

  get fresh(): ReplicaSet | undefined {
    return [...this.#sets.values()].find(({ metadata }) => metadata.name !== 'web-old');
  }

  /** What the old one and the new one ask for. */
  get sizes(): readonly [old: number, fresh: number] {
    return [this.old?.spec.replicas ?? 0, this.fresh?.spec.replicas ?? 0];
  }

  get pods(): number {
    return this.#sum((rs) => rs.status.replicas);
  }

  get available(): number {
    return this.#sum((rs) => rs.status.availableReplicas ?? 0);
  }

  list(): ReplicaSet[] {
    return structuredClone([...this.#sets.values()]);
  }

  /** Lets the ReplicaSets have the Pods they ask for; broken Pods go first. */
  settle(): void {
    for (const rs of this.#sets.values()) {
      const replicas = rs.spec.replicas ?? 0;
      const isOld = rs.metadata.name === 'web-old';
      if (isOld) this.#healthyOld = Math.min(this.#healthyOld, replicas);
      const available = isOld ? this.#healthyOld : Math.min(replicas, this.#good);
      rs.status = { replicas, readyReplicas: available, availableReplicas: available };
    }
  }

  syncer(): DeploymentSyncer {
    const sets = this.#sets;
    const store = (rs: ReplicaSet): ReplicaSet => {
      const stored = {
        ...structuredClone(rs),
        status: sets.get(rs.metadata.name)?.status ?? rs.status,
      };
      sets.set(rs.metadata.name, stored);
      return structuredClone(stored);
    };
    const lister = listFrom('replicasets.apps', () => this.list());
    return {
      runtime: this.#stage.scheduler,
      client: {
        *getDeployment() {
          yield;
          return [undefined, new StatusError('deployments.apps "web" not found', 'NotFound')];
        },
        *updateDeploymentStatus(d) {
          yield;
          return [d, undefined];
        },
        *createReplicaSet(_, rs) {
          yield;
          const uid = `uid of ${rs.metadata.name}`;
          const metadata = { ...rs.metadata, uid, creationTimestamp: formatTime(0) };
          return [store({ ...rs, metadata, status: { replicas: 0 } }), undefined];
        },
        *updateReplicaSet(rs) {
          yield;
          return [store(rs), undefined];
        },
        *deleteReplicaSet(_, name) {
          yield;
          sets.delete(name);
          return undefined;
        },
      },
      recorder: { event: () => undefined },
      rsLister: { replicaSets: () => lister },
      enqueueRateLimited: () => undefined,
      enqueueAfter: () => undefined,
    };
  }

  #sum(count: (rs: ReplicaSet) => number): number {
    return [...this.#sets.values()].reduce((sum, rs) => sum + count(rs), 0);
  }
}
