import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';
import { ExponentialBackoffManager } from './exponential-backoff-manager.ts';

interface ManagerCase {
  readonly init: number;
  readonly max: number;
  readonly reset: number;
  readonly factor: number;
  readonly jitter: number;
  readonly random: readonly number[];
  /** What passes before each call, and what it answers. */
  readonly passed: readonly number[];
  readonly answers: readonly number[];
}

describe('ExponentialBackoffManager', () => {
  const { symbol, cases } = readVectors<ManagerCase>('exponential-backoff-manager');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#exponentialBackoffManagerImpl.getNextBackoff',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('backs off as Go does, with the same random numbers', () => {
    for (const one of cases) {
      const random = one.random.values();
      const scheduler = new Scheduler({ random: () => random.next().value ?? NaN });
      const manager = new ExponentialBackoffManager(scheduler, {
        initBackoff: toMilliseconds(one.init),
        maxBackoff: toMilliseconds(one.max),
        resetDuration: toMilliseconds(one.reset),
        backoffFactor: one.factor,
        jitter: one.jitter,
      });
      const answers = one.passed.map((passed) => {
        scheduler.advance(toMilliseconds(passed));
        return toNanoseconds(manager.getNextBackoff());
      });
      expect({ ...one, answers }).toEqual(one);
    }
  });
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestExponentialBackoffManagerGetNextBackoff', () => {
  const scheduler = new Scheduler();
  const manager = new ExponentialBackoffManager(scheduler, {
    initBackoff: 1,
    maxBackoff: 10,
    resetDuration: 10,
    backoffFactor: 2,
    jitter: 0,
  });
  for (const duration of [1, 2, 4, 8, 10, 10, 10]) expect(manager.getNextBackoff()).toBe(duration);
  scheduler.advance(11);
  expect(manager.getNextBackoff()).toBe(1);
});

// On the virtual clock the waits are exact; upstream they are at least as long.
test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestExponentialBackoffManagerWithRealClock', () => {
  const scheduler = new Scheduler();
  const manager = new ExponentialBackoffManager(scheduler, {
    initBackoff: 1,
    maxBackoff: 10,
    resetDuration: 3_600_000,
    backoffFactor: 2,
    jitter: 0,
  });
  for (const duration of [1, 2, 4, 8, 10, 10, 10]) {
    const start = scheduler.now();
    scheduler.run(function* () {
      yield manager.backoff();
    });
    expect(scheduler.now() - start).toBe(duration);
  }
});
