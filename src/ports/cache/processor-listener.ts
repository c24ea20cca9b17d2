import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { until } from '../wait/until.ts';
import type { Notification } from './notification.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';

export interface ProcessorListenerOptions<T> {
  readonly runtime: Pick<Runtime, 'sleep' | 'random'>;
  readonly handler: ResourceEventHandler<T>;
  /** Milliseconds, as all periods and times here; 0 if the handler wants no resync. */
  readonly requestedResyncPeriod: number;
  /** The one that is used; 0 if the informer does no resyncs. */
  readonly resyncPeriod: number;
  readonly now: number;
}

/**
 * Hands notifications to one handler. `pop` takes them in and keeps those that the handler is not
 * ready for, `run` calls the handler.
 *
 * What sends a notification cannot wait here, as Go's does under the queue's lock: `addCh` has room
 * for any number. `nextCh` has room for one, which Go's has not, since `pop` waits for two channels
 * at once. The list of pending ones grows by itself, where Go has a ring buffer.
 */
export class ProcessorListener<T> {
  readonly nextCh = new Channel<Notification<T>>(1);
  readonly addCh = new Channel<Notification<T>>(Infinity);
  readonly handler: ResourceEventHandler<T>;
  readonly pendingNotifications: Notification<T>[] = [];
  readonly requestedResyncPeriod: number;
  resyncPeriod: number;
  nextResync = 0;
  readonly #runtime: Pick<Runtime, 'sleep' | 'random'>;

  constructor(options: ProcessorListenerOptions<T>) {
    this.#runtime = options.runtime;
    this.handler = options.handler;
    this.requestedResyncPeriod = options.requestedResyncPeriod;
    this.resyncPeriod = options.resyncPeriod;
    this.determineNextResync(options.now);
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.add */
  add(notification: Notification<T>): void {
    this.addCh.trySend(notification); // go: p.addCh <- notification
  }

  /**
   * Brings notifications from `addCh` to `nextCh` until `addCh` is closed; what is pending then is
   * lost.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.pop
   */
  *pop(): Task<void> {
    const { addCh, nextCh } = this;
    // left out (a panic ends the run): defer utilruntime.HandleCrash()
    try {
      // Go's nextCh is nil, which disables its case, if and only if there is no notification.
      // left out (the notification says it): var nextCh chan<- interface{}
      let notification: Notification<T> | undefined; // go: var notification interface{}
      // go: for {
      for (;;) {
        const isPending = notification !== undefined;
        // Of two cases that are ready Go takes any; here the one that dispatches.
        yield () => addCh.canReceive() || (isPending && nextCh.length === 0); // go: select {
        if (notification && nextCh.length === 0) {
          nextCh.trySend(notification); // go: case nextCh <- notification:
          // left out (undefined tells it): var ok bool
          notification = this.pendingNotifications.shift(); // go: notification, ok = p.pendingNotifications.ReadOne()
          // left out (the notification says it): if !ok { // Nothing to pop
        } else {
          const [notificationToAdd, ok] = yield* addCh.receive(); // go: case notificationToAdd, ok := <-p.addCh:
          if (!ok) return; // go+: if !ok { @2
          // go: if notification == nil {
          if (notification === undefined) {
            notification = notificationToAdd; // go: notification = notificationToAdd
            // left out (the notification says it): nextCh = p.nextCh
          } else {
            this.pendingNotifications.push(notificationToAdd); // go: p.pendingNotifications.WriteOne(
          }
        }
      }
    } finally {
      nextCh.close(); // go: defer close(p.nextCh)
    }
  }

  /**
   * Calls the handler until `nextCh` is closed.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.run
   */
  *run(): Task<void> {
    const { nextCh, handler } = this;
    const stopCh = new Channel<never>(); // go: stopCh := make(
    // go: wait.Until(
    yield* until(
      this.#runtime,
      function* () {
        // go: for next := range p.nextCh {
        for (;;) {
          const [notification, ok] = yield* nextCh.receive();
          if (!ok) break;
          // go: switch notification := next.(type) {
          switch (notification.type) {
            case 'update':
              handler.onUpdate(notification.oldObj, notification.newObj); // go: p.handler.OnUpdate(
              break;
            case 'add':
              handler.onAdd(notification.newObj); // go: p.handler.OnAdd(
              break;
            case 'delete':
              handler.onDelete(notification.oldObj); // go: p.handler.OnDelete(
              break;
            // left out (there is no other type): utilruntime.HandleError(
          }
        }
        stopCh.close(); // go: close(stopCh)
      },
      1000,
      stopCh,
    );
  }

  /**
   * Whether the listener is due for a resync; never with a period of 0.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.shouldResync
   */
  shouldResync(now: number): boolean {
    // left out (locking): p.resyncLock.Lock()
    // left out (locking): defer p.resyncLock.Unlock()

    if (this.resyncPeriod === 0) return false; // go+: if p.resyncPeriod == 0 {

    return now >= this.nextResync; // go: return now.After(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.determineNextResync */
  determineNextResync(now: number): void {
    // left out (locking): p.resyncLock.Lock()
    // left out (locking): defer p.resyncLock.Unlock()

    this.nextResync = now + this.resyncPeriod; // go: p.nextResync = now.Add(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#processorListener.setResyncPeriod */
  setResyncPeriod(resyncPeriod: number): void {
    // left out (locking): p.resyncLock.Lock()
    // left out (locking): defer p.resyncLock.Unlock()

    this.resyncPeriod = resyncPeriod; // go: p.resyncPeriod = resyncPeriod
  }
}
