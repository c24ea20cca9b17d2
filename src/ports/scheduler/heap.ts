import * as container from '../workqueue/heap.ts';
import { HeapData } from './heap-data.ts';

/** A heap in which every object has a key, so that it can be found, replaced and taken out. */
export class Heap<T> {
  readonly data: HeapData<T>;

  /**
   * @param keyFunc The key of an object, that never changes.
   * @param lessFunc Whether one goes before the other.
   */
  constructor(keyFunc: (obj: T) => string, lessFunc: (item1: T, item2: T) => boolean) {
    this.data = new HeapData(keyFunc, lessFunc);
  }

  /**
   * Puts an object in its place; one with the same key is replaced.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Add
   */
  add(obj: T): void {
    const key = this.data.keyFunc(obj); // go: key, err := h.data.keyFunc(obj)
    // left out (an object of a port always has a key): if err != nil {
    const item = this.data.items.get(key);
    // go: if _, exists := h.data.items[key]; exists {
    if (item) {
      item.obj = obj; // go: h.data.items[key].obj = obj
      container.fix(this.data, item.index); // go: heap.Fix(
    } else {
      container.push(this.data, { key, obj }); // go: heap.Push(
      // left out (metrics): if h.metricRecorder != nil {
    }
    // left out (it cannot fail): return nil
  }

  /**
   * The same as add.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Update
   */
  update(obj: T): void {
    this.add(obj); // go: return h.Add(obj)
  }

  /**
   * Takes out the object with the same key.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Delete
   */
  delete(obj: T): Error | undefined {
    const key = this.data.keyFunc(obj); // go: key, err := h.data.keyFunc(obj)
    // left out (an object of a port always has a key): if err != nil {
    const item = this.data.items.get(key);
    // go: if item, ok := h.data.items[key]; ok {
    if (item) {
      remove(this.data, item.index); // go: heap.Remove(
      // left out (metrics): if h.metricRecorder != nil {
      return undefined; // go: return nil
    }
    return new Error('object not found'); // go: return fmt.Errorf("object not found")
  }

  /**
   * The object that goes before all others.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Peek
   */
  peek(): T | undefined {
    return this.data.peek(); // go: return h.data.Peek()
  }

  /**
   * Takes out the object that goes before all others. It panics when there is none.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Pop
   */
  pop(): T {
    const { obj } = container.pop(this.data); // go: obj := heap.Pop(h.data)
    // go: if obj != nil {
    return obj; // go: return obj, nil
    // left out (metrics): if h.metricRecorder != nil {
    // left out (every key in the queue has its item): return nil, fmt.Errorf(
  }

  /**
   * The object with the same key.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Get
   */
  get(obj: T): T | undefined {
    const key = this.data.keyFunc(obj); // go: key, err := h.data.keyFunc(obj)
    // left out (an object of a port always has a key): if err != nil {
    return this.getByKey(key); // go: return h.GetByKey(key)
  }

  /**
   * The object with a key.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.GetByKey
   */
  getByKey(key: string): T | undefined {
    const item = this.data.items.get(key); // go: item, exists := h.data.items[key]
    if (!item) return undefined; // go+: if !exists {
    return item.obj; // go: return item.obj, true, nil
  }

  /**
   * All objects. Go has them in any order, here it is the order in which their keys came.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.List
   */
  list(): T[] {
    const list: T[] = []; // go: list := make(
    // go: for _, item := range h.data.items {
    for (const item of this.data.items.values()) {
      list.push(item.obj); // go: list = append(list, item.obj)
    }
    return list; // go: return list
  }

  /**
   * How many objects it has.
   *
   * @ports pkg/scheduler/internal/heap/heap.go#Heap.Len
   */
  len(): number {
    return this.data.queue.length; // go: return len(h.data.queue)
  }
}

/** Go's container/heap Remove: the element at i goes to the end and out; who took its place sinks or rises. */
function remove<T>(h: HeapData<T>, i: number): void {
  const n = h.len() - 1;
  if (n !== i) h.swap(i, n);
  h.pop();
  if (n !== i) container.fix(h, i);
}
