import type { Deployment } from '../ports/api/deployment.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { Cluster } from './cluster.ts';
import type { KubeObject } from './kube-object.ts';

/** A story that the small cluster can play. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  /** In a few plain sentences: what happens and what to look at. */
  readonly about: string;
  /** Whether kubelets write Events, as they do unless it is said. */
  readonly kubeletEvents?: boolean;
  /** What happens; the recording ends with it. */
  play(stage: Stage): Task<void>;
}

/** What a scenario can do and see. */
export class Stage {
  readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  get kubectl(): Cluster['kubectl'] {
    return this.cluster.kubectl;
  }

  sleep(milliseconds: number): Task<void> {
    return this.cluster.runtime.sleep(milliseconds);
  }

  /** The scenario itself says something, as the cluster's fate. */
  say(text: string): void {
    this.cluster.recorder.say('', text);
  }

  pods(): (Pod & KubeObject)[] {
    return this.cluster.stored<Pod & KubeObject>('pods');
  }

  replicaSets(): (ReplicaSet & KubeObject)[] {
    return this.cluster.stored<ReplicaSet & KubeObject>('replicasets');
  }

  deployments(): (Deployment & KubeObject)[] {
    return this.cluster.stored<Deployment & KubeObject>('deployments');
  }

  /** A Pod that nobody deletes, the first by name. @throws if there is none. */
  somePod(): Pod & KubeObject {
    const [pod] = this.pods().filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    if (!pod) throw new Error('There is no Pod left. Let the scenario create some first.');
    return pod;
  }

  /**
   * Waits until something holds of what is stored, and looks ten times a second.
   *
   * @throws after two minutes, with what it waited for.
   */
  *until(what: string, holds: () => boolean, limit = 120_000): Task<void> {
    const { runtime } = this.cluster;
    const end = runtime.now() + limit;
    while (!holds()) {
      if (runtime.now() > end) throw new Error(`After ${limit / 1000} s still not: ${what}`);
      yield* runtime.sleep(100);
    }
  }

  /** So many Pods are there, none of them on its way out, and the status says that all are ready. */
  *untilSettled(name: string, replicas: number, limit?: number): Task<void> {
    yield* this.until(
      `${replicas} ready Pods of ${name}`,
      () => {
        const rs = this.replicaSets().find(({ metadata }) => metadata.name === name);
        return (
          rs?.status.observedGeneration === rs?.metadata.generation &&
          rs?.status.replicas === replicas &&
          (rs.status.readyReplicas ?? 0) === replicas &&
          (rs.status.availableReplicas ?? 0) === replicas &&
          this.pods().length === replicas &&
          this.pods().every(({ metadata }) => metadata.deletionTimestamp === undefined)
        );
      },
      limit,
    );
    yield* this.sleep(1500);
  }
}
