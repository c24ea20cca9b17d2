import type { Channel } from '../runtime/channel.ts';

/** A channel that is closed, or gets a value, when a task is to stop. */
export type StopChannel = Pick<Channel<unknown>, 'canReceive'>;
