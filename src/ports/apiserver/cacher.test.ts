import { expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import type { Watch } from '../api/watch.ts';
import { parseSelector } from '../fields/parse-selector.ts';
import { parse } from '../labels/parse.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { Cacher } from './cacher.ts';
import { getAttrs, matchPod, nodeNameTriggerFunc } from './match-pod.ts';
import { SelectionPredicate } from './selection-predicate.ts';
import type { WatchCache } from './watch-cache.ts';

function pod(name: string, rv: number, nodeName = '', app = 'web'): Pod {
  return {
    metadata: { name, namespace: 'ns', resourceVersion: String(rv), labels: { app } },
    spec: { nodeName },
    status: {},
  };
}

function predicate(label: string, field: string, allowWatchBookmarks = false) {
  const [labels, fields] = [parse(label)[0], parseSelector(field)[0]];
  if (!labels || !fields) throw new Error('no selector');
  const { indexFields } = matchPod(labels, fields);
  return new SelectionPredicate({
    label: labels,
    field: fields,
    getAttrs,
    indexFields,
    allowWatchBookmarks,
  });
}

/** A cacher of pods whose database is this test. */
class Pods {
  readonly scheduler = new Scheduler();
  readonly end = new Channel<never>();
  store: WatchCache<Pod> | undefined;
  readonly cacher: Cacher<Pod>;
  listed: readonly Pod[] = [pod('a', 5), pod('b', 6, 'n')];

  constructor() {
    const start = (store: WatchCache<Pod>): void => {
      this.store = store;
      store.replace(this.listed, '10');
    };
    this.cacher = new Cacher<Pod>({
      runtime: this.scheduler,
      *listAndWatch(store, stopCh) {
        yield;
        start(store);
        yield () => stopCh.canReceive();
        return undefined;
      },
      keyFunc: ({ metadata }) => [`/pods/${metadata.namespace ?? ''}/${metadata.name}`, undefined],
      getAttrsFunc: getAttrs,
      indexedTrigger: { indexName: 'spec.nodeName', indexerFunc: nodeNameTriggerFunc },
      newFunc: () => ({ metadata: { name: '' }, spec: {}, status: {} }),
    });
    this.scheduler.runUntilIdle();
  }

  watch(
    resourceVersion: string,
    label = '',
    field = '',
    done = new Channel<never>(),
    deadline?: number,
  ): Watch<Pod> {
    const ctx = { done, ...(deadline !== undefined && { deadline }) };
    const options = { resourceVersion, predicate: predicate(label, field, deadline !== undefined) };
    const [watch, err] = this.scheduler.run(() => this.cacher.watch(ctx, '/pods', options));
    if (err) throw err;
    return watch;
  }

  /** What a watch has told since it was last asked. */
  told(watch: Watch<Pod>): string[] {
    this.scheduler.runUntilIdle();
    const texts: string[] = [];
    while (watch.resultChan.length > 0) {
      const [event] = this.scheduler.run(() => watch.resultChan.receive());
      if (event?.type === 'ERROR') texts.push(`ERROR ${event.object.message}`);
      else if (event) {
        const { name, resourceVersion = '' } = event.object.metadata;
        texts.push(`${event.type} ${name} ${resourceVersion}`);
      }
      this.scheduler.runUntilIdle();
    }
    return texts;
  }
}

test('a watch gets what is there, then what changes in its selection', () => {
  const pods = new Pods();
  const [all, web, node, later] = [
    pods.watch('0'),
    pods.watch('10', 'app=web'),
    pods.watch('10', '', 'spec.nodeName=n'),
    pods.watch('10'),
  ];
  expect(pods.told(all)).toEqual(['ADDED a 5', 'ADDED b 6']);
  pods.store?.update(pod('a', 11, 'n'));
  pods.store?.update(pod('a', 12, 'n', 'db'));
  pods.store?.delete(pod('b', 13, 'n'));
  expect(pods.told(all)).toEqual(['MODIFIED a 11', 'MODIFIED a 12', 'DELETED b 13']);
  expect(pods.told(web)).toEqual(['MODIFIED a 11', 'DELETED a 12', 'DELETED b 13']);
  expect(pods.told(node)).toEqual(['ADDED a 11', 'MODIFIED a 12', 'DELETED b 13']);
  expect(pods.told(later)).toEqual(pods.told(pods.watch('10')));
  expect(pods.told(pods.watch('12'))).toEqual(['DELETED b 13']);
});

test('a watch from a time that is forgotten is told so', () => {
  const pods = new Pods();
  const watch = pods.watch('9');
  expect(pods.told(watch)).toEqual(['ERROR too old resource version: 9 (10)']);
  expect(watch.resultChan.closed).toBe(true);
});

test('a watch ends when it is stopped, when its request ends, and with the cacher', () => {
  const pods = new Pods();
  const done = new Channel<never>();
  const [stopped, ended, other] = [
    pods.watch('10'),
    pods.watch('10', '', '', done),
    pods.watch('10'),
  ];
  stopped.stop();
  done.close();
  pods.scheduler.runUntilIdle();
  expect([stopped, ended, other].map(({ resultChan }) => resultChan.closed)).toEqual([
    true,
    true,
    false,
  ]);
  expect(pods.cacher.watchers.allWatchers.size).toBe(1);
  pods.cacher.stop();
  pods.scheduler.runUntilIdle();
  expect(other.resultChan.closed).toBe(true);
});

test('one that wants bookmarks gets them, also before its deadline', () => {
  const pods = new Pods();
  const watch = pods.watch('10', 'app=none', '', new Channel<never>(), 90_000);
  pods.store?.update(pod('a', 11));
  pods.scheduler.advance(58_000);
  expect(pods.told(watch)).toEqual([]);
  pods.scheduler.advance(5000);
  expect(pods.told(watch)).toEqual(['BOOKMARK  11']);
  pods.scheduler.advance(28_000);
  expect(pods.told(watch)).toEqual(['BOOKMARK  11']);
});

test('one that does not read is ended, and the others go on', () => {
  const pods = new Pods();
  const [slow, fast] = [
    pods.watch('10', '', 'spec.nodeName=n'),
    pods.watch('10', '', 'spec.nodeName=n'),
  ];
  const got: string[] = [];
  for (let rv = 11; rv < 60; rv++) {
    pods.store?.update(pod('b', rv, 'n'));
    got.push(...pods.told(fast));
    pods.scheduler.advance(200);
  }
  expect(got).toHaveLength(49);
  // What was sent before is still there to be read: as many as the result holds.
  expect(slow.resultChan.length).toBe(10);
  expect(pods.cacher.watchers.valueWatchers.get('n')?.size).toBe(1);
});

test('a list waits for the version it asks for', () => {
  const pods = new Pods();
  pods.scheduler.go(function* () {
    yield* pods.scheduler.sleep(500);
    pods.store?.update(pod('c', 12));
  });
  const list = (resourceVersion: string, field = '') =>
    pods.scheduler.run(() =>
      pods.cacher.list('/pods', { resourceVersion, predicate: predicate('', field) }),
    );
  const [found] = list('12');
  expect(found?.items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c']);
  expect(found?.resourceVersion).toBe(12);
  expect(list('0', 'spec.nodeName=n')[0]?.items).toEqual([pod('b', 6, 'n')]);
  expect(list('99')[1]?.message).toBe('Timeout: Too large resource version: 99, current: 12');
});
