import type { Runtime, Task } from '../runtime/task.ts';
import type { ConditionFunc } from './condition-func.ts';
import { errWaitTimeout } from './err-wait-timeout.ts';
import { poller } from './poller.ts';
import type { StopChannel } from './stop-channel.ts';
import { waitFor } from './wait-for.ts';

/**
 * Tests a condition at once, then every so many milliseconds until it is stopped.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#PollImmediateUntil
 * @returns The error of the condition, or `errWaitTimeout`.
 */
export function* pollImmediateUntil(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  interval: number,
  condition: ConditionFunc,
  stopCh: StopChannel,
): Task<Error | undefined> {
  const [done, err] = yield* condition(); // go: done, err := condition()
  if (err) return err; // go+: if err != nil {
  if (done) return undefined; // go+: if done {
  // go: select {
  if (stopCh.canReceive()) {
    return errWaitTimeout; // go: return ErrWaitTimeout
  }
  return yield* pollUntil(runtime, interval, condition, stopCh); // go: return PollUntil(
}

/**
 * Tests a condition every so many milliseconds until it is stopped.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#PollUntil
 */
export function* pollUntil(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  interval: number,
  condition: ConditionFunc,
  stopCh: StopChannel,
): Task<Error | undefined> {
  // left out (the stop channel itself is waited for): ctx, cancel := contextForChannel(stopCh)
  // left out (the stop channel itself is waited for): defer cancel()
  return yield* waitFor(poller(runtime, interval, 0), condition, stopCh); // go: return WaitFor(
}
