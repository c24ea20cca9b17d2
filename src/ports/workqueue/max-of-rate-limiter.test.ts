import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  inMilliseconds,
  makeLimiters,
  replayLimiter,
  type LimiterCase,
} from '../../../conformance/replay-limiter.ts';
import { ItemExponentialFailureRateLimiter } from './item-exponential-failure-rate-limiter.ts';
import { ItemFastSlowRateLimiter } from './item-fast-slow-rate-limiter.ts';
import { MaxOfRateLimiter } from './max-of-rate-limiter.ts';

describe('MaxOfRateLimiter', () => {
  const { symbol, cases } = readVectors<LimiterCase>('max-of-rate-limiter');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#MaxOfRateLimiter',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const limiter = new MaxOfRateLimiter(...makeLimiters(one));
      expect(replayLimiter(limiter, one)).toEqual(inMilliseconds(one));
    }
  });

  test('staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters_test.go#TestMaxOfRateLimiter', () => {
    const limiter = new MaxOfRateLimiter<string>(
      new ItemFastSlowRateLimiter(5, 3000, 3),
      new ItemExponentialFailureRateLimiter(1, 1000),
    );
    expect([1, 2, 3, 4, 5].map(() => limiter.when('one'))).toEqual([5, 5, 5, 3000, 3000]);
    expect(limiter.numRequeues('one')).toBe(5);
    expect([1, 2].map(() => limiter.when('two'))).toEqual([5, 5]);
    expect(limiter.numRequeues('two')).toBe(2);
    limiter.forget('one');
    expect(limiter.numRequeues('one')).toBe(0);
    expect(limiter.when('one')).toBe(5);
  });
});
