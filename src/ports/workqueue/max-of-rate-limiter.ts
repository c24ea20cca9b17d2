import type { RateLimiter } from './rate-limiter.ts';

/** Asks several limiters, and takes the longest wait of all. */
export class MaxOfRateLimiter<T> implements RateLimiter<T> {
  readonly limiters: readonly RateLimiter<T>[];

  constructor(...limiters: readonly RateLimiter<T>[]) {
    this.limiters = limiters;
  }

  /**
   * Counts a failure with every limiter, and gives the longest wait, never less than none.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#MaxOfRateLimiter.When
   */
  when(item: T): number {
    let ret = 0; // go: ret := time.Duration(0)
    // go: for _, limiter := range r.limiters {
    for (const limiter of this.limiters) {
      const curr = limiter.when(item); // go: curr := limiter.When(item)
      // go: if curr > ret {
      if (curr > ret) {
        ret = curr; // go: ret = curr
      }
    }
    return ret; // go: return ret
  }

  /**
   * The greatest number of failures that a limiter counts for the item.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#MaxOfRateLimiter.NumRequeues
   */
  numRequeues(item: T): number {
    let ret = 0; // go: ret := 0
    // go: for _, limiter := range r.limiters {
    for (const limiter of this.limiters) {
      const curr = limiter.numRequeues(item); // go: curr := limiter.NumRequeues(item)
      // go: if curr > ret {
      if (curr > ret) {
        ret = curr; // go: ret = curr
      }
    }
    return ret; // go: return ret
  }

  /**
   * Ends the counting for the item with every limiter.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#MaxOfRateLimiter.Forget
   */
  forget(item: T): void {
    // go: for _, limiter := range r.limiters {
    for (const limiter of this.limiters) {
      limiter.forget(item); // go: limiter.Forget(item)
    }
  }
}
