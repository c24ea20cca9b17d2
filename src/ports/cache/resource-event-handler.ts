import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';

/**
 * Is told what happens to the objects of a cache. It cannot wait, and must not change the objects.
 * A deletion gives the last state of the object, or `DeletedFinalStateUnknown` if it was missed.
 */
export interface ResourceEventHandler<T> {
  onAdd(obj: T): void;
  onUpdate(oldObj: T, newObj: T): void;
  onDelete(obj: T | DeletedFinalStateUnknown): void;
}
