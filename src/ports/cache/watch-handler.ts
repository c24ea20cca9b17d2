import type { Watch } from '../api/watch.ts';
import type { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { accessor } from './accessor.ts';
import { errorStopRequested } from './error-stop-requested.ts';
import type { Reflector } from './reflector.ts';

/**
 * Brings what a watch tells into the store, and keeps the resource version up to date.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.watchHandler
 * @param start Milliseconds at which the watch was asked for.
 * @param resourceVersion Where the watch begins; afterwards, where the next one has to.
 * @param errc An error of the resync, which ends the watch.
 * @returns Nothing when the watch was closed as watches are after a while.
 */
export function* watchHandler<T>(
  r: Reflector<T>,
  start: number,
  w: Watch<T>,
  resourceVersion: { value: string },
  errc: Channel<Error>,
  stopCh: StopChannel,
): Task<Error | undefined> {
  let eventCount = 0; // go: eventCount := 0

  try {
    // go: loop:
    // go: for {
    for (;;) {
      // Of several cases that are ready Go takes any; here the first.
      yield () => stopCh.canReceive() || errc.canReceive() || w.resultChan.canReceive(); // go: select {
      if (stopCh.canReceive()) {
        return errorStopRequested; // go: return errorStopRequested
      }
      // go: case err := <-errc:
      if (errc.canReceive()) {
        const [err] = yield* errc.receive();
        return err; // go: return err @2
      }
      const [event, ok] = yield* w.resultChan.receive(); // go: case event, ok := <-w.ResultChan():
      if (!ok) break; // go+: if !ok {
      // go: if event.Type == watch.Error {
      if (event.type === 'ERROR') {
        return event.object; // go: return apierrors.FromObject(event.Object)
      }
      // go+: if r.expectedType != nil {
      if (r.expectedType && !r.expectedType.is(event.object)) {
        r.handleError(
          new Error(
            `${r.name}: expected type ${r.expectedTypeName}, but watch event object had another`,
          ),
        );
        continue;
      }
      // left out (only for objects without a type of their own): if r.expectedGVK != nil {
      const [meta, err] = accessor(event.object); // go: meta, err := meta.Accessor(event.Object)
      // go+: if err != nil { @1
      if (err) {
        r.handleError(new Error(`${r.name}: unable to understand watch event ${event.type}`));
        continue;
      }
      const newResourceVersion = meta.resourceVersion ?? ''; // go: newResourceVersion := meta.GetResourceVersion()
      // go: switch event.Type {
      switch (event.type) {
        case 'ADDED': {
          const err = r.store.add(event.object); // go: err := r.store.Add(event.Object)
          // go+: if err != nil { @2
          if (err) {
            r.handleError(
              new Error(`${r.name}: unable to add watch event object to store: ${err.message}`),
            );
          }
          break;
        }
        case 'MODIFIED': {
          const err = r.store.update(event.object); // go: err := r.store.Update(event.Object)
          // go+: if err != nil { @3
          if (err) {
            r.handleError(
              new Error(`${r.name}: unable to update watch event object to store: ${err.message}`),
            );
          }
          break;
        }
        case 'DELETED': {
          const err = r.store.delete(event.object); // go: err := r.store.Delete(event.Object)
          // go+: if err != nil { @4
          if (err) {
            r.handleError(
              new Error(
                `${r.name}: unable to delete watch event object from store: ${err.message}`,
              ),
            );
          }
          break;
        }
        case 'BOOKMARK':
          break;
        // left out (there is no other type): utilruntime.HandleError(fmt.Errorf("%s: unable to understand watch event @2
      }
      resourceVersion.value = newResourceVersion; // go: *resourceVersion = newResourceVersion
      r.setLastSyncResourceVersion(newResourceVersion); // go: r.setLastSyncResourceVersion(
      r.store.updateResourceVersion?.(newResourceVersion); // go+: if rvu, ok :=
      eventCount++; // go: eventCount++
    }
  } finally {
    w.stop(); // go: defer w.Stop()
  }

  const watchDuration = r.runtime.now() - start; // go: watchDuration := r.clock.Since(start)
  // go: if watchDuration < 1*time.Second && eventCount == 0 {
  if (watchDuration < 1000 && eventCount === 0) {
    // go: return fmt.Errorf("very short watch
    return new Error(
      `very short watch: ${r.name}: Unexpected watch close - watch lasted less than a second and no items received`,
    );
  }
  // left out (logging): klog.V(4).Infof(
  return undefined; // go: return nil
}
