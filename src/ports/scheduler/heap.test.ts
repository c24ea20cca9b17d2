import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Heap } from './heap.ts';

interface HeapStep {
  readonly op: string;
  readonly name?: string;
  readonly value?: number;
  readonly got?: string;
  /** The keys in the order of the heap, after the step. */
  readonly queue: readonly string[];
}

interface Item {
  readonly name: string;
  readonly value: number;
}

const textOf = (item: Item | undefined): string => (item ? `${item.name}=${item.value}` : 'none');

function replay(heap: Heap<Item>, { op, name = '', value = 0 }: HeapStep): string | undefined {
  const item = { name, value };
  switch (op) {
    case 'add':
      heap.add(item);
      return undefined;
    case 'update':
      heap.update(item);
      return undefined;
    case 'delete':
      return heap.delete(item)?.message;
    case 'pop':
      return textOf(heap.pop());
    case 'get':
      return textOf(heap.get(item));
    default:
      return textOf(heap.peek());
  }
}

const newHeap = (): Heap<Item> =>
  new Heap<Item>(
    ({ name }) => name,
    (a, b) => a.value < b.value,
  );

describe('Heap', () => {
  const { symbol, cases } = readVectors<readonly HeapStep[]>('scheduler-heap');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/scheduler/internal/heap/heap.go#Heap');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('answers as Go did, and has its keys in the same order after every step', () => {
    for (const steps of cases) {
      const heap = newHeap();
      const ours = steps.map((step) => {
        const got = replay(heap, step);
        return { ...step, got, queue: [...heap.data.queue] };
      });
      expect(ours).toEqual(steps);
    }
  });

  test('list has what is in it', () => {
    const heap = newHeap();
    heap.add({ name: 'a', value: 2 });
    heap.add({ name: 'b', value: 1 });
    heap.add({ name: 'a', value: 3 });
    expect(heap.list().map(textOf).sort()).toEqual(['a=3', 'b=1']);
    expect(heap.len()).toBe(2);
  });
});

// TestHeap_AddIfNotPresent and the cases of keys that fail are left out: no port adds only what is
// not there, and every object has a key. The recorder of metrics is left out, too.
const file = 'pkg/scheduler/internal/heap/heap_test.go';

const filled = (entries: Readonly<Record<string, number>>): Heap<Item> => {
  const heap = newHeap();
  for (const [name, value] of Object.entries(entries)) heap.add({ name, value });
  return heap;
};

test(`${file}#TestHeapBasic`, () => {
  const heap = newHeap();
  const amount = 500;
  for (let i = amount; i > 0; i--) heap.add({ name: `a${i}`, value: i });
  let last = 0;
  for (let i = 0; i < amount; i++) {
    const { value } = heap.pop();
    expect(value).toBeGreaterThan(last);
    last = value;
  }
});

test(`${file}#TestHeap_Add`, () => {
  const heap = filled({ foo: 10, bar: 1, baz: 11, zab: 30 });
  heap.add({ name: 'foo', value: 13 });
  expect([heap.pop().value, heap.pop().value]).toEqual([1, 11]);
  heap.delete({ name: 'baz', value: 11 });
  heap.add({ name: 'foo', value: 14 });
  expect([heap.pop().value, heap.pop().value]).toEqual([14, 30]);
});

test(`${file}#TestHeap_Delete`, () => {
  const heap = filled({ foo: 10, bar: 1, bal: 31, baz: 11 });
  expect(heap.delete({ name: 'bar', value: 200 })).toBeUndefined();
  expect(heap.pop().value).toBe(10);
  heap.add({ name: 'zab', value: 30 });
  heap.add({ name: 'faz', value: 30 });
  const length = heap.len();
  expect(heap.delete({ name: 'non-existent', value: 10 })?.message).toBe('object not found');
  expect(heap.len()).toBe(length);
  expect(heap.delete({ name: 'bal', value: 31 })).toBeUndefined();
  expect(heap.delete({ name: 'zab', value: 30 })).toBeUndefined();
  expect([heap.pop().value, heap.pop().value]).toEqual([11, 30]);
  expect(heap.len()).toBe(0);
});

test(`${file}#TestHeap_Update`, () => {
  const heap = filled({ foo: 10, bar: 1, bal: 31, baz: 11 });
  heap.update({ name: 'baz', value: 0 });
  expect(heap.data.queue[0]).toBe('baz');
  expect(heap.pop().value).toBe(0);
  heap.update({ name: 'bar', value: 100 });
  expect(heap.data.queue[0]).toBe('foo');
});

test(`${file}#TestHeap_Get`, () => {
  const heap = filled({ foo: 10, bar: 1, bal: 31, baz: 11 });
  expect(heap.get({ name: 'baz', value: 0 })?.value).toBe(11);
  expect(heap.get({ name: 'non-existing', value: 0 })).toBeUndefined();
});

test(`${file}#TestHeap_GetByKey`, () => {
  const heap = filled({ foo: 10, bar: 1, bal: 31, baz: 11 });
  expect(heap.getByKey('bar')?.value).toBe(1);
  expect(heap.getByKey('non-existing')).toBeUndefined();
});

test(`${file}#TestHeap_List`, () => {
  expect(newHeap().list()).toEqual([]);
  const items = { foo: 10, bar: 1, bal: 30, baz: 11, faz: 30 };
  const list = filled(items).list();
  expect(Object.fromEntries(list.map(({ name, value }) => [name, value]))).toEqual(items);
});
