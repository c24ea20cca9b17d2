import type { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { ResourceEventHandlerFuncs } from '../ports/cache/resource-event-handler-funcs.ts';
import type { World } from './api-client.ts';
import type { CodeRef } from './cluster-recording.ts';
import type { ObservedQueue } from './observed-queue.ts';

/** Handlers that tell the queue because of which message they are called. */
export function queueHandlers<T extends object>(
  { recorder }: World,
  queue: ObservedQueue,
  of: {
    readonly add: readonly [CodeRef, (obj: T) => void];
    readonly update: readonly [CodeRef, (old: T, cur: T) => void];
    readonly delete: readonly [CodeRef, (obj: T | DeletedFinalStateUnknown) => void];
  },
): ResourceEventHandlerFuncs<T> {
  return new ResourceEventHandlerFuncs<T>({
    addFunc: (obj) => queue.because(recorder.deliveryOf(obj), of.add[0], () => of.add[1](obj)),
    updateFunc: (old, cur) =>
      queue.because(recorder.deliveryOf(cur), of.update[0], () => of.update[1](old, cur)),
    deleteFunc: (obj) =>
      queue.because(recorder.deliveryOf(obj), of.delete[0], () => of.delete[1](obj)),
  });
}
