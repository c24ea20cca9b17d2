import { type PodSyncResult } from './sync-result.ts';

const maxReasonCacheEntries = 1000;

export interface ReasonItem {
  /** The text of Go's error. */
  reason: string;
  message: string;
}

/** Why the last start of each container failed. It holds a thousand, those used last. */
export class ReasonCache {
  readonly #cache = new Map<string, ReasonItem>();

  /** @ports pkg/kubelet/reason_cache.go#ReasonCache.composeKey */
  #composeKey(uid: string, name: string): string {
    return `${uid}_${name}`; // go: return fmt.Sprintf(
  }

  /** @ports pkg/kubelet/reason_cache.go#ReasonCache.add */
  add(uid: string, name: string, reason: string, message: string): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const key = this.#composeKey(uid, name);
    this.#cache.delete(key);
    this.#cache.set(key, { reason, message }); // go: c.cache.Add(
    const [oldest] = this.#cache.keys();
    if (this.#cache.size > maxReasonCacheEntries && oldest !== undefined) {
      this.#cache.delete(oldest);
    }
  }

  /**
   * Takes from a sync which containers could be started.
   *
   * @ports pkg/kubelet/reason_cache.go#ReasonCache.Update
   */
  update(uid: string, result: PodSyncResult): void {
    // go: for _, r := range result.SyncResults {
    for (const r of result.syncResults) {
      if (r.action !== 'StartContainer') continue; // go+: if r.Action != kubecontainer.StartContainer {
      const name = r.target; // go: name := r.Target.(string)
      // go: if r.Error != nil {
      if (r.error !== undefined) {
        this.add(uid, name, r.error.message, r.message); // go: c.add(uid,
      } else {
        this.remove(uid, name); // go: c.Remove(uid, name)
      }
    }
  }

  /** @ports pkg/kubelet/reason_cache.go#ReasonCache.Remove */
  remove(uid: string, name: string): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    this.#cache.delete(this.#composeKey(uid, name)); // go: c.cache.Remove(
  }

  /** @ports pkg/kubelet/reason_cache.go#ReasonCache.Get */
  get(uid: string, name: string): ReasonItem | undefined {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const key = this.#composeKey(uid, name);
    const value = this.#cache.get(key); // go: value, ok := c.cache.Get(
    if (value === undefined) return undefined; // go+: if !ok {
    this.#cache.delete(key);
    this.#cache.set(key, value);
    const info = value; // go: info := value.(ReasonItem)
    return info; // go: return &info, true
  }
}
