import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { until } from '../wait/until.ts';
import type { Deltas } from './delta.ts';
import { errFIFOClosed } from './err-fifo-closed.ts';
import type { ListerWatcher } from './lister-watcher.ts';
import type { PopProcessFunc, Queue } from './queue.ts';
import {
  Reflector,
  type ExpectedType,
  type ShouldResyncFunc,
  type WatchErrorHandler,
} from './reflector.ts';

export interface Config<T> {
  readonly runtime: Runtime;
  readonly queue: Queue<T, Deltas<T>>;
  readonly listerWatcher: ListerWatcher<T>;
  /** Works on what happened to one object. */
  readonly process: PopProcessFunc<Deltas<T>>;
  /** The type of the objects; none stands for all types. */
  readonly objectType?: ExpectedType | undefined;
  /** Milliseconds between two looks whether to resync the queue; 0 for never. */
  readonly fullResyncPeriod: number;
  /** None stands for always. */
  readonly shouldResync?: ShouldResyncFunc;
  /** Whether what could not be processed is queued again. */
  readonly retryOnError: boolean;
  readonly watchErrorHandler?: WatchErrorHandler<T> | undefined;
  /** Where errors go that nobody acts on. */
  handleError(error: Error): void;
}

/** Fills a queue from the API server by a reflector, and processes what comes out of it. */
export class Controller<T> {
  readonly config: Config<T>;
  #reflector: Reflector<T> | undefined;

  constructor(config: Config<T>) {
    this.config = config;
  }

  /**
   * Lists, watches and processes until it is stopped. To be called once.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/controller.go#controller.Run
   */
  *run(stopCh: StopChannel): Task<void> {
    const { config } = this;
    const { runtime } = config;
    // left out (a panic ends the run): defer utilruntime.HandleCrash()
    // go: go func() {
    runtime.go(function* () {
      yield () => stopCh.canReceive(); // go: <-stopCh
      config.queue.close(); // go: c.config.Queue.Close()
    }, 'close queue');
    // left out (the runtime has the clock): r.clock = c.clock
    // left out (a list is one call): r.WatchListPageSize = c.config.WatchListPageSize
    // go: r := NewReflector(
    const r = new Reflector<T>({
      runtime,
      listerWatcher: config.listerWatcher,
      expectedType: config.objectType,
      store: config.queue,
      resyncPeriod: config.fullResyncPeriod,
      shouldResync: config.shouldResync, // go: r.ShouldResync = c.config.ShouldResync
      watchErrorHandler: config.watchErrorHandler, // go+: if c.config.WatchErrorHandler != nil {
      handleError: (error) => {
        config.handleError(error);
      },
    });

    // left out (locking): c.reflectorMutex.Lock()
    this.#reflector = r; // go: c.reflector = r
    // left out (locking): c.reflectorMutex.Unlock()

    const wg = new WaitGroup(); // go: var wg wait.Group

    wg.add(1);
    // go: wg.StartWithChannel(
    runtime.go(function* () {
      yield* r.run(stopCh);
      wg.done();
    }, 'reflector');

    yield* until(runtime, () => this.processLoop(), 1000, stopCh); // go: wait.Until(
    yield* wg.wait(); // go: wg.Wait()
  }

  /**
   * Whether all of the first list was processed.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/controller.go#controller.HasSynced
   */
  hasSynced(): boolean {
    return this.config.queue.hasSynced(); // go: return c.config.Queue.HasSynced()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/controller.go#controller.LastSyncResourceVersion */
  lastSyncResourceVersion(): string {
    // left out (locking): c.reflectorMutex.RLock()
    // left out (locking): defer c.reflectorMutex.RUnlock()
    if (!this.#reflector) return ''; // go+: if c.reflector == nil {
    return this.#reflector.lastSyncResourceVersion(); // go: return c.reflector.LastSyncResourceVersion()
  }

  /**
   * Processes what comes out of the queue until it is closed and empty.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/controller.go#controller.processLoop
   */
  *processLoop(): Task<void> {
    const { queue, process, retryOnError } = this.config;
    // go: for {
    for (;;) {
      const [obj, err] = yield* queue.pop(process); // go: obj, err := c.config.Queue.Pop(
      // go: if err != nil {
      if (err) {
        if (err === errFIFOClosed) return; // go+: if err == ErrFIFOClosed {
        // go: if c.config.RetryOnError {
        if (retryOnError && obj) {
          queue.addIfNotPresent(obj); // go: c.config.Queue.AddIfNotPresent(obj)
        }
      }
    }
  }
}
