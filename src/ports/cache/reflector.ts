import type { Runtime, Task } from '../runtime/task.ts';
import { backoffUntil } from '../wait/backoff-until.ts';
import type { BackoffManager } from '../wait/backoff-manager.ts';
import { ExponentialBackoffManager } from '../wait/exponential-backoff-manager.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { newTimer } from '../workqueue/timer.ts';
import { defaultWatchErrorHandler } from './default-watch-error-handler.ts';
import { listAndWatch } from './list-and-watch.ts';
import type { ListerWatcher } from './lister-watcher.ts';
import type { Store } from './store.ts';

/** What a reflector writes to. */
export type ReflectorStore<T> = Pick<
  Store<T, unknown>,
  'add' | 'update' | 'delete' | 'replace' | 'resync'
> & {
  /** If there, it is told every resource version that the watch comes to. */
  updateResourceVersion?(resourceVersion: string): void;
};

/** The type of the objects that a reflector takes; others are only reported. */
export interface ExpectedType {
  /** For messages, as `*v1.Pod`. */
  readonly name: string;
  is(object: unknown): boolean;
}

/** Called when a list or a watch could not even be begun; a backoff and a new try follow. */
export type WatchErrorHandler<T> = (r: Reflector<T>, err: Error) => void;

/** Periodically asked whether the store is to be resynced. */
export type ShouldResyncFunc = () => boolean;

export interface ReflectorOptions<T> {
  readonly runtime: Runtime;
  readonly listerWatcher: ListerWatcher<T>;
  readonly store: ReflectorStore<T>;
  /** For messages. */
  readonly name?: string;
  /** None takes objects of all types. */
  readonly expectedType?: ExpectedType | undefined;
  /** Milliseconds between two looks whether to resync; none or 0 for never. */
  readonly resyncPeriod?: number;
  /** None stands for always. */
  readonly shouldResync?: ShouldResyncFunc | undefined;
  readonly watchErrorHandler?: WatchErrorHandler<T> | undefined;
  /** Waits between two runs of `listAndWatch`. */
  readonly backoffManager?: BackoffManager;
  /** Waits while nobody listens at the API server's address. */
  readonly initConnBackoffManager?: BackoffManager;
  /** Where errors go that nobody acts on. */
  handleError(error: Error): void;
}

/** At most 0.2 calls a second when the API server is in a bad way. */
const backoff = {
  initBackoff: 800,
  maxBackoff: 30_000,
  resetDuration: 120_000,
  backoffFactor: 2,
  jitter: 1,
};

/** Keeps a store equal to what an API server has: lists all once, then watches what changes. */
export class Reflector<T> {
  readonly runtime: Runtime;
  readonly name: string;
  readonly expectedType: ExpectedType | undefined;
  readonly expectedTypeName: string;
  readonly store: ReflectorStore<T>;
  readonly listerWatcher: ListerWatcher<T>;
  readonly initConnBackoffManager: BackoffManager;
  readonly resyncPeriod: number;
  readonly shouldResync: ShouldResyncFunc | undefined;
  readonly handleError: (error: Error) => void;
  readonly #backoffManager: BackoffManager;
  readonly #watchErrorHandler: WatchErrorHandler<T>;
  #lastSyncResourceVersion = '';
  #isLastSyncResourceVersionUnavailable = false;

  constructor(options: ReflectorOptions<T>) {
    const { runtime, expectedType } = options;
    this.runtime = runtime;
    this.name = options.name ?? 'reflector';
    this.expectedType = expectedType;
    this.expectedTypeName = expectedType?.name ?? '<unspecified>';
    this.store = options.store;
    this.listerWatcher = options.listerWatcher;
    this.resyncPeriod = options.resyncPeriod ?? 0;
    this.shouldResync = options.shouldResync;
    this.handleError = (error) => {
      options.handleError(error);
    };
    this.#backoffManager =
      options.backoffManager ?? new ExponentialBackoffManager(runtime, backoff);
    this.initConnBackoffManager =
      options.initConnBackoffManager ?? new ExponentialBackoffManager(runtime, backoff);
    this.#watchErrorHandler = options.watchErrorHandler ?? defaultWatchErrorHandler;
  }

