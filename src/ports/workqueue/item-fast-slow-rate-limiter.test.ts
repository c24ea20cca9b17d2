import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  inMilliseconds,
  makeLimiters,
  replayLimiter,
  type LimiterCase,
} from '../../../conformance/replay-limiter.ts';
import { ItemFastSlowRateLimiter } from './item-fast-slow-rate-limiter.ts';

describe('ItemFastSlowRateLimiter', () => {
  const { symbol, cases } = readVectors<LimiterCase>('item-fast-slow-rate-limiter');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters.go#ItemFastSlowRateLimiter',
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

  test('staging/src/k8s.io/client-go/util/workqueue/default_rate_limiters_test.go#TestItemFastSlowRateLimiter', () => {
    const limiter = new ItemFastSlowRateLimiter<string>(5, 10_000, 3);
    expect([1, 2, 3, 4, 5].map(() => limiter.when('one'))).toEqual([5, 5, 5, 10_000, 10_000]);
    expect(limiter.numRequeues('one')).toBe(5);
    expect([1, 2].map(() => limiter.when('two'))).toEqual([5, 5]);
    expect(limiter.numRequeues('two')).toBe(2);
    limiter.forget('one');
    expect(limiter.numRequeues('one')).toBe(0);
    expect(limiter.when('one')).toBe(5);
  });
});
