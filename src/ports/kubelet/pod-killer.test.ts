import { expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import { inTurn, Scheduler, shuffled, type Choose } from '../runtime/scheduler.ts';
import { PodKillerWithChannel } from './pod-killer.ts';
import type { PodPair } from './running-pod.ts';

const pairOf = (id: string, apiPod?: Pod): PodPair => ({
  apiPod,
  runningPod: { id, name: `pod ${id}`, namespace: '', containers: [], sandboxes: [] },
});

/** A runtime that needs a second to kill a pod. */
function setUp(choose: Choose = inTurn) {
  const scheduler = new Scheduler({ choose });
  const log: string[] = [];
  const killer = new PodKillerWithChannel({
    runtime: scheduler,
    *killPod(pod, { id }) {
      log.push(`begin ${id} ${pod?.metadata.name ?? 'unknown'}`);
      yield* scheduler.sleep(1000);
      log.push(`end ${id}`);
      return id === 'bad' ? new Error('refused') : undefined;
    },
  });
  const kill = (pair: PodPair): void => {
    scheduler.run(() => killer.killPod(pair));
    scheduler.runUntilIdle();
  };
  let ended = false;
  const start = (): void => {
    scheduler.go(function* () {
      yield* killer.performPodKillingWork();
      ended = true;
    });
  };
  return { scheduler, log, killer, kill, start, hasEnded: () => ended };
}

// Upstream has no test of its own for it.
test('kills pods at the same time, each as the API server knows it', () => {
  const { scheduler, log, kill, start } = setUp();
  start();
  kill(pairOf('1'));
  kill(pairOf('2', { metadata: { name: 'two' }, spec: {}, status: {} }));
  expect(log).toEqual(['begin 1 unknown', 'begin 2 two']);
  scheduler.advance(1000);
  expect(log.slice(2)).toEqual(['end 1', 'end 2']);
});

test('does not kill a pod that it is killing; again when that has ended, well or not', () => {
  for (const choose of [inTurn, shuffled(1), shuffled(2), shuffled(3)]) {
    const { scheduler, log, kill, start } = setUp(choose);
    start();
    kill(pairOf('bad'));
    kill(pairOf('bad'));
    scheduler.advance(999);
    kill(pairOf('bad'));
    expect(log).toEqual(['begin bad unknown']);
    scheduler.advance(1);
    kill(pairOf('bad'));
    expect(log).toEqual(['begin bad unknown', 'end bad', 'begin bad unknown']);
  }
});

test('lets fifty wait; who brings one more waits itself', () => {
  const { scheduler, killer, kill, start, log } = setUp();
  for (let number = 0; number < 50; number++) kill(pairOf(String(number)));
  let brought = false;
  scheduler.go(function* () {
    yield* killer.killPod(pairOf('50'));
    brought = true;
  });
  scheduler.runUntilIdle();
  expect(brought).toBe(false);
  start();
  scheduler.runUntilIdle();
  expect(brought).toBe(true);
  expect(log).toHaveLength(51);
});

test('ends when it is closed, after what waits', () => {
  const { scheduler, killer, kill, start, log, hasEnded } = setUp();
  kill(pairOf('1'));
  killer.close();
  start();
  scheduler.runUntilIdle();
  expect([log, hasEnded()]).toEqual([['begin 1 unknown'], true]);
});
