import { expect, test } from 'vitest';
import { newStore } from '../cache/cache.ts';
import { UndeltaStore } from './undelta-store.ts';

interface Thing {
  readonly name: string;
  readonly value: unknown;
}

const a = (value: unknown): Thing => ({ name: 'a', value });

function setUp() {
  const pushed: (readonly Thing[])[] = [];
  const inner = newStore<Thing>((obj) => {
    const { name } = obj as Thing;
    return name === '' ? ['', new Error('no name')] : [name, undefined];
  });
  return { store: new UndeltaStore(inner, (list) => pushed.push(list)), pushed };
}

// Of undelta_store_test.go TestReadsDoNotCallPush is left out: it has nothing to read by here.
test('staging/src/k8s.io/client-go/tools/cache/undelta_store_test.go#TestUpdateCallsPush', () => {
  const { store, pushed } = setUp();
  store.add(a(2));
  store.update(a(1));
  expect(pushed).toEqual([[a(2)], [a(1)]]);
});

test('staging/src/k8s.io/client-go/tools/cache/undelta_store_test.go#TestDeleteCallsPush', () => {
  const { store, pushed } = setUp();
  store.add(a(2));
  store.delete(a(''));
  expect(pushed).toEqual([[a(2)], []]);
});

test('staging/src/k8s.io/client-go/tools/cache/undelta_store_test.go#TestReplaceCallsPush', () => {
  const { store, pushed } = setUp();
  store.replace([a(1)], '0');
  expect(pushed).toEqual([[a(1)]]);
});

test('tells nothing when the store fails, or is only told to resync', () => {
  const { store, pushed } = setUp();
  const nameless = { name: '', value: 1 };
  const errors = [
    store.add(nameless),
    store.update(nameless),
    store.delete(nameless),
    store.replace([nameless], '0'),
  ];
  expect(errors.every((err) => err instanceof Error)).toBe(true);
  expect(store.resync()).toBeUndefined();
  expect(pushed).toEqual([]);
});
