/** Decides how long an item that failed waits for its next try. */
export interface RateLimiter<T> {
  /** Counts a failure of the item, and says how many milliseconds it should wait. */
  when(item: T): number;
  /** Ends the counting for the item, because it succeeded or was given up. */
  forget(item: T): void;
  /** How often the item failed. */
  numRequeues(item: T): number;
}
