import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { inputOf, replayStep, stateOf, type QueueStep } from '../../../conformance/replay-queue.ts';
import { inTurn, Scheduler, shuffled } from '../runtime/scheduler.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import { Type } from './type.ts';

describe('Type', () => {
  const { symbol, cases } = readVectors<readonly QueueStep[]>('work-queue');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/util/workqueue/queue.go#Type');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('answers as Go did, and holds the same after every step', () => {
    for (const steps of cases) {
      const queue = new Type<string>();
      const ours = steps.map((step) => {
        const answer = replayStep(queue, step);
        return { ...inputOf(step), ...answer, ...stateOf(queue) };
      });
      expect(ours).toEqual(steps);
    }
  });

  test('get waits for an item, and one of those that wait takes it', () => {
    const scheduler = new Scheduler();
    const queue = new Type<string>();
    const got: (string | undefined)[] = [];
    for (const name of ['first', 'second']) {
      scheduler.go(function* () {
        const [item] = yield* queue.get();
        got.push(item);
      }, name);
    }
    scheduler.runUntilIdle();
    expect(got).toEqual([]);
    queue.add('a');
    scheduler.runUntilIdle();
    expect(got).toEqual(['a']);
    queue.shutDown();
    scheduler.runUntilIdle();
    expect(got).toEqual(['a', undefined]);
  });

  // Upstream the cases pass if they end; here it is also seen that no item is in two hands.
  const orders = [inTurn, ...Array.from({ length: 20 }, (_, seed) => shuffled(seed))];

  test('staging/src/k8s.io/client-go/util/workqueue/queue_test.go#TestBasic', () => {
    for (const choose of orders) {
      const scheduler = new Scheduler({ choose });
      const queue = new Type<number | 'added after shutdown!'>();
      const [producers, consumers] = [new WaitGroup(), new WaitGroup()];
      const inHand = new Set<unknown>();
      const seen = new Set<unknown>();
      producers.add(10);
      for (let i = 0; i < 10; i++) {
        scheduler.go(function* () {
          for (let j = 0; j < 10; j++) {
            queue.add(i);
            yield* scheduler.sleep(1);
          }
          producers.done();
        });
      }
      consumers.add(5);
      for (let i = 0; i < 5; i++) {
        scheduler.go(function* () {
          for (;;) {
            const [item, quit] = yield* queue.get();
            if (quit) break;
            expect(inHand).not.toContain(item);
            inHand.add(item);
            seen.add(item);
            yield* scheduler.sleep(3);
            inHand.delete(item);
            queue.done(item);
          }
          consumers.done();
        });
      }
      scheduler.run(function* () {
        yield* producers.wait();
        queue.shutDown();
        queue.add('added after shutdown!');
        yield* consumers.wait();
      });
      expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
      expect([queue.len(), queue.dirty.size, queue.processing.size]).toEqual([0, 0, 0]);
    }
  });

  test('staging/src/k8s.io/client-go/util/workqueue/queue_test.go#TestAddWhileProcessing', () => {
    for (const choose of orders) {
      const scheduler = new Scheduler({ choose });
      const queue = new Type<number>();
      const [producers, consumers] = [new WaitGroup(), new WaitGroup()];
      const taken = new Map<number, number>();
      producers.add(20);
      for (let i = 0; i < 20; i++) {
        scheduler.go(function* () {
          yield;
          queue.add(i);
          producers.done();
        });
      }
      consumers.add(5);
      for (let i = 0; i < 5; i++) {
        scheduler.go(function* () {
          const counters = new Map<number, number>();
          for (;;) {
            const [item, quit] = yield* queue.get();
            if (quit) break;
            taken.set(item, (taken.get(item) ?? 0) + 1);
            counters.set(item, (counters.get(item) ?? 0) + 1);
            if ((counters.get(item) ?? 0) < 2) queue.add(item);
            yield;
            queue.done(item);
          }
          consumers.done();
        });
      }
      scheduler.run(function* () {
        yield* producers.wait();
        // Upstream shuts down at once, when some items may not be added again any more.
        yield* scheduler.sleep(1);
        queue.shutDown();
        yield* consumers.wait();
      });
      expect([...taken.keys()].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, item) => item),
      );
      for (const times of taken.values()) expect(times).toBeGreaterThanOrEqual(2);
    }
  });

  test('staging/src/k8s.io/client-go/util/workqueue/queue_test.go#TestLen', () => {
    const queue = new Type<string>();
    queue.add('foo');
    expect(queue.len()).toBe(1);
    queue.add('bar');
    expect(queue.len()).toBe(2);
    queue.add('foo');
    expect(queue.len()).toBe(2);
  });

  test('staging/src/k8s.io/client-go/util/workqueue/queue_test.go#TestReinsert', () => {
    const scheduler = new Scheduler();
    const queue = new Type<string>();
    queue.add('foo');
    expect(scheduler.run(() => queue.get())).toEqual(['foo', false]);
    queue.add('foo');
    queue.done('foo');
    expect(scheduler.run(() => queue.get())).toEqual(['foo', false]);
    queue.done('foo');
    expect(queue.len()).toBe(0);
  });
});
