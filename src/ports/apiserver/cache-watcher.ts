import type { Watch, WatchEvent } from '../api/watch.ts';
import type { FieldSet } from '../fields/field-set.ts';
import type { LabelSet } from '../labels/label-set.ts';
import { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import type { ApiObject } from './api-object.ts';
import { updateObject } from './api-object-versioner.ts';
import type { WatchCacheEvent } from './watch-cache-event.ts';

/** Whether a watch is for an object with such a key, labels and fields. */
export type FilterWithAttrsFunc = (key: string, label: LabelSet, field: FieldSet) => boolean;

/** The request that a watch belongs to. */
export interface WatchContext {
  /** When the server ends it, in milliseconds on the clock. */
  readonly deadline?: number;
  readonly done: StopChannel;
}

export interface CacheWatcherOptions {
  /** How many events wait for it, and as many in its result. */
  readonly chanSize: number;
  readonly filter: FilterWithAttrsFunc;
  readonly forget?: () => void;
  /** When the server ends the watch, in milliseconds on the clock. */
  readonly deadline?: number | undefined;
  readonly allowWatchBookmarks?: boolean;
}

/** A watch that a cacher feeds. */
export class CacheWatcher<T extends ApiObject> implements Watch<T> {
  readonly input: Channel<WatchCacheEvent<T>>;
  readonly resultChan: Channel<WatchEvent<T>>;
  readonly done = new Channel<never>();
  readonly allowWatchBookmarks: boolean;
  forget: () => void;
  stopped = false;
  readonly #chanSize: number;
  readonly #filter: FilterWithAttrsFunc;
  readonly #deadline: number | undefined;

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#newCacheWatcher */
  constructor(options: CacheWatcherOptions) {
    // go: return &cacheWatcher{
    this.#chanSize = options.chanSize;
    this.input = new Channel(options.chanSize);
    this.resultChan = new Channel(options.chanSize);
    this.#filter = options.filter;
    this.forget = options.forget ?? (() => undefined);
    this.#deadline = options.deadline;
    this.allowWatchBookmarks = options.allowWatchBookmarks ?? false;
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.Stop */
  stop(): void {
    this.forget(); // go: c.forget()
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.stopThreadUnsafe */
  stopThreadUnsafe(): void {
    // go: if !c.stopped {
    if (!this.stopped) {
      this.stopped = true; // go: c.stopped = true
      this.done.close(); // go: close(c.done)
      this.input.close(); // go: close(c.input)
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.nonblockingAdd */
  nonblockingAdd(event: WatchCacheEvent<T>): boolean {
    return this.input.trySend(event); // go+: select {
  }

  /**
   * Gives it an event, at the latest when the timer fires. If that fails, the watch ends.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.add
   * @param timer None stands for no time at all.
   */
  *add(event: WatchCacheEvent<T>, timer: (() => boolean) | undefined): Task<boolean> {
    // go: if c.nonblockingAdd(event) {
    if (this.nonblockingAdd(event)) {
      return true; // go: return true @1
    }

    // go: closeFunc := func() {
    const closeFunc = (): void => {
      // left out (logging): klog.V(1).Infof(
      this.forget(); // go: c.forget()
    };

    // go: if timer == nil {
    if (timer === undefined) {
      closeFunc(); // go: closeFunc() @1
      return false; // go: return false @1
    }

    // Of both Go takes any; here the event goes first.
    yield () => this.input.length < this.#chanSize || timer(); // go: select {
    if (this.nonblockingAdd(event)) {
      return true; // go: return true @2
    }
    closeFunc(); // go: closeFunc() @2
    return false; // go: return false @2
  }

  /**
   * When the next bookmark is due: after so many milliseconds, or two seconds before the end.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.nextBookmarkTime
   */
  nextBookmarkTime(now: number, bookmarkFrequency: number): number | undefined {
    let heartbeatTime = now + bookmarkFrequency; // go: heartbeatTime := now.Add(
    // go: if c.deadline.IsZero() {
    if (this.#deadline === undefined) {
      return heartbeatTime; // go: return heartbeatTime, true @1
    }
    const pretimeoutTime = this.#deadline - 2000;
    // go: if pretimeoutTime := c.deadline.Add(
    if (pretimeoutTime < heartbeatTime) {
      heartbeatTime = pretimeoutTime; // go: heartbeatTime = pretimeoutTime
    }

    // go: if heartbeatTime.Before(now) {
    if (heartbeatTime < now) {
      return undefined; // go: return time.Time{}, false
    }
    return heartbeatTime; // go: return heartbeatTime, true @2
  }

  /**
   * What the watch tells of a change: an object that comes into its selection was added, one that
   * leaves it was deleted.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.convertToWatchEvent
   */
  convertToWatchEvent(event: WatchCacheEvent<T>): WatchEvent<T> | undefined {
    const { object, prevObject } = event;
    if (object === undefined) return undefined;
    // go: if event.Type == watch.Bookmark {
    if (event.type === 'BOOKMARK') {
      return { type: 'BOOKMARK', object: structuredClone(object) }; // go: return &watch.Event{Type: watch.Bookmark
    }

    // go: curObjPasses := event.Type != watch.Deleted
    const curObjPasses =
      event.type !== 'DELETED' &&
      this.#filter(event.key, event.objLabels ?? {}, event.objFields ?? {});
    let oldObjPasses = false; // go: oldObjPasses := false
    // go: if event.PrevObject != nil {
    if (prevObject !== undefined) {
      oldObjPasses = this.#filter(event.key, event.prevObjLabels ?? {}, event.prevObjFields ?? {}); // go: oldObjPasses = c.filter(
    }
    // go: if !curObjPasses && !oldObjPasses {
    if (!curObjPasses && !oldObjPasses) {
      return undefined; // go: return nil @1
    }

    // go: switch {
    if (curObjPasses && !oldObjPasses) {
      return { type: 'ADDED', object: structuredClone(object) }; // go: return &watch.Event{Type: watch.Added
    } else if (curObjPasses && oldObjPasses) {
      return { type: 'MODIFIED', object: structuredClone(object) }; // go: return &watch.Event{Type: watch.Modified
    } else if (prevObject !== undefined) {
      const oldObj = structuredClone(prevObject); // go: oldObj := getEventObject(
      updateObject(oldObj, event.resourceVersion); // go: updateResourceVersionIfNeeded(
      return { type: 'DELETED', object: oldObj }; // go: return &watch.Event{Type: watch.Deleted
    }

    return undefined; // go: return nil @2
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.sendWatchCacheEvent */
  *sendWatchCacheEvent(event: WatchCacheEvent<T>): Task<void> {
    const watchEvent = this.convertToWatchEvent(event); // go: watchEvent := c.convertToWatchEvent(event)
    // go: if watchEvent == nil {
    if (watchEvent === undefined) {
      return; // go: return @1
    }

    // go: select { @1
    if (this.done.closed) {
      return; // go: return @2
    }

    // go: select { @2
    while (!this.resultChan.trySend(watchEvent)) {
      yield () => this.done.closed || this.resultChan.length < this.#chanSize;
      if (this.#isDone()) return;
    }
  }

  /** A method, for it changes while a task waits. */
  #isDone(): boolean {
    return this.done.closed;
  }

  /**
   * Sends the events of before, then those that come, but none twice; until the request ends.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.process
   */
  *process(
    ctx: WatchContext,
    initEvents: readonly WatchCacheEvent<T>[],
    resourceVersion: number,
  ): Task<void> {
    // left out (nothing panics here): defer utilruntime.HandleCrash()
    // left out (logging): const initProcessThreshold
    // left out (logging): startTime := time.Now()
    // go: for _, event := range initEvents {
    for (const event of initEvents) {
      yield* this.sendWatchCacheEvent(event); // go: c.sendWatchCacheEvent(event) @1
    }
    // left out (metrics): objType := c.objectType.String()
    // left out (metrics): if len(initEvents) > 0 {
    // left out (logging): processingTime := time.Since(
    // left out (logging): if processingTime > initProcessThreshold {

    try {
      // go: for {
      for (;;) {
        // Of both Go takes any; here the end goes first.
        yield () => this.input.canReceive() || ctx.done.canReceive(); // go: select {
        if (ctx.done.canReceive()) {
          return; // go: return @2
        }
        const [event, ok] = yield* this.input.receive(); // go: case event, ok := <-c.input:
        // go: if !ok {
        if (!ok) {
          return; // go: return @1
        }
        // go: if event.ResourceVersion > resourceVersion {
        if (event.resourceVersion > resourceVersion) {
          yield* this.sendWatchCacheEvent(event); // go: c.sendWatchCacheEvent(event) @2
        }
      }
    } finally {
      this.stop(); // go: defer c.Stop()
      this.resultChan.close(); // go: defer close(c.result)
    }
  }
}
