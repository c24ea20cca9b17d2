import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import type { StopChannel } from '../wait/stop-channel.ts';
import { determineResyncPeriod } from './determine-resync-period.ts';
import type { Notification } from './notification.ts';
import type { ProcessorListener } from './processor-listener.ts';

/** Hands notifications to all listeners, those of a resync only to the ones that are due for it. */
export class SharedProcessor<T> {
  readonly listeners: ProcessorListener<T>[] = [];
  /** Chosen anew whenever it is asked whether to resync; before, all listeners. */
  syncingListeners: ProcessorListener<T>[] = [];
  readonly #runtime: Pick<Runtime, 'go' | 'now'>;
  readonly #wg = new WaitGroup();
  #listenersStarted = false;

  constructor(runtime: Pick<Runtime, 'go' | 'now'>) {
    this.#runtime = runtime;
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.addListener */
  addListener(listener: ProcessorListener<T>): void {
    // left out (locking): p.listenersLock.Lock()
    // left out (locking): defer p.listenersLock.Unlock()

    this.#addListenerLocked(listener); // go: p.addListenerLocked(listener)
    // go: if p.listenersStarted {
    if (this.#listenersStarted) {
      this.#start(() => listener.run()); // go: p.wg.Start(listener.run)
      this.#start(() => listener.pop()); // go: p.wg.Start(listener.pop)
    }
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.addListenerLocked */
  #addListenerLocked(listener: ProcessorListener<T>): void {
    this.listeners.push(listener); // go: p.listeners = append(
    this.syncingListeners.push(listener); // go: p.syncingListeners = append(
  }

  /**
   * Tells the listeners; of a resync, only those that are due for it.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.distribute
   */
  distribute(obj: Notification<T>, sync: boolean): void {
    // left out (locking): p.listenersLock.RLock()
    // left out (locking): defer p.listenersLock.RUnlock()

    // go: if sync {
    if (sync) {
      // go: for _, listener := range p.syncingListeners {
      for (const listener of this.syncingListeners) {
        listener.add(obj); // go: listener.add(obj) @1
      }
    } else {
      // go: for _, listener := range p.listeners {
      for (const listener of this.listeners) {
        listener.add(obj); // go: listener.add(obj) @2
      }
    }
  }

  /**
   * Starts the listeners, and stops them when it is stopped.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.run
   */
  *run(stopCh: StopChannel): Task<void> {
    // left out (locking): p.listenersLock.RLock() @1
    // left out (locking): defer p.listenersLock.RUnlock() @1
    // left out (locking): p.listenersLock.RLock() @2
    // left out (locking): defer p.listenersLock.RUnlock() @2
    // go: func() {
    // go: for _, listener := range p.listeners { @1
    for (const listener of this.listeners) {
      this.#start(() => listener.run()); // go: p.wg.Start(listener.run)
      this.#start(() => listener.pop()); // go: p.wg.Start(listener.pop)
    }
    this.#listenersStarted = true; // go: p.listenersStarted = true
    yield () => stopCh.canReceive(); // go: <-stopCh
    // go: for _, listener := range p.listeners { @2
    for (const listener of this.listeners) {
      listener.addCh.close(); // go: close(listener.addCh)
    }
    yield* this.#wg.wait(); // go: p.wg.Wait()
  }

  /**
   * Whether any listener is due for a resync. Those that are get the notifications of the next one.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.shouldResync
   */
  shouldResync(): boolean {
    // left out (locking): p.listenersLock.Lock()
    // left out (locking): defer p.listenersLock.Unlock()

    this.syncingListeners = []; // go: p.syncingListeners = []*processorListener{}

    let resyncNeeded = false; // go: resyncNeeded := false
    const now = this.#runtime.now(); // go: now := p.clock.Now()
    // go: for _, listener := range p.listeners {
    for (const listener of this.listeners) {
      // All are asked, not only until one is due.
      // go: if listener.shouldResync(now) {
      if (listener.shouldResync(now)) {
        resyncNeeded = true; // go: resyncNeeded = true
        this.syncingListeners.push(listener); // go: p.syncingListeners = append(
        listener.determineNextResync(now); // go: listener.determineNextResync(now)
      }
    }
    return resyncNeeded; // go: return resyncNeeded
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedProcessor.resyncCheckPeriodChanged */
  resyncCheckPeriodChanged(resyncCheckPeriod: number): void {
    // left out (locking): p.listenersLock.RLock()
    // left out (locking): defer p.listenersLock.RUnlock()

    // go: for _, listener := range p.listeners {
    for (const listener of this.listeners) {
      // go: resyncPeriod := determineResyncPeriod(
      const resyncPeriod = determineResyncPeriod(listener.requestedResyncPeriod, resyncCheckPeriod);
      listener.setResyncPeriod(resyncPeriod); // go: listener.setResyncPeriod(resyncPeriod)
    }
  }

  /** Go's wait.Group.Start. */
  #start(task: () => Task<void>): void {
    const wg = this.#wg;
    wg.add(1);
    this.#runtime.go(function* () {
      yield* task();
      wg.done();
    }, 'listener');
  }
}
