import { expect, test } from 'vitest';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { waitForNamedCacheSync } from './wait-for-named-cache-sync.ts';

/** Waits for two caches that are filled after so many milliseconds; stopped after so many. */
function wait(filled: readonly [number, number], stopped: number) {
  const runtime = new Scheduler();
  const stopCh = new Channel<never>();
  const handled: string[] = [];
  runtime.go(function* () {
    yield* runtime.sleep(stopped);
    stopCh.close();
  });
  const synced = runtime.run(() =>
    waitForNamedCacheSync(
      runtime,
      ({ message }) => handled.push(message),
      'ReplicaSet',
      stopCh,
      ...filled.map((at) => () => runtime.now() >= at),
    ),
  );
  return { synced, at: runtime.now(), handled };
}

const message = 'unable to sync caches for ReplicaSet';

test('it looks at once, then every 100 milliseconds, until all caches are filled', () => {
  expect(wait([0, 0], 1000)).toEqual({ synced: true, at: 0, handled: [] });
  expect(wait([0, 120], 1000)).toEqual({ synced: true, at: 200, handled: [] });
  expect(wait([100, 90], 1000)).toEqual({ synced: true, at: 100, handled: [] });
});

test('it says so when it is stopped before', () => {
  expect(wait([0, 500], 250)).toEqual({ synced: false, at: 250, handled: [message] });
});

test('with caches that are filled it does not matter that it is stopped', () => {
  expect(wait([0, 0], 0)).toEqual({ synced: true, at: 0, handled: [] });
});
