import type { ApiObject } from './api-object.ts';
import type { CacheWatcher } from './cache-watcher.ts';

type Done<T extends ApiObject> = (watcher: CacheWatcher<T>) => void;

/** Watches by their number. Go takes them in any order; here the oldest goes first. */
export class WatchersMap<T extends ApiObject> extends Map<number, CacheWatcher<T>> {
  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#watchersMap.addWatcher */
  addWatcher(w: CacheWatcher<T>, number: number): void {
    this.set(number, w); // go: wm[number] = w
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#watchersMap.deleteWatcher */
  deleteWatcher(number: number, done: Done<T>): void {
    const watcher = this.get(number);
    // go: if watcher, ok := wm[number]; ok {
    if (watcher) {
      this.delete(number); // go: delete(wm, number)
      done(watcher); // go: done(watcher)
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#watchersMap.terminateAll */
  terminateAll(done: Done<T>): void {
    // go: for key, watcher := range wm {
    for (const [key, watcher] of this) {
      this.delete(key); // go: delete(wm, key)
      done(watcher); // go: done(watcher)
    }
  }
}

/** Watches for one value of the trigger by that value, and all others. */
export class IndexedWatchers<T extends ApiObject> {
  readonly allWatchers = new WatchersMap<T>();
  valueWatchers = new Map<string, WatchersMap<T>>();

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#indexedWatchers.addWatcher */
  addWatcher(w: CacheWatcher<T>, number: number, value: string, supported: boolean): void {
    // go: if supported {
    if (supported) {
      const watchers = this.valueWatchers.get(value) ?? new WatchersMap<T>();
      this.valueWatchers.set(value, watchers); // go+: if _, ok := i.valueWatchers[value]; !ok {
      watchers.addWatcher(w, number); // go: i.valueWatchers[value].addWatcher(
    } else {
      this.allWatchers.addWatcher(w, number); // go: i.allWatchers.addWatcher(
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#indexedWatchers.deleteWatcher */
  deleteWatcher(number: number, value: string, supported: boolean, done: Done<T>): void {
    // go: if supported {
    if (supported) {
      const watchers = this.valueWatchers.get(value);
      watchers?.deleteWatcher(number, done); // go: i.valueWatchers[value].deleteWatcher(
      // go: if len(i.valueWatchers[value]) == 0 {
      if (watchers?.size === 0) {
        this.valueWatchers.delete(value); // go: delete(
      }
    } else {
      this.allWatchers.deleteWatcher(number, done); // go: i.allWatchers.deleteWatcher(
    }
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#indexedWatchers.terminateAll */
  terminateAll(done: Done<T>): void {
    // left out (logging): if len(i.allWatchers) > 0
    this.allWatchers.terminateAll(done); // go: i.allWatchers.terminateAll(
    // go: for _, watchers := range i.valueWatchers {
    for (const watchers of this.valueWatchers.values()) {
      watchers.terminateAll(done); // go: watchers.terminateAll(
    }
    this.valueWatchers = new Map(); // go: i.valueWatchers = map[string]watchersMap{}
  }
}
