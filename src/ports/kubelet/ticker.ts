import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';

/** Go's time.NewTicker: it drops a tick that nobody has taken before the next one. */
export function ticker(runtime: Pick<Runtime, 'go' | 'sleep'>, period: number): Channel<true> {
  const channel = new Channel<true>(1);
  runtime.go(function* (): Task<void> {
    for (;;) {
      yield* runtime.sleep(period);
      channel.trySend(true);
    }
  }, 'ticker');
  return channel;
}
