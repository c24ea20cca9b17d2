import type { Runtime, Task } from '../runtime/task.ts';
import * as heap from './heap.ts';
import { insert } from './insert.ts';
import { newTimer } from './timer.ts';
import { Type } from './type.ts';
import { WaitForPriorityQueue, type WaitFor } from './wait-for-priority-queue.ts';

/**
 * A work queue to which an item can be added later.
 *
 * Go also looks at the waiting items every ten seconds, in case a timer failed. The virtual clock
 * fails none, so that there is no such heartbeat here.
 */
export class DelayingType<T> extends Type<T> {
  /** What was handed to the waiting loop. Go's channel has room for 1000, this one for any number. */
  readonly waitingForAddCh: WaitFor<T>[] = [];
  readonly waitingForQueue = new WaitForPriorityQueue<T>();
  readonly #runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>;
  #stopped = false;

  constructor(runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>) {
    super();
    this.#runtime = runtime;
    runtime.go(() => this.waitingLoop(), 'waitingLoop');
  }

  /**
   * Stops the queue and its waiting loop. It can be called again.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#delayingType.ShutDown
   */
  override shutDown(): void {
    if (this.#stopped) return; // go: q.stopOnce.Do(func() {
    super.shutDown(); // go: q.Interface.ShutDown()
    this.#stopped = true; // go: close(q.stopCh)
    // left out (there is no heartbeat): q.heartbeat.Stop()
  }

  /**
   * Adds an item after so many milliseconds.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#delayingType.AddAfter
   */
  addAfter(item: T, duration: number): void {
    if (this.shuttingDown()) return; // go+: if q.ShuttingDown() {
    // left out (metrics): q.metrics.retry()
    // go+: if duration <= 0 {
    if (duration <= 0) {
      this.add(item); // go: q.Add(item)
      return;
    }
    const readyAt = this.#runtime.now() + duration;
    // Go selects, as it may have to wait for room or for the shutdown.
    this.waitingForAddCh.push({ data: item, readyAt, index: 0 }); // go+: select {
  }

  /**
   * Adds the waiting items when their time comes, until the queue is shut down.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#delayingType.waitingLoop
   */
  *waitingLoop(): Task<void> {
    // left out (a panic ends the run): defer utilruntime.HandleCrash()
    const never = (): boolean => false; // go: never := make(<-chan time.Time)
    // left out (a timer that nobody waits for needs no stop): var nextReadyAtTimer clock.Timer
    const { waitingForQueue } = this; // go: waitingForQueue := &waitForPriorityQueue{}
    // left out (an empty list is a heap): heap.Init(waitingForQueue)
    const waitingEntryByData = new Map<T, WaitFor<T>>(); // go: waitingEntryByData := map[t]*waitFor{}
    // go: for {
    for (;;) {
      if (this.shuttingDown()) return; // go+: if q.Interface.ShuttingDown() {
      const now = this.#runtime.now(); // go: now := q.clock.Now()
      // go+: for waitingForQueue.Len() > 0 {
      while (waitingForQueue.len() > 0) {
        if (waitingForQueue.peek().readyAt > now) break; // go+: if entry.readyAt.After(now) {
        const entry = heap.pop(waitingForQueue); // go: entry = heap.Pop(waitingForQueue)
        this.add(entry.data); // go: q.Add(entry.data)
        waitingEntryByData.delete(entry.data); // go: delete(waitingEntryByData, entry.data)
      }
      let nextReadyAt = never; // go: nextReadyAt := never
      // go+: if waitingForQueue.Len() > 0 {
      if (waitingForQueue.len() > 0) {
        const entry = waitingForQueue.peek();
        nextReadyAt = newTimer(this.#runtime, entry.readyAt - now); // go: nextReadyAtTimer = q.clock.NewTimer(
      }
      // Of the cases that are ready Go takes any; here new entries go before the timer.
      // go+: case <-q.heartbeat.C():
      yield () => this.#stopped || nextReadyAt() || this.waitingForAddCh.length > 0;
      if (this.#stopped) return;
      // go+: for !drained {
      for (const waitEntry of this.waitingForAddCh.splice(0)) {
        if (waitEntry.readyAt > this.#runtime.now()) {
          insert(waitingForQueue, waitingEntryByData, waitEntry);
        } else {
          this.add(waitEntry.data);
        }
      }
    }
  }
}
