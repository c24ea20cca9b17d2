import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { accessor } from './accessor.ts';
import { newIndexer } from './cache.ts';
import { Controller, type Config } from './controller.ts';
import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from './deletion-handling-meta-namespace-key-func.ts';
import { DeltaFIFO } from './delta-fifo.ts';
import type { Deltas } from './delta.ts';
import { determineResyncPeriod } from './determine-resync-period.ts';
import type { Indexer, Indexers, IndexFunc } from './indexer.ts';
import type { ListerWatcher } from './lister-watcher.ts';
import { ProcessorListener } from './processor-listener.ts';
import type { ExpectedType, WatchErrorHandler } from './reflector.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';
import { SharedProcessor } from './shared-processor.ts';
import type { Store } from './store.ts';

export interface SharedIndexInformerOptions<T> {
  readonly runtime: Runtime;
  readonly listerWatcher: ListerWatcher<T>;
  /** The type of the objects; none stands for all types. */
  readonly objectType?: ExpectedType | undefined;
  /** Milliseconds; 0 for an informer that does no resyncs. */
  readonly defaultEventHandlerResyncPeriod?: number;
  readonly indexers?: Indexers<T>;
  /** The cache, if it is not to be the usual one. */
  readonly indexer?: Indexer<T>;
  /** Where errors go that nobody acts on. */
  handleError(error: Error): void;
}

/** Milliseconds; a handler cannot ask for a shorter period. */
const minimumResyncPeriod = 1000;

/**
 * A cache of all objects of one kind, filled from the API server, that tells any number of handlers
 * what happens to them. Go can also check by it that nobody changes the cached objects.
 */
export class SharedIndexInformer<T> {
  readonly indexer: Indexer<T>;
  readonly processor: SharedProcessor<T>;
  /** Milliseconds between two looks whether some handler is due for a resync. */
  resyncCheckPeriod: number;
  readonly #options: SharedIndexInformerOptions<T>;
  readonly #defaultEventHandlerResyncPeriod: number;
  #controller: Controller<T> | undefined;
  #watchErrorHandler: WatchErrorHandler<T> | undefined;
  #started = false;
  #stopped = false;

  constructor(options: SharedIndexInformerOptions<T>) {
    const { runtime, defaultEventHandlerResyncPeriod = 0 } = options;
    const indexers = options.indexers ?? new Map<string, IndexFunc<T>>();
    this.#options = options;
    this.indexer = options.indexer ?? newIndexer<T>(deletionHandlingMetaNamespaceKeyFunc, indexers);
    this.processor = new SharedProcessor(runtime);
    this.resyncCheckPeriod = defaultEventHandlerResyncPeriod;
    this.#defaultEventHandlerResyncPeriod = defaultEventHandlerResyncPeriod;
  }

