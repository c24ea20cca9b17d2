import type { Runtime } from '../runtime/task.ts';
import { BucketRateLimiter } from './bucket-rate-limiter.ts';
import { ItemExponentialFailureRateLimiter } from './item-exponential-failure-rate-limiter.ts';
import { Limiter } from './limiter.ts';
import { MaxOfRateLimiter } from './max-of-rate-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';

/**
 * What controllers use: 5 milliseconds, doubled with every failure of an item up to 1000 seconds;
 * and for all items together ten tries a second, after a hundred at once.
 *
 * @ports staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#DefaultControllerRateLimiter
 */
export function defaultControllerRateLimiter<T>(runtime: Pick<Runtime, 'now'>): RateLimiter<T> {
  // go: return NewMaxOfRateLimiter(
  return new MaxOfRateLimiter(
    new ItemExponentialFailureRateLimiter<T>(5, 1_000_000),
    new BucketRateLimiter<T>(runtime, new Limiter(10, 100)),
  );
}
