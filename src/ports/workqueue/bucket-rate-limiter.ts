import type { Runtime } from '../runtime/task.ts';
import type { Limiter } from './limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** One bucket of tokens for all items: limits the tries of all of them together. */
export class BucketRateLimiter<T> implements RateLimiter<T> {
  readonly #runtime: Pick<Runtime, 'now'>;
  readonly limiter: Limiter;
  readonly #start: number;

  constructor(runtime: Pick<Runtime, 'now'>, limiter: Limiter) {
    this.#runtime = runtime;
    this.limiter = limiter;
    this.#start = runtime.now();
  }

  /**
   * Takes a token, and says how long to wait for it.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#BucketRateLimiter.When
   */
  when(): number {
    // Nanoseconds since the start fit into a number; those since 1970 don't.
    const now = this.#runtime.now() - this.#start;
    return this.limiter.reserveN(now, 1).delayFrom(now); // go: return r.Limiter.Reserve().Delay()
  }

  /**
   * Always 0: a bucket tells no item from another.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#BucketRateLimiter.NumRequeues
   */
  numRequeues(): number {
    return 0; // go: return 0
  }

  /**
   * Nothing to forget.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#BucketRateLimiter.Forget
   */
  forget(): void {
    // The body is empty in Go, too.
  }
}
