import { expect, test } from 'vitest';
import { FakeControllerSource } from '../../../conformance/fake-controller-source.ts';
import { textOf, thingOf, type Thing } from '../../../conformance/things.ts';
import { seededRandom } from '../runtime/random.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler, shuffled } from '../runtime/scheduler.ts';
import { pollImmediate } from '../wait/poll-immediate.ts';
import { newStore } from './cache.ts';
import { Controller } from './controller.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from './deletion-handling-meta-namespace-key-func.ts';
import { DeltaFIFO } from './delta-fifo.ts';
import { newest } from './delta.ts';
import { ErrRequeue } from './err-requeue.ts';
import { newInformer } from './new-informer.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';
import { ResourceEventHandlerFuncs } from './resource-event-handler-funcs.ts';

const keyOf = (obj: unknown): string => deletionHandlingMetaNamespaceKeyFunc(obj)[0];
const isPod = { name: '*v1.Pod', is: (object: unknown) => (object as Thing).kind === 'Pod' };

function informerOf(
  source: FakeControllerSource,
  resyncPeriod: number,
  handler: ResourceEventHandler<Thing>,
) {
  return newInformer<Thing>({
    runtime: source.scheduler,
    listerWatcher: source,
    objectType: isPod,
    resyncPeriod,
    handler,
    handleError: (error) => {
      throw error;
    },
  });
}

const testIDs = ['a-hello', 'b-controller', 'c-framework'];

test('staging/src/k8s.io/client-go/tools/cache/controller_test.go#Example', () => {
  const scheduler = new Scheduler();
  const source = new FakeControllerSource(scheduler);
  const downstream = newStore<Thing>(deletionHandlingMetaNamespaceKeyFunc);
  const fifo = new DeltaFIFO<Thing>({ knownObjects: downstream });
  const deleted: string[] = [];
  const controller = new Controller<Thing>({
    runtime: scheduler,
    queue: fifo,
    listerWatcher: source,
    objectType: isPod,
    fullResyncPeriod: 100,
    retryOnError: false,
    process: (deltas) => {
      const last = newest(deltas);
      if (!last) throw new Error('no delta');
      if (last.type !== 'Deleted') {
        const err = downstream.add(last.object as Thing);
        source.delete(last.object as Thing);
        return err;
      }
      deleted.push(fifo.keyOf(last.object)[0]);
      return downstream.delete(last.object);
    },
    handleError: (error) => {
      throw error;
    },
  });
  const stop = new Channel<never>();
  expect(controller.lastSyncResourceVersion()).toBe('');
  scheduler.go(() => controller.run(stop));
  for (const name of testIDs) source.add(thingOf(name));
  scheduler.runUntilIdle();
  expect(deleted.sort()).toEqual(testIDs);
  expect(controller.lastSyncResourceVersion()).toBe('6');
});

test('staging/src/k8s.io/client-go/tools/cache/controller_test.go#ExampleNewInformer', () => {
  const scheduler = new Scheduler();
  const source = new FakeControllerSource(scheduler);
  const deleted: string[] = [];
  const [store, controller] = informerOf(
    source,
    100,
    new ResourceEventHandlerFuncs<Thing>({
      addFunc: (obj) => {
        source.delete(obj);
      },
      deleteFunc: (obj) => deleted.push(keyOf(obj)),
    }),
  );
  scheduler.go(() => controller.run(new Channel<never>()));
  for (const name of testIDs) source.add(thingOf(name));
  scheduler.runUntilIdle();
  expect(deleted.sort()).toEqual(testIDs);
  expect(store.listKeys()).toEqual([]);
});

