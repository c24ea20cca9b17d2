import { StatusError } from '../api/status-error.ts';
import type { Watch, WatchEvent } from '../api/watch.ts';
import type { Indexers } from '../cache/indexer.ts';
import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { jitter } from '../wait/jitter.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { until } from '../wait/until.ts';
import { newTimer } from '../workqueue/timer.ts';
import type { ApiObject } from './api-object.ts';
import { updateObject } from './api-object-versioner.ts';
import { CacheWatcher, type FilterWithAttrsFunc, type WatchContext } from './cache-watcher.ts';
import type { Result } from './etcd-store.ts';
import { hasPathPrefix } from './has-path-prefix.ts';
import { IndexedWatchers } from './indexed-watchers.ts';
import { parseResourceVersion } from './parse-resource-version.ts';
import type { AttrFunc, SelectionPredicate } from './selection-predicate.ts';
import { TimeBudget } from './time-budget.ts';
import type { WatchCacheEvent } from './watch-cache-event.ts';
import { WatchCache } from './watch-cache.ts';
import { WatcherBookmarkTimeBuckets } from './watcher-bookmark-time-buckets.ts';

const defaultBookmarkFrequency = 60_000;

export interface CacherConfig<T extends ApiObject> {
  readonly runtime: Runtime;
  /**
   * Lists all objects of the database into the cache, then keeps it so until the channel is closed
   * or something fails: `listAndWatch` of a reflector. It is called again a second later.
   */
  readonly listAndWatch: (store: WatchCache<T>, stopCh: StopChannel) => Task<Error | undefined>;
  readonly keyFunc: (obj: T) => Result<string>;
  readonly getAttrsFunc: AttrFunc<T>;
  /** One field by whose value a change finds those who watch for it. */
  readonly indexedTrigger?: {
    readonly indexName: string;
    readonly indexerFunc: (obj: T) => string;
  };
  readonly indexers?: Indexers<T>;
  /** An object with nothing in it, for bookmarks. */
  readonly newFunc: () => T;
}

export interface StorageListOptions<T> {
  /** For a watch: all changes after it; '' or '0' the objects that there are, first. */
  readonly resourceVersion: string;
  readonly predicate: SelectionPredicate<T>;
}

/** Serves all watches and cached lists of one resource from one watch of the database. */
export class Cacher<T extends ApiObject> {
  readonly watchCache: WatchCache<T>;
  readonly watchers = new IndexedWatchers<T>();
  readonly #config: CacherConfig<T>;
  readonly #runtime: Runtime;
  readonly #incoming = new Channel<WatchCacheEvent<T>>(100);
  readonly #dispatchTimeoutBudget = new TimeBudget();
  readonly #bookmarkWatchers: WatcherBookmarkTimeBuckets<T>;
  readonly #stopCh = new Channel<never>();
  #ready = false;
  #watcherIdx = 0;
  #stopped = false;
  #dispatching = false;
  #watchersBuffer: CacheWatcher<T>[] = [];
  #watchersToStop: CacheWatcher<T>[] = [];

