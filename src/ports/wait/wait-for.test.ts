import { describe, expect, test } from 'vitest';
import { conditionOf, type ConditionCase } from '../../../conformance/replay-condition.ts';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Channel } from '../runtime/channel.ts';
import { inTurn, Scheduler, shuffled } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import type { ConditionFunc } from './condition-func.ts';
import { errWaitTimeout } from './err-wait-timeout.ts';
import { pollImmediateUntil, pollUntil } from './poll-immediate-until.ts';
import { pollImmediate, pollImmediateInternal, pollInternal } from './poll-immediate.ts';
import { poller } from './poller.ts';
import type { StopChannel } from './stop-channel.ts';
import { waitFor, type WaitFunc } from './wait-for.ts';

/** Sends so many ticks, then closes the channel; it counts those that were taken. */
function fakeTicker(scheduler: Scheduler, max: number): { wait: WaitFunc; used: () => number } {
  let used = 0;
  return {
    wait: (done) => {
      const ch = new Channel<void>(1);
      scheduler.go(function* () {
        for (let i = 0; i < max; i++) {
          yield () => ch.length === 0 || done.canReceive();
          if (done.canReceive()) break;
          yield* ch.send(undefined);
          used++;
        }
        yield () => ch.length === 0 || done.canReceive();
        ch.close();
      });
      return ch;
    },
    used: () => used,
  };
}

describe('waitFor', () => {
  const { symbol, cases } = readVectors<ConditionCase>('wait-for');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#WaitFor');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('asks as often as Go does, and answers the same, in any order of tasks', () => {
    for (const [at, one] of cases.entries()) {
      for (const choose of [inTurn, shuffled(at)]) {
        const scheduler = new Scheduler({ choose });
        const { condition, calls } = conditionOf(one);
        const { wait } = fakeTicker(scheduler, one.ticks);
        const err = scheduler.run(() => waitFor(wait, condition, new Channel<never>()));
        expect({ ...one, calls: calls(), error: err?.message ?? '' }).toEqual(one);
      }
    }
  });
});

const error = new Error('Expected error');

/** A condition that always answers the same, and how often it was asked. */
function always(done: boolean, err?: Error) {
  let invocations = 0;
  const f: ConditionFunc = function* () {
    invocations++;
    return [done, err];
  };
  return { f, invocations: () => invocations };
}

describe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestWaitFor', () => {
  for (const [name, { f, invocations }, invoked, fails] of [
    ['invoked once', always(true), 1, false],
    ['invoked and returns a timeout', always(false), 3, true],
    ['returns immediately on error', always(false, error), 1, true],
  ] as const) {
    test(name, () => {
      const scheduler = new Scheduler();
      const { wait } = fakeTicker(scheduler, 2);
      const err = scheduler.run(() => waitFor(wait, f, new Channel<never>()));
      expect([err !== undefined, invocations()]).toEqual([fails, invoked]);
    });
  }
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestWaitForWithEarlyClosingWaitFunc', () => {
  const c = new Channel<void>();
  c.close();
  const scheduler = new Scheduler();
  const err = scheduler.run(() => waitFor(() => c, always(false).f, new Channel<never>()));
  expect([err, scheduler.now()]).toEqual([errWaitTimeout, 0]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestWaitForWithClosedChannel', () => {
  const stopCh = new Channel<never>();
  stopCh.close();
  const scheduler = new Scheduler();
  const err = scheduler.run(() => waitFor(() => new Channel<void>(), always(false).f, stopCh));
  expect([err, scheduler.now()]).toEqual([errWaitTimeout, 0]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestWaitForClosesStopCh', () => {
  const scheduler = new Scheduler();
  const waitFunc = poller(scheduler, 1, 30_000);
  let doneCh: StopChannel | undefined;
  scheduler.run(() =>
    waitFor(
      (done) => {
        doneCh = done;
        return waitFunc(done);
      },
      function* () {
        yield* scheduler.sleep(10);
        return [true, undefined];
      },
      new Channel<never>(),
    ),
  );
  expect(doneCh?.canReceive()).toBe(true);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPoller', () => {
  const scheduler = new Scheduler();
  const ch = poller(scheduler, 1, 2)(new Channel<never>());
  const count = scheduler.run(function* () {
    for (let count = 0; ; count++) {
      const [, open] = yield* ch.receive();
      if (!open) return count;
    }
  });
  // At 2 ms both the tick and the timeout are due; upstream allows up to three.
  expect(count).toBe(1);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPoll', () => {
  const scheduler = new Scheduler();
  const { f, invocations } = always(true);
  const fp = fakeTicker(scheduler, 1);
  expect(scheduler.run(() => pollInternal(fp.wait, f))).toBeUndefined();
  expect([invocations(), fp.used()]).toEqual([1, 1]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPollError', () => {
  const scheduler = new Scheduler();
  const fp = fakeTicker(scheduler, 1);
  expect(scheduler.run(() => pollInternal(fp.wait, always(false, error).f))).toBe(error);
  expect(fp.used()).toBe(1);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPollImmediate', () => {
  const scheduler = new Scheduler();
  const { f, invocations } = always(true);
  const fp = fakeTicker(scheduler, 0);
  expect(scheduler.run(() => pollImmediateInternal(fp.wait, f))).toBeUndefined();
  expect([invocations(), fp.used()]).toEqual([1, 0]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPollImmediateError', () => {
  const scheduler = new Scheduler();
  const fp = fakeTicker(scheduler, 0);
  expect(scheduler.run(() => pollImmediateInternal(fp.wait, always(false, error).f))).toBe(error);
  expect(fp.used()).toBe(0);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestPollUntil', () => {
  const scheduler = new Scheduler();
  const stopCh = new Channel<never>();
  const called = new Channel<boolean>();
  const pollDone = new Channel<never>();
  scheduler.go(function* () {
    yield* pollUntil(
      scheduler,
      0.001,
      function* () {
        yield* called.send(true);
        return [false, undefined];
      },
      stopCh,
    );
    pollDone.close();
  });
  scheduler.run(() => called.receive());
  stopCh.close();
  scheduler.go(function* () {
    for (;;) yield* called.receive();
  });
  scheduler.run(() => pollDone.receive());
  expect(pollDone.closed).toBe(true);
});

test('pollImmediate asks at once, then every interval until the timeout', () => {
  const scheduler = new Scheduler();
  const times: number[] = [];
  const condition = function* (): Task<readonly [boolean, undefined]> {
    times.push(scheduler.now());
    return [false, undefined];
  };
  const err = scheduler.run(() => pollImmediate(scheduler, 100, 350, condition));
  expect([err, times]).toEqual([errWaitTimeout, [0, 100, 200, 300, 350]]);
});

test('pollImmediateUntil asks at once, then every interval until it is stopped', () => {
  for (const stopAt of [0, 250]) {
    const scheduler = new Scheduler();
    const stopCh = new Channel<never>();
    const times: number[] = [];
    const condition = function* (): Task<readonly [boolean, undefined]> {
      times.push(scheduler.now());
      if (stopAt === 0) stopCh.close();
      return [false, undefined];
    };
    scheduler.go(function* () {
      yield* scheduler.sleep(250);
      if (stopAt > 0) stopCh.close();
    });
    const err = scheduler.run(() => pollImmediateUntil(scheduler, 100, condition, stopCh));
    expect([err, times]).toEqual([errWaitTimeout, stopAt === 0 ? [0] : [0, 100, 200]]);
  }
});