// Upstream only looks for a hang or a race; here the store must be what the source has in the end,
// and what is told of an object must make sense.
test('staging/src/k8s.io/client-go/tools/cache/controller_test.go#TestHammerController', () => {
  for (let seed = 0; seed < 5; seed++) {
    const scheduler = new Scheduler({ choose: shuffled(seed) });
    const source = new FakeControllerSource(scheduler);
    const told = new Map<string, string[]>();
    const tell = (what: string, obj: unknown): void => {
      told.set(keyOf(obj), [...(told.get(keyOf(obj)) ?? []), what]);
    };
    const [store, controller] = informerOf(source, 100, {
      onAdd: (obj) => {
        tell('add', obj);
      },
      onUpdate: (_old, obj) => {
        tell('update', obj);
      },
      onDelete: (obj) => {
        tell('delete', obj);
      },
    });
    expect(controller.hasSynced()).toBe(false);
    const stop = new Channel<never>();
    scheduler.go(() => controller.run(stop));
    scheduler.run(() =>
      pollImmediate(scheduler, 100, 30_000, function* () {
        yield;
        return [controller.hasSynced(), undefined];
      }),
    );
    expect(controller.hasSynced()).toBe(true);
    const alive = new Set<string>();
    for (let thread = 0; thread < 3; thread++) {
      const random = seededRandom(seed * 10 + thread);
      scheduler.go(function* () {
        for (let i = 0; i < 100; i++) {
          yield* scheduler.sleep(random() * 3);
          const name = `${thread}-${Math.floor(random() * 8)}`;
          if (!alive.has(name)) {
            source.add(thingOf(name));
            alive.add(name);
          } else if (random() < 0.5) {
            source.modify(thingOf(name));
          } else {
            source.delete(thingOf(name));
            alive.delete(name);
          }
          if (thread === 0 && i === 60) source.resetWatch();
        }
      });
    }
    scheduler.advance(3000);
    stop.close();
    scheduler.runUntilIdle();
    expect(store.listKeys().sort()).toEqual([...alive].sort());
    for (const [name, whats] of told) {
      let exists = false;
      for (const what of whats) {
        expect(what === 'add').toBe(!exists);
        exists = what !== 'delete';
      }
      expect(exists).toBe(alive.has(name));
    }
  }
});

test('staging/src/k8s.io/client-go/tools/cache/controller_test.go#TestUpdate', () => {
  for (let seed = 0; seed < 20; seed++) {
    const scheduler = new Scheduler({ choose: shuffled(seed) });
    const source = new FakeControllerSource(scheduler);
    const pod = (name: string, check: string): Thing => {
      const { kind, metadata } = thingOf(name);
      return { kind, metadata: { ...metadata, labels: { check } } };
    };
    const deleted: string[] = [];
    const transitions = new Set<string>();
    const [, controller] = informerOf(
      source,
      0,
      new ResourceEventHandlerFuncs<Thing>({
        updateFunc: (oldObj, newObj) => {
          const [from, to] = [oldObj.metadata.labels?.['check'], newObj.metadata.labels?.['check']];
          transitions.add(`${String(from)} ${String(to)}`);
          if (to === 'to') source.delete(newObj);
        },
        deleteFunc: (obj) => deleted.push(keyOf(obj)),
      }),
    );
    scheduler.go(() => controller.run(new Channel<never>()));
    scheduler.runUntilIdle();
    const names = ['a-0-0', 'a-1-0', 'a-2-0'];
    for (const name of names) {
      scheduler.go(function* () {
        yield;
        source.add(pod(name, 'from'));
        yield* scheduler.sleep(1);
        source.modify(pod(name, 'to'));
      });
    }
    scheduler.advance(10);
    expect(deleted.sort()).toEqual(names);
    expect(
      [...transitions].filter((one) => !['from to', 'to to', 'from from'].includes(one)),
    ).toEqual([]);
  }
});

test('staging/src/k8s.io/client-go/tools/cache/controller_test.go#TestPanicPropagated', () => {
  const scheduler = new Scheduler();
  const source = new FakeControllerSource(scheduler);
  const [, controller] = informerOf(
    source,
    100,
    new ResourceEventHandlerFuncs<Thing>({
      addFunc: () => {
        throw new Error('Just panic.');
      },
    }),
  );
  source.add(thingOf('test'));
  expect(() => {
    scheduler.run(() => controller.run(new Channel<never>()));
  }).toThrow('Just panic.');
});

test('what could not be processed goes back into the queue if asked for, unless there is newer', () => {
  for (const retryOnError of [true, false]) {
    for (const error of [new Error('failed'), new ErrRequeue(new Error('failed'))]) {
      const scheduler = new Scheduler();
      const source = new FakeControllerSource(scheduler);
      const processed: string[] = [];
      const controller = new Controller<Thing>({
        runtime: scheduler,
        queue: new DeltaFIFO<Thing>(),
        listerWatcher: source,
        fullResyncPeriod: 0,
        retryOnError,
        process: (deltas) => {
          processed.push(deltas.map(({ type, object }) => `${type} ${textOf(object)}`).join());
          return processed.length < 3 ? error : undefined;
        },
        handleError: () => undefined,
      });
      source.add(thingOf('a'));
      const stop = new Channel<never>();
      scheduler.go(() => controller.run(stop));
      scheduler.runUntilIdle();
      const again = retryOnError || error instanceof ErrRequeue;
      expect(processed).toEqual(Array.from({ length: again ? 3 : 1 }, () => 'Sync a:1'));
      stop.close();
      scheduler.run(function* () {
        yield* scheduler.sleep(5000);
      });
    }
  }
});
