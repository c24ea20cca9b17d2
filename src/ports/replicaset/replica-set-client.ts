import type { ReplicaSet } from '../api/replica-set.ts';
import type { Task } from '../runtime/task.ts';

type Answer = Task<readonly [rs: ReplicaSet | undefined, error: Error | undefined]>;

/** Calls to the API server for the ReplicaSets of a namespace, as far as the controller makes them. */
export interface ReplicaSetClient {
  get(name: string): Answer;
  /** Writes the status alone, if the resource version is still the newest. */
  updateStatus(rs: ReplicaSet): Answer;
}

/** Go's clientset, as far as the controller uses it. */
export interface ReplicaSetsGetter {
  replicaSets(namespace: string): ReplicaSetClient;
}
