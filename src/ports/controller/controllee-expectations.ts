import type { Runtime } from '../runtime/task.ts';

/** Milliseconds after which nobody waits for an expectation any more: five minutes. */
export const expectationsTimeout = 5 * 60 * 1000;

/**
 * How many creations and deletions a controller still waits to see. Below zero, more were seen
 * than expected.
 */
export class ControlleeExpectations {
  /** The controller that waits: namespace and name. */
  readonly key: string;
  /** When they were set, in milliseconds. */
  readonly timestamp: number;
  #add: number;
  #del: number;

  constructor({
    add,
    del,
    key,
    timestamp,
  }: {
    add: number;
    del: number;
    key: string;
    timestamp: number;
  }) {
    this.#add = add;
    this.#del = del;
    this.key = key;
    this.timestamp = timestamp;
  }

  /**
   * Adds to both counters. Nothing pauses in between, so that they need not be atomic.
   *
   * @ports pkg/controller/controller_utils.go#ControlleeExpectations.Add
   */
  add(add: number, del: number): void {
    this.#add += add; // go: atomic.AddInt64(&e.add, add)
    this.#del += del; // go: atomic.AddInt64(&e.del, del)
  }

  /**
   * Whether everything expected was seen.
   *
   * @ports pkg/controller/controller_utils.go#ControlleeExpectations.Fulfilled
   */
  fulfilled(): boolean {
    return this.#add <= 0 && this.#del <= 0; // go: return atomic.LoadInt64(&e.add) <= 0
  }

  /**
   * How many creations and deletions are still expected.
   *
   * @ports pkg/controller/controller_utils.go#ControlleeExpectations.GetExpectations
   */
  getExpectations(): readonly [add: number, del: number] {
    return [this.#add, this.#del]; // go: return atomic.LoadInt64(&e.add), atomic.LoadInt64(&e.del)
  }

  /**
   * Whether they were set too long ago to count. Go asks the real clock; here the caller has one.
   *
   * @ports pkg/controller/controller_utils.go#ControlleeExpectations.isExpired
   */
  isExpired(clock: Pick<Runtime, 'now'>): boolean {
    return clock.now() - this.timestamp > expectationsTimeout; // go: return clock.RealClock{}.Since(exp.timestamp)
  }
}
