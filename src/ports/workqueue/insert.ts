import * as heap from './heap.ts';
import type { WaitFor, WaitForPriorityQueue } from './wait-for-priority-queue.ts';

/**
 * Lets an entry wait. If its item waits already, there is only one entry, with the earlier time.
 *
 * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#insert
 */
export function insert<T>(
  q: WaitForPriorityQueue<T>,
  knownEntries: Map<T, WaitFor<T>>,
  entry: WaitFor<T>,
): void {
  const existing = knownEntries.get(entry.data); // go: existing, exists := knownEntries[entry.data]
  // go: if exists {
  if (existing) {
    // go: if existing.readyAt.After(entry.readyAt) {
    if (existing.readyAt > entry.readyAt) {
      existing.readyAt = entry.readyAt; // go: existing.readyAt = entry.readyAt
      heap.fix(q, existing.index); // go: heap.Fix(q, existing.index)
    }
    return; // go: return
  }
  heap.push(q, entry); // go: heap.Push(q, entry)
  knownEntries.set(entry.data, entry); // go: knownEntries[entry.data] = entry
}
