import { expect, test } from 'vitest';
import { Etcd } from '../ports/apiserver/etcd.ts';
import { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Channel } from '../ports/runtime/channel.ts';
import { resourceNamed } from './resource.ts';
import { WatchHub, type HubEvent } from './watch-hub.ts';

function hubWith(...pods: readonly (readonly [name: string, nodeName?: string])[]) {
  const scheduler = new Scheduler();
  const etcd = new Etcd();
  const runtime = {
    go: scheduler.go.bind(scheduler),
    now: () => scheduler.now(),
    sleep: (milliseconds: number) => scheduler.sleep(milliseconds),
    random: () => scheduler.random(),
  };
  const hub = new WatchHub(runtime, etcd, resourceNamed('pods'));
  const put = (name: string, nodeName?: string): void => {
    const key = `/registry/pods/default/${name}`;
    const value = { metadata: { name, namespace: 'default' }, spec: { nodeName } };
    const modRevision = etcd.keys.get(key)?.modRevision ?? 0;
    scheduler.run(() => etcd.commit({ key, modRevision, put: JSON.stringify(value) }));
    scheduler.runUntilIdle();
  };
  for (const [name, nodeName] of pods) put(name, nodeName);
  return { hub, put, etcd };
}

const textsOf = (channel: Channel<HubEvent>): string[] =>
  channel.waiting.map(({ type, object }) =>
    'metadata' in object ? `${type} ${object.metadata.name}` : `${type} ${object.message}`,
  );

test('a watcher gets what came after its version, and what comes', () => {
  const { hub, put } = hubWith(['a'], ['b']);
  const events = hub.watch({ resourceVersion: '2' });
  put('c');
  expect(textsOf(events)).toEqual(['ADDED b', 'ADDED c']);
});

test('with a field selector an object appears when it begins to match', () => {
  const { hub, put } = hubWith(['a'], ['b', 'node-2']);
  const events = hub.watch({ resourceVersion: '1', fieldSelector: 'spec.nodeName=node-1' });
  put('a', 'node-1');
  put('a', 'node-1');
  put('a', 'node-2');
  expect(textsOf(events)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
});

test('after a restart an earlier version is too old', () => {
  const { hub } = hubWith(['a'], ['b']);
  hub.restart();
  expect(textsOf(hub.watch({ resourceVersion: '2' }))).toEqual([
    'ERROR too old resource version: 2 (3)',
  ]);
  expect(textsOf(hub.watch({ resourceVersion: '3' }))).toEqual([]);
});

test('a field selector that nobody knows is an error that says what to write', () => {
  const { hub } = hubWith();
  expect(() => hub.watch({ resourceVersion: '1', fieldSelector: 'a=b' })).toThrow(
    'Unknown field selector `a=b`. Use `spec.nodeName=<node>`.',
  );
});