  /**
   * Lists and watches again and again, until it is stopped.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.Run
   */
  *run(stopCh: StopChannel): Task<void> {
    // left out (logging): klog.V(2).Infof("Starting reflector
    const attempt = (): Task<void> => this.#listAndWatchOnce(stopCh);
    yield* backoffUntil(attempt, this.#backoffManager, true, stopCh); // go+: wait.BackoffUntil(
    // left out (logging): klog.V(2).Infof("Stopping reflector
  }

  *#listAndWatchOnce(stopCh: StopChannel): Task<void> {
    const err = yield* listAndWatch(this, stopCh);
    if (err) this.#watchErrorHandler(this, err);
  }

  /**
   * Begins the wait for the next resync, and gives a condition that holds when it is over.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.resyncChan
   */
  resyncChan(): () => boolean {
    if (this.resyncPeriod === 0) return () => false; // go+: if r.resyncPeriod == 0 {
    const t = newTimer(this.runtime, this.resyncPeriod); // go: t := r.clock.NewTimer(
    return t; // go: return t.C(), t.Stop
  }

  /**
   * Makes these objects all that the store holds.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.syncWith
   */
  syncWith(items: readonly T[], resourceVersion: string): Error | undefined {
    const found: T[] = []; // go: found := make(
    // go: for _, item := range items {
    for (const item of items) {
      found.push(item); // go: found = append(found, item)
    }
    return this.store.replace(found, resourceVersion); // go: return r.store.Replace(
  }

  /**
   * The resource version that the store was last brought to; empty before the first list.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.LastSyncResourceVersion
   */
  lastSyncResourceVersion(): string {
    // left out (locking): r.lastSyncResourceVersionMutex.RLock()
    // left out (locking): defer r.lastSyncResourceVersionMutex.RUnlock()
    return this.#lastSyncResourceVersion; // go: return r.lastSyncResourceVersion
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.setLastSyncResourceVersion */
  setLastSyncResourceVersion(v: string): void {
    // left out (locking): r.lastSyncResourceVersionMutex.Lock()
    // left out (locking): defer r.lastSyncResourceVersionMutex.Unlock()
    this.#lastSyncResourceVersion = v; // go: r.lastSyncResourceVersion = v
  }

  /**
   * The resource version to list at: no older than what was seen, so that the store does not go back
   * in time. `'0'` is any, for the first list; `''` is the newest, after a list at the last one
   * failed as it is not known.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.relistResourceVersion
   */
  relistResourceVersion(): string {
    // left out (locking): r.lastSyncResourceVersionMutex.RLock()
    // left out (locking): defer r.lastSyncResourceVersionMutex.RUnlock()
    if (this.#isLastSyncResourceVersionUnavailable) return ''; // go+: if r.isLastSyncResourceVersionUnavailable {
    if (this.#lastSyncResourceVersion === '') return '0'; // go+: if r.lastSyncResourceVersion == "" {
    return this.#lastSyncResourceVersion; // go: return r.lastSyncResourceVersion
  }

  /**
   * Notes whether the last list failed as its resource version is too old or too new.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#Reflector.setIsLastSyncResourceVersionUnavailable
   */
  setIsLastSyncResourceVersionUnavailable(isUnavailable: boolean): void {
    // left out (locking): r.lastSyncResourceVersionMutex.Lock()
    // left out (locking): defer r.lastSyncResourceVersionMutex.Unlock()
    this.#isLastSyncResourceVersionUnavailable = isUnavailable; // go: r.isLastSyncResourceVersionUnavailable = isUnavailable
  }
}
