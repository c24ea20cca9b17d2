import type { Interface } from './heap.ts';

/** An item that waits for its time to be added. */
export interface WaitFor<T> {
  readonly data: T;
  /** Milliseconds on the clock. */
  readyAt: number;
  /** Where it is in the heap; -1 after it was taken. */
  index: number;
}

/** The items that wait, the next one first: a heap, to be changed by the functions of heap.ts. */
export class WaitForPriorityQueue<T> implements Interface<WaitFor<T>> {
  readonly entries: WaitFor<T>[] = [];

  /**
   * How many wait.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Len
   */
  len(): number {
    return this.entries.length; // go: return len(pq)
  }

  /**
   * Whether the entry at i is ready before the one at j.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Less
   */
  less(i: number, j: number): boolean {
    return this.#at(i).readyAt < this.#at(j).readyAt; // go: return pq[i].readyAt.Before(pq[j].readyAt)
  }

  /**
   * Lets two entries change places.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Swap
   */
  swap(i: number, j: number): void {
    const [first, second] = [this.#at(i), this.#at(j)];
    [this.entries[i], this.entries[j]] = [second, first]; // go: pq[i], pq[j] = pq[j], pq[i]
    second.index = i; // go: pq[i].index = i
    first.index = j; // go: pq[j].index = j
  }

  /**
   * Adds an entry at the end.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Push
   */
  push(item: WaitFor<T>): void {
    const n = this.entries.length; // go: n := len(*pq)
    // left out (the type is known): item := x.(*waitFor)
    item.index = n; // go: item.index = n
    this.entries.push(item); // go: *pq = append(*pq, item)
  }

  /**
   * Takes the entry at the end away.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Pop
   */
  pop(): WaitFor<T> {
    const n = this.entries.length; // go: n := len(*pq)
    const item = this.#at(n - 1); // go: item := (*pq)[n-1]
    item.index = -1; // go: item.index = -1
    this.entries.length = n - 1; // go: *pq = (*pq)[0:(n - 1)]
    return item; // go: return item
  }

  /**
   * The entry that is ready next.
   *
   * @ports staging/src/k8s.io/client-go/util/workqueue/delaying_queue.go#waitForPriorityQueue.Peek
   */
  peek(): WaitFor<T> {
    return this.#at(0); // go: return pq[0]
  }

  #at(index: number): WaitFor<T> {
    const entry = this.entries[index];
    if (!entry) throw new RangeError(`There is no entry ${index}`);
    return entry;
  }
}
