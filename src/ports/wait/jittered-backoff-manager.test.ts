import { expect, test } from 'vitest';
import { Scheduler } from '../runtime/scheduler.ts';
import { JitteredBackoffManager } from './jittered-backoff-manager.ts';

// The vectors of backoffUntil run on this manager.
test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestJitteredBackoffManagerGetNextBackoff', () => {
  const jittered = new JitteredBackoffManager(new Scheduler(), 1, 1);
  for (let i = 0; i < 5; i++) {
    const backoff = jittered.getNextBackoff();
    expect(backoff).toBeGreaterThanOrEqual(1);
    expect(backoff).toBeLessThanOrEqual(2);
  }
  expect(new JitteredBackoffManager(new Scheduler(), 1, -1).getNextBackoff()).toBe(1);
});

test('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestJitterBackoffManagerWithRealClock', () => {
  const scheduler = new Scheduler();
  const manager = new JitteredBackoffManager(scheduler, 1, 0);
  for (let i = 1; i <= 5; i++) {
    scheduler.run(function* () {
      yield manager.backoff();
    });
    expect(scheduler.now()).toBe(i);
  }
});
