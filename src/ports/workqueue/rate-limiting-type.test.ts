import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { inputOf, replayStep, stateOf, type QueueStep } from '../../../conformance/replay-queue.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { ItemExponentialFailureRateLimiter } from './item-exponential-failure-rate-limiter.ts';
import { RateLimitingType } from './rate-limiting-type.ts';

describe('RateLimitingType', () => {
  const { symbol, cases } = readVectors<readonly QueueStep[]>('rate-limiting-queue');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/util/workqueue/rate_limiting_queue.go#rateLimitingType',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('holds what Go did, and counts as Go did', () => {
    for (const steps of cases) {
      const scheduler = new Scheduler();
      const limiter = new ItemExponentialFailureRateLimiter<string>(1, 5000);
      const queue = new RateLimitingType(scheduler, limiter);
      const ours = steps.map((step) => {
        let answer: Partial<QueueStep> = {};
        const { item } = step;
        if (step.do === 'addRateLimited') queue.addRateLimited(item ?? '');
        else if (step.do === 'forget') queue.forget(item ?? '');
        else if (step.do === 'step') scheduler.advance(step.ms ?? 0);
        else answer = replayStep(queue, step);
        scheduler.runUntilIdle();
        const requeues = item === undefined ? {} : { requeues: queue.numRequeues(item) };
        return { ...inputOf(step), ...answer, ...requeues, ...stateOf(queue) };
      });
      expect(ours).toEqual(steps);
    }
  });

  test('staging/src/k8s.io/client-go/util/workqueue/rate_limiting_queue_test.go#TestRateLimitingQueue', () => {
    const limiter = new ItemExponentialFailureRateLimiter<string>(1, 1000);
    const queue = new RateLimitingType(new Scheduler(), limiter);
    // The loop does not run: what was handed to it can be taken out.
    const addRateLimited = (item: string): number | undefined => {
      queue.addRateLimited(item);
      return queue.waitingForAddCh.shift()?.readyAt;
    };
    expect(addRateLimited('one')).toBe(1);
    expect(addRateLimited('one')).toBe(2);
    expect(queue.numRequeues('one')).toBe(2);
    expect(addRateLimited('two')).toBe(1);
    expect(addRateLimited('two')).toBe(2);
    queue.forget('one');
    expect(queue.numRequeues('one')).toBe(0);
    expect(addRateLimited('one')).toBe(1);
  });
});
