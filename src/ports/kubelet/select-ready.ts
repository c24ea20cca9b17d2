import type { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';

/**
 * Waits until one of several channels can be received from, as Go's select does. Of those that can,
 * Go takes any; here the run's seed decides.
 *
 * @returns The index of a channel from which a receive does not wait.
 */
export function* selectReady(
  runtime: Pick<Runtime, 'random'>,
  channels: readonly Pick<Channel<unknown>, 'canReceive'>[],
): Task<number> {
  const ready = (): number[] =>
    channels.flatMap((channel, at) => (channel.canReceive() ? [at] : []));
  yield () => ready().length > 0;
  const candidates = ready();
  return candidates[Math.floor(runtime.random() * candidates.length)] as number;
}
