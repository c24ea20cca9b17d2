import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { KeyListerGetter } from './key-lister-getter.ts';

/**
 * Takes objects of the type T and keeps an item for each key: in a cache the last object, in a queue
 * what happened to it. What it returns must not be changed.
 */
export interface Store<T = unknown, Item = T> extends KeyListerGetter<Item> {
  add(obj: T): Error | undefined;
  update(obj: T): Error | undefined;
  delete(obj: T | DeletedFinalStateUnknown): Error | undefined;
  /** The last object of every key. */
  list(): (T | DeletedFinalStateUnknown)[];
  listKeys(): string[];
  /** The item under the key of an object. */
  get(
    obj: T | DeletedFinalStateUnknown,
  ): readonly [item: Item | undefined, exists: boolean, err: Error | undefined];
  getByKey(key: string): readonly [item: Item | undefined, exists: boolean, err: Error | undefined];
  /** Holds these objects from now on, and nothing else. */
  replace(list: readonly T[], resourceVersion: string): Error | undefined;
  resync(): Error | undefined;
}
