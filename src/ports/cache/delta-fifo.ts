import type { Task } from '../runtime/task.ts';
import { dedupDeltas } from './dedup-deltas.ts';
import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { copyDeltas, newest, type Delta, type Deltas, type DeltaType } from './delta.ts';
import { errFIFOClosed } from './err-fifo-closed.ts';
import { ErrRequeue } from './err-requeue.ts';
import { KeyError } from './key-error.ts';
import type { KeyFunc } from './key-func.ts';
import type { KeyListerGetter } from './key-lister-getter.ts';
import { KeyQueue } from './key-queue.ts';
import { metaNamespaceKeyFunc } from './meta-namespace-key-func.ts';
import type { PopProcessFunc, Queue } from './queue.ts';

export interface DeltaFIFOOptions<T> {
  /** Without it the key is `namespace/name`. */
  readonly keyFunction?: KeyFunc;
  /** What the one who pops knows of: `replace` deletes what is known and not in its list. */
  readonly knownObjects?: KeyListerGetter<T>;
  /** Whether `replace` says `Replaced`, not `Sync`. */
  readonly emitDeltaTypeReplaced?: boolean;
}

/**
 * A queue of what happened to objects. All that happens to an object while it waits is handed out at
 * once; objects are handed out in the order in which something happened to them first.
 *
 * Go guards it by a lock and wakes a waiting Pop by a condition variable. Here nothing interrupts a
 * method, and a waiting `pop` states its condition to the scheduler.
 */
export class DeltaFIFO<T> implements Queue<T, Deltas<T>> {
  /** What happened, by key; no list is empty. A key is queued if and only if it is in here. */
  readonly items = new Map<string, Delta<T>[]>();
  readonly queue = new KeyQueue();
  /** Whether anything was put in, or a first list, be it empty. */
  populated = false;
  /** How many keys of the first list are still queued. */
  initialPopulationCount = 0;
  readonly #keyFunc: KeyFunc;
  readonly #knownObjects: KeyListerGetter<T> | undefined;
  readonly #emitDeltaTypeReplaced: boolean;
  #closed = false;

  constructor(opts: DeltaFIFOOptions<T> = {}) {
    this.#keyFunc = opts.keyFunction ?? metaNamespaceKeyFunc;
    this.#knownObjects = opts.knownObjects;
    this.#emitDeltaTypeReplaced = opts.emitDeltaTypeReplaced ?? false;
  }

  /**
   * From now on a pop of an empty queue ends. All else goes on.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Close
   */
  close(): void {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    this.#closed = true; // go: f.closed = true
    // left out (the scheduler sees that a waiting pop can go on): f.cond.Broadcast()
  }

  /**
   * The key of an object, of what happened to one, or of one whose deletion was missed.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.KeyOf
   */
  keyOf(obj: unknown): readonly [key: string, err: Error | undefined] {
    // go: if d, ok := obj.(Deltas); ok {
    if (isDeltas(obj)) {
      const last = newest(obj);
      if (!last) return ['', new KeyError(obj, errZeroLengthDeltasObject)]; // go+: if len(d) == 0 {
      obj = last.object; // go: obj = d.Newest().Object
    }
    if (obj instanceof DeletedFinalStateUnknown) return [obj.key, undefined]; // go+: if d, ok := obj.(DeletedFinalStateUnknown); ok {
    return this.#keyFunc(obj); // go: return f.keyFunc(obj)
  }

