import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';

/**
 * Hands on what happens to the objects that pass a filter. An object that begins to pass is an
 * addition, one that passes no longer is a deletion.
 */
export class FilteringResourceEventHandler<T> implements ResourceEventHandler<T> {
  readonly filterFunc: (obj: T | DeletedFinalStateUnknown) => boolean;
  readonly handler: ResourceEventHandler<T>;

  constructor(
    filterFunc: (obj: T | DeletedFinalStateUnknown) => boolean,
    handler: ResourceEventHandler<T>,
  ) {
    this.filterFunc = filterFunc;
    this.handler = handler;
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#FilteringResourceEventHandler.OnAdd */
  onAdd(obj: T): void {
    if (!this.filterFunc(obj)) return; // go+: if !r.FilterFunc(obj) {
    this.handler.onAdd(obj); // go: r.Handler.OnAdd(obj)
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#FilteringResourceEventHandler.OnUpdate */
  onUpdate(oldObj: T, newObj: T): void {
    const newer = this.filterFunc(newObj); // go: newer := r.FilterFunc(newObj)
    const older = this.filterFunc(oldObj); // go: older := r.FilterFunc(oldObj)
    // go: switch {
    if (newer && older) {
      this.handler.onUpdate(oldObj, newObj); // go: r.Handler.OnUpdate(oldObj, newObj)
    } else if (newer && !older) {
      this.handler.onAdd(newObj); // go: r.Handler.OnAdd(newObj)
    } else if (!newer && older) {
      this.handler.onDelete(oldObj); // go: r.Handler.OnDelete(oldObj)
    }
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#FilteringResourceEventHandler.OnDelete */
  onDelete(obj: T | DeletedFinalStateUnknown): void {
    if (!this.filterFunc(obj)) return; // go+: if !r.FilterFunc(obj) {
    this.handler.onDelete(obj); // go: r.Handler.OnDelete(obj)
  }
}
