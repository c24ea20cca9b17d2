import { expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import type { WatchEvent } from '../api/watch.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { newSourceApiserverFromLW } from './new-source-apiserver.ts';
import type { PodUpdate } from './pod-update.ts';

const podOf = (name: string, image: string, namespace?: string): Pod => ({
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  spec: { containers: [{ name: '', image }] },
  status: {},
});

/** A source on an API server that lists some pods, and then says what the test has it say. */
class World {
  readonly scheduler = new Scheduler();
  readonly updates = new Channel<PodUpdate>();
  readonly #events = new Channel<WatchEvent<Pod>>(Infinity);

  constructor(items: Pod[]) {
    const events = this.#events;
    newSourceApiserverFromLW({
      runtime: this.scheduler,
      updates: this.updates,
      handleError: (error) => {
        throw error;
      },
      listerWatcher: {
        *list() {
          yield;
          return [{ items, resourceVersion: '1' }, undefined];
        },
        *watch() {
          yield;
          return [{ resultChan: events, stop: () => undefined }, undefined];
        },
      },
    });
  }

  say(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: Pod): void {
    this.#events.trySend({ type, object });
  }

  /** The next update; its pods may come in any order, so they are sorted. */
  next(): unknown {
    const [update] = this.scheduler.run(() => this.updates.receive());
    if (!update) throw new Error('no update');
    const text = ({ metadata, spec }: Pod): string =>
      [metadata.namespace ?? '', metadata.name, spec.containers?.[0]?.image].join(' ');
    return { ...update, pods: update.pods.map(text).sort() };
  }
}

const setOf = (...pods: string[]): unknown => ({ op: 'SET', source: 'api', pods });

test('pkg/kubelet/config/apiserver_test.go#TestNewSourceApiserver_UpdatesAndMultiplePods', () => {
  const world = new World([podOf('p', 'image/one')]);
  expect(world.next()).toEqual(setOf(' p image/one'));
  world.say('ADDED', podOf('q', 'image/blah'));
  expect(world.next()).toEqual(setOf(' p image/one', ' q image/blah'));
  world.say('MODIFIED', podOf('p', 'image/two'));
  expect(world.next()).toEqual(setOf(' p image/two', ' q image/blah'));
  world.say('DELETED', podOf('p', 'image/two'));
  expect(world.next()).toEqual(setOf(' q image/blah'));
  world.say('DELETED', podOf('q', 'image/blah'));
  expect(world.next()).toEqual(setOf());
});

test('pkg/kubelet/config/apiserver_test.go#TestNewSourceApiserver_TwoNamespacesSameName', () => {
  const [one, two] = [podOf('p', 'image/one', 'one'), podOf('p', 'image/blah', 'two')];
  const world = new World([one, two]);
  expect(world.next()).toEqual(setOf('one p image/one', 'two p image/blah'));
  world.say('DELETED', one);
  expect(world.next()).toEqual(setOf('two p image/blah'));
});

test('pkg/kubelet/config/apiserver_test.go#TestNewSourceApiserverInitialEmptySendsEmptyPodUpdate', () => {
  expect(new World([]).next()).toEqual(setOf());
});

test('what is sent while nobody reads stands in line, in order', () => {
  const world = new World([]);
  world.say('ADDED', podOf('p', 'one'));
  world.say('MODIFIED', podOf('p', 'two'));
  world.scheduler.runUntilIdle();
  const all = [world.next(), world.next(), world.next()];
  expect(all).toEqual([setOf(), setOf(' p one'), setOf(' p two')]);
});
