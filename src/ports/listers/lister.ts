import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { Selector } from '../labels/selector.ts';

/** Reads objects of one namespace from a cache. Nobody may change what it hands out. */
export interface NamespaceLister<T> {
  list(selector: Selector): readonly [objects: readonly T[], error: Error | undefined];
  /** Answers with the API's NotFound where there is no such object. */
  get(name: string): readonly [object: T | undefined, error: Error | undefined];
}

/** Go's PodLister, as far as the ports use it. */
export interface PodLister {
  pods(namespace: string): NamespaceLister<Pod>;
}

/** Go's ReplicaSetLister, as far as the ports use it; `getPodReplicaSets` is a function beside it. */
export interface ReplicaSetLister {
  /** The lister of a namespace; of all for the empty one. */
  replicaSets(namespace: string): NamespaceLister<ReplicaSet>;
}
