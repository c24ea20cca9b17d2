import type { Task } from '../runtime/task.ts';
import type { Store } from './store.ts';

/**
 * Works on what is popped, before anybody else sees the queue without it: Go calls it under the
 * queue's lock. Therefore it cannot wait. An `ErrRequeue` puts the item back.
 */
export type PopProcessFunc<Item> = (item: Item) => Error | undefined;

/** A store whose items are handed out, one key after the other. */
export interface Queue<T, Item> extends Store<T, Item> {
  /**
   * Takes the next item out, waits until there is one, and has it processed.
   *
   * @returns The item and the error of processing it; or none and `errFIFOClosed`, when the queue
   *   was closed and is empty.
   */
  pop(
    process: PopProcessFunc<Item>,
  ): Task<readonly [item: Item | undefined, err: Error | undefined]>;
  /** Puts an item back, unless there is a newer one under its key. */
  addIfNotPresent(item: Item): Error | undefined;
  /** Whether the first list was popped, all of it. */
  hasSynced(): boolean;
  close(): void;
}