  /**
   * Starts to fill the cache and to tell those who watch.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#NewCacherFromConfig
   */
  constructor(config: CacherConfig<T>) {
    const { runtime } = config;
    // left out (the stop channel is a field): stopCh := make(
    // left out (the codec is typed here): obj := config.NewFunc()
    // left out (the codec is typed here): if err := runtime.CheckCodec(
    // left out (there is one trigger at most): var indexedTrigger *indexedTriggerFunc
    // left out (there is one trigger at most): if config.IndexerFuncs != nil {
    // left out (the clock is the runtime's): if config.Clock == nil {
    // left out (for logging): objType := reflect.TypeOf(obj)
    // go: cacher := &Cacher{
    this.#config = config;
    this.#runtime = runtime;
    runtime.go(
      () => this.#dispatchTimeoutBudget.periodicallyRefresh(runtime, this.#stopCh),
      'time budget',
    );
    this.#bookmarkWatchers = new WatcherBookmarkTimeBuckets(runtime, defaultBookmarkFrequency);
    // left out (each wait has a timer of its own): if !cacher.timer.Stop() {
    // go: watchCache := newWatchCache(
    this.watchCache = new WatchCache({
      runtime,
      keyFunc: config.keyFunc,
      eventHandler: (event) => {
        this.#processEvent(event);
      },
      getAttrsFunc: config.getAttrsFunc,
      ...(config.indexers && { indexers: config.indexers }),
    });
    // left out (handed in as listAndWatch): listerWatcher := NewCacherListerWatcher(
    // left out (handed in as listAndWatch): reflectorName :=
    // left out (handed in as listAndWatch): reflector := cache.NewNamedReflector(
    // left out (handed in as listAndWatch): reflector.WatchListPageSize =
    // left out (set above): cacher.watchCache = watchCache
    // left out (handed in as listAndWatch): cacher.reflector = reflector

    runtime.go(() => this.#dispatchEvents(), 'dispatch events'); // go: go cacher.dispatchEvents()

    // left out (nobody waits for its end): cacher.stopWg.Add(1)
    runtime.go(() => this.#run(), 'cacher'); // go+: go func() {

    // left out (a constructor returns nothing): return cacher, nil
  }

  *#run(): Task<void> {
    yield* until(this.#runtime, () => this.#startCaching(this.#stopCh), 1000, this.#stopCh);
    this.#terminateAllWatchers();
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.startCaching */
  *#startCaching(stopChannel: StopChannel): Task<void> {
    if (this.#stopped) return;
    // go+: successfulList := false
    // go+: c.watchCache.SetOnReplace(func() {
    this.watchCache.setOnReplace(() => {
      this.#ready = true;
    });
    this.#terminateAllWatchers(); // go: c.terminateAllWatchers()
    yield* this.#config.listAndWatch(this.watchCache, stopChannel); // go+: if err := c.reflector.ListAndWatch(
    this.#ready = false; // go+: defer func() {
  }

  /**
   * All changes of the objects below a key that the predicate picks. What is wrong with the resource
   * version is the first event of the watch.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.Watch
   */
  *watch(ctx: WatchContext, key: string, opts: StorageListOptions<T>): Task<Result<Watch<T>>> {
    const pred = opts.predicate; // go: pred := opts.Predicate
    const { indexedTrigger } = this.#config;
    const [version, rvErr] = parseResourceVersion(opts.resourceVersion); // go: watchRV, err := c.versioner.ParseResourceVersion(
    // go: if err != nil { @1
    if (rvErr) {
      return [undefined, rvErr]; // go: return nil, err
    }

    let watchRV = version;
    if (!this.#ready) yield () => this.#ready; // go: c.ready.wait()

    let [triggerValue, triggerSupported] = ['', false]; // go: triggerValue, triggerSupported := "", false
    // go: if c.indexedTrigger != nil {
    if (indexedTrigger) {
      // go: for _, field := range pred.IndexFields {
      for (const field of pred.indexFields) {
        // go: if field == c.indexedTrigger.indexName {
        if (field === indexedTrigger.indexName) {
          const [value, ok] = pred.field.requiresExactMatch(field);
          // go: if value, ok := pred.Field.RequiresExactMatch(
          if (ok) {
            [triggerValue, triggerSupported] = [value, true]; // go: triggerValue, triggerSupported = value, true
          }
        }
      }
    }

    let chanSize = 10; // go: chanSize := 10
    // go: if c.indexedTrigger != nil && !triggerSupported {
    if (indexedTrigger && !triggerSupported) {
      chanSize = 1000; // go: chanSize = 1000
    }

    const { deadline } = ctx; // go: deadline, _ := ctx.Deadline()
    // go: watcher := newCacheWatcher(
    const watcher = new CacheWatcher<T>({
      chanSize,
      filter: filterWithAttrsFunction(key, pred),
      deadline,
      allowWatchBookmarks: pred.allowWatchBookmarks,
    });

    // left out (locking): c.watchCache.RLock()
    // left out (locking): defer c.watchCache.RUnlock()
    const [initEvents, err] = this.watchCache.getAllEventsSinceThreadUnsafe(watchRV); // go: initEvents, err := c.watchCache.GetAllEventsSinceThreadUnsafe(
    // go: if err != nil { @2
    if (err) {
      return [newErrWatcher(err), undefined]; // go: return newErrWatcher(err), nil
    }

    const last = initEvents.at(-1);
    // go: if len(initEvents) > 0 {
    if (last) {
      watchRV = last.resourceVersion; // go: watchRV = initEvents[
    }

    // go: func() {
    // left out (locking): c.Lock()
    // left out (locking): defer c.Unlock()
    watcher.forget = this.#forgetWatcher(this.#watcherIdx, triggerValue, triggerSupported); // go: watcher.forget = forgetWatcher(
    this.watchers.addWatcher(watcher, this.#watcherIdx, triggerValue, triggerSupported); // go: c.watchers.addWatcher(

    // go: if watcher.allowWatchBookmarks {
    if (watcher.allowWatchBookmarks) {
      this.#bookmarkWatchers.addWatcher(watcher); // go: c.bookmarkWatchers.addWatcher(
    }
    this.#watcherIdx++; // go: c.watcherIdx++

    this.#runtime.go(() => watcher.process(ctx, initEvents, watchRV), `watch ${key}`); // go: go watcher.process(
    return [watcher, undefined]; // go: return watcher, nil
  }

  /**
   * The objects below a key that the predicate picks, at least as new as asked for. The part of Go's
   * List that the cache serves: without a resource version ask the database.
   */
  *list(
    key: string,
    { resourceVersion, predicate }: StorageListOptions<T>,
  ): Task<Result<{ readonly items: readonly T[]; readonly resourceVersion: number }>> {
    const [listRV, err] = parseResourceVersion(resourceVersion);
    if (err) return [undefined, err];
    if (!this.#ready) yield () => this.#ready;
    const filter = filterWithAttrsFunction(key, predicate);
    const [elements, readResourceVersion, freshErr] = yield* this.watchCache.waitUntilFreshAndList(
      listRV,
      predicate.matcherIndex(),
    );
    if (freshErr) return [undefined, freshErr];
    const items = elements
      .filter((elem) => filter(elem.key, elem.labels, elem.fields))
      .map(({ object }) => object);
    return [{ items, resourceVersion: readResourceVersion }, undefined];
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.triggerValuesThreadUnsafe */
  #triggerValuesThreadUnsafe({
    object,
    prevObject,
  }: WatchCacheEvent<T>): readonly [values: readonly string[], supported: boolean] {
    const { indexedTrigger } = this.#config;
    // go: if c.indexedTrigger == nil {
    if (!indexedTrigger || object === undefined) {
      return [[], false]; // go: return nil, false
    }

    const result: string[] = []; // go: result := make(
    result.push(indexedTrigger.indexerFunc(object)); // go: result = append(result, c.indexedTrigger
    // go: if event.PrevObject == nil {
    if (prevObject === undefined) {
      return [result, true]; // go: return result, true @1
    }
    const prevTriggerValue = indexedTrigger.indexerFunc(prevObject); // go: prevTriggerValue := c.indexedTrigger
    // go: if result[0] != prevTriggerValue {
    if (result[0] !== prevTriggerValue) {
      result.push(prevTriggerValue); // go: result = append(result, prevTriggerValue)
    }
    return [result, true]; // go: return result, true @2
  }

  /**
   * Hands an event on. Go waits if a hundred wait already; here a task of its own does.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.processEvent
   */
  #processEvent(event: WatchCacheEvent<T>): void {
    // left out (metrics): if curLen := int64(
    if (this.#incoming.trySend(event)) return; // go: c.incoming <- *event
    const { incoming } = { incoming: this.#incoming };
    this.#runtime.go(() => incoming.send(event), 'incoming event');
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.dispatchEvents */
  *#dispatchEvents(): Task<void> {
    const jittered = (): (() => boolean) =>
      newTimer(
        this.#runtime,
        jitter(() => this.#runtime.random(), 1000, 0.25),
      );
    let bookmarkTimer = jittered(); // go: bookmarkTimer := c.clock.NewTimer(
    // left out (it is only a condition): defer bookmarkTimer.Stop()

    let lastProcessedResourceVersion = 0; // go: lastProcessedResourceVersion := uint64(0)
    // go: for {
    for (;;) {
      // go: select {
      yield () => this.#incoming.canReceive() || bookmarkTimer() || this.#stopCh.canReceive();
      if (this.#stopCh.canReceive()) {
        return; // go: return @2
      } else if (this.#incoming.canReceive()) {
        const [event, ok] = yield* this.#incoming.receive(); // go: case event, ok := <-c.incoming:
        // go: if !ok {
        if (!ok) {
          return; // go: return @1
        }
        // go: if event.Type != watch.Bookmark {
        if (event.type !== 'BOOKMARK') {
          yield* this.#dispatchEvent(event); // go: c.dispatchEvent(&event)
        }
        lastProcessedResourceVersion = event.resourceVersion; // go: lastProcessedResourceVersion = event.ResourceVersion
      } else {
        bookmarkTimer = jittered(); // go: bookmarkTimer.Reset(
        // go: if lastProcessedResourceVersion == 0 {
        if (lastProcessedResourceVersion === 0) {
          this.#bookmarkWatchers.popExpiredWatchers(); // go: c.bookmarkWatchers.popExpiredWatchers()
          continue; // go: continue @1
        }
        const object = this.#config.newFunc();
        // go: bookmarkEvent := &watchCacheEvent{
        const bookmarkEvent: WatchCacheEvent<T> = {
          type: 'BOOKMARK',
          object,
          key: '',
          resourceVersion: lastProcessedResourceVersion,
          recordTime: 0,
        };
        updateObject(object, bookmarkEvent.resourceVersion); // go+: if err := c.versioner.UpdateObject(
        yield* this.#dispatchEvent(bookmarkEvent); // go: c.dispatchEvent(bookmarkEvent)
      }
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.dispatchEvent */
  *#dispatchEvent(event: WatchCacheEvent<T>): Task<void> {
    this.#startDispatching(event); // go: c.startDispatching(event)
    // go: if event.Type == watch.Bookmark {
    if (event.type === 'BOOKMARK') {
      // go: for _, watcher := range c.watchersBuffer { @1
      for (const watcher of this.#watchersBuffer) {
        watcher.nonblockingAdd(event); // go: watcher.nonblockingAdd(event) @1
      }
    } else {
      // left out (it only saves encoding): if len(c.watchersBuffer) >= 3 {
      const blockedWatchers: CacheWatcher<T>[] = []; // go: c.blockedWatchers = c.blockedWatchers[:0]
      // go: for _, watcher := range c.watchersBuffer { @2
      for (const watcher of this.#watchersBuffer) {
        // go: if !watcher.nonblockingAdd(event) {
        if (!watcher.nonblockingAdd(event)) {
          blockedWatchers.push(watcher); // go: c.blockedWatchers = append(
        }
      }

      // go: if len(c.blockedWatchers) > 0 {
      if (blockedWatchers.length > 0) {
        const startTime = this.#runtime.now(); // go: startTime := time.Now()
        const timeout = this.#dispatchTimeoutBudget.takeAvailable(); // go: timeout := c.dispatchTimeoutBudget.takeAvailable()
        let timer: (() => boolean) | undefined = newTimer(this.#runtime, timeout); // go: c.timer.Reset(timeout)

        // left out (set above): timer := c.timer
        // go: for _, watcher := range c.blockedWatchers {
        for (const watcher of blockedWatchers) {
          // go: if !watcher.add(event, timer) {
          if (!(yield* watcher.add(event, timer))) {
            timer = undefined; // go: timer = nil
          }
        }

        // left out (it is only a condition): if timer != nil && !timer.Stop() {
        this.#dispatchTimeoutBudget.returnUnused(timeout - (this.#runtime.now() - startTime)); // go: c.dispatchTimeoutBudget.returnUnused(
      }
    }
    this.#finishDispatching(); // go: defer c.finishDispatching()
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.startDispatchingBookmarkEvents */
  #startDispatchingBookmarkEvents(): void {
    // go: for _, watchers := range c.bookmarkWatchers.popExpiredWatchers() {
    for (const watchers of this.#bookmarkWatchers.popExpiredWatchers()) {
      // go: for _, watcher := range watchers {
      for (const watcher of watchers) {
        // go: if watcher.stopped {
        if (watcher.stopped) {
          continue; // go: continue
        }
        this.#watchersBuffer.push(watcher); // go: c.watchersBuffer = append(
        this.#bookmarkWatchers.addWatcher(watcher); // go: c.bookmarkWatchers.addWatcher(
      }
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.startDispatching */
  #startDispatching(event: WatchCacheEvent<T>): void {
    const [triggerValues, supported] = this.#triggerValuesThreadUnsafe(event); // go: triggerValues, supported := c.triggerValuesThreadUnsafe(

    // left out (locking): c.Lock()
    // left out (locking): defer c.Unlock()

    this.#dispatching = true; // go: c.dispatching = true
    this.#watchersBuffer = []; // go: c.watchersBuffer = c.watchersBuffer[:0]

    // go: if event.Type == watch.Bookmark {
    if (event.type === 'BOOKMARK') {
      this.#startDispatchingBookmarkEvents(); // go: c.startDispatchingBookmarkEvents()
      return; // go: return @1
    }

    // go: for _, watcher := range c.watchers.allWatchers {
    for (const watcher of this.watchers.allWatchers.values()) {
      this.#watchersBuffer.push(watcher); // go: c.watchersBuffer = append(c.watchersBuffer, watcher) @1
    }
    // go: if supported {
    if (supported) {
      // go: for _, triggerValue := range triggerValues {
      for (const triggerValue of triggerValues) {
        // go: for _, watcher := range c.watchers.valueWatchers[triggerValue] {
        for (const watcher of this.watchers.valueWatchers.get(triggerValue)?.values() ?? []) {
          this.#watchersBuffer.push(watcher); // go: c.watchersBuffer = append(c.watchersBuffer, watcher) @2
        }
      }
    } else {
      // go: for _, watchers := range c.watchers.valueWatchers {
      for (const watchers of this.watchers.valueWatchers.values()) {
        // go: for _, watcher := range watchers {
        for (const watcher of watchers.values()) {
          this.#watchersBuffer.push(watcher); // go: c.watchersBuffer = append(c.watchersBuffer, watcher) @3
        }
      }
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.finishDispatching */
  #finishDispatching(): void {
    // left out (locking): c.Lock()
    // left out (locking): defer c.Unlock()
    this.#dispatching = false; // go: c.dispatching = false
    // go: for _, watcher := range c.watchersToStop {
    for (const watcher of this.#watchersToStop) {
      watcher.stopThreadUnsafe(); // go: watcher.stopThreadUnsafe()
    }
    this.#watchersToStop = []; // go: c.watchersToStop = c.watchersToStop[:0]
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.terminateAllWatchers */
  #terminateAllWatchers(): void {
    // left out (locking): c.Lock()
    // left out (locking): defer c.Unlock()
    // go: c.watchers.terminateAll(
    this.watchers.terminateAll((watcher) => {
      this.#stopWatcherThreadUnsafe(watcher);
    });
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.stopWatcherThreadUnsafe */
  #stopWatcherThreadUnsafe(watcher: CacheWatcher<T>): void {
    // go: if c.dispatching {
    if (this.#dispatching) {
      this.#watchersToStop.push(watcher); // go: c.watchersToStop = append(
    } else {
      watcher.stopThreadUnsafe(); // go: watcher.stopThreadUnsafe()
    }
  }

  /**
   * Ends all watches, and takes no more events.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#Cacher.Stop
   */
  stop(): void {
    // left out (locking): c.stopLock.Lock()
    // go: if c.stopped {
    if (this.#stopped) {
      // left out (locking): c.stopLock.Unlock() @1
      return; // go: return
    }
    this.#stopped = true; // go: c.stopped = true
    // left out (locking): c.stopLock.Unlock() @2
    this.#stopCh.close(); // go: close(c.stopCh)
    // left out (nobody waits for its end): c.stopWg.Wait()
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#forgetWatcher */
  #forgetWatcher(index: number, triggerValue: string, triggerSupported: boolean): () => void {
    // go: return func() {
    return () => {
      // left out (locking): c.Lock()
      // left out (locking): defer c.Unlock()
      // go: c.watchers.deleteWatcher(
      this.watchers.deleteWatcher(index, triggerValue, triggerSupported, (watcher) => {
        this.#stopWatcherThreadUnsafe(watcher);
      });
    };
  }
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#filterWithAttrsFunction */
export function filterWithAttrsFunction<T>(
  key: string,
  p: SelectionPredicate<T>,
): FilterWithAttrsFunc {
  // go: filterFunc := func(
  const filterFunc: FilterWithAttrsFunc = (objKey, label, field) => {
    // go: if !hasPathPrefix(
    if (!hasPathPrefix(objKey, key)) {
      return false; // go: return false
    }
    return p.matchesObjectAttributes(label, field); // go: return p.MatchesObjectAttributes(
  };
  return filterFunc; // go: return filterFunc
}

/**
 * A watch that tells one error and ends.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#newErrWatcher
 */
export function newErrWatcher<T>(err: Error): Watch<T> {
  // left out (made with its object): errEvent := watch.Event{
  // go+: switch err := err.(type) {
  const object = err instanceof StatusError ? err : new StatusError(err.message, 'InternalError');

  const resultChan = new Channel<WatchEvent<T>>(1); // go: watcher := &errWatcher{
  resultChan.trySend({ type: 'ERROR', object }); // go: watcher.result <- errEvent
  resultChan.close(); // go: close(watcher.result)

  return { resultChan, stop: () => undefined }; // go: return watcher
}
