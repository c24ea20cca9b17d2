import type { Task } from '../runtime/task.ts';
import type { BackoffManager } from './backoff-manager.ts';
import type { StopChannel } from './stop-channel.ts';

/**
 * Runs a task again and again until it is stopped, and backs off between the runs. Not sliding, the
 * wait begins with the run; sliding, after it.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#BackoffUntil
 */
export function* backoffUntil(
  f: () => Task<void>,
  backoff: BackoffManager,
  sliding: boolean,
  stopCh: StopChannel,
): Task<void> {
  let t = (): boolean => true; // go: var t clock.Timer
  // go: for {
  for (;;) {
    if (stopCh.canReceive()) return; // go+: select { @1
    if (!sliding) t = backoff.backoff(); // go+: if !sliding {
    // What a run throws ends all, as a panic does in Go once it is logged.
    yield* f(); // go+: func() {
    if (sliding) t = backoff.backoff(); // go+: if sliding {
    yield () => stopCh.canReceive() || t(); // go: select { @2
    if (stopCh.canReceive()) return; // go: return @2
  }
}
