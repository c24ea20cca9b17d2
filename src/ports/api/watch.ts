import type { Channel } from '../runtime/channel.ts';
import type { StatusError } from './status-error.ts';

/**
 * What a watch tells: an object as it is after the change, and as it was last for `DELETED`. Of a
 * `BOOKMARK` only the resource version counts: all up to it was sent. An `ERROR` says why the watch
 * ends.
 */
export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: T }
  | { readonly type: 'ERROR'; readonly object: StatusError };

/** Go's watch.Interface. */
export interface Watch<T> {
  /** Closed by the sender when the watch ends or is stopped. */
  readonly resultChan: Channel<WatchEvent<T>>;
  /** Ends the watch; it can be called again. */
  stop(): void;
}
