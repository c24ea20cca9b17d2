import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import type { Indexer, Indexers } from './indexer.ts';
import { KeyError } from './key-error.ts';
import type { KeyFunc } from './key-func.ts';
import type { Store } from './store.ts';
import { ThreadSafeMap } from './thread-safe-map.ts';

/** The store that keeps the last object of every key, with indices. */
export class Cache<T> implements Indexer<T> {
  readonly cacheStorage: ThreadSafeMap<T>;
  readonly #keyFunc: KeyFunc;

  constructor(keyFunc: KeyFunc, cacheStorage: ThreadSafeMap<T>) {
    this.#keyFunc = keyFunc;
    this.cacheStorage = cacheStorage;
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Add */
  add(obj: T): Error | undefined {
    const [key, err] = this.#keyFunc(obj); // go: key, err := c.keyFunc(obj)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    this.cacheStorage.add(key, obj); // go: c.cacheStorage.Add(key, obj)
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Update */
  update(obj: T): Error | undefined {
    const [key, err] = this.#keyFunc(obj); // go: key, err := c.keyFunc(obj)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    this.cacheStorage.update(key, obj); // go: c.cacheStorage.Update(key, obj)
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Delete */
  delete(obj: T | DeletedFinalStateUnknown): Error | undefined {
    const [key, err] = this.#keyFunc(obj); // go: key, err := c.keyFunc(obj)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    this.cacheStorage.delete(key); // go: c.cacheStorage.Delete(key)
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.List */
  list(): T[] {
    return this.cacheStorage.list(); // go: return c.cacheStorage.List()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.ListKeys */
  listKeys(): string[] {
    return this.cacheStorage.listKeys(); // go: return c.cacheStorage.ListKeys()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.GetIndexers */
  getIndexers(): Indexers<T> {
    return this.cacheStorage.getIndexers(); // go: return c.cacheStorage.GetIndexers()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Index */
  index(indexName: string, obj: T): ReturnType<ThreadSafeMap<T>['index']> {
    return this.cacheStorage.index(indexName, obj); // go: return c.cacheStorage.Index(indexName, obj)
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.IndexKeys */
  indexKeys(indexName: string, indexedValue: string): ReturnType<ThreadSafeMap<T>['indexKeys']> {
    return this.cacheStorage.indexKeys(indexName, indexedValue); // go: return c.cacheStorage.IndexKeys(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.ListIndexFuncValues */
  listIndexFuncValues(indexName: string): string[] {
    return this.cacheStorage.listIndexFuncValues(indexName); // go: return c.cacheStorage.ListIndexFuncValues(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.ByIndex */
  byIndex(indexName: string, indexedValue: string): ReturnType<ThreadSafeMap<T>['byIndex']> {
    return this.cacheStorage.byIndex(indexName, indexedValue); // go: return c.cacheStorage.ByIndex(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.AddIndexers */
  addIndexers(newIndexers: Indexers<T>): Error | undefined {
    return this.cacheStorage.addIndexers(newIndexers); // go: return c.cacheStorage.AddIndexers(
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Get */
  get(
    obj: T | DeletedFinalStateUnknown,
  ): readonly [item: T | undefined, exists: boolean, err: Error | undefined] {
    const [key, err] = this.#keyFunc(obj); // go: key, err := c.keyFunc(obj)
    if (err) return [undefined, false, new KeyError(obj, err)]; // go+: if err != nil {
    return this.getByKey(key); // go: return c.GetByKey(key)
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.GetByKey */
  getByKey(key: string): readonly [item: T | undefined, exists: boolean, err: Error | undefined] {
    const [item, exists] = this.cacheStorage.get(key); // go: item, exists = c.cacheStorage.Get(key)
    return [item, exists, undefined]; // go: return item, exists, nil
  }

  /**
   * Holds these objects from now on; if one has no key, everything stays as it was.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Replace
   */
  replace(list: readonly T[]): Error | undefined {
    const items = new Map<string, T>(); // go: items := make(map[string]interface{}, len(list))
    // go: for _, item := range list {
    for (const item of list) {
      const [key, err] = this.#keyFunc(item); // go: key, err := c.keyFunc(item)
      if (err) return new KeyError(item, err); // go+: if err != nil {
      items.set(key, item); // go: items[key] = item
    }
    this.cacheStorage.replace(items); // go: c.cacheStorage.Replace(items, resourceVersion)
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/store.go#cache.Resync */
  resync(): Error | undefined {
    return undefined; // go: return nil
  }
}

/** @ports staging/src/k8s.io/client-go/tools/cache/store.go#NewStore */
export function newStore<T>(keyFunc: KeyFunc): Store<T> {
  return new Cache(keyFunc, new ThreadSafeMap<T>()); // go: return &cache{
}

/** @ports staging/src/k8s.io/client-go/tools/cache/store.go#NewIndexer */
export function newIndexer<T>(keyFunc: KeyFunc, indexers: Indexers<T>): Indexer<T> {
  return new Cache(keyFunc, new ThreadSafeMap<T>(indexers)); // go: return &cache{
}
