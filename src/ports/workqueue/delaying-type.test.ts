import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  getAtOnce,
  inputOf,
  replayStep,
  stateOf,
  type QueueStep,
} from '../../../conformance/replay-queue.ts';
import { Deadlock, Scheduler } from '../runtime/scheduler.ts';
import { DelayingType } from './delaying-type.ts';

describe('DelayingType', () => {
  const { symbol, cases } = readVectors<readonly QueueStep[]>('delaying-queue');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#delayingType',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Go's clock jumps over a step, ours stops at every timer on the way: the items come in the same
  // order. After each step the recorder waited for the loop, as we do.
  test.each([0, Date.UTC(2021, 0, 13)])('holds what Go did, from clock %i on', (start) => {
    for (const steps of cases) {
      const scheduler = new Scheduler({ start });
      const queue = new DelayingType<string>(scheduler);
      const ours = steps.map((step) => {
        let answer: Partial<QueueStep> = {};
        if (step.do === 'addAfter') queue.addAfter(step.item ?? '', step.ms ?? 0);
        else if (step.do === 'step') scheduler.advance(step.ms ?? 0);
        else answer = replayStep(queue, step);
        scheduler.runUntilIdle();
        return { ...inputOf(step), ...answer, ...stateOf(queue) };
      });
      expect(ours).toEqual(steps);
    }
  });

  test('a get that waits has the item at its very time', () => {
    const scheduler = new Scheduler({ start: 0.1 });
    const queue = new DelayingType<string>(scheduler);
    queue.addAfter('later', 0.2);
    queue.addAfter('soon', 0.1);
    expect(scheduler.run(() => queue.get())).toEqual(['soon', false]);
    expect(scheduler.now()).toBe(0.2);
    expect(scheduler.run(() => queue.get())).toEqual(['later', false]);
    expect(scheduler.now()).toBe(0.1 + 0.2);
  });

  test('what need not wait is there at once, before the loop runs', () => {
    const queue = new DelayingType<string>(new Scheduler());
    queue.addAfter('none', 0);
    queue.addAfter('less', -1);
    queue.addAfter('more', 1);
    expect([queue.queue, queue.waitingForAddCh.length]).toEqual([['none', 'less'], 1]);
  });

  test('without anything to come, a get is a deadlock', () => {
    const scheduler = new Scheduler();
    const queue = new DelayingType<string>(scheduler);
    expect(() => scheduler.run(() => queue.get())).toThrow(Deadlock);
  });

  test('the waiting loop ends with the queue, and its items never come', () => {
    const scheduler = new Scheduler();
    const queue = new DelayingType<string>(scheduler);
    queue.addAfter('never', 5);
    scheduler.advance(1);
    queue.shutDown();
    queue.shutDown();
    scheduler.advance(10);
    expect(getAtOnce(queue)).toEqual({ shutdown: true });
    expect(queue.waitingForQueue.len()).toBe(1);
  });

  const start = () => {
    const scheduler = new Scheduler();
    const queue = new DelayingType<string>(scheduler);
    const finish = (): string | undefined => {
      const { got } = getAtOnce(queue);
      if (got !== undefined) queue.done(got);
      return got;
    };
    return { scheduler, queue, finish };
  };

  test('staging/src/k8s.io/client-go/util/workqueue/delaying_queue_test.go#TestSimpleQueue', () => {
    const { scheduler, queue, finish } = start();
    queue.addAfter('foo', 50);
    scheduler.runUntilIdle();
    expect(queue.len()).toBe(0);
    scheduler.advance(60);
    expect(queue.len()).toBe(1);
    expect(finish()).toBe('foo');
    scheduler.advance(10_000);
    expect(queue.len()).toBe(0);
  });

  test('staging/src/k8s.io/client-go/util/workqueue/delaying_queue_test.go#TestDeduping', () => {
    const { scheduler, queue, finish } = start();
    queue.addAfter('foo', 50);
    scheduler.runUntilIdle();
    queue.addAfter('foo', 70);
    scheduler.runUntilIdle();
    expect(queue.len()).toBe(0);
    scheduler.advance(60);
    expect(queue.len()).toBe(1);
    expect(finish()).toBe('foo');
    scheduler.advance(20);
    expect(queue.len()).toBe(0);
    // Now the second is the earlier.
    queue.addAfter('foo', 50);
    queue.addAfter('foo', 30);
    scheduler.runUntilIdle();
    expect(queue.len()).toBe(0);
    scheduler.advance(40);
    expect(queue.len()).toBe(1);
    expect(finish()).toBe('foo');
    scheduler.advance(20);
    expect(queue.len()).toBe(0);
  });

  test('staging/src/k8s.io/client-go/util/workqueue/delaying_queue_test.go#TestAddTwoFireEarly', () => {
    const { scheduler, queue } = start();
    queue.addAfter('foo', 1000);
    queue.addAfter('bar', 50);
    scheduler.runUntilIdle();
    expect(queue.len()).toBe(0);
    scheduler.advance(60);
    expect(queue.len()).toBe(1);
    expect(getAtOnce(queue)).toEqual({ got: 'bar' });
    queue.addAfter('baz', 2000);
    scheduler.advance(1000);
    expect(queue.len()).toBe(1);
    expect(getAtOnce(queue)).toEqual({ got: 'foo' });
    scheduler.advance(2000);
    expect(queue.len()).toBe(1);
    expect(getAtOnce(queue)).toEqual({ got: 'baz' });
  });

  test('staging/src/k8s.io/client-go/util/workqueue/delaying_queue_test.go#TestCopyShifting', () => {
    const { scheduler, queue } = start();
    queue.addAfter('foo', 1000);
    queue.addAfter('bar', 500);
    queue.addAfter('baz', 250);
    scheduler.runUntilIdle();
    expect(queue.len()).toBe(0);
    scheduler.advance(2000);
    expect(queue.queue).toEqual(['baz', 'bar', 'foo']);
  });
});
