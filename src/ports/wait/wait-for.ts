import { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';
import type { ConditionFunc } from './condition-func.ts';
import { errWaitTimeout } from './err-wait-timeout.ts';
import type { StopChannel } from './stop-channel.ts';

/**
 * Gives a channel that gets a value whenever a condition is to be tested, and is closed for the last
 * test. It should stop when `done` does.
 */
export type WaitFunc = (done: StopChannel) => Pick<Channel<void>, 'canReceive' | 'receive'>;

/**
 * Tests a condition whenever a channel says so, until it holds, gives an error, or `done` is closed.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#WaitFor
 * @returns The error of the condition, or `errWaitTimeout`.
 */
export function* waitFor(
  wait: WaitFunc,
  fn: ConditionFunc,
  done: StopChannel,
): Task<Error | undefined> {
  const stopCh = new Channel<never>(); // go: stopCh := make(
  try {
    const c = wait(stopCh); // go: c := wait(stopCh)
    // go: for {
    for (;;) {
      // Begun before the pause, so that a sender sees that somebody waits.
      const receiving = c.receive();
      const begun = receiving.next();
      if (!begun.done) yield () => c.canReceive() || done.canReceive(); // go: select {
      // Of two cases that are ready Go takes any; here the condition is tested once more.
      if (!begun.done && !c.canReceive()) {
        return errWaitTimeout; // go: return ErrWaitTimeout @2
      }
      // go: case _, open := <-c:
      const [, open] = begun.done ? begun.value : yield* receiving;
      const [ok, err] = yield* fn(); // go: ok, err := runConditionWithCrashProtection(fn)
      if (err) return err; // go+: if err != nil {
      if (ok) return undefined; // go+: if ok {
      if (!open) return errWaitTimeout; // go+: if !open {
    }
  } finally {
    stopCh.close(); // go: defer close(stopCh)
  }
}