  /**
   * Sets who is told of errors of listing and watching; only before the informer runs.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.SetWatchErrorHandler
   */
  setWatchErrorHandler(handler: WatchErrorHandler<T>): Error | undefined {
    // left out (locking): s.startedLock.Lock()
    // left out (locking): defer s.startedLock.Unlock()

    if (this.#started) return new Error('informer has already started'); // go+: if s.started {

    this.#watchErrorHandler = handler; // go: s.watchErrorHandler = handler
    return undefined; // go: return nil
  }

  /**
   * Keeps the cache up to date and tells the handlers, until it is stopped. To be called once.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.Run
   */
  *run(stopCh: StopChannel): Task<void> {
    const { runtime, listerWatcher, objectType } = this.#options;
    const { processor } = this;
    // left out (a panic ends the run): defer utilruntime.HandleCrash()

    // go: fifo := NewDeltaFIFOWithOptions(
    const fifo = new DeltaFIFO<T>({ knownObjects: this.indexer, emitDeltaTypeReplaced: true });

    // go: cfg := &Config{
    const cfg: Config<T> = {
      runtime,
      queue: fifo,
      listerWatcher,
      objectType,
      fullResyncPeriod: this.resyncCheckPeriod,
      retryOnError: false,
      shouldResync: () => processor.shouldResync(),
      process: (deltas) => this.handleDeltas(deltas),
      watchErrorHandler: this.#watchErrorHandler,
      handleError: (error) => {
        this.#options.handleError(error);
      },
    };

    // left out (locking): s.startedLock.Lock() @1
    // left out (locking): defer s.startedLock.Unlock() @1
    // go: func() { @1
    const controller = new Controller(cfg); // go: s.controller = New(cfg)
    this.#controller = controller;
    // left out (the runtime has the clock): s.controller.(*controller).clock = s.clock
    this.#started = true; // go: s.started = true

    const processorStopCh = new Channel<never>(); // go: processorStopCh := make(
    const wg = new WaitGroup(); // go: var wg wait.Group
    // left out (a check for tests): wg.StartWithChannel(processorStopCh, s.cacheMutationDetector.Run)
    wg.add(1);
    // go: wg.StartWithChannel(processorStopCh, s.processor.run)
    runtime.go(function* () {
      yield* processor.run(processorStopCh);
      wg.done();
    }, 'processor');

    try {
      yield* controller.run(stopCh); // go: s.controller.Run(stopCh)
    } finally {
      this.#stopped = true; // go+: defer func() { @1
      processorStopCh.close(); // go: defer close(processorStopCh)
      yield* wg.wait(); // go: defer wg.Wait()
    }
  }

  /**
   * Whether all of the first list is in the cache.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.HasSynced
   */
  hasSynced(): boolean {
    // left out (locking): s.startedLock.Lock()
    // left out (locking): defer s.startedLock.Unlock()

    if (!this.#controller) return false; // go+: if s.controller == nil {
    return this.#controller.hasSynced(); // go: return s.controller.HasSynced()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.LastSyncResourceVersion */
  lastSyncResourceVersion(): string {
    // left out (locking): s.startedLock.Lock()
    // left out (locking): defer s.startedLock.Unlock()

    if (!this.#controller) return ''; // go+: if s.controller == nil {
    return this.#controller.lastSyncResourceVersion(); // go: return s.controller.LastSyncResourceVersion()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.GetStore */
  getStore(): Store<T> {
    return this.indexer; // go: return s.indexer
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.GetIndexer */
  getIndexer(): Indexer<T> {
    return this.indexer; // go: return s.indexer
  }

  /**
   * Adds indexes; only before the informer runs.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.AddIndexers
   */
  addIndexers(indexers: Indexers<T>): Error | undefined {
    // left out (locking): s.startedLock.Lock()
    // left out (locking): defer s.startedLock.Unlock()

    if (this.#started) return new Error('informer has already started'); // go+: if s.started {

    return this.indexer.addIndexers(indexers); // go: return s.indexer.AddIndexers(indexers)
  }

  /**
   * Adds a handler that is resynced as often as the informer does it by default.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.AddEventHandler
   */
  addEventHandler(handler: ResourceEventHandler<T>): void {
    this.addEventHandlerWithResyncPeriod(handler, this.#defaultEventHandlerResyncPeriod); // go: s.AddEventHandlerWithResyncPeriod(
  }

  /**
   * Adds a handler. One that comes late is told of everything in the cache as added.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.AddEventHandlerWithResyncPeriod
   * @param resyncPeriod Milliseconds; 0 for no resyncs.
   */
  addEventHandlerWithResyncPeriod(handler: ResourceEventHandler<T>, resyncPeriod: number): void {
    const { runtime } = this.#options;
    // left out (locking): s.startedLock.Lock()
    // left out (locking): defer s.startedLock.Unlock()

    if (this.#stopped) return; // go+: if s.stopped {

    // go: if resyncPeriod > 0 {
    if (resyncPeriod > 0) {
      // go+: if resyncPeriod < minimumResyncPeriod {
      if (resyncPeriod < minimumResyncPeriod) {
        resyncPeriod = minimumResyncPeriod;
      }

      // go: if resyncPeriod < s.resyncCheckPeriod {
      if (resyncPeriod < this.resyncCheckPeriod) {
        // go: if s.started {
        if (this.#started) {
          // left out (logging): klog.Warningf("resyncPeriod %v is smaller
          resyncPeriod = this.resyncCheckPeriod; // go: resyncPeriod = s.resyncCheckPeriod
        } else {
          this.resyncCheckPeriod = resyncPeriod; // go: s.resyncCheckPeriod = resyncPeriod
          this.processor.resyncCheckPeriodChanged(resyncPeriod); // go: s.processor.resyncCheckPeriodChanged(resyncPeriod)
        }
      }
    }

    // go: listener := newProcessListener(
    const listener = new ProcessorListener<T>({
      runtime,
      handler,
      requestedResyncPeriod: resyncPeriod,
      resyncPeriod: determineResyncPeriod(resyncPeriod, this.resyncCheckPeriod),
      now: runtime.now(),
    });

    // go: if !s.started {
    if (!this.#started) {
      this.processor.addListener(listener); // go: s.processor.addListener(listener) @1
      return; // go: return @2
    }

    // left out (nothing interrupts what has no pause): s.blockDeltas.Lock()
    // left out (nothing interrupts what has no pause): defer s.blockDeltas.Unlock()

    this.processor.addListener(listener); // go: s.processor.addListener(listener) @2
    // go: for _, item := range s.indexer.List() {
    for (const item of this.indexer.list()) {
      listener.add({ type: 'add', newObj: item }); // go: listener.add(addNotification{
    }
  }

  /**
   * Brings what happened to an object into the cache and tells the handlers. A new list that shows
   * the object unchanged only concerns those that are due for a resync.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.HandleDeltas
   */
  handleDeltas(obj: Deltas<T>): Error | undefined {
    const { indexer, processor } = this;
    // left out (nothing interrupts what has no pause): s.blockDeltas.Lock()
    // left out (nothing interrupts what has no pause): defer s.blockDeltas.Unlock()

    // go: for _, d := range obj.(Deltas) {
    for (const d of obj) {
      // Only of a deletion the final state may be unknown.
      // go: switch d.Type {
      if (d.type !== 'Deleted' && !(d.object instanceof DeletedFinalStateUnknown)) {
        // left out (a check for tests): s.cacheMutationDetector.AddObject(d.Object)
        const [old, exists, err] = indexer.get(d.object); // go: if old, exists, err := s.indexer.Get(
        if (!err && exists) {
          const err = indexer.update(d.object); // go: if err := s.indexer.Update(
          if (err) return err; // go: return err @1

          let isSync = false; // go: isSync := false
          // go: switch { @1
          if (d.type === 'Sync') {
            isSync = true; // go: isSync = true
          } else if (d.type === 'Replaced') {
            const [meta, err] = accessor(d.object); // go: if accessor, err :=
            const [oldMeta, oldErr] = accessor(old); // go: if oldAccessor, err :=
            if (!err && !oldErr) {
              isSync = meta.resourceVersion === oldMeta.resourceVersion; // go: isSync = accessor.GetResourceVersion()
            }
          }
          // go: s.processor.distribute(updateNotification{
          processor.distribute({ type: 'update', oldObj: old as T, newObj: d.object }, isSync);
        } else {
          const err = indexer.add(d.object); // go: if err := s.indexer.Add(
          if (err) return err; // go: return err @2
          processor.distribute({ type: 'add', newObj: d.object }, false); // go: s.processor.distribute(addNotification{
        }
      } else {
        const err = indexer.delete(d.object); // go: if err := s.indexer.Delete(
        if (err) return err; // go: return err @3
        processor.distribute({ type: 'delete', oldObj: d.object }, false); // go: s.processor.distribute(deleteNotification{
      }
    }
    return undefined; // go: return nil
  }
}
