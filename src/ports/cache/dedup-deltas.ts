import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { Delta } from './delta.ts';

/**
 * Makes one of the last two deltas if they say the same. The list is not changed.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#dedupDeltas
 */
export function dedupDeltas<T>(deltas: Delta<T>[]): Delta<T>[] {
  const n = deltas.length; // go: n := len(deltas)
  const a = deltas[n - 1]; // go: a := &deltas[n-1]
  const b = deltas[n - 2]; // go: b := &deltas[n-2]
  // Both are there unless n < 2.
  if (!a || !b) return deltas; // go+: if n < 2 {
  const out = isDup(a, b);
  // go: if out := isDup(a, b); out != nil {
  if (out) {
    const d = deltas.slice(0, n - 2); // go: d := append(Deltas{}, deltas[:n-2]...)
    d.push(out);
    return d; // go: return append(d, *out)
  }
  return deltas; // go: return deltas @2
}

/**
 * Which of two deltas to keep if they say the same.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#isDup
 */
export function isDup<T>(a: Delta<T>, b: Delta<T>): Delta<T> | undefined {
  const out = isDeletionDup(a, b);
  if (out) return out; // go+: if out := isDeletionDup(a, b); out != nil {
  return undefined; // go: return nil
}

/**
 * Of two deletions the one that knows more.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#isDeletionDup
 * @param a The newer one.
 */
export function isDeletionDup<T>(a: Delta<T>, b: Delta<T>): Delta<T> | undefined {
  if (b.type !== 'Deleted' || a.type !== 'Deleted') return undefined; // go+: if b.Type != Deleted
  if (b.object instanceof DeletedFinalStateUnknown) return a; // go+: if _, ok := b.Object.(DeletedFinalStateUnknown); ok {
  return b; // go: return b
}
