import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  ask,
  caught,
  errorText,
  foundText,
  indexedState,
  indexersOf,
  inputOf,
  parseThing,
  storeKey,
  type StoreCase,
  type Thing,
} from '../../../conformance/replay-store.ts';
import type { Pod } from '../api/pod.ts';
import { Cache, newIndexer, newStore } from './cache.ts';
import type { Indexer } from './indexer.ts';
import { metaNamespaceKeyFunc } from './meta-namespace-key-func.ts';
import type { Store } from './store.ts';
import { ThreadSafeMap } from './thread-safe-map.ts';

function answer(cache: Cache<Thing>, words: string[]): string {
  const [name, first = ''] = words;
  switch (name) {
    case 'add':
      return errorText(cache.add(parseThing(first)));
    case 'update':
      return errorText(cache.update(parseThing(first)));
    case 'delete':
      return errorText(cache.delete(parseThing(first)));
    case 'get':
      return foundText(cache.get(parseThing(first)));
    case 'getByKey':
      return foundText(cache.getByKey(first));
    case 'replace':
      return errorText(cache.replace(words.slice(1).map(parseThing)));
    default:
      return ask(cache, words);
  }
}

describe('Cache', () => {
  const { symbol, cases } = readVectors<StoreCase>('cache');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/store.go#cache');
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Lists come in any order in Go, and are compared sorted.
  test('answers as Go did, and holds the same after every step', () => {
    for (const { indexers, steps } of cases) {
      const storage = new ThreadSafeMap(indexersOf(indexers.split(' ')));
      const cache = new Cache(storeKey, storage);
      const ours = steps.map((step) => {
        const input = inputOf(step);
        const got = caught(() => answer(cache, input.split(' ')));
        return `${input} ; ${got} | ${indexedState(storage)}`;
      });
      expect(ours).toEqual(steps);
    }
  });

  test('lists in the order in which the keys came', () => {
    const cache = newStore<Thing>(storeKey);
    for (const text of ['b1', 'a1', 'c1', 'b2']) cache.add(parseThing(text));
    expect(cache.listKeys()).toEqual(['b', 'a', 'c']);
    cache.delete(parseThing('b2'));
    cache.add(parseThing('b3'));
    expect(cache.list().map((one) => (one as Thing).text)).toEqual(['a1', 'c1', 'b3']);
  });
});

// Not here: TestFIFOCache and TestUndeltaStore, of two stores that are not ported.

interface TestObject {
  readonly id: string;
  readonly val: string;
}

const mkObj = (id: string, val: string): TestObject => ({ id, val });
const testKey = (obj: unknown) => [(obj as TestObject).id, undefined] as const;
const testIndexers = () =>
  new Map([['by_val', (obj: TestObject) => [[obj.val], undefined] as const]]);

function doTestStore(store: Store<TestObject>): void {
  const valuesIn = () => new Set(store.list().map((one) => (one as TestObject).val));
  store.add(mkObj('foo', 'bar'));
  expect(store.get(mkObj('foo', ''))).toEqual([mkObj('foo', 'bar'), true, undefined]);
  store.update(mkObj('foo', 'baz'));
  expect(store.get(mkObj('foo', ''))).toEqual([mkObj('foo', 'baz'), true, undefined]);
  store.delete(mkObj('foo', ''));
  expect(store.get(mkObj('foo', ''))).toEqual([undefined, false, undefined]);
  store.add(mkObj('a', 'b'));
  store.add(mkObj('c', 'd'));
  store.add(mkObj('e', 'e'));
  expect(valuesIn()).toEqual(new Set(['b', 'd', 'e']));
  store.replace([mkObj('foo', 'foo'), mkObj('bar', 'bar')], '0');
  expect(valuesIn()).toEqual(new Set(['foo', 'bar']));
}

function doTestIndex(indexer: Indexer<TestObject>): void {
  for (const [id, val] of ['ab', 'cb', 'ef', 'gh']) indexer.add(mkObj(id ?? '', val ?? ''));
  const ids = (val: string) => indexer.index('by_val', mkObj('', val))[0]?.map(({ id }) => id);
  expect([ids('b'), ids('f'), ids('h')]).toEqual([['a', 'c'], ['e'], ['g']]);
}

test('staging/src/k8s.io/client-go/tools/cache/store_test.go#TestCache', () => {
  doTestStore(newStore(testKey));
});

test('staging/src/k8s.io/client-go/tools/cache/store_test.go#TestIndex', () => {
  doTestIndex(newIndexer(testKey, testIndexers()));
});

const newPod = (name: string, metadata: Partial<Pod['metadata']>): Pod => ({
  metadata: { name, ...metadata },
  spec: {},
  status: {},
});

test('staging/src/k8s.io/client-go/tools/cache/index_test.go#TestGetIndexFuncValues', () => {
  const byFoo = (pod: Pod) => [[pod.metadata.labels?.['foo'] ?? ''], undefined] as const;
  const index = newIndexer(metaNamespaceKeyFunc, new Map([['testmodes', byFoo]]));
  index.add(newPod('one', { labels: { foo: 'bar' } }));
  index.add(newPod('two', { labels: { foo: 'bar' } }));
  index.add(newPod('tre', { labels: { foo: 'biz' } }));
  expect(index.listIndexFuncValues('testmodes')).toEqual(['bar', 'biz']);
});

test('staging/src/k8s.io/client-go/tools/cache/index_test.go#TestMultiIndexKeys', () => {
  const byUsers = (pod: Pod) =>
    [(pod.metadata.annotations?.['users'] ?? '').split(','), undefined] as const;
  const index = newIndexer(metaNamespaceKeyFunc, new Map([['byUser', byUsers]]));
  const pods = [
    newPod('one', { annotations: { users: 'ernie,bert' } }),
    newPod('two', { annotations: { users: 'bert,oscar' } }),
    newPod('tre', { annotations: { users: 'ernie,elmo' } }),
  ] as const;
  for (const pod of pods) index.add(pod);
  const names = (user: string) =>
    index.byIndex('byUser', user)[0]?.map(({ metadata }) => metadata.name);
  expect(['ernie', 'bert', 'elmo', 'oscar'].map(names)).toEqual([
    ['one', 'tre'],
    ['one', 'two'],
    ['tre'],
    ['two'],
  ]);
  index.delete(pods[2]);
  expect([names('ernie'), names('elmo')]).toEqual([['one'], []]);
  const copyOfPod2 = structuredClone(pods[1]);
  copyOfPod2.metadata.annotations = { users: 'oscar' };
  index.update(copyOfPod2);
  expect(names('bert')).toEqual(['one']);
});
