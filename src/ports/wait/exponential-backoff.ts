import type { Runtime, Task } from '../runtime/task.ts';
import { Backoff, type BackoffOptions } from './backoff.ts';
import type { ConditionFunc } from './condition-func.ts';
import { errWaitTimeout } from './err-wait-timeout.ts';

/**
 * Tries a condition until it holds or gives an error, as often as the backoff has steps, and waits
 * longer every time.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#ExponentialBackoff
 * @returns The error of the condition, or `errWaitTimeout`.
 */
export function* exponentialBackoff(
  runtime: Pick<Runtime, 'sleep' | 'random'>,
  options: BackoffOptions,
  condition: ConditionFunc,
): Task<Error | undefined> {
  // Go passes the backoff by value, so that the caller's does not change.
  const backoff = new Backoff(options);
  // go: for backoff.Steps > 0 {
  while (backoff.steps > 0) {
    const [ok, err] = yield* condition(); // go: if ok, err := runConditionWithCrashProtection(
    if (err || ok) return err; // go: return err
    if (backoff.steps === 1) {
      // go+: if backoff.Steps == 1 {
      break;
    }
    yield* runtime.sleep(backoff.step(() => runtime.random())); // go: time.Sleep(
  }
  return errWaitTimeout; // go: return ErrWaitTimeout
}
