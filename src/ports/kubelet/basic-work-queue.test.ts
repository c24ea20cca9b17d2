import { expect, test } from 'vitest';
import { Scheduler } from '../runtime/scheduler.ts';
import { BasicWorkQueue } from './basic-work-queue.ts';

const minute = 60_000;

// Go ranges over its map in any order.
test('pkg/kubelet/util/queue/work_queue_test.go#TestGetWork', () => {
  const clock = new Scheduler({ start: Date.parse('2022-02-02T02:02:02Z') });
  const queue = new BasicWorkQueue(clock);
  queue.enqueue('foo1', -minute);
  queue.enqueue('foo2', -minute);
  queue.enqueue('foo3', minute);
  queue.enqueue('foo4', minute);
  expect(queue.getWork().sort()).toEqual(['foo1', 'foo2']);
  expect(queue.getWork()).toEqual([]);
  clock.advance(60 * minute);
  expect(queue.getWork().sort()).toEqual(['foo3', 'foo4']);
  expect(queue.getWork()).toEqual([]);
});

test('gives out a pod when its time has passed, and not before', () => {
  const clock = new Scheduler();
  const queue = new BasicWorkQueue(clock);
  queue.enqueue('foo', 1000);
  clock.advance(1000);
  expect(queue.getWork()).toEqual([]);
  clock.advance(1);
  expect(queue.getWork()).toEqual(['foo']);
});

test('has each pod once, at the time that it was given last', () => {
  const clock = new Scheduler();
  const queue = new BasicWorkQueue(clock);
  queue.enqueue('foo', 1000);
  queue.enqueue('foo', 5000);
  clock.advance(4000);
  expect(queue.getWork()).toEqual([]);
  queue.enqueue('foo', -1);
  expect(queue.getWork()).toEqual(['foo']);
  clock.advance(minute);
  expect(queue.getWork()).toEqual([]);
});
