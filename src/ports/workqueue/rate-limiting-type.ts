import type { Runtime } from '../runtime/task.ts';
import { DelayingType } from './delaying-type.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** A work queue to which an item that failed is added as soon as a rate limiter allows. */
export class RateLimitingType<T> extends DelayingType<T> {
  readonly rateLimiter: RateLimiter<T>;

  constructor(runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>, rateLimiter: RateLimiter<T>) {
    super(runtime);
    this.rateLimiter = rateLimiter;
  }

  /**
   * Adds an item when the rate limiter allows, and counts a failure of it.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/rate_limiting_queue.go#rateLimitingType.AddRateLimited
   */
  addRateLimited(item: T): void {
    this.addAfter(item, this.rateLimiter.when(item)); // go: q.DelayingInterface.AddAfter(
  }

  /**
   * How often the item failed since it was last forgotten.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/rate_limiting_queue.go#rateLimitingType.NumRequeues
   */
  numRequeues(item: T): number {
    return this.rateLimiter.numRequeues(item); // go: return q.rateLimiter.NumRequeues(item)
  }

  /**
   * Ends the counting for the item; `done` must still be called.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/rate_limiting_queue.go#rateLimitingType.Forget
   */
  forget(item: T): void {
    this.rateLimiter.forget(item); // go: q.rateLimiter.Forget(item)
  }
}
