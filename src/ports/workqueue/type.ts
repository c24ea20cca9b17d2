import type { Task } from '../runtime/task.ts';

/**
 * The work queue: an item that is added often before it is taken is handed out once, and one that
 * is added while somebody works on it waits until they are done. Items are told apart as Map and
 * Set tell them, so they should be strings or numbers.
 *
 * Go guards the queue by a lock and wakes a waiting Get by a condition variable. Here nothing
 * interrupts a method, and a waiting `get` states its condition to the scheduler.
 */
export class Type<T> {
  /** What is to be handed out, in order; each of them is dirty and not in processing. */
  readonly queue: T[] = [];
  /** What needs work. */
  readonly dirty = new Set<T>();
  /** What was handed out and is not done. It may be dirty again. */
  readonly processing = new Set<T>();
  #shuttingDown = false;

  /**
   * Marks an item as in need of work.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.Add
   */
  add(item: T): void {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    if (this.#shuttingDown) return; // go+: if q.shuttingDown {
    if (this.dirty.has(item)) return; // go+: if q.dirty.has(item) {
    // left out (metrics): q.metrics.add(item)
    this.dirty.add(item); // go: q.dirty.insert(item)
    if (this.processing.has(item)) return; // go+: if q.processing.has(item) {
    this.queue.push(item); // go: q.queue = append(q.queue, item)
    // left out (the scheduler sees that a waiting get can go on): q.cond.Signal()
  }

  /**
   * How many items wait to be handed out.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.Len
   */
  len(): number {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    return this.queue.length; // go: return len(q.queue)
  }

  /**
   * Hands out the next item, and waits until there is one. Whoever takes an item must call `done`.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.Get
   * @returns The item; or none and `true`, when the queue was shut down and is empty.
   */
  *get(): Task<readonly [item: T, shutdown: false] | readonly [item: undefined, shutdown: true]> {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    // go: for len(q.queue) == 0 && !q.shuttingDown {
    while (this.queue.length === 0 && !this.#shuttingDown) {
      yield () => this.queue.length > 0 || this.#shuttingDown; // go: q.cond.Wait()
    }
    if (this.queue.length === 0) return [undefined, true]; // go+: if len(q.queue) == 0 {
    const item = this.queue.shift() as T; // go: item, q.queue = q.queue[0], q.queue[1:]
    // left out (metrics): q.metrics.get(item)
    this.processing.add(item); // go: q.processing.insert(item)
    this.dirty.delete(item); // go: q.dirty.delete(item)
    return [item, false]; // go: return item, false
  }

  /**
   * Ends the work on an item, and queues it again if it became dirty meanwhile.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.Done
   */
  done(item: T): void {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    // left out (metrics): q.metrics.done(item)
    this.processing.delete(item); // go: q.processing.delete(item)
    // go: if q.dirty.has(item) {
    if (this.dirty.has(item)) {
      this.queue.push(item); // go: q.queue = append(q.queue, item)
      // left out (the scheduler sees that a waiting get can go on): q.cond.Signal()
    }
  }

  /**
   * Takes nothing more; what is queued is still handed out, then every `get` says shutdown.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.ShutDown
   */
  shutDown(): void {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    this.#shuttingDown = true; // go: q.shuttingDown = true
    // left out (the scheduler sees that a waiting get can go on): q.cond.Broadcast()
  }

  /**
   * Whether the queue was shut down.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/queue.go#Type.ShuttingDown
   */
  shuttingDown(): boolean {
    // left out (locking): q.cond.L.Lock()
    // left out (locking): defer q.cond.L.Unlock()
    return this.#shuttingDown; // go: return q.shuttingDown
  }
}
