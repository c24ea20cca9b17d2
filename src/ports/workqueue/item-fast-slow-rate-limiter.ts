import type { RateLimiter } from './rate-limiter.ts';

/** Tries an item again quickly for a number of times, and slowly after that. */
export class ItemFastSlowRateLimiter<T> implements RateLimiter<T> {
  readonly failures = new Map<T, number>();
  readonly fastDelay: number;
  readonly slowDelay: number;
  readonly maxFastAttempts: number;

  /** The delays are milliseconds. */
  constructor(fastDelay: number, slowDelay: number, maxFastAttempts: number) {
    this.fastDelay = fastDelay;
    this.slowDelay = slowDelay;
    this.maxFastAttempts = maxFastAttempts;
  }

  /**
   * Counts a failure, and says how long to wait.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemFastSlowRateLimiter.When
   */
  when(item: T): number {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    const failures = (this.failures.get(item) ?? 0) + 1;
    this.failures.set(item, failures); // go: r.failures[item] = r.failures[item] + 1
    // go: if r.failures[item] <= r.maxFastAttempts {
    if (failures <= this.maxFastAttempts) {
      return this.fastDelay; // go: return r.fastDelay
    }
    return this.slowDelay; // go: return r.slowDelay
  }

  /**
   * How often the item failed since it was last forgotten.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemFastSlowRateLimiter.NumRequeues
   */
  numRequeues(item: T): number {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    return this.failures.get(item) ?? 0; // go: return r.failures[item]
  }

  /**
   * Ends the counting for the item.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemFastSlowRateLimiter.Forget
   */
  forget(item: T): void {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    this.failures.delete(item); // go: delete(r.failures, item)
  }
}
