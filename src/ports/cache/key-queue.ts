/** Keys in order; both ends are fast, whatever the length. */
export class KeyQueue {
  #keys: string[] = [];
  #taken = 0;

  get length(): number {
    return this.#keys.length - this.#taken;
  }

  push(key: string): void {
    this.#keys.push(key);
  }

  /** The oldest key, which is no longer in the queue. */
  shift(): string | undefined {
    if (this.length === 0) return undefined;
    const key = this.#keys[this.#taken++];
    // Once half of the array is of no use, the rest moves: a constant amount of work for each key.
    if (this.#taken * 2 > this.#keys.length) {
      this.#keys = this.#keys.slice(this.#taken);
      this.#taken = 0;
    }
    return key;
  }

  /** All keys, the oldest first; for a look inside. */
  toArray(): string[] {
    return this.#keys.slice(this.#taken);
  }
}
