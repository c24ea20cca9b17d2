import type { Task } from './task.ts';

/** Go's sync.WaitGroup: waits until as many tasks are done as were added. */
export class WaitGroup {
  #count = 0;

  add(count: number): void {
    this.#count += count;
    if (this.#count < 0) throw new Error('sync: negative WaitGroup counter');
  }

  done(): void {
    this.add(-1);
  }

  *wait(): Task<void> {
    if (this.#count > 0) yield () => this.#count === 0;
  }
}
