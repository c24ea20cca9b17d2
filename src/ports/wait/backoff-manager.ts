/** Decides how long to back off before the next attempt. */
export interface BackoffManager {
  /** Begins the wait, and gives a condition that holds when it is over. */
  backoff(): () => boolean;
}
