import { Controller, type Config } from './controller.ts';
import { DeltaFIFO } from './delta-fifo.ts';
import { newStore } from './cache.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from './deletion-handling-meta-namespace-key-func.ts';
import type { Deltas } from './delta.ts';
import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';
import type { Store } from './store.ts';

export interface InformerOptions<T> extends Pick<
  Config<T>,
  'runtime' | 'listerWatcher' | 'objectType' | 'handleError'
> {
  /** Milliseconds after which every object is reported as updated again; 0 for never. */
  readonly resyncPeriod: number;
  readonly handler: ResourceEventHandler<T>;
}

/**
 * A store and the controller that fills it and tells one handler.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/controller.go#NewInformer
 */
export function newInformer<T>(
  options: InformerOptions<T>,
): readonly [store: Store<T>, controller: Controller<T>] {
  const clientState = newStore<T>(deletionHandlingMetaNamespaceKeyFunc); // go: clientState := NewStore(
  return [clientState, newInformerOf(options, clientState)]; // go: return clientState, newInformer(
}

/** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#newInformer */
function newInformerOf<T>(options: InformerOptions<T>, clientState: Store<T>): Controller<T> {
  const { handler: h, resyncPeriod } = options;
  // go: fifo := NewDeltaFIFOWithOptions(
  const fifo = new DeltaFIFO<T>({ knownObjects: clientState, emitDeltaTypeReplaced: true });

  // go: cfg := &Config{
  const cfg: Config<T> = {
    ...options,
    queue: fifo,
    fullResyncPeriod: resyncPeriod,
    retryOnError: false,

    process: (obj: Deltas<T>) => {
      // go: for _, d := range obj.(Deltas) {
      for (const d of obj) {
        // go: switch d.Type {
        if (d.type !== 'Deleted' && !(d.object instanceof DeletedFinalStateUnknown)) {
          const [old, exists, err] = clientState.get(d.object); // go: if old, exists, err := clientState.Get(
          if (!err && exists) {
            const err = clientState.update(d.object); // go: if err := clientState.Update(
            if (err) return err; // go: return err @1
            h.onUpdate(old as T, d.object); // go: h.OnUpdate(old, d.Object)
          } else {
            const err = clientState.add(d.object); // go: if err := clientState.Add(
            if (err) return err; // go: return err @2
            h.onAdd(d.object); // go: h.OnAdd(d.Object)
          }
        } else {
          const err = clientState.delete(d.object); // go: if err := clientState.Delete(
          if (err) return err; // go: return err @3
          h.onDelete(d.object); // go: h.OnDelete(d.Object)
        }
      }
      return undefined; // go: return nil
    },
  };
  return new Controller(cfg); // go: return New(cfg)
}
