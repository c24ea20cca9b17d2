import { Channel } from '../runtime/channel.ts';
import type { Runtime } from '../runtime/task.ts';
import { newTimer } from '../workqueue/timer.ts';
import type { WaitFunc } from './wait-for.ts';

/**
 * Says to test every so many milliseconds until the timeout; none for a timeout of 0. When nobody
 * is ready to test, that time is skipped.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#poller
 */
export function poller(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  interval: number,
  timeout: number,
): WaitFunc {
  // go: return WaitFunc(func(
  return (done) => {
    const ch = new Channel<void>(); // go: ch := make(

    // go: go func() {
    runtime.go(function* () {
      let tick = newTimer(runtime, interval); // go: tick := time.NewTicker(interval)
      // left out (a timer that nobody waits for needs no stop): defer tick.Stop()
      const never = (): boolean => false; // go: var after <-chan time.Time
      const after = timeout === 0 ? never : newTimer(runtime, timeout); // go+: if timeout != 0 {
      // go: for {
      for (;;) {
        yield () => tick() || after() || done.canReceive(); // go: select { @1
        // Of cases that are ready Go takes any; here the end goes before the next test.
        if (after()) break; // go: return @2
        if (done.canReceive()) break; // go: return @3
        // go: case <-tick.C:
        tick = newTimer(runtime, interval);
        ch.trySend(undefined); // go: select { @2
      }
      ch.close(); // go: defer close(ch)
    }, 'poller');

    return ch; // go: return ch
  };
}
