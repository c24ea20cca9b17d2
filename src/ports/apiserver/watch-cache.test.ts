import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import { isTimeout, StatusError } from '../api/status-error.ts';
import type { Indexers } from '../cache/indexer.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { isTooLargeResourceVersion } from './too-large-resource-version.ts';
import { blockTimeout, eventFreshDuration, WatchCache } from './watch-cache.ts';
import type { WatchCacheEvent } from './watch-cache-event.ts';

interface WatchCacheCase {
  /** Capacity, and the least and most of it. */
  readonly bounds: readonly [number, number, number];
  readonly ops: readonly string[];
  /** What each answered, and the state after it. */
  readonly after: readonly string[];
}

function makeTestPod(
  name: string,
  rv: number | string,
  nodeName = 'some-node',
  labels: Record<string, string> = { 'k8s-app': 'my-app' },
): Pod {
  return {
    metadata: { namespace: 'ns', name, resourceVersion: String(rv), labels },
    spec: { nodeName },
    status: {},
  };
}

interface Options {
  readonly capacity: number;
  readonly indexers?: Indexers<Pod>;
  readonly lowerBoundCapacity?: number;
  readonly upperBoundCapacity?: number;
  readonly eventHandler?: (event: WatchCacheEvent<Pod>) => void;
}

function newTestWatchCache(scheduler: Scheduler, options: Options): WatchCache<Pod> {
  return new WatchCache({
    runtime: scheduler,
    keyFunc: ({ metadata }) => [`prefix/${metadata.namespace ?? ''}/${metadata.name}`, undefined],
    getAttrsFunc: ({ metadata, spec }) => [
      metadata.labels ?? {},
      { 'spec.nodeName': spec.nodeName ?? '' },
      undefined,
    ],
    ...options,
  });
}

function textOf(event: WatchCacheEvent<Pod>): string {
  if (!event.object) return `${event.type}:${event.resourceVersion}`;
  const node = event.objFields?.['spec.nodeName'] ?? '';
  const { prevObject } = event;
  const previous = prevObject
    ? `${prevObject.metadata.resourceVersion ?? ''}${event.prevObjFields?.['spec.nodeName'] ?? ''}`
    : '';
  return `${event.type}:${event.key}:${node}:${event.resourceVersion}:${previous}`;
}

function replay(one: WatchCacheCase): WatchCacheCase {
  const scheduler = new Scheduler();
  const [capacity, lowerBoundCapacity, upperBoundCapacity] = one.bounds;
  let told = '';
  const eventHandler = (event: WatchCacheEvent<Pod>): void => {
    told += ` told ${textOf(event)}`;
  };
  const wc = newTestWatchCache(scheduler, {
    capacity,
    lowerBoundCapacity,
    upperBoundCapacity,
    eventHandler,
  });
  const after = one.ops.map((op) => {
    const [verb = '', first = '', second = '', node = ''] = op.split(' ');
    told = '';
    let answer = '';
    switch (verb) {
      case 'add':
      case 'update':
      case 'delete':
        answer = wc[verb](makeTestPod(first, second, node))?.message ?? '';
        break;
      case 'step':
        scheduler.advance(Number(first) * 1000);
        break;
      case 'since': {
        const [events, err] = wc.getAllEventsSince(Number(first));
        const texts = (events ?? []).map(textOf);
        // Of all objects Go's order is open.
        if (first === '0') texts.sort();
        answer = err?.message ?? texts.map((text) => `${text} `).join('');
        break;
      }
      case 'bookmark':
        wc.updateResourceVersion(first);
        break;
      default: {
        const objects = [makeTestPod(first, second, 'n'), makeTestPod('z', second, '')];
        if (wc.replace(objects, second)) answer = 'error';
      }
    }
    const state = [
      wc.startIndex,
      wc.endIndex,
      wc.capacity,
      wc.resourceVersion,
      wc.listResourceVersion,
      wc.listKeys().length,
    ];
    return `${answer}${told}|${state.join(' ')}`;
  });
  return { bounds: one.bounds, ops: one.ops, after };
}

