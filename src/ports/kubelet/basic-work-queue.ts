import type { Runtime } from '../runtime/task.ts';

/** Pods that are to be synced again, and when. */
export class BasicWorkQueue {
  readonly #queue = new Map<string, number>();
  readonly #clock: Pick<Runtime, 'now'>;

  constructor(clock: Pick<Runtime, 'now'>) {
    this.#clock = clock;
  }

  /**
   * Takes out the pods whose time has come.
   *
   * @ports pkg/kubelet/util/queue/work_queue.go#basicWorkQueue.GetWork
   */
  getWork(): string[] {
    // left out (locking): q.lock.Lock()
    // left out (locking): defer q.lock.Unlock()
    const now = this.#clock.now(); // go: now := q.clock.Now()
    const items: string[] = []; // go: var items []
    // go: for k, v := range q.queue {
    for (const [k, v] of this.#queue) {
      // go: if v.Before(now) {
      if (v < now) {
        items.push(k); // go: items = append(items, k)
        this.#queue.delete(k); // go: delete(q.queue, k)
      }
    }
    return items; // go: return items
  }

  /**
   * Puts a pod in, or gives it another time.
   *
   * @ports pkg/kubelet/util/queue/work_queue.go#basicWorkQueue.Enqueue
   * @param delay Milliseconds.
   */
  enqueue(item: string, delay: number): void {
    // left out (locking): q.lock.Lock()
    // left out (locking): defer q.lock.Unlock()
    this.#queue.set(item, this.#clock.now() + delay); // go: q.queue[item] = q.clock.
  }
}
