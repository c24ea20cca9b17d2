import { expect, test } from 'vitest';
import { Scheduler } from '../runtime/scheduler.ts';
import { BucketRateLimiter } from './bucket-rate-limiter.ts';
import { defaultControllerRateLimiter } from './default-controller-rate-limiter.ts';
import { Limiter } from './limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';

// The real one reads the real clock, so that there are vectors only of the Limiter that it asks.
test('BucketRateLimiter lets the burst through, then ten items a second', () => {
  const clock = new Scheduler({ start: Date.UTC(2021, 0, 13) });
  const limiter: RateLimiter<string> = new BucketRateLimiter(clock, new Limiter(10, 3));
  expect(['a', 'b', 'a', 'a', 'c'].map((item) => limiter.when(item))).toEqual([0, 0, 0, 100, 200]);
  clock.advance(250);
  expect(limiter.when('a')).toBe(50);
  limiter.forget('a');
  expect([limiter.numRequeues('a'), limiter.when('a')]).toEqual([0, 150]);
});

test('DefaultControllerRateLimiter doubles from 5 milliseconds, and delays item 101', () => {
  const limiter = defaultControllerRateLimiter<number>(new Scheduler());
  expect([1, 2, 3].map(() => limiter.when(0))).toEqual([5, 10, 20]);
  for (let item = 1; item <= 97; item++) expect(limiter.when(item)).toBe(5);
  expect([98, 99].map((item) => limiter.when(item))).toEqual([100, 200]);
  expect([limiter.numRequeues(0), limiter.numRequeues(99)]).toEqual([3, 1]);
});
