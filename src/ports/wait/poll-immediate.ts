import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { ConditionFunc } from './condition-func.ts';
import { poller } from './poller.ts';
import { waitFor, type WaitFunc } from './wait-for.ts';

/**
 * Tests a condition at once, then every so many milliseconds until the timeout; without end for a
 * timeout of 0.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#PollImmediate
 * @returns The error of the condition, or `errWaitTimeout`.
 */
export function* pollImmediate(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  interval: number,
  timeout: number,
  condition: ConditionFunc,
): Task<Error | undefined> {
  return yield* pollImmediateInternal(poller(runtime, interval, timeout), condition); // go: return pollImmediateInternal(
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#pollImmediateInternal */
export function* pollImmediateInternal(
  wait: WaitFunc,
  condition: ConditionFunc,
): Task<Error | undefined> {
  const [done, err] = yield* condition(); // go: done, err := runConditionWithCrashProtection(
  if (err) return err; // go+: if err != nil {
  if (done) return undefined; // go+: if done {
  return yield* pollInternal(wait, condition); // go: return pollInternal(
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#pollInternal */
export function* pollInternal(wait: WaitFunc, condition: ConditionFunc): Task<Error | undefined> {
  const done = new Channel<never>(); // go: done := make(
  // left out (nobody waits for it any more): defer close(done)
  return yield* waitFor(wait, condition, done); // go: return WaitFor(
}
