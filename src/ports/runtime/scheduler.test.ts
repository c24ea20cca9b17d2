import { describe, expect, test } from 'vitest';
import { Deadlock, inTurn, replay, Scheduler, shuffled, type Choose } from './scheduler.ts';
import type { Task } from './task.ts';
import { WaitGroup } from './wait-group.ts';

/** Three tasks that write their name twice, with a pause between. */
function letters(choose: Choose): { written: string; choices: readonly number[] } {
  const scheduler = new Scheduler({ choose });
  let written = '';
  scheduler.run(function* () {
    const group = new WaitGroup();
    for (const letter of 'abc') {
      group.add(1);
      scheduler.go(function* () {
        written += letter;
        yield;
        written += letter;
        group.done();
      });
    }
    yield* group.wait();
  });
  return { written, choices: scheduler.choices };
}

describe('interleavings', () => {
  test('in turn, tasks alternate', () => {
    expect(letters(inTurn).written).toBe('abcabc');
  });

  test('a seed gives the same order again, and many seeds give many orders', () => {
    const orders = Array.from({ length: 40 }, (_, seed) => letters(shuffled(seed)).written);
    expect(letters(shuffled(7)).written).toBe(orders[7]);
    expect(new Set(orders).size).toBeGreaterThan(10);
    for (const order of orders) {
      for (const letter of ['a', 'b', 'c']) expect(order.split(letter)).toHaveLength(3);
    }
  });

  test('the recorded choices replay a run', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { written, choices } = letters(shuffled(seed));
      expect(letters(replay(choices)).written).toBe(written);
    }
  });
});

describe('the virtual clock', () => {
  test('moves to the next alarm when all tasks sleep', () => {
    const scheduler = new Scheduler({ start: 1000 });
    const woken: [string, number][] = [];
    const sleeper = (name: string, milliseconds: number) => () =>
      (function* (): Task<void> {
        yield* scheduler.sleep(milliseconds);
        woken.push([name, scheduler.now()]);
      })();
    scheduler.run(function* () {
      scheduler.go(sleeper('late', 300));
      scheduler.go(sleeper('soon', 5));
      yield* scheduler.sleep(400);
    });
    expect(woken).toEqual([
      ['soon', 1005],
      ['late', 1300],
    ]);
    expect(scheduler.now()).toBe(1400);
  });

  test('advances as far as it is told, and wakes who is due on the way', () => {
    const scheduler = new Scheduler();
    const times: number[] = [];
    scheduler.go(function* () {
      for (;;) {
        yield* scheduler.sleep(10);
        times.push(scheduler.now());
      }
    });
    scheduler.advance(35);
    expect(times).toEqual([10, 20, 30]);
    expect(scheduler.now()).toBe(35);
    scheduler.advance(5);
    expect(times).toEqual([10, 20, 30, 40]);
  });
});

describe('runs that cannot end', () => {
  test('tasks that wait for each other are named', () => {
    const scheduler = new Scheduler();
    const run = (): void =>
      scheduler.run(function* () {
        scheduler.go(function* () {
          yield () => false;
        }, 'worker');
        yield () => false;
      });
    expect(run).toThrow(Deadlock);
    expect(run).toThrow('Every task waits and none can go on: ');
  });

  test('an endless run is stopped', () => {
    const scheduler = new Scheduler({ maxSteps: 100 });
    expect(() =>
      scheduler.run(function* () {
        for (;;) yield;
      }),
    ).toThrow('More than 100 steps: the run does not seem to end');
  });

  test('what a task throws ends the run', () => {
    const scheduler = new Scheduler();
    expect(() =>
      scheduler.run(function* () {
        scheduler.go(function* () {
          yield;
          throw new Error('panic');
        });
        yield () => false;
      }),
    ).toThrow('panic');
  });
});

test('a wait group that is done more often than added to panics, as in Go', () => {
  const group = new WaitGroup();
  group.add(1);
  group.done();
  expect(() => group.done()).toThrow('sync: negative WaitGroup counter');
});
