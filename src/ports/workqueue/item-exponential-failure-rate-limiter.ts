import { toInt64, toMilliseconds, toNanoseconds } from './duration.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Doubles the wait of an item with each of its failures, up to a greatest one. */
export class ItemExponentialFailureRateLimiter<T> implements RateLimiter<T> {
  readonly failures = new Map<T, number>();
  readonly baseDelay: number;
  readonly maxDelay: number;

  /** Both in milliseconds. */
  constructor(baseDelay: number, maxDelay: number) {
    this.baseDelay = baseDelay;
    this.maxDelay = maxDelay;
  }

  /**
   * Counts a failure, and says how long to wait.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemExponentialFailureRateLimiter.When
   */
  when(item: T): number {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    const exp = this.failures.get(item) ?? 0; // go: exp := r.failures[item]
    this.failures.set(item, exp + 1); // go: r.failures[item] = r.failures[item] + 1
    const backoff = toNanoseconds(this.baseDelay) * 2 ** exp; // go: backoff := float64(
    // The greatest 64-bit integer is 2 ** 63 as a float, in Go too.
    if (backoff > 2 ** 63) return this.maxDelay; // go+: if backoff > math.MaxInt64 {
    const calculated = toMilliseconds(toInt64(backoff)); // go: calculated := time.Duration(backoff)
    if (calculated > this.maxDelay) return this.maxDelay; // go+: if calculated > r.maxDelay {
    return calculated; // go: return calculated
  }

  /**
   * How often the item failed since it was last forgotten.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemExponentialFailureRateLimiter.NumRequeues
   */
  numRequeues(item: T): number {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    return this.failures.get(item) ?? 0; // go: return r.failures[item]
  }

  /**
   * Ends the counting for the item.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemExponentialFailureRateLimiter.Forget
   */
  forget(item: T): void {
    // left out (locking): r.failuresLock.Lock()
    // left out (locking): defer r.failuresLock.Unlock()
    this.failures.delete(item); // go: delete(r.failures, item)
  }
}