  /**
   * Whether all of the first list was popped; without a list, whether anything was ever put in.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.HasSynced
   */
  hasSynced(): boolean {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    return this.populated && this.initialPopulationCount === 0; // go: return f.populated &&
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Add */
  add(obj: T): Error | undefined {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    this.populated = true; // go: f.populated = true
    return this.queueActionLocked('Added', obj); // go: return f.queueActionLocked(Added, obj)
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Update */
  update(obj: T): Error | undefined {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    this.populated = true; // go: f.populated = true
    return this.queueActionLocked('Updated', obj); // go: return f.queueActionLocked(Updated, obj)
  }

  /**
   * Queues a deletion, unless the object is neither queued nor known.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Delete
   */
  delete(obj: T | DeletedFinalStateUnknown): Error | undefined {
    const [id, err] = this.keyOf(obj); // go: id, err := f.KeyOf(obj)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    this.populated = true; // go: f.populated = true
    // go: if f.knownObjects == nil {
    if (!this.#knownObjects) {
      if (!this.items.has(id)) return undefined; // go+: if _, exists := f.items[id]; !exists {
    } else {
      const [, exists, err] = this.#knownObjects.getByKey(id); // go: _, exists, err := f.knownObjects.GetByKey(id)
      const itemsExist = this.items.has(id); // go: _, itemsExist := f.items[id]
      if (!err && !exists && !itemsExist) return undefined; // go+: if err == nil && !exists && !itemsExist {
    }
    return this.queueActionLocked('Deleted', obj); // go: return f.queueActionLocked(Deleted, obj)
  }

  /**
   * Puts back what was popped, unless something happened to the object since then.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.AddIfNotPresent
   * @throws when the list is empty, as Go panics.
   */
  addIfNotPresent(obj: Deltas<T>): Error | undefined {
    // go: deltas, ok := obj.(Deltas)
    // go+: if !ok {
    if (!isDeltas(obj)) {
      return new Error(`object must be of type deltas, but got: ${JSON.stringify(obj)}`);
    }
    const last = newest(obj);
    if (!last) throw new Error('nil pointer dereference');
    const [id, err] = this.keyOf(last.object); // go: id, err := f.KeyOf(deltas.Newest().Object)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    this.#addIfNotPresent(id, obj); // go: f.addIfNotPresent(id, deltas)
    return undefined; // go: return nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.addIfNotPresent */
  #addIfNotPresent(id: string, deltas: Deltas<T>): void {
    this.populated = true; // go: f.populated = true
    if (this.items.has(id)) return; // go+: if _, exists := f.items[id]; exists {
    this.queue.push(id); // go: f.queue = append(f.queue, id)
    // A copy, since the queue adds to its lists and this one may be in other hands.
    this.items.set(id, copyDeltas(deltas)); // go: f.items[id] = deltas
    // left out (the scheduler sees that a waiting pop can go on): f.cond.Broadcast()
  }

  /**
   * Notes what happened to an object, and queues its key unless it is queued.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.queueActionLocked
   */
  queueActionLocked(actionType: DeltaType, obj: T | DeletedFinalStateUnknown): Error | undefined {
    const [id, err] = this.keyOf(obj); // go: id, err := f.KeyOf(obj)
    if (err) return new KeyError(obj, err); // go+: if err != nil {
    const oldDeltas = this.items.get(id); // go: oldDeltas := f.items[id]
    let newDeltas = oldDeltas ?? [];
    // In place, as the list is in no other hands.
    newDeltas.push({ type: actionType, object: obj }); // go: newDeltas := append(oldDeltas
    newDeltas = dedupDeltas(newDeltas); // go: newDeltas = dedupDeltas(newDeltas)
    // go: if len(newDeltas) > 0 {
    if (newDeltas.length > 0) {
      // go: if _, exists := f.items[id]; !exists {
      if (!this.items.has(id)) {
        this.queue.push(id); // go: f.queue = append(f.queue, id)
      }
      this.items.set(id, newDeltas); // go: f.items[id] = newDeltas @1
      // left out (the scheduler sees that a waiting pop can go on): f.cond.Broadcast()
    }
    // left out (dedupDeltas never returns an empty list): if oldDeltas == nil {
    // left out (dedupDeltas never returns an empty list): klog.Errorf("Impossible @2
    // left out (dedupDeltas never returns an empty list): f.items[id] = newDeltas @2
    // left out (dedupDeltas never returns an empty list): return fmt.Errorf("Impossible
    return undefined; // go: return nil @2
  }

  /**
   * The newest object of every queued key.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.List
   */
  list(): (T | DeletedFinalStateUnknown)[] {
    // left out (locking): f.lock.RLock()
    // left out (locking): defer f.lock.RUnlock()
    return this.#listLocked(); // go: return f.listLocked()
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.listLocked */
  #listLocked(): (T | DeletedFinalStateUnknown)[] {
    const list: (T | DeletedFinalStateUnknown)[] = []; // go: list := make([]interface{}, 0, len(f.items))
    // go: for _, item := range f.items {
    for (const item of this.items.values()) {
      const last = newest(item);
      if (last) list.push(last.object); // go: list = append(list, item.Newest().Object)
    }
    return list; // go: return list
  }

  /**
   * The queued keys.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.ListKeys
   */
  listKeys(): string[] {
    // left out (locking): f.lock.RLock()
    // left out (locking): defer f.lock.RUnlock()
    const list: string[] = []; // go: list := make([]string, 0, len(f.items))
    // go: for key := range f.items {
    for (const key of this.items.keys()) {
      list.push(key); // go: list = append(list, key)
    }
    return list; // go: return list
  }

  /**
   * What happened to an object and is still queued.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Get
   */
  get(
    obj: T | DeletedFinalStateUnknown | Deltas<T>,
  ): readonly [item: Deltas<T> | undefined, exists: boolean, err: Error | undefined] {
    const [key, err] = this.keyOf(obj); // go: key, err := f.KeyOf(obj)
    if (err) return [undefined, false, new KeyError(obj, err)]; // go+: if err != nil {
    return this.getByKey(key); // go: return f.GetByKey(key)
  }

  /**
   * What happened to the object of a key and is still queued.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.GetByKey
   */
  getByKey(
    key: string,
  ): readonly [item: Deltas<T> | undefined, exists: boolean, err: Error | undefined] {
    // left out (locking): f.lock.RLock()
    // left out (locking): defer f.lock.RUnlock()
    let d = this.items.get(key); // go: d, exists := f.items[key]
    const exists = d !== undefined;
    // go: if exists {
    if (d) {
      d = copyDeltas(d); // go: d = copyDeltas(d)
    }
    return [d, exists, undefined]; // go: return d, exists, nil
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.IsClosed */
  isClosed(): boolean {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    return this.#closed; // go: return f.closed
  }

  /**
   * Takes out what happened to the object that waits longest, waits until there is one, and has it
   * processed. If processing asks for it by an `ErrRequeue`, it goes back, to the end.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Pop
   * @param process Nothing else happens to the queue meanwhile. It must not use the queue: in Go it
   *   would wait for its own lock.
   */
  *pop(
    process: PopProcessFunc<Deltas<T>>,
  ): Task<readonly [item: Deltas<T> | undefined, err: Error | undefined]> {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    // go: for {
    for (;;) {
      // go: for len(f.queue) == 0 {
      while (this.queue.length === 0) {
        if (this.#closed) return [undefined, errFIFOClosed]; // go+: if f.closed {
        yield () => this.queue.length > 0 || this.#closed; // go: f.cond.Wait()
      }
      const id = this.queue.shift() as string; // go: id := f.queue[0]
      // left out (shift takes it out): f.queue = f.queue[1:]
      // go: if f.initialPopulationCount > 0 {
      if (this.initialPopulationCount > 0) {
        this.initialPopulationCount--; // go: f.initialPopulationCount--
      }
      const item = this.items.get(id); // go: item, ok := f.items[id]
      if (!item) continue; // go+: if !ok {
      this.items.delete(id); // go: delete(f.items, id)
      let err = process(item); // go: err := process(item)
      // go: if e, ok := err.(ErrRequeue); ok {
      if (err instanceof ErrRequeue) {
        this.#addIfNotPresent(id, item); // go: f.addIfNotPresent(id, item)
        err = err.err; // go: err = e.Err
      }
      return [item, err]; // go: return item, err
    }
  }

  /**
   * Queues every object of a list, and the deletion of those that are not in it: of the known ones,
   * or, if nobody says what is known, of the queued ones.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Replace
   */
  replace(list: readonly T[]): Error | undefined {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    const keys = new Set<string>(); // go: keys := make(sets.String, len(list))
    let action: DeltaType = 'Sync'; // go: action := Sync
    // go: if f.emitDeltaTypeReplaced {
    if (this.#emitDeltaTypeReplaced) {
      action = 'Replaced'; // go: action = Replaced
    }
    // go: for _, item := range list {
    for (const item of list) {
      const [key, keyErr] = this.keyOf(item); // go: key, err := f.KeyOf(item)
      if (keyErr) return new KeyError(item, keyErr); // go+: if err != nil { @1
      keys.add(key); // go: keys.Insert(key)
      const err = this.queueActionLocked(action, item);
      // go: if err := f.queueActionLocked(action, item); err != nil {
      if (err) {
        return new Error(`couldn't enqueue object: ${err.message}`); // go: return fmt.Errorf("couldn't enqueue
      }
    }
    // go: if f.knownObjects == nil {
    if (!this.#knownObjects) {
      let queuedDeletions = 0; // go: queuedDeletions := 0 @1
      // go: for k, oldItem := range f.items {
      for (const [k, oldItem] of this.items) {
        if (keys.has(k)) continue; // go+: if keys.Has(k) { @1
        // left out (newest asks whether there is one): var deletedObj interface{}
        const deletedObj = newest(oldItem)?.object; // go+: if n := oldItem.Newest(); n != nil {
        queuedDeletions++; // go: queuedDeletions++ @1
        const err = this.queueActionLocked('Deleted', new DeletedFinalStateUnknown(k, deletedObj));
        if (err) return err; // go+: if err := f.queueActionLocked(Deleted, @1
      }
      // go: if !f.populated { @1
      if (!this.populated) {
        this.populated = true; // go: f.populated = true @1
        this.initialPopulationCount = list.length + queuedDeletions; // go: f.initialPopulationCount = @1
      }
      return undefined; // go: return nil @1
    }
    const knownKeys = this.#knownObjects.listKeys(); // go: knownKeys := f.knownObjects.ListKeys()
    let queuedDeletions = 0; // go: queuedDeletions := 0 @2
    // go: for _, k := range knownKeys {
    for (const k of knownKeys) {
      if (keys.has(k)) continue; // go+: if keys.Has(k) { @2
      const [found, exists, getErr] = this.#knownObjects.getByKey(k); // go: deletedObj, exists, err := f.knownObjects.GetByKey(k)
      const deletedObj = getErr || !exists ? undefined : found; // go+: if err != nil { @2
      queuedDeletions++; // go: queuedDeletions++ @2
      const err = this.queueActionLocked('Deleted', new DeletedFinalStateUnknown(k, deletedObj));
      if (err) return err; // go+: if err := f.queueActionLocked(Deleted, @2
    }
    // go: if !f.populated { @2
    if (!this.populated) {
      this.populated = true; // go: f.populated = true @2
      this.initialPopulationCount = list.length + queuedDeletions; // go: f.initialPopulationCount = @2
    }
    return undefined; // go: return nil @2
  }

  /**
   * Queues every known object that is not queued, so that it is looked at again.
   *
   * @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.Resync
   */
  resync(): Error | undefined {
    // left out (locking): f.lock.Lock()
    // left out (locking): defer f.lock.Unlock()
    if (!this.#knownObjects) return undefined; // go+: if f.knownObjects == nil {
    const keys = this.#knownObjects.listKeys(); // go: keys := f.knownObjects.ListKeys()
    // go: for _, k := range keys {
    for (const k of keys) {
      const err = this.#syncKeyLocked(k, this.#knownObjects);
      if (err) return err; // go+: if err := f.syncKeyLocked(k); err != nil {
    }
    return undefined; // go: return nil @2
  }

  /** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO.syncKeyLocked */
  #syncKeyLocked(key: string, knownObjects: KeyListerGetter<T>): Error | undefined {
    const [obj, exists, getErr] = knownObjects.getByKey(key); // go: obj, exists, err := f.knownObjects.GetByKey(key)
    if (getErr || !exists) return undefined; // go+: if err != nil { @1
    const [id, keyErr] = this.keyOf(obj); // go: id, err := f.KeyOf(obj)
    if (keyErr) return new KeyError(obj, keyErr); // go+: if err != nil { @2
    if (this.items.has(id)) return undefined; // go+: if len(f.items[id]) > 0 {
    const err = this.queueActionLocked('Sync', obj as T);
    // go: if err := f.queueActionLocked(Sync, obj); err != nil {
    if (err) {
      return new Error(`couldn't queue object: ${err.message}`); // go: return fmt.Errorf(
    }
    return undefined; // go: return nil @4
  }
}

/** What happened is told from an object by being a list. */
const isDeltas = (obj: unknown): obj is Deltas => Array.isArray(obj);

const errZeroLengthDeltasObject = new Error("0 length Deltas object; can't get key");

/** @ports staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#NewDeltaFIFO */
export function newDeltaFIFO<T>(
  keyFunction: KeyFunc,
  knownObjects?: KeyListerGetter<T>,
): DeltaFIFO<T> {
  // go: return NewDeltaFIFOWithOptions(DeltaFIFOOptions{
  return new DeltaFIFO<T>({ keyFunction, ...(knownObjects && { knownObjects }) });
}
