import type { Runtime } from '../runtime/task.ts';

interface BackoffEntry {
  backoff: number;
  lastUpdate: number;
}

/** How long each thing waits before it is tried again: twice as long each time. Milliseconds. */
export class Backoff {
  readonly #clock: Pick<Runtime, 'now'>;
  readonly #defaultDuration: number;
  readonly #maxDuration: number;
  readonly #perItemBackoff = new Map<string, BackoffEntry>();

  constructor(initial: number, max: number, clock: Pick<Runtime, 'now'>) {
    this.#defaultDuration = initial;
    this.#maxDuration = max;
    this.#clock = clock;
  }

  /** @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.Get */
  get(id: string): number {
    // left out (locking): p.RLock()
    // left out (locking): defer p.RUnlock()
    let delay = 0; // go: var delay time.Duration
    const entry = this.#perItemBackoff.get(id); // go: entry, ok := p.perItemBackoff[id]
    // go: if ok {
    if (entry !== undefined) {
      delay = entry.backoff; // go: delay = entry.backoff
    }
    return delay; // go: return delay
  }

  /**
   * Doubles the wait of a thing; after a long calm it begins anew.
   *
   * @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.Next
   */
  next(id: string, eventTime: number): void {
    // left out (locking): p.Lock()
    // left out (locking): defer p.Unlock()
    let entry = this.#perItemBackoff.get(id); // go: entry, ok := p.perItemBackoff[id]
    // go: if !ok ||
    if (entry === undefined || hasExpired(eventTime, entry.lastUpdate, this.#maxDuration)) {
      entry = this.#initEntryUnsafe(id); // go: entry = p.initEntryUnsafe(id)
    } else {
      const delay = entry.backoff * 2; // go: delay := entry.backoff * 2
      entry.backoff = Math.min(delay, this.#maxDuration); // go: entry.backoff = time.Duration(
    }
    entry.lastUpdate = this.#clock.now(); // go: entry.lastUpdate =
  }

  /** @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.Reset */
  reset(id: string): void {
    // left out (locking): p.Lock()
    // left out (locking): defer p.Unlock()
    this.#perItemBackoff.delete(id); // go: delete(p.perItemBackoff, id)
  }

  /**
   * Whether a thing must still wait, counted from when it happened.
   *
   * @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.IsInBackOffSince
   */
  isInBackOffSince(id: string, eventTime: number): boolean {
    // left out (locking): p.RLock()
    // left out (locking): defer p.RUnlock()
    const entry = this.#perItemBackoff.get(id); // go: entry, ok := p.perItemBackoff[id]
    if (entry === undefined) return false; // go+: if !ok {
    if (hasExpired(eventTime, entry.lastUpdate, this.#maxDuration)) return false; // go+: if hasExpired(
    return this.#clock.now() - eventTime < entry.backoff; // go: return p.Clock.Since(eventTime)
  }

  /**
   * Forgets what has been calm for long.
   *
   * @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.GC
   */
  gc(): void {
    // left out (locking): p.Lock()
    // left out (locking): defer p.Unlock()
    const now = this.#clock.now(); // go: now := p.Clock.Now()
    // go: for id, entry := range p.perItemBackoff {
    for (const [id, entry] of this.#perItemBackoff) {
      // go: if now.Sub(entry.lastUpdate) >
      if (now - entry.lastUpdate > this.#maxDuration * 2) {
        this.#perItemBackoff.delete(id); // go: delete(p.perItemBackoff, id)
      }
    }
  }

  /** @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#Backoff.initEntryUnsafe */
  #initEntryUnsafe(id: string): BackoffEntry {
    const entry: BackoffEntry = { backoff: this.#defaultDuration, lastUpdate: -Infinity }; // go: entry := &backoffEntry{
    this.#perItemBackoff.set(id, entry); // go: p.perItemBackoff[id] = entry
    return entry; // go: return entry
  }
}

/** @ports staging/src/k8s.io/client-go/util/flowcontrol/backoff.go#hasExpired */
function hasExpired(eventTime: number, lastUpdate: number, maxDuration: number): boolean {
  return eventTime - lastUpdate > maxDuration * 2; // go: return eventTime.Sub(lastUpdate) >
}
