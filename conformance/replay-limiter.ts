import { ItemExponentialFailureRateLimiter } from '../src/ports/workqueue/item-exponential-failure-rate-limiter.ts';
import { ItemFastSlowRateLimiter } from '../src/ports/workqueue/item-fast-slow-rate-limiter.ts';
import type { RateLimiter } from '../src/ports/workqueue/rate-limiter.ts';

/** How a limiter is made: nanoseconds, and what is 0 is absent. */
interface Making {
  readonly kind: string;
  readonly baseDelay?: number;
  readonly maxDelay?: number;
  readonly fastDelay?: number;
  readonly slowDelay?: number;
  readonly maxFastAttempts?: number;
}

interface LimiterStep {
  readonly do: string;
  readonly item: string;
  readonly times?: number;
  readonly is?: number;
  readonly requeues: number;
}

export interface LimiterCase {
  readonly limiters: readonly Making[];
  readonly steps: readonly LimiterStep[];
}

/** Our limiters count in milliseconds. */
const milliseconds = (nanoseconds = 0): number => nanoseconds / 1e6;

export const makeLimiters = ({ limiters }: LimiterCase): RateLimiter<string>[] =>
  limiters.map(({ kind, baseDelay, maxDelay, fastDelay, slowDelay, maxFastAttempts = 0 }) =>
    kind === 'exponential'
      ? new ItemExponentialFailureRateLimiter(milliseconds(baseDelay), milliseconds(maxDelay))
      : new ItemFastSlowRateLimiter(
          milliseconds(fastDelay),
          milliseconds(slowDelay),
          maxFastAttempts,
        ),
  );

/** The case as a limiter of ours answers it, in milliseconds; to compare with `inMilliseconds`. */
export const replayLimiter = (limiter: RateLimiter<string>, given: LimiterCase): LimiterCase => ({
  limiters: given.limiters,
  steps: given.steps.map(({ do: name, item, times }) => {
    let is: number | undefined;
    if (name === 'forget') limiter.forget(item);
    for (let i = 0; i < (times ?? 0); i++) is = limiter.when(item);
    return {
      do: name,
      item,
      ...(times !== undefined && { times }),
      ...(is !== undefined && { is }),
      requeues: limiter.numRequeues(item),
    };
  }),
});

/** What Go answered, in milliseconds. */
export const inMilliseconds = ({ limiters, steps }: LimiterCase): LimiterCase => ({
  limiters,
  steps: steps.map((step) =>
    step.is === undefined ? step : { ...step, is: milliseconds(step.is) },
  ),
});
