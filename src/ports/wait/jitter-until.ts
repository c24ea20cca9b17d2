import type { Runtime, Task } from '../runtime/task.ts';
import { backoffUntil } from './backoff-until.ts';
import { JitteredBackoffManager } from './jittered-backoff-manager.ts';
import type { StopChannel } from './stop-channel.ts';

/**
 * Runs a task every so many milliseconds, or up to some times later, until it is stopped. Sliding,
 * the period begins after the run.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#JitterUntil
 */
export function* jitterUntil(
  runtime: Pick<Runtime, 'sleep' | 'random'>,
  f: () => Task<void>,
  period: number,
  jitterFactor: number,
  sliding: boolean,
  stopCh: StopChannel,
): Task<void> {
  // go: BackoffUntil(
  yield* backoffUntil(
    f,
    new JitteredBackoffManager(runtime, period, jitterFactor),
    sliding,
    stopCh,
  );
}
