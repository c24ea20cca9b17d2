import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';

export interface ResourceEventFuncs<T> {
  readonly addFunc?: (obj: T) => void;
  readonly updateFunc?: (oldObj: T, newObj: T) => void;
  readonly deleteFunc?: (obj: T | DeletedFinalStateUnknown) => void;
}

/** An event handler made of functions; those that are not there are not called. */
export class ResourceEventHandlerFuncs<T> implements ResourceEventHandler<T> {
  readonly #funcs: ResourceEventFuncs<T>;

  constructor(funcs: ResourceEventFuncs<T>) {
    this.#funcs = funcs;
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#ResourceEventHandlerFuncs.OnAdd */
  onAdd(obj: T): void {
    this.#funcs.addFunc?.(obj); // go+: if r.AddFunc != nil {
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#ResourceEventHandlerFuncs.OnUpdate */
  onUpdate(oldObj: T, newObj: T): void {
    this.#funcs.updateFunc?.(oldObj, newObj); // go+: if r.UpdateFunc != nil {
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#ResourceEventHandlerFuncs.OnDelete */
  onDelete(obj: T | DeletedFinalStateUnknown): void {
    this.#funcs.deleteFunc?.(obj); // go+: if r.DeleteFunc != nil {
  }
}