describe('WatchCache', () => {
  const { symbol, cases } = readVectors<WatchCacheCase>('watch-cache');

  test('the vectors are of the type whose methods it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache.go#watchCache',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('keeps, grows, shrinks and forgets as Go does', () => {
    expect(cases.map(replay)).toEqual(cases);
  });
});

const upstream = (capacity: number, options: Partial<Options> = {}) =>
  newTestWatchCache(new Scheduler(), { capacity, ...options });

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestWatchCacheBasic', () => {
  const store = upstream(2);
  const element = (pod: Pod) => ({
    key: `prefix/ns/${pod.metadata.name}`,
    object: pod,
    labels: pod.metadata.labels,
    fields: { 'spec.nodeName': pod.spec.nodeName },
  });
  expect(store.add(makeTestPod('pod', 1))).toBeUndefined();
  expect(store.get(makeTestPod('pod', 1))[0]).toEqual(element(makeTestPod('pod', 1)));
  expect(store.update(makeTestPod('pod', 2))).toBeUndefined();
  expect(store.get(makeTestPod('pod', 2))[0]).toEqual(element(makeTestPod('pod', 2)));
  expect(store.delete(makeTestPod('pod', 3))).toBeUndefined();
  expect(store.get(makeTestPod('pod', 3))).toEqual([undefined, false, undefined]);

  const pods = [makeTestPod('pod1', 4), makeTestPod('pod2', 5), makeTestPod('pod3', 6)];
  for (const pod of pods) store.add(pod);
  expect(store.list()).toEqual(pods.map(element));

  const others = [makeTestPod('pod4', 7), makeTestPod('pod5', 8)];
  store.replace(others, '8');
  expect(store.list()).toEqual(others.map(element));
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestEvents', () => {
  const store = upstream(5, { lowerBoundCapacity: 5, upperBoundCapacity: 5 });
  const texts = (since: number) => store.getAllEventsSince(since)[0]?.map(textOf);
  store.add(makeTestPod('pod', 3));
  expect(store.getAllEventsSince(1)[1]).toBeInstanceOf(StatusError);
  expect(texts(2)).toEqual(['ADDED:prefix/ns/pod:some-node:3:']);
  store.update(makeTestPod('pod', 4));
  store.update(makeTestPod('pod', 5));
  expect(texts(1)).toBeUndefined();
  expect(texts(3)).toEqual(
    [4, 5].map((rv) => `MODIFIED:prefix/ns/pod:some-node:${rv}:${rv - 1}some-node`),
  );
  for (let i = 6; i < 10; i++) store.update(makeTestPod('pod', i));
  expect(texts(3)).toBeUndefined();
  expect(texts(4)).toEqual(
    [5, 6, 7, 8, 9].map((rv) => `MODIFIED:prefix/ns/pod:some-node:${rv}:${rv - 1}some-node`),
  );
  store.delete(makeTestPod('pod', 10));
  expect(texts(9)).toEqual(['DELETED:prefix/ns/pod:some-node:10:9some-node']);
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestMarker', () => {
  const store = upstream(3);
  store.replace([makeTestPod('pod1', 5), makeTestPod('pod2', 9)], '9');
  expect(store.getAllEventsSince(8)[1]?.message).toContain('too old resource version');
  expect(store.getAllEventsSince(9)).toEqual([[], undefined]);
  const pod = makeTestPod('pods', 12);
  store.add(pod);
  expect(store.getAllEventsSince(9)[0]?.map(({ object }) => object)).toEqual([pod]);
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestWaitUntilFreshAndList', () => {
  const scheduler = new Scheduler();
  const indexers: Indexers<Pod> = new Map([
    [
      'l:label',
      ({ metadata }) => [metadata.labels?.['label'] ? [metadata.labels['label']] : [], undefined],
    ],
    ['f:spec.nodeName', ({ spec }) => [[spec.nodeName ?? ''], undefined]],
  ]);
  const store = newTestWatchCache(scheduler, { capacity: 3, indexers });
  scheduler.go(function* () {
    yield* scheduler.sleep(1);
    store.add(makeTestPod('pod1', 2, 'node1', { label: 'value1' }));
    yield* scheduler.sleep(1);
    store.add(makeTestPod('pod2', 3, 'node1', { label: 'value1' }));
    store.add(makeTestPod('pod3', 5, 'node2', { label: 'value2' }));
  });
  const lists = (...matchValues: [indexName: string, value: string][]) => {
    const values = matchValues.map(([indexName, value]) => ({ indexName, value }));
    const [items, rv, err] = scheduler.run(() => store.waitUntilFreshAndList(5, values));
    return [items.length, rv, err];
  };
  expect(lists()).toEqual([3, 5, undefined]);
  expect(lists(['l:label', 'value1'], ['f:spec.nodeName', 'node2'])).toEqual([2, 5, undefined]);
  expect(lists(['l:not-exist-label', 'whatever'], ['f:spec.nodeName', 'node2'])).toEqual([
    1,
    5,
    undefined,
  ]);
  expect(lists(['l:not-exist-label', 'whatever'])).toEqual([3, 5, undefined]);
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestWaitUntilFreshAndGet', () => {
  const scheduler = new Scheduler();
  const store = newTestWatchCache(scheduler, { capacity: 3 });
  scheduler.go(function* () {
    yield* scheduler.sleep(1);
    store.add(makeTestPod('foo', 2));
    store.add(makeTestPod('bar', 5));
  });
  const [item, exists, rv, err] = scheduler.run(() =>
    store.waitUntilFreshAndGet(5, 'prefix/ns/bar'),
  );
  expect([item?.object, exists, rv, err]).toEqual([makeTestPod('bar', 5), true, 5, undefined]);
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestWaitUntilFreshAndListTimeout', () => {
  const scheduler = new Scheduler();
  const store = newTestWatchCache(scheduler, { capacity: 3 });
  const [, , err] = scheduler.run(() => store.waitUntilFreshAndList(5));
  expect(scheduler.now()).toBe(blockTimeout);
  expect(isTimeout(err)).toBe(true);
  expect(isTooLargeResourceVersion(err)).toBe(true);
});

test('staging/src/k8s.io/apiserver/pkg/storage/cacher/watch_cache_test.go#TestCacheIncreaseDoesNotBreakWatch', () => {
  const store = upstream(2);
  const addEvent = (key: string, resourceVersion: number, recordTime: number): void => {
    store.updateCache({ type: 'ADDED', key, resourceVersion, recordTime });
  };
  store.replace([], '10');
  addEvent('key1', 20, 0);
  const later = 2 * eventFreshDuration;
  addEvent('key2', 30, later);
  addEvent('key3', 40, later);
  addEvent('key4', 50, later + 1000);
  expect(store.getAllEventsSince(15)[1]?.message).toContain('too old resource version');
});
