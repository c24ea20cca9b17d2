import { isConnectionRefused } from '../api/connection-refused.ts';
import type { ListOptions, ObjectList } from '../api/list-options.ts';
import { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { isExpiredError } from './is-expired-error.ts';
import { isTooLargeResourceVersionError } from './is-too-large-resource-version-error.ts';
import type { Reflector } from './reflector.ts';
import { watchHandler } from './watch-handler.ts';

/** Milliseconds; a watch is asked to last this long to twice as long. */
const minWatchTimeout = 300_000;

/**
 * Lists all objects, then watches what changes from there on, until a watch ends with an error or
 * it is stopped.
 *
 * A list is one call here. Go may ask for pages of 500 objects, which a small cluster never fills.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.ListAndWatch
 * @returns An error only if the list failed or a watch could not be begun.
 */
export function* listAndWatch<T>(r: Reflector<T>, stopCh: StopChannel): Task<Error | undefined> {
  // left out (logging): klog.V(3).Infof("Listing and watching
  const resourceVersion = { value: '' }; // go: var resourceVersion string

  let options: ListOptions = { resourceVersion: r.relistResourceVersion() }; // go: options := metav1.ListOptions{

  // go: if err := func() error {
  const listErr = yield* (function* (): Task<Error | undefined> {
    // left out (tracing): initTrace := trace.New(
    // left out (tracing): defer initTrace.LogIfLong(
    // left out (a list is one call): var paginatedResult bool
    // go: var list runtime.Object
    // go: var err error
    let answer: readonly [ObjectList<T> | undefined, Error | undefined] = [undefined, undefined];
    const listCh = new Channel<never>(1); // go: listCh := make(
    // left out (a panic ends the run): panicCh := make(
    // go: go func() { @1
    r.runtime.go(function* () {
      // left out (a panic ends the run): defer func() { @1
      // left out (a list is one call): pager := pager.New(
      // left out (a list is one call): switch { @1
      answer = yield* r.listerWatcher.list(options); // go: list, paginatedResult, err = pager.List(context.Background(), options)
      // go: if isExpiredError(err) || isTooLargeResourceVersionError(err) {
      if (isExpiredError(answer[1]) || isTooLargeResourceVersionError(answer[1])) {
        r.setIsLastSyncResourceVersionUnavailable(true); // go: r.setIsLastSyncResourceVersionUnavailable(true)
        // go: list, paginatedResult, err = pager.List(context.Background(), metav1.ListOptions{
        answer = yield* r.listerWatcher.list({ resourceVersion: r.relistResourceVersion() });
      }
      listCh.close(); // go: close(listCh)
    }, 'list');
    yield () => stopCh.canReceive() || listCh.canReceive(); // go: select { @1
    // left out (a panic ends the run): panic(r)
    if (stopCh.canReceive()) return undefined; // go: return nil @1
    const [list, err] = answer;
    // go+: if err != nil { @1
    if (err || !list) {
      return new Error(`failed to list ${r.expectedTypeName}: ${err?.message ?? '<nil>'}`);
    }
    // left out (a list is one call): if options.ResourceVersion == "0" && paginatedResult {
    r.setIsLastSyncResourceVersionUnavailable(false); // go: r.setIsLastSyncResourceVersionUnavailable(false)
    // left out (tracing): initTrace.Step("Objects listed")
    // left out (a list of a port always has both): listMetaInterface, err := meta.ListAccessor(list)
    // left out (a list of a port always has both): if err != nil { @2
    resourceVersion.value = list.resourceVersion; // go: resourceVersion = listMetaInterface.GetResourceVersion()
    // left out (tracing): initTrace.Step("Resource version extracted")
    const { items } = list; // go: items, err := meta.ExtractList(list)
    // left out (a list of a port always has both): if err != nil { @3
    // left out (tracing): initTrace.Step("Objects extracted")
    const syncErr = r.syncWith(items, resourceVersion.value); // go: if err := r.syncWith(
    if (syncErr) {
      return new Error(`unable to sync list result: ${syncErr.message}`); // go: return fmt.Errorf("unable to sync list result
    }
    // left out (tracing): initTrace.Step("SyncWith done")
    r.setLastSyncResourceVersion(resourceVersion.value); // go: r.setLastSyncResourceVersion(resourceVersion)
    // left out (tracing): initTrace.Step("Resource version updated")
    return undefined; // go: return nil @2
  })();
  if (listErr) return listErr; // go: return err @1

  const resyncerrc = new Channel<Error>(1); // go: resyncerrc := make(
  const cancelCh = new Channel<never>(); // go: cancelCh := make(
  try {
    // go: go func() { @2
    r.runtime.go(function* () {
      let resyncCh = r.resyncChan(); // go: resyncCh, cleanup := r.resyncChan()
      // left out (a timer that nobody waits for needs no stop): defer func() { @2
      // go: for { @1
      for (;;) {
        yield () => resyncCh() || stopCh.canReceive() || cancelCh.canReceive(); // go: select { @2
        if (stopCh.canReceive()) return; // go: return @9
        if (cancelCh.canReceive()) return; // go: return @10
        // go: if r.ShouldResync == nil || r.ShouldResync() {
        if (!r.shouldResync || r.shouldResync()) {
          // left out (logging): klog.V(4).Infof("%s: forcing resync"
          const err = r.store.resync(); // go: if err := r.store.Resync(); err != nil {
          if (err) {
            yield* resyncerrc.send(err); // go: resyncerrc <- err
            return; // go: return @11
          }
        }
        // left out (a timer that nobody waits for needs no stop): cleanup() @2
        resyncCh = r.resyncChan(); // go: resyncCh, cleanup = r.resyncChan()
      }
    }, 'resync');

    // go: for { @2
    for (;;) {
      if (stopCh.canReceive()) return undefined; // go+: select { @3

      const random = r.runtime.random();
      const timeoutSeconds = Math.trunc((minWatchTimeout / 1000) * (random + 1)); // go: timeoutSeconds := int64(
      // go: options = metav1.ListOptions{
      options = {
        resourceVersion: resourceVersion.value,
        timeoutSeconds,
        allowWatchBookmarks: true,
      };

      const start = r.runtime.now(); // go: start := r.clock.Now()
      const [w, err] = yield* r.listerWatcher.watch(options); // go: w, err := r.listerWatcher.Watch(options)
      // go: if err != nil { @4
      if (err || !w) {
        // The last list is still good: the watch can go on from there once somebody listens again.
        // go: if utilnet.IsConnectionRefused(err) {
        if (isConnectionRefused(err)) {
          yield r.initConnBackoffManager.backoff(); // go: <-r.initConnBackoffManager.Backoff().C()
          continue; // go: continue @1
        }
        return err; // go: return err @2
      }

      // go: if err := r.watchHandler(
      if (yield* watchHandler(r, start, w, resourceVersion, resyncerrc, stopCh)) {
        // left out (logging): if err != errorStopRequested {
        return undefined; // go: return nil @4
      }
    }
  } finally {
    cancelCh.close(); // go: defer close(cancelCh)
  }
}
