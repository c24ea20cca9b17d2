import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';
import { jitterUntil } from './jitter-until.ts';
import { nonSlidingUntil } from './non-sliding-until.ts';
import type { StopChannel } from './stop-channel.ts';
import { until } from './until.ts';

interface UntilCase {
  readonly period: number;
  readonly factor: number;
  readonly sliding: boolean;
  readonly random: readonly number[];
  /** How long each run takes; the last one stops, if there is any, else it is stopped before. */
  readonly runs: readonly number[];
  readonly starts: readonly number[];
}

describe('backoffUntil', () => {
  const { symbol, cases } = readVectors<UntilCase>('backoff-until');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#BackoffUntil');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('runs when Go does, with the same random numbers', () => {
    for (const one of cases) {
      const random = one.random.values();
      const scheduler = new Scheduler({ random: () => random.next().value ?? NaN });
      const stop = new Channel<never>();
      if (one.runs.length === 0) stop.close();
      const starts: number[] = [];
      const run = function* (): Task<void> {
        starts.push(toNanoseconds(scheduler.now()));
        yield* scheduler.sleep(toMilliseconds(one.runs[starts.length - 1] ?? NaN));
        if (starts.length === one.runs.length) stop.close();
      };
      scheduler.run(() =>
        jitterUntil(scheduler, run, toMilliseconds(one.period), one.factor, one.sliding, stop),
      );
      expect({ ...one, starts }).toEqual(one);
    }
  });
});

/** Upstream's test of every kind of until: none runs when stopped before, and all end. */
function stops(
  run: (scheduler: Scheduler, f: () => Task<void>, stop: StopChannel) => Task<void>,
): void {
  const scheduler = new Scheduler();
  let ch = new Channel<never>();
  ch.close();
  scheduler.run(() =>
    run(
      scheduler,
      () => {
        throw new Error('should not have been invoked');
      },
      ch,
    ),
  );

  ch = new Channel<never>();
  const called = new Channel<void>();
  scheduler.go(function* () {
    yield* run(scheduler, () => called.send(undefined), ch);
    called.close();
  });
  scheduler.run(() => called.receive());
  ch.close();
  scheduler.run(() => called.receive());
}

/** What a task returns at once when it closes its own stop channel. */
function timeOfClosing(run: (s: Scheduler, f: () => Task<void>, c: StopChannel) => Task<void>) {
  const scheduler = new Scheduler();
  const ch = new Channel<never>();
  const close = function* (): Task<void> {
    ch.close();
  };
  scheduler.run(() => run(scheduler, close, ch));
  return scheduler.now();
}

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestUntil', () => {
  stops((scheduler, f, ch) => until(scheduler, f, 0, ch));
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestNonSlidingUntil', () => {
  stops((scheduler, f, ch) => nonSlidingUntil(scheduler, f, 0, ch));
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestJitterUntil', () => {
  stops((scheduler, f, ch) => jitterUntil(scheduler, f, 0, 1, true, ch));
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestUntilReturnsImmediately', () => {
  expect(timeOfClosing((scheduler, f, ch) => until(scheduler, f, 30_000, ch))).toBe(0);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestJitterUntilReturnsImmediately', () => {
  expect(timeOfClosing((scheduler, f, ch) => jitterUntil(scheduler, f, 30_000, 1, true, ch))).toBe(
    0,
  );
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestJitterUntilNegativeFactor', () => {
  const scheduler = new Scheduler();
  const ch = new Channel<never>();
  const [called, received] = [new Channel<void>(), new Channel<void>()];
  scheduler.go(() =>
    jitterUntil(
      scheduler,
      function* () {
        yield* called.send(undefined);
        yield* received.receive();
      },
      1000,
      -30,
      true,
      ch,
    ),
  );
  scheduler.run(function* () {
    yield* called.receive();
    yield* received.send(undefined);
    yield* called.receive();
    ch.close();
    yield* received.send(undefined);
  });
  expect(scheduler.now()).toBe(1000);
});

// TestJitterUntilRecoversPanic: nobody recovers here, a panic ends the run. The tests with a context:
// a context is a stop channel.
