import type { Deployment } from '../api/deployment.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { GroupVersionKind } from '../api/new-controller-ref.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { ReplicaSetLister } from '../listers/lister.ts';
import type { Runtime, Task } from '../runtime/task.ts';

type Answer<T> = Task<readonly [object: T | undefined, error: Error | undefined]>;

/** Calls to the API server, as far as the Deployment controller makes them. */
export interface DeploymentClient {
  getDeployment(namespace: string, name: string): Answer<Deployment>;
  /** Writes the status alone and, as the API server has it, the annotations. */
  updateDeploymentStatus(d: Deployment): Answer<Deployment>;
  createReplicaSet(namespace: string, rs: ReplicaSet): Answer<ReplicaSet>;
  updateReplicaSet(rs: ReplicaSet): Answer<ReplicaSet>;
  deleteReplicaSet(namespace: string, name: string): Task<Error | undefined>;
}

/** Writes down what happened, for people. */
export interface EventRecorder {
  event(
    object: { readonly metadata: ObjectMeta },
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
  ): void;
}

/** The fields of Go's DeploymentController that a sync uses. */
export interface DeploymentSyncer {
  readonly runtime: Pick<Runtime, 'now'>;
  readonly client: DeploymentClient;
  readonly recorder: EventRecorder;
  readonly rsLister: ReplicaSetLister;
  /** Queues a Deployment when the rate limiter allows. */
  enqueueRateLimited(d: Deployment): void;
  /** Queues a Deployment after so many milliseconds. */
  enqueueAfter(d: Deployment, after: number): void;
}

export const controllerKind: GroupVersionKind = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
};
