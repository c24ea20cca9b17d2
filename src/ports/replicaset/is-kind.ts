import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';

/**
 * The kind of an object is not written in it, as it is not in Go's caches, where its type says it.
 * These tell apart what the informers of the ReplicaSet controller hand out: a spec with a template
 * is a ReplicaSet's, one without a Pod's.
 */
export function isReplicaSet(obj: unknown): obj is ReplicaSet {
  const spec = specOf(obj);
  return spec !== undefined && 'template' in spec;
}

export function isPod(obj: unknown): obj is Pod {
  const spec = specOf(obj);
  return spec !== undefined && !('template' in spec);
}

function specOf(obj: unknown): object | undefined {
  if (typeof obj !== 'object' || obj === null || !('metadata' in obj && 'spec' in obj)) {
    return undefined;
  }
  return typeof obj.spec === 'object' && obj.spec !== null ? obj.spec : undefined;
}
