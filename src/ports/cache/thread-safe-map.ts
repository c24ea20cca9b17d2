import type { Index, Indexers, Indices } from './indexer.ts';

/**
 * Objects under their keys, and indices of them. Lists are in the order in which the keys came, where
 * Go's are in any order. Nothing interrupts a method, so that there is no lock; the name is upstream's.
 */
export class ThreadSafeMap<T> {
  items = new Map<string, T>();
  readonly indexers: Indexers<T>;
  indices: Indices;

  /** @param indexers They are kept, and `addIndexers` adds to them. */
  constructor(indexers: Indexers<T> = new Map(), indices: Indices = new Map()) {
    this.indexers = indexers;
    this.indices = indices;
  }

  /**
   * Puts an object under a key, in place of one that is there.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Add
   * @throws when an index function fails, as Go panics.
   */
  add(key: string, obj: T): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const oldObject = this.items.get(key); // go: oldObject := c.items[key]
    this.items.set(key, obj); // go: c.items[key] = obj
    this.updateIndices(oldObject, obj, key); // go: c.updateIndices(oldObject, obj, key)
  }

  /**
   * The same as `add`.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Update
   * @throws when an index function fails, as Go panics.
   */
  update(key: string, obj: T): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const oldObject = this.items.get(key); // go: oldObject := c.items[key]
    this.items.set(key, obj); // go: c.items[key] = obj
    this.updateIndices(oldObject, obj, key); // go: c.updateIndices(oldObject, obj, key)
  }

  /**
   * Takes away what is under a key.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Delete
   * @throws when an index function fails, as Go panics.
   */
  delete(key: string): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const obj = this.items.get(key);
    // go: if obj, exists := c.items[key]; exists {
    if (obj !== undefined) {
      this.deleteFromIndices(obj, key); // go: c.deleteFromIndices(obj, key)
      this.items.delete(key); // go: delete(c.items, key)
    }
  }

  /**
   * What is under a key.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Get
   */
  get(key: string): readonly [item: T | undefined, exists: boolean] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const item = this.items.get(key); // go: item, exists = c.items[key]
    return [item, item !== undefined]; // go: return item, exists
  }

  /**
   * All objects.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.List
   */
  list(): T[] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const list: T[] = []; // go: list := make([]interface{}, 0, len(c.items))
    // go: for _, item := range c.items {
    for (const item of this.items.values()) {
      list.push(item); // go: list = append(list, item)
    }
    return list; // go: return list
  }

  /**
   * All keys.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.ListKeys
   */
  listKeys(): string[] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const list: string[] = []; // go: list := make([]string, 0, len(c.items))
    // go: for key := range c.items {
    for (const key of this.items.keys()) {
      list.push(key); // go: list = append(list, key)
    }
    return list; // go: return list
  }

  /**
   * Holds these objects from now on, and nothing else.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Replace
   * @param items Belongs to this afterwards.
   * @throws when an index function fails, as Go panics.
   */
  replace(items: Map<string, T>): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    this.items = items; // go: c.items = items
    this.indices = new Map(); // go: c.indices = Indices{}
    // go: for key, item := range c.items {
    for (const [key, item] of this.items) {
      this.updateIndices(undefined, item, key); // go: c.updateIndices(nil, item, key)
    }
  }

  /**
   * The objects that have a value of an index in common with an object.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Index
   */
  index(
    indexName: string,
    obj: T,
  ): readonly [items: T[], err: undefined] | readonly [items: undefined, err: Error] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const indexFunc = this.indexers.get(indexName); // go: indexFunc := c.indexers[indexName]
    if (!indexFunc) return [undefined, noIndex(indexName)]; // go+: if indexFunc == nil {
    const [indexedValues, err] = indexFunc(obj); // go: indexedValues, err := indexFunc(obj)
    if (err) return [undefined, err]; // go+: if err != nil {
    const index = this.indices.get(indexName); // go: index := c.indices[indexName]
    let storeKeySet: Set<string> | undefined; // go: var storeKeySet sets.String
    const [first] = indexedValues;
    // go: if len(indexedValues) == 1 {
    if (indexedValues.length === 1 && first !== undefined) {
      storeKeySet = index?.get(first); // go: storeKeySet = index[indexedValues[0]]
    } else {
      storeKeySet = new Set(); // go: storeKeySet = sets.String{}
      // go: for _, indexedValue := range indexedValues {
      for (const indexedValue of indexedValues) {
        // go: for key := range index[indexedValue] {
        for (const key of index?.get(indexedValue) ?? []) {
          storeKeySet.add(key); // go: storeKeySet.Insert(key)
        }
      }
    }
    const list: T[] = []; // go: list := make([]interface{}, 0, storeKeySet.Len())
    // go: for storeKey := range storeKeySet {
    for (const storeKey of storeKeySet ?? []) {
      list.push(this.items.get(storeKey) as T); // go: list = append(list, c.items[storeKey])
    }
    return [list, undefined]; // go: return list, nil
  }

  /**
   * The objects that have a value in an index.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.ByIndex
   */
  byIndex(
    indexName: string,
    indexedValue: string,
  ): readonly [items: T[], err: undefined] | readonly [items: undefined, err: Error] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const indexFunc = this.indexers.get(indexName); // go: indexFunc := c.indexers[indexName]
    if (!indexFunc) return [undefined, noIndex(indexName)]; // go+: if indexFunc == nil {
    const index = this.indices.get(indexName); // go: index := c.indices[indexName]
    const set = index?.get(indexedValue); // go: set := index[indexedValue]
    const list: T[] = []; // go: list := make([]interface{}, 0, set.Len())
    // go: for key := range set {
    for (const key of set ?? []) {
      list.push(this.items.get(key) as T); // go: list = append(list, c.items[key])
    }
    return [list, undefined]; // go: return list, nil
  }

  /**
   * The keys of the objects that have a value in an index, sorted.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.IndexKeys
   */
  indexKeys(
    indexName: string,
    indexedValue: string,
  ): readonly [keys: string[], err: undefined] | readonly [keys: undefined, err: Error] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const indexFunc = this.indexers.get(indexName); // go: indexFunc := c.indexers[indexName]
    if (!indexFunc) return [undefined, noIndex(indexName)]; // go+: if indexFunc == nil {
    const index = this.indices.get(indexName); // go: index := c.indices[indexName]
    const set = index?.get(indexedValue); // go: set := index[indexedValue]
    return [[...(set ?? [])].sort(), undefined]; // go: return set.List(), nil
  }

  /**
   * Every value that some object has in an index.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.ListIndexFuncValues
   */
  listIndexFuncValues(indexName: string): string[] {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const index = this.indices.get(indexName); // go: index := c.indices[indexName]
    const names: string[] = []; // go: names := make([]string, 0, len(index))
    // go: for key := range index {
    for (const key of index?.keys() ?? []) {
      names.push(key); // go: names = append(names, key)
    }
    return names; // go: return names
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.GetIndexers */
  getIndexers(): Indexers<T> {
    return this.indexers; // go: return c.indexers
  }

  /**
   * Adds indexers, as long as there are no objects.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.AddIndexers
   */
  addIndexers(newIndexers: Indexers<T>): Error | undefined {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    // go: if len(c.items) > 0 {
    if (this.items.size > 0) {
      return new Error('cannot add indexers to running index'); // go: return fmt.Errorf("cannot add
    }
    const oldKeys = new Set(this.indexers.keys()); // go: oldKeys := sets.StringKeySet(c.indexers)
    const newKeys = new Set(newIndexers.keys()); // go: newKeys := sets.StringKeySet(newIndexers)
    const both = [...newKeys].filter((key) => oldKeys.has(key)).sort();
    // go: if oldKeys.HasAny(newKeys.List()...) {
    if (both.length > 0) {
      return new Error(`indexer conflict: map[${both.map((key) => `${key}:{}`).join(' ')}]`); // go: return fmt.Errorf("indexer conflict
    }
    // go: for k, v := range newIndexers {
    for (const [k, v] of newIndexers) {
      this.indexers.set(k, v); // go: c.indexers[k] = v
    }
    return undefined; // go: return nil
  }

  /**
   * Moves an object to its values in every index.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.updateIndices
   * @param oldObj What was under the key before, if anything.
   * @throws when an index function fails, as Go panics.
   */
  updateIndices(oldObj: T | undefined, newObj: T, key: string): void {
    // go: if oldObj != nil {
    if (oldObj !== undefined) {
      this.deleteFromIndices(oldObj, key); // go: c.deleteFromIndices(oldObj, key)
    }
    // go: for name, indexFunc := range c.indexers {
    for (const [name, indexFunc] of this.indexers) {
      const [indexValues, err] = indexFunc(newObj); // go: indexValues, err := indexFunc(newObj)
      if (err) throw noEntry(key, name, err); // go+: if err != nil {
      let index = this.indices.get(name); // go: index := c.indices[name]
      // go: if index == nil {
      if (!index) {
        index = new Map() as Index; // go: index = Index{}
        this.indices.set(name, index); // go: c.indices[name] = index
      }
      // go: for _, indexValue := range indexValues {
      for (const indexValue of indexValues) {
        let set = index.get(indexValue); // go: set := index[indexValue]
        // go: if set == nil {
        if (!set) {
          set = new Set(); // go: set = sets.String{}
          index.set(indexValue, set); // go: index[indexValue] = set
        }
        set.add(key); // go: set.Insert(key)
      }
    }
  }

  /**
   * Takes an object out of every index.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.deleteFromIndices
   * @throws when an index function fails, as Go panics.
   */
  deleteFromIndices(obj: T, key: string): void {
    // go: for name, indexFunc := range c.indexers {
    for (const [name, indexFunc] of this.indexers) {
      const [indexValues, err] = indexFunc(obj); // go: indexValues, err := indexFunc(obj)
      if (err) throw noEntry(key, name, err); // go+: if err != nil {
      const index = this.indices.get(name); // go: index := c.indices[name]
      if (!index) continue; // go+: if index == nil {
      // go: for _, indexValue := range indexValues {
      for (const indexValue of indexValues) {
        const set = index.get(indexValue); // go: set := index[indexValue]
        // go: if set != nil {
        if (set) {
          set.delete(key); // go: set.Delete(key)
          // go: if len(set) == 0 {
          if (set.size === 0) {
            index.delete(indexValue); // go: delete(index, indexValue)
          }
        }
      }
    }
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap.Resync */
  resync(): Error | undefined {
    return undefined; // go: return nil
  }
}

const noIndex = (name: string): Error => new Error(`Index with name ${name} does not exist`);

const noEntry = (key: string, name: string, err: Error): Error =>
  new Error(
    `unable to calculate an index entry for key ${JSON.stringify(key)} on index ${JSON.stringify(name)}: ${err.message}`,
  );
