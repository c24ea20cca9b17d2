import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';

/** `Replaced` comes from a new list after a broken watch, `Sync` from a periodic resync. */
export type DeltaType = 'Added' | 'Updated' | 'Deleted' | 'Replaced' | 'Sync';

/** What happened to an object, and the object after it; of a deletion, the object before it. */
export interface Delta<T = unknown> {
  readonly type: DeltaType;
  readonly object: T | DeletedFinalStateUnknown;
}

/** What happened to one object, the oldest first; never empty in a queue. */
export type Deltas<T = unknown> = readonly Delta<T>[];

/**
 * The oldest delta, if there is any.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#Deltas.Oldest
 */
export function oldest<T>(d: Deltas<T>): Delta<T> | undefined {
  if (d.length > 0) return d[0]; // go+: if len(d) > 0 {
  return undefined; // go: return nil
}

/**
 * The newest delta, if there is any.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#Deltas.Newest
 */
export function newest<T>(d: Deltas<T>): Delta<T> | undefined {
  const n = d.length;
  if (n > 0) return d[n - 1]; // go+: if n := len(d); n > 0 {
  return undefined; // go: return nil
}

/**
 * A list of its own with the same objects.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#copyDeltas
 */
export function copyDeltas<T>(d: Deltas<T>): Delta<T>[] {
  const d2 = d.slice(); // go: d2 := make(Deltas, len(d))
  // left out (slice copies them): copy(d2, d)
  return d2; // go: return d2
}
