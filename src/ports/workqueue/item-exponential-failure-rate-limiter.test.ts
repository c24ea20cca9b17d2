import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  inMilliseconds,
  makeLimiters,
  replayLimiter,
  type LimiterCase,
} from '../../../conformance/replay-limiter.ts';
import { ItemExponentialFailureRateLimiter } from './item-exponential-failure-rate-limiter.ts';

describe('ItemExponentialFailureRateLimiter', () => {
  const { symbol, cases } = readVectors<LimiterCase>('item-exponential-failure-rate-limiter');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemExponentialFailureRateLimiter',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const [limiter] = makeLimiters(one);
      if (!limiter) throw new Error('The case has no limiter');
      expect(replayLimiter(limiter, one)).toEqual(inMilliseconds(one));
    }
  });

  test('staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters_test.go#TestItemExponentialFailureRateLimiter', () => {
    const limiter = new ItemExponentialFailureRateLimiter<string>(1, 1000);
    expect([1, 2, 3, 4, 5].map(() => limiter.when('one'))).toEqual([1, 2, 4, 8, 16]);
    expect(limiter.numRequeues('one')).toBe(5);
    expect([1, 2].map(() => limiter.when('two'))).toEqual([1, 2]);
    expect(limiter.numRequeues('two')).toBe(2);
    limiter.forget('one');
    expect(limiter.numRequeues('one')).toBe(0);
    expect(limiter.when('one')).toBe(1);
  });

  test('staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters_test.go#TestItemExponentialFailureRateLimiterOverFlow', () => {
    const afterFailures = (limiter: ItemExponentialFailureRateLimiter<string>, count: number) => {
      limiter.forget('item');
      for (let i = 0; i < count; i++) limiter.when('item');
      return limiter.when('item');
    };
    const seconds = new ItemExponentialFailureRateLimiter<string>(1, 1_000_000);
    expect(afterFailures(seconds, 5)).toBe(32);
    expect(afterFailures(seconds, 1000)).toBe(1_000_000);
    const hours = new ItemExponentialFailureRateLimiter<string>(60_000, 3_600_000_000);
    expect(afterFailures(hours, 2)).toBe(240_000);
    expect(afterFailures(hours, 1000)).toBe(3_600_000_000);
  });
});
