import { expect, test } from 'vitest';
import { Channel } from './channel.ts';
import { Deadlock, Scheduler, shuffled } from './scheduler.ts';

test('values come out in the order in which they went in, whatever the interleaving', () => {
  for (const capacity of [0, 1, 3, Infinity]) {
    for (let seed = 0; seed < 20; seed++) {
      const scheduler = new Scheduler({ choose: shuffled(seed) });
      const channel = new Channel<number>(capacity);
      scheduler.go(function* () {
        for (let i = 0; i < 5; i++) yield* channel.send(i);
        channel.close();
      });
      const got = scheduler.run(function* () {
        const values: number[] = [];
        for (;;) {
          const [value, ok] = yield* channel.receive();
          if (!ok) return values;
          values.push(value);
          expect(channel.length).toBeLessThanOrEqual(Math.max(capacity, 1));
        }
      });
      expect(got).toEqual([0, 1, 2, 3, 4]);
    }
  }
});

test('a sender waits for room; without a buffer, until its value is taken', () => {
  for (const [capacity, sent] of [
    [0, 0],
    [2, 2],
  ] as const) {
    const scheduler = new Scheduler();
    const channel = new Channel<string>(capacity);
    let done = 0;
    scheduler.go(function* () {
      for (const value of ['a', 'b', 'c']) {
        yield* channel.send(value);
        done++;
      }
    });
    scheduler.runUntilIdle();
    expect(done).toBe(sent);
    expect(scheduler.run(() => channel.receive())).toEqual(['a', true]);
    scheduler.runUntilIdle();
    expect(done).toBe(sent + 1);
  }
});

test('trySend succeeds where there is room or somebody who receives', () => {
  const scheduler = new Scheduler();
  const [none, one] = [new Channel<number>(), new Channel<number>(1)];
  expect([none.trySend(1), one.trySend(1), one.trySend(2)]).toEqual([false, true, false]);
  let got: unknown;
  scheduler.go(function* () {
    got = yield* none.receive();
  });
  scheduler.runUntilIdle();
  expect([none.trySend(1), none.trySend(2)]).toEqual([true, false]);
  scheduler.runUntilIdle();
  expect(got).toEqual([1, true]);
});

test('a closed channel still gives what it holds, then nothing; sending into it is an error', () => {
  const scheduler = new Scheduler();
  const channel = new Channel<number>(2);
  scheduler.run(() => channel.send(1));
  channel.close();
  expect(scheduler.run(() => channel.receive())).toEqual([1, true]);
  expect(scheduler.run(() => channel.receive())).toEqual([undefined, false]);
  expect(() => scheduler.run(() => channel.send(2))).toThrow('send on closed channel');
  expect(() => {
    channel.close();
  }).toThrow('close of closed channel');
  expect(() => scheduler.run(() => new Channel().receive())).toThrow(Deadlock);
});
