import type { Runtime } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import type { CacheWatcher } from './cache-watcher.ts';

/** The watches that want bookmarks, by the second in which the next one is due. */
export class WatcherBookmarkTimeBuckets<T extends ApiObject> {
  readonly #watchersBuckets = new Map<number, CacheWatcher<T>[]>();
  readonly #clock: Pick<Runtime, 'now'>;
  readonly #createTime: number;
  readonly #bookmarkFrequency: number;
  #startBucketID = 0;

  /** @param bookmarkFrequency Milliseconds between two bookmarks of a watch. */
  constructor(clock: Pick<Runtime, 'now'>, bookmarkFrequency: number) {
    this.#clock = clock;
    this.#createTime = clock.now();
    this.#bookmarkFrequency = bookmarkFrequency;
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#watcherBookmarkTimeBuckets.addWatcher */
  addWatcher(w: CacheWatcher<T>): boolean {
    const nextTime = w.nextBookmarkTime(this.#clock.now(), this.#bookmarkFrequency); // go: nextTime, ok := w.nextBookmarkTime(
    // go: if !ok {
    if (nextTime === undefined) {
      return false; // go: return false
    }
    let bucketID = Math.trunc((nextTime - this.#createTime) / 1000); // go: bucketID := int64(
    // left out (locking): t.lock.Lock()
    // left out (locking): defer t.lock.Unlock()
    // go: if bucketID < t.startBucketID {
    if (bucketID < this.#startBucketID) {
      bucketID = this.#startBucketID; // go: bucketID = t.startBucketID
    }
    const watchers = this.#watchersBuckets.get(bucketID) ?? []; // go: watchers, _ := t.watchersBuckets[bucketID]
    this.#watchersBuckets.set(bucketID, [...watchers, w]); // go: t.watchersBuckets[bucketID] = append(
    return true; // go: return true
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#watcherBookmarkTimeBuckets.popExpiredWatchers */
  popExpiredWatchers(): CacheWatcher<T>[][] {
    const currentBucketID = Math.trunc((this.#clock.now() - this.#createTime) / 1000); // go: currentBucketID := int64(
    const expiredWatchers: CacheWatcher<T>[][] = []; // go: expiredWatchers := make(
    // left out (locking): t.lock.Lock()
    // left out (locking): defer t.lock.Unlock()
    // go: for ; t.startBucketID <= currentBucketID; t.startBucketID++ {
    for (; this.#startBucketID <= currentBucketID; this.#startBucketID++) {
      const watchers = this.#watchersBuckets.get(this.#startBucketID);
      // go: if watchers, ok := t.watchersBuckets[t.startBucketID]; ok {
      if (watchers) {
        this.#watchersBuckets.delete(this.#startBucketID); // go: delete(
        expiredWatchers.push(watchers); // go: expiredWatchers = append(
      }
    }
    return expiredWatchers; // go: return expiredWatchers
  }
}
