import type { Runtime, Task } from '../runtime/task.ts';
import { jitterUntil } from './jitter-until.ts';
import type { StopChannel } from './stop-channel.ts';

/**
 * Runs a task until it is stopped, with so many milliseconds between the runs.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#Until
 */
export function* until(
  runtime: Pick<Runtime, 'sleep' | 'random'>,
  f: () => Task<void>,
  period: number,
  stopCh: StopChannel,
): Task<void> {
  yield* jitterUntil(runtime, f, period, 0, true, stopCh); // go: JitterUntil(
}
