import type { Interface } from '../workqueue/heap.ts';

/** An object in a heap, and where its key is in the queue. */
interface HeapItem<T> {
  obj: T;
  index: number;
}

/** What container/heap moves: a key with its object. */
interface ItemKeyValue<T> {
  readonly key: string;
  readonly obj: T;
}

/** The elements of a heap: keys in the order of the heap, objects by their keys. */
export class HeapData<T> implements Interface<ItemKeyValue<T>> {
  readonly items = new Map<string, HeapItem<T>>();
  readonly queue: string[] = [];
  readonly keyFunc: (obj: T) => string;
  readonly #lessFunc: (item1: T, item2: T) => boolean;

  constructor(keyFunc: (obj: T) => string, lessFunc: (item1: T, item2: T) => boolean) {
    this.keyFunc = keyFunc;
    this.#lessFunc = lessFunc;
  }

  /**
   * Whether the object at i goes before the one at j.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Less
   */
  less(i: number, j: number): boolean {
    // left out (container/heap asks for no others): if i > len(h.queue)
    const itemi = this.#at(i); // go: itemi, ok := h.items[h.queue[i]]
    // left out (every key in the queue has its item): if !ok { @1
    const itemj = this.#at(j); // go: itemj, ok := h.items[h.queue[j]]
    // left out (every key in the queue has its item): if !ok { @2
    return this.#lessFunc(itemi.obj, itemj.obj); // go: return h.lessFunc(
  }

  /**
   * How many there are.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Len
   */
  len(): number {
    return this.queue.length; // go: return len(h.queue)
  }

  /**
   * Lets two change places.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Swap
   */
  swap(i: number, j: number): void {
    const [keyi = '', keyj = ''] = [this.queue[i], this.queue[j]];
    [this.queue[i], this.queue[j]] = [keyj, keyi]; // go: h.queue[i], h.queue[j] =
    let item = this.#at(i); // go: item := h.items[h.queue[i]]
    item.index = i; // go: item.index = i
    item = this.#at(j); // go: item = h.items[h.queue[j]]
    item.index = j; // go: item.index = j
  }

  /**
   * Adds one at the end.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Push
   */
  push({ key, obj }: ItemKeyValue<T>): void {
    // left out (the type is known): keyValue := kv.(*itemKeyValue)
    const n = this.queue.length; // go: n := len(h.queue)
    this.items.set(key, { obj, index: n }); // go: h.items[keyValue.key] =
    this.queue.push(key); // go: h.queue = append(
  }

  /**
   * Takes the one at the end away. Here its key comes with it.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Pop
   */
  pop(): ItemKeyValue<T> {
    const item = this.#at(this.queue.length - 1); // go: item, ok := h.items[key]
    const key = this.queue.pop() ?? ''; // go: key := h.queue[len(h.queue)-1]
    // left out (taken away above): h.queue = h.queue[0 : len(h.queue)-1]
    // left out (every key in the queue has its item): if !ok {
    this.items.delete(key); // go: delete(h.items, key)
    return { key, obj: item.obj }; // go: return item.obj
  }

  /**
   * The object that goes before all others.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#data.Peek
   */
  peek(): T | undefined {
    if (this.queue.length > 0) return this.#at(0).obj; // go+: if len(h.queue) > 0 {
    return undefined; // go: return nil
  }

  #at(index: number): HeapItem<T> {
    const item = this.items.get(this.queue[index] ?? '');
    if (!item) throw new RangeError(`index out of range [${index}]`);
    return item;
  }
}
