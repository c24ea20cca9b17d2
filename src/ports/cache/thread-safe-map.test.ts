import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  ask,
  caught,
  foundText,
  indexedState,
  indexersOf,
  inputOf,
  parseThing,
  type StoreCase,
  type Thing,
} from '../../../conformance/replay-store.ts';
import { ThreadSafeMap } from './thread-safe-map.ts';

/** Reads `key thing key thing`. */
function mapOf(words: readonly string[]): Map<string, Thing> {
  const items = new Map<string, Thing>();
  for (let at = 0; at < words.length; at += 2) {
    items.set(words[at] ?? '', parseThing(words[at + 1] ?? ''));
  }
  return items;
}

function answer(map: ThreadSafeMap<Thing>, words: string[]): string {
  const [name, key = '', thing = ''] = words;
  switch (name) {
    case 'add':
      map.add(key, parseThing(thing));
      return 'ok';
    case 'update':
      map.update(key, parseThing(thing));
      return 'ok';
    case 'delete':
      map.delete(key);
      return 'ok';
    case 'get':
      return foundText(map.get(key));
    case 'replace':
      map.replace(mapOf(words.slice(1)));
      return 'ok';
    default:
      return ask(map, words);
  }
}

describe('ThreadSafeMap', () => {
  const { symbol, cases } = readVectors<StoreCase>('thread-safe-map');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/tools/cache/thread_safe_store.go#threadSafeMap',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // Lists come in any order in Go, and are compared sorted.
  test('answers as Go did, and holds the same after every step', () => {
    for (const { indexers, steps } of cases) {
      const map = new ThreadSafeMap(indexersOf(indexers.split(' ')));
      const ours = steps.map((step) => {
        const input = inputOf(step);
        const got = caught(() => answer(map, input.split(' ')));
        return `${input} ; ${got} | ${indexedState(map)}`;
      });
      expect(ours).toEqual(steps);
    }
  });

  test('keeps the map of indexers that it is given, and adds to it', () => {
    const indexers = indexersOf(['vals']);
    const map = new ThreadSafeMap(indexers);
    map.addIndexers(indexersOf(['version']));
    expect([...indexers.keys()]).toEqual(['vals', 'version']);
  });
});

test('staging/src/k8s.io/client-go/tools/cache/thread_safe_store_test.go#TestThreadSafeStoreDeleteRemovesEmptySetsFromIndex', () => {
  const store = new ThreadSafeMap(
    new Map([['testIndexer', (obj: string) => [[obj], undefined] as const]]),
  );
  store.add('testKey', 'testKey');
  expect(store.indices.get('testIndexer')?.get('testKey')?.size).toBe(1);
  store.delete('testKey');
  expect(store.indices.get('testIndexer')?.has('testKey')).toBe(false);
});

test('staging/src/k8s.io/client-go/tools/cache/thread_safe_store_test.go#TestThreadSafeStoreAddKeepsNonEmptySetPostDeleteFromIndex', () => {
  const store = new ThreadSafeMap<string>(
    new Map([['testIndexer', () => [['testIndex'], undefined] as const]]),
  );
  store.add('retain', 'retain');
  store.add('delete', 'delete');
  expect(store.indices.get('testIndexer')?.get('testIndex')?.size).toBe(2);
  store.delete('delete');
  expect(store.indices.get('testIndexer')?.get('testIndex')?.size).toBe(1);
});
