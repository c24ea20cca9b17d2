import { expect, test } from 'vitest';
import type { ListOptions } from '../ports/api/list-options.ts';
import type { Watch } from '../ports/api/watch.ts';
import { Etcd } from '../ports/apiserver/etcd.ts';
import { Scheduler } from '../ports/runtime/scheduler.ts';
import type { KubeObject } from './kube-object.ts';
import { resourceNamed } from './resource.ts';
import { WatchHub } from './watch-hub.ts';

class Hub {
  readonly scheduler = new Scheduler();
  readonly etcd = new Etcd();
  readonly hub = new WatchHub(this.scheduler, this.etcd, resourceNamed('pods'));

  constructor() {
    this.scheduler.runUntilIdle();
  }

  put(name: string, nodeName?: string): void {
    const key = `/registry/pods/default/${name}`;
    const value = { metadata: { name, namespace: 'default' }, spec: { nodeName }, status: {} };
    const modRevision = this.etcd.keys.get(key)?.modRevision ?? 0;
    this.scheduler.run(() => this.etcd.commit({ key, modRevision, put: JSON.stringify(value) }));
    this.scheduler.runUntilIdle();
  }

  watch(options: ListOptions): Watch<KubeObject> {
    const [watch, err] = this.scheduler.run(() => this.hub.watch(options));
    if (err) throw err;
    return watch;
  }

  told({ resultChan }: Watch<KubeObject>): string[] {
    this.scheduler.runUntilIdle();
    return resultChan.waiting.map(({ type, object }) =>
      'metadata' in object ? `${type} ${object.metadata.name}` : `${type} ${object.message}`,
    );
  }
}

test('a watcher gets what came after its version, and what comes', () => {
  const hub = new Hub();
  hub.put('a');
  hub.put('b');
  const watch = hub.watch({ resourceVersion: '2' });
  hub.put('c');
  expect(hub.told(watch)).toEqual(['ADDED b', 'ADDED c']);
});

test('with a field selector an object appears when it begins to match', () => {
  const hub = new Hub();
  hub.put('a');
  hub.put('b', 'node-2');
  const watch = hub.watch({ resourceVersion: '1', fieldSelector: 'spec.nodeName=node-1' });
  hub.put('a', 'node-1');
  hub.put('a', 'node-1');
  hub.put('a', 'node-2');
  expect(hub.told(watch)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
});

test('after a restart watches end, and an earlier version is too old', () => {
  const hub = new Hub();
  hub.put('a');
  hub.put('b');
  const before = hub.watch({ resourceVersion: '3' });
  hub.hub.restart();
  hub.scheduler.advance(3000);
  expect(before.resultChan.closed).toBe(true);
  expect(hub.told(hub.watch({ resourceVersion: '2' }))).toEqual([
    'ERROR too old resource version: 2 (3)',
  ]);
  expect(hub.told(hub.watch({ resourceVersion: '3' }))).toEqual([]);
});

test('a watch ends after its time, and gets bookmarks before', () => {
  const hub = new Hub();
  hub.put('a');
  const watch = hub.watch({ resourceVersion: '2', timeoutSeconds: 100, allowWatchBookmarks: true });
  hub.put('b', 'node-1');
  hub.scheduler.advance(99_000);
  expect(hub.told(watch).filter((text) => text.startsWith('BOOKMARK'))).not.toEqual([]);
  expect(watch.resultChan.closed).toBe(false);
  hub.scheduler.advance(2000);
  expect(watch.resultChan.closed).toBe(true);
});
