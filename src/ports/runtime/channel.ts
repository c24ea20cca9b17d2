import type { Task } from './task.ts';

/**
 * Go's channel. A sender waits while the buffer is full, a receiver while it is empty; without room
 * a sender waits until its value is taken.
 */
export class Channel<T> {
  readonly #buffer: T[] = [];
  readonly #capacity: number;
  #received = 0;
  #sent = 0;
  #receivers = 0;
  #closed = false;

  /** @param capacity How many values it holds for nobody; `Infinity` is allowed. */
  constructor(capacity = 0) {
    this.#capacity = capacity;
  }

  /** How many values wait in it. */
  get length(): number {
    return this.#buffer.length;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What waits in it, the oldest first; for a look inside. */
  get waiting(): readonly T[] {
    return this.#buffer;
  }

  /** Go's `channel <- value`. @throws when it is closed, as Go panics. */
  *send(value: T): Task<void> {
    if (this.#capacity === 0) {
      this.#push(value);
      const number = this.#sent;
      if (this.#received < number) yield () => this.#received >= number || this.#closed;
      return;
    }
    while (!this.#closed && this.#buffer.length >= this.#capacity) {
      yield () => this.#closed || this.#buffer.length < this.#capacity;
    }
    this.#push(value);
  }

  /** A send inside a select with default: whether it could be done at once. */
  trySend(value: T): boolean {
    const room = this.#capacity === 0 ? this.#receivers : this.#capacity;
    if (this.#buffer.length >= room) return false;
    this.#push(value);
    return true;
  }

  /** Go's `value, ok := <-channel`: nothing and false when it is closed and empty. */
  *receive(): Task<readonly [value: T, ok: true] | readonly [value: undefined, ok: false]> {
    this.#receivers++;
    try {
      while (!this.canReceive()) yield () => this.canReceive();
    } finally {
      this.#receivers--;
    }
    if (this.#buffer.length === 0) return [undefined, false];
    this.#received++;
    const value = this.#buffer.shift() as T;
    return [value, true];
  }

  /** Whether a receive would not wait: with it a task can wait for one of several channels. */
  canReceive(): boolean {
    return this.#buffer.length > 0 || this.#closed;
  }

  /** @throws when it is closed already, as Go panics. */
  close(): void {
    if (this.#closed) throw new Error('close of closed channel');
    this.#closed = true;
  }

  #push(value: T): void {
    if (this.#closed) throw new Error('send on closed channel');
    this.#sent++;
    this.#buffer.push(value);
  }
}
