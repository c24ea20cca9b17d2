import { StatusError } from '../api/status-error.ts';
import { Cache } from '../cache/cache.ts';
import type { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';
import type { IndexFunc, Indexers } from '../cache/indexer.ts';
import type { KeyFunc } from '../cache/key-func.ts';
import { ThreadSafeMap } from '../cache/thread-safe-map.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import { objectResourceVersion } from './api-object-versioner.ts';
import type { Result } from './etcd-store.ts';
import { parseResourceVersion } from './parse-resource-version.ts';
import type { AttrFunc, MatchValue } from './selection-predicate.ts';
import { newTooLargeResourceVersionError } from './too-large-resource-version.ts';
import type { StoreElement, WatchCacheEvent } from './watch-cache-event.ts';

/** Milliseconds that a request waits for the cache to come to its resource version. */
export const blockTimeout = 3000;

/** Milliseconds for which events are to be kept. */
export const eventFreshDuration = 75_000;

const defaultLowerBoundCapacity = 100;
const defaultUpperBoundCapacity = 100 * 1024;

export interface WatchCacheOptions<T> {
  readonly runtime: Pick<Runtime, 'now' | 'sleep'>;
  /** The key of an object in the database. */
  readonly keyFunc: (obj: T) => Result<string>;
  /** Told of every change, after it was made. */
  readonly eventHandler?: (event: WatchCacheEvent<T>) => void;
  readonly getAttrsFunc: AttrFunc<T>;
  readonly indexers?: Indexers<T>;
  /** How many events it holds; for tests, as the two below. */
  readonly capacity?: number;
  readonly lowerBoundCapacity?: number;
  readonly upperBoundCapacity?: number;
}

/** What a wait that ends with a lock taken in Go found; an error if the time was over. */
type Fresh = Error | undefined;

/**
 * The objects of one resource as they are now, and the last changes that made them so. The store
 * that the reflector of a cacher fills.
 */
export class WatchCache<T extends ApiObject> {
  readonly #runtime: Pick<Runtime, 'now' | 'sleep'>;
  readonly #keyFunc: (obj: T) => Result<string>;
  readonly #getAttrsFunc: AttrFunc<T>;
  readonly #eventHandler: ((event: WatchCacheEvent<T>) => void) | undefined;
  readonly #store: Cache<StoreElement<T>>;
  /** A ring: the event at an index lies at the index modulo the capacity. */
  cache: (WatchCacheEvent<T> | undefined)[];
  capacity: number;
  lowerBoundCapacity: number;
  upperBoundCapacity: number;
  /** Of the oldest event. It only grows between two lists, as the next one does. */
  startIndex = 0;
  /** After the newest event. */
  endIndex = 0;
  /** Up to which the cache has come. */
  resourceVersion = 0;
  /** Of the last list. */
  listResourceVersion = 0;
  #onReplace: (() => void) | undefined;

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#newWatchCache */
  constructor(options: WatchCacheOptions<T>) {
    // go: wc := &watchCache{
    this.#runtime = options.runtime;
    this.#keyFunc = options.keyFunc;
    this.#getAttrsFunc = options.getAttrsFunc;
    this.#eventHandler = options.eventHandler;
    this.capacity = options.capacity ?? defaultLowerBoundCapacity;
    this.cache = new Array<undefined>(this.capacity).fill(undefined);
    this.lowerBoundCapacity =
      options.lowerBoundCapacity ?? Math.min(this.capacity, defaultLowerBoundCapacity);
    this.upperBoundCapacity =
      options.upperBoundCapacity ?? Math.max(this.capacity, defaultUpperBoundCapacity);
    const indexers = storeElementIndexers(options.indexers);
    this.#store = new Cache(storeElementKey, new ThreadSafeMap(indexers));
    // left out (a wait is a condition here): wc.cond = sync.NewCond(
    // left out (a constructor returns nothing): return wc
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Add */
  add(obj: T): Error | undefined {
    const [resourceVersion, err] = objectResourceVersion(obj); // go: object, resourceVersion, err := w.objectToVersionedRuntimeObject(
    // go: if err != nil {
    if (err) {
      return err; // go: return err
    }
    // left out (handed on as it is): event := watch.Event{

    const f = (elem: StoreElement<T>): Error | undefined => this.#store.add(elem); // go+: f := func(
    return this.#processEvent('ADDED', obj, resourceVersion, f); // go: return w.processEvent(
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Update */
  update(obj: T): Error | undefined {
    const [resourceVersion, err] = objectResourceVersion(obj); // go: object, resourceVersion, err := w.objectToVersionedRuntimeObject(
    // go: if err != nil {
    if (err) {
      return err; // go: return err
    }
    // left out (handed on as it is): event := watch.Event{

    const f = (elem: StoreElement<T>): Error | undefined => this.#store.update(elem); // go+: f := func(
    return this.#processEvent('MODIFIED', obj, resourceVersion, f); // go: return w.processEvent(
  }

  /**
   * The object has the resource version of its deletion.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Delete
   */
  delete(obj: T | DeletedFinalStateUnknown): Error | undefined {
    if (!('metadata' in obj)) return new Error('obj does not implement runtime.Object interface');
    const [resourceVersion, err] = objectResourceVersion(obj); // go: object, resourceVersion, err := w.objectToVersionedRuntimeObject(
    // go: if err != nil {
    if (err) {
      return err; // go: return err
    }
    // left out (handed on as it is): event := watch.Event{

    const f = (elem: StoreElement<T>): Error | undefined => this.#store.delete(elem); // go+: f := func(
    return this.#processEvent('DELETED', obj, resourceVersion, f); // go: return w.processEvent(
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.processEvent */
  #processEvent(
    type: WatchCacheEvent<T>['type'],
    object: T,
    resourceVersion: number,
    updateFunc: (elem: StoreElement<T>) => Error | undefined,
  ): Error | undefined {
    const [key, keyErr] = this.#keyFunc(object); // go: key, err := w.keyFunc(
    // go: if err != nil { @1
    if (keyErr) {
      return new Error(`couldn't compute key: ${keyErr.message}`); // go: return fmt.Errorf(
    }
    // left out (made when its labels are known): elem := &storeElement{
    const [labels, fields, attrsErr] = this.#getAttrsFunc(object); // go: elem.Labels, elem.Fields, err = w.getAttrsFunc(
    // go: if err != nil { @2
    if (attrsErr) {
      return attrsErr; // go: return err @1
    }
    const elem: StoreElement<T> = { key, object, labels, fields };

    // go: wcEvent := &watchCacheEvent{
    let wcEvent: WatchCacheEvent<T> = {
      type,
      object,
      objLabels: labels,
      objFields: fields,
      key,
      resourceVersion,
      recordTime: this.#runtime.now(),
    };

    // go: if err := func() error {
    // left out (locking): w.Lock()
    // left out (locking): defer w.Unlock()
    const [previousElem, exists, getErr] = this.#store.get(elem); // go: previous, exists, err := w.store.Get(
    // go: if err != nil { @3
    if (getErr) {
      return getErr; // go: return err @2
    }
    // go: if exists {
    if (exists && previousElem) {
      // left out (typed here): previousElem := previous.(*storeElement)
      wcEvent = {
        ...wcEvent,
        prevObject: previousElem.object, // go: wcEvent.PrevObject = previousElem.Object
        prevObjLabels: previousElem.labels, // go: wcEvent.PrevObjLabels =
        prevObjFields: previousElem.fields, // go: wcEvent.PrevObjFields =
      };
    }

    this.updateCache(wcEvent); // go: w.updateCache(wcEvent)
    this.resourceVersion = resourceVersion; // go: w.resourceVersion = resourceVersion
    // left out (a wait is a condition here): defer w.cond.Broadcast()

    const err = updateFunc(elem); // go: return updateFunc(elem)
    if (err) {
      return err; // go: return err @3
    }

    // go: if w.eventHandler != nil {
    if (this.#eventHandler) {
      this.#eventHandler(wcEvent); // go: w.eventHandler(wcEvent)
    }
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.updateCache */
  updateCache(event: WatchCacheEvent<T>): void {
    this.resizeCacheLocked(event.recordTime); // go: w.resizeCacheLocked(
    // go: if w.isCacheFullLocked() {
    if (this.#isCacheFullLocked()) {
      this.startIndex++; // go: w.startIndex++
    }
    this.cache[this.endIndex % this.capacity] = event; // go: w.cache[w.endIndex%w.capacity] = event
    this.endIndex++; // go: w.endIndex++
  }

  /**
   * Twice the capacity if all events are fresh, half of it if the last quarter of them is not.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.resizeCacheLocked
   */
  resizeCacheLocked(eventTime: number): void {
    const age = (index: number): number => eventTime - this.#at(index).recordTime;
    // go: if w.isCacheFullLocked() && eventTime.Sub(w.cache[w.startIndex%w.capacity].RecordTime) < eventFreshDuration {
    if (this.#isCacheFullLocked() && age(this.startIndex) < eventFreshDuration) {
      const capacity = Math.min(this.capacity * 2, this.upperBoundCapacity); // go: capacity := min(
      // go: if capacity > w.capacity {
      if (capacity > this.capacity) {
        this.#doCacheResizeLocked(capacity); // go: w.doCacheResizeLocked(capacity) @1
      }
      return; // go: return @1
    }
    const quarter = Math.floor(this.capacity / 4);
    // go: if w.isCacheFullLocked() && eventTime.Sub(w.cache[(w.endIndex-w.capacity/4)%w.capacity].RecordTime) > eventFreshDuration {
    if (this.#isCacheFullLocked() && age(this.endIndex - quarter) > eventFreshDuration) {
      const capacity = Math.max(Math.floor(this.capacity / 2), this.lowerBoundCapacity); // go: capacity := max(
      // go: if capacity < w.capacity {
      if (capacity < this.capacity) {
        this.#doCacheResizeLocked(capacity); // go: w.doCacheResizeLocked(capacity) @2
      }
      return; // go: return @2
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.isCacheFullLocked */
  #isCacheFullLocked(): boolean {
    return this.endIndex === this.startIndex + this.capacity; // go: return w.endIndex == w.startIndex+w.capacity
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.doCacheResizeLocked */
  #doCacheResizeLocked(capacity: number): void {
    const newCache = new Array<WatchCacheEvent<T> | undefined>(capacity).fill(undefined); // go: newCache := make(
    // go: if capacity < w.capacity {
    if (capacity < this.capacity) {
      this.startIndex = this.endIndex - capacity; // go: w.startIndex = w.endIndex - capacity
    }
    // go: for i := w.startIndex; i < w.endIndex; i++ {
    for (let i = this.startIndex; i < this.endIndex; i++) {
      newCache[i % capacity] = this.cache[i % this.capacity]; // go: newCache[i%capacity] = w.cache[i%w.capacity]
    }
    this.cache = newCache; // go: w.cache = newCache
    // left out (metrics): recordsWatchCacheCapacityChange(
    this.capacity = capacity; // go: w.capacity = capacity
  }

  /**
   * A bookmark of the database: it has come so far, without a change of these objects.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.UpdateResourceVersion
   */
  updateResourceVersion(resourceVersion: string): void {
    const [rv, err] = parseResourceVersion(resourceVersion); // go: rv, err := w.versioner.ParseResourceVersion(
    // go: if err != nil {
    if (err) {
      // left out (logging): klog.Errorf(
      return; // go: return
    }

    // left out (locking): func() {
    this.resourceVersion = rv;

    // go: if w.eventHandler != nil {
    if (this.#eventHandler) {
      // go: wcEvent := &watchCacheEvent{
      const wcEvent: WatchCacheEvent<T> = {
        type: 'BOOKMARK',
        key: '',
        resourceVersion: rv,
        recordTime: 0,
      };
      this.#eventHandler(wcEvent); // go: w.eventHandler(wcEvent)
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.List */
  list(): StoreElement<T>[] {
    return this.#store.list(); // go: return w.store.List()
  }

  /**
   * Waits until the cache has come to a resource version.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.waitUntilFreshAndBlock
   */
  *#waitUntilFreshAndBlock(resourceVersion: number): Task<Fresh> {
    const startTime = this.#runtime.now(); // go: startTime := w.clock.Now()
    if (this.resourceVersion >= resourceVersion) return undefined;
    const steps = this.#runtime.sleep(blockTimeout); // go+: go func() {
    steps.next();

    // left out (locking): w.RLock()
    // left out (tracing): if trace != nil { @1
    // go: for w.resourceVersion < resourceVersion {
    while (this.resourceVersion < resourceVersion) {
      // go: if w.clock.Since(startTime) >= blockTimeout {
      if (this.#runtime.now() - startTime >= blockTimeout) {
        return newTooLargeResourceVersionError(resourceVersion, this.resourceVersion); // go: return storage.NewTooLargeResourceVersionError(
      }
      // go: w.cond.Wait()
      yield () =>
        this.resourceVersion >= resourceVersion || this.#runtime.now() - startTime >= blockTimeout;
    }
    // left out (tracing): if trace != nil { @2
    return undefined; // go: return nil
  }

  /**
   * All objects, or those of the first index that there is, at least as new as asked for.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.WaitUntilFreshAndList
   */
  *waitUntilFreshAndList(
    resourceVersion: number,
    matchValues: readonly MatchValue[] = [],
  ): Task<
    readonly [items: readonly StoreElement<T>[], resourceVersion: number, error: Error | undefined]
  > {
    const err = yield* this.#waitUntilFreshAndBlock(resourceVersion); // go: err := w.waitUntilFreshAndBlock(
    // left out (locking): defer w.RUnlock()
    // go: if err != nil {
    if (err) {
      return [[], 0, err]; // go: return nil, 0, err
    }

    // go: for _, matchValue := range matchValues {
    for (const { indexName, value } of matchValues) {
      const [result] = this.#store.byIndex(indexName, value);
      // go: if result, err := w.store.ByIndex(
      if (result) {
        return [result, this.resourceVersion, undefined]; // go: return result, w.resourceVersion, nil
      }
    }
    return [this.#store.list(), this.resourceVersion, undefined]; // go: return w.store.List(), w.resourceVersion, nil
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.WaitUntilFreshAndGet */
  *waitUntilFreshAndGet(
    resourceVersion: number,
    key: string,
  ): Task<
    readonly [
      item: StoreElement<T> | undefined,
      exists: boolean,
      resourceVersion: number,
      error: Error | undefined,
    ]
  > {
    const freshErr = yield* this.#waitUntilFreshAndBlock(resourceVersion); // go: err := w.waitUntilFreshAndBlock(
    // left out (locking): defer w.RUnlock()
    // go: if err != nil {
    if (freshErr) {
      return [undefined, false, 0, freshErr]; // go: return nil, false, 0, err
    }
    const [value, exists, err] = this.#store.getByKey(key); // go: value, exists, err := w.store.GetByKey(
    return [value, exists, this.resourceVersion, err]; // go: return value, exists, w.resourceVersion, err
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.ListKeys */
  listKeys(): string[] {
    return this.#store.listKeys(); // go: return w.store.ListKeys()
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Get */
  get(
    object: T,
  ): readonly [item: StoreElement<T> | undefined, exists: boolean, err: Error | undefined] {
    // left out (the type has it): object, ok := obj.(runtime.Object)
    // left out (the type has it): if !ok {
    const [key, err] = this.#keyFunc(object); // go: key, err := w.keyFunc(object)
    // go: if err != nil {
    if (err) {
      return [undefined, false, new Error(`couldn't compute key: ${err.message}`)]; // go: return nil, false, fmt.Errorf("couldn't
    }

    return this.#store.getByKey(key); // go: return w.store.Get(
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.GetByKey */
  getByKey(
    key: string,
  ): readonly [item: StoreElement<T> | undefined, exists: boolean, err: Error | undefined] {
    return this.#store.getByKey(key); // go: return w.store.GetByKey(key)
  }

  /**
   * Holds these objects from now on; all events are forgotten.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Replace
   */
  replace(objs: readonly T[], resourceVersion: string): Error | undefined {
    const [version, err] = parseResourceVersion(resourceVersion); // go: version, err := w.versioner.ParseResourceVersion(
    // go: if err != nil { @1
    if (err) {
      return err; // go: return err @1
    }

    const toReplace: StoreElement<T>[] = []; // go: toReplace := make(
    // go: for _, obj := range objs {
    for (const object of objs) {
      // left out (the type has it): object, ok := obj.(runtime.Object)
      // left out (the type has it): if !ok {
      const [key, keyErr] = this.#keyFunc(object); // go: key, err := w.keyFunc(object)
      // go: if err != nil { @2
      if (keyErr) {
        return new Error(`couldn't compute key: ${keyErr.message}`); // go: return fmt.Errorf("couldn't
      }
      const [labels, fields, attrsErr] = this.#getAttrsFunc(object); // go: objLabels, objFields, err := w.getAttrsFunc(
      // go: if err != nil { @3
      if (attrsErr) {
        return attrsErr; // go: return err @2
      }
      toReplace.push({ key, object, labels, fields }); // go: toReplace = append(
    }

    // left out (locking): w.Lock()
    // left out (locking): defer w.Unlock()

    this.startIndex = 0; // go: w.startIndex = 0
    this.endIndex = 0; // go: w.endIndex = 0
    const replaceErr = this.#store.replace(toReplace);
    // go: if err := w.store.Replace(
    if (replaceErr) {
      return replaceErr; // go: return err @3
    }
    this.listResourceVersion = version; // go: w.listResourceVersion = version
    this.resourceVersion = version; // go: w.resourceVersion = version
    // go: if w.onReplace != nil {
    if (this.#onReplace) {
      this.#onReplace(); // go: w.onReplace()
    }
    // left out (a wait is a condition here): w.cond.Broadcast()
    // left out (logging): klog.V(3).Infof(
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.SetOnReplace */
  setOnReplace(onReplace: () => void): void {
    // left out (locking): w.Lock()
    // left out (locking): defer w.Unlock()
    this.#onReplace = onReplace; // go: w.onReplace = onReplace
  }

  /**
   * All changes after a resource version; for 0 the objects that there are, as if they were added
   * now. An error if some of the changes are forgotten.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.GetAllEventsSinceThreadUnsafe
   */
  getAllEventsSinceThreadUnsafe(resourceVersion: number): Result<readonly WatchCacheEvent<T>[]> {
    const size = this.endIndex - this.startIndex; // go: size := w.endIndex - w.startIndex
    let oldest: number; // go: var oldest uint64
    // go: switch {
    if (this.listResourceVersion > 0 && this.startIndex === 0) {
      oldest = this.listResourceVersion + 1; // go: oldest = w.listResourceVersion + 1
    } else if (size > 0) {
      oldest = this.#at(this.startIndex).resourceVersion; // go: oldest = w.cache[
    } else {
      return [undefined, new Error("watch cache isn't correctly initialized")]; // go: return nil, fmt.Errorf("watch cache
    }

    // go: if resourceVersion == 0 {
    if (resourceVersion === 0) {
      const allItems = this.#store.list(); // go: allItems := w.store.List()
      const result: WatchCacheEvent<T>[] = []; // go: result := make([]*watchCacheEvent, len(allItems))
      // go: for i, item := range allItems {
      for (const elem of allItems) {
        // left out (typed here): elem, ok := item.(*storeElement)
        // left out (typed here): if !ok {
        const [objLabels, objFields, err] = this.#getAttrsFunc(elem.object); // go: objLabels, objFields, err := w.getAttrsFunc(
        // go: if err != nil {
        if (err) {
          return [undefined, err]; // go: return nil, err @1
        }
        // go: result[i] = &watchCacheEvent{
        result.push({
          type: 'ADDED',
          object: elem.object,
          objLabels,
          objFields,
          key: elem.key,
          resourceVersion: this.resourceVersion,
          recordTime: 0,
        });
      }
      return [result, undefined]; // go: return result, nil @1
    }
    // go: if resourceVersion < oldest-1 {
    if (resourceVersion < oldest - 1) {
      const message = `too old resource version: ${resourceVersion} (${oldest - 1})`;
      return [undefined, new StatusError(message, 'Expired')]; // go: return nil, errors.NewResourceExpired(
    }

    // go+: f := func(i int) bool {
    const f = (i: number): boolean =>
      this.#at(this.startIndex + i).resourceVersion > resourceVersion;
    const first = search(size, f); // go: first := sort.Search(
    const result: WatchCacheEvent<T>[] = []; // go: result := make([]*watchCacheEvent, size-first)
    // go: for i := 0; i < size-first; i++ {
    for (let i = 0; i < size - first; i++) {
      result.push(this.#at(this.startIndex + first + i)); // go: result[i] = w.cache[
    }
    return [result, undefined]; // go: return result, nil @2
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.GetAllEventsSince */
  getAllEventsSince(resourceVersion: number): Result<readonly WatchCacheEvent<T>[]> {
    // left out (locking): w.RLock()
    // left out (locking): defer w.RUnlock()
    return this.getAllEventsSinceThreadUnsafe(resourceVersion); // go: return w.GetAllEventsSinceThreadUnsafe(
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache.Resync */
  resync(): Error | undefined {
    return undefined; // go: return nil
  }

  #at(index: number): WatchCacheEvent<T> {
    const event = this.cache[index % this.capacity];
    if (!event) throw new RangeError('No event there: Go would panic');
    return event;
  }
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#storeElementKey */
const storeElementKey: KeyFunc = (obj) => {
  const elem = obj as StoreElement<unknown>; // go: elem, ok := obj.(*storeElement)
  // left out (nothing else comes here): if !ok {
  return [elem.key, undefined]; // go: return elem.Key, nil
};

/** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#storeElementIndexFunc */
function storeElementIndexFunc<T>(objIndexFunc: IndexFunc<T>): IndexFunc<StoreElement<T>> {
  // go+: return func(
  return ({ object }) => objIndexFunc(object);
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#storeElementIndexers */
function storeElementIndexers<T>(indexers: Indexers<T> | undefined): Indexers<StoreElement<T>> {
  // go: if indexers == nil {
  if (indexers === undefined) {
    return new Map(); // go: return cache.Indexers{}
  }
  const ret: Indexers<StoreElement<T>> = new Map(); // go: ret := cache.Indexers{}
  // go: for indexName, indexFunc := range *indexers {
  for (const [indexName, indexFunc] of indexers) {
    ret.set(indexName, storeElementIndexFunc(indexFunc)); // go: ret[indexName] = storeElementIndexFunc(
  }
  return ret; // go: return ret
}

/** Go's sort.Search: the smallest index below n for which f holds, else n. */
function search(n: number, f: (i: number) => boolean): number {
  let [i, j] = [0, n];
  while (i < j) {
    const h = Math.floor((i + j) / 2);
    if (f(h)) j = h;
    else i = h + 1;
  }
  return i;
}
