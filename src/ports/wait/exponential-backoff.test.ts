import { describe, expect, test } from 'vitest';
import { conditionOf, type ConditionCase } from '../../../conformance/replay-condition.ts';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { toMilliseconds } from '../workqueue/duration.ts';
import { Backoff } from './backoff.ts';
import { errWaitTimeout } from './err-wait-timeout.ts';
import { exponentialBackoff } from './exponential-backoff.ts';

describe('exponentialBackoff', () => {
  const { symbol, cases } = readVectors<ConditionCase>('exponential-backoff');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#ExponentialBackoff');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('asks as often as Go does, answers the same, and sleeps the steps of the backoff', () => {
    for (const one of cases) {
      const scheduler = new Scheduler();
      const { condition, calls } = conditionOf(one);
      const options = {
        duration: toMilliseconds(10),
        factor: one.factor,
        steps: one.steps,
        cap: toMilliseconds(one.cap),
      };
      const err = scheduler.run(() => exponentialBackoff(scheduler, options, condition));
      expect({ ...one, calls: calls(), error: err?.message ?? '' }).toEqual(one);
      const backoff = new Backoff(options);
      let slept = 0;
      const wasCapped = err === errWaitTimeout && calls() < one.steps;
      for (let sleeps = wasCapped ? calls() : calls() - 1; sleeps > 0; sleeps--) {
        slept += backoff.step(() => 0);
      }
      expect(scheduler.now()).toBeCloseTo(slept, 9);
    }
  });
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestExponentialBackoff', () => {
  const scheduler = new Scheduler();
  const opts = { factor: 1, steps: 3 };
  const ask = (answer: (i: number) => readonly [boolean, Error | undefined]) => {
    let i = 0;
    const condition = function* (): Task<readonly [boolean, Error | undefined]> {
      i++;
      return answer(i);
    };
    const err = scheduler.run(() => exponentialBackoff(scheduler, opts, condition));
    return [err, i];
  };
  expect(ask(() => [false, undefined])).toEqual([errWaitTimeout, 3]);
  expect(ask(() => [true, undefined])).toEqual([undefined, 1]);
  const testErr = new Error('some other error');
  expect(ask(() => [false, testErr])[0]).toBe(testErr);
  expect(ask((i) => [i >= opts.steps, undefined])).toEqual([undefined, 3]);
});
