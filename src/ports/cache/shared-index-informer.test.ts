import { describe, expect, test } from 'vitest';
import { FakeControllerSource } from '../../../conformance/fake-controller-source.ts';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { objectOf, textOf, thingOf, type Thing } from '../../../conformance/things.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler, shuffled } from '../runtime/scheduler.ts';
import { newIndexer } from './cache.ts';
import type { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from './deletion-handling-meta-namespace-key-func.ts';
import type { DeltaType } from './delta.ts';
import type { Indexer } from './indexer.ts';
import type { ResourceEventHandler } from './resource-event-handler.ts';
import { SharedIndexInformer } from './shared-index-informer.ts';

interface InformerStep {
  /** `handler ms` (-1 for the default), `start`, `pass ms`, `resync?` or `stop`. */
  readonly do?: string;
  readonly deltas?: readonly string[];
  readonly error?: string;
  readonly resync?: boolean;
  readonly told?: readonly string[];
  readonly check: number;
  /** Of every listener: requested period, period, next resync. */
  readonly periods?: readonly string[];
}

interface InformerCase {
  readonly default: number;
  /** `add name`, `update name`, `delete name` or `get name`: with these the cache fails. */
  readonly failing: readonly string[];
  readonly steps: readonly InformerStep[];
}

const throwing = (error: Error): never => {
  throw error;
};

function failingIndexer(failing: readonly string[]): Indexer<Thing> {
  const indexer = newIndexer<Thing>(deletionHandlingMetaNamespaceKeyFunc, new Map());
  const failure = (what: string, obj: Thing | DeletedFinalStateUnknown): Error | undefined => {
    const name = textOf(obj).split(':')[0] ?? '';
    return failing.includes(`${what} ${name}`) ? new Error(`${what} fails`) : undefined;
  };
  const add = indexer.add.bind(indexer);
  indexer.add = (obj) => failure('add', obj) ?? add(obj);
  const update = indexer.update.bind(indexer);
  indexer.update = (obj) => failure('update', obj) ?? update(obj);
  const remove = indexer.delete.bind(indexer);
  indexer.delete = (obj) => failure('delete', obj) ?? remove(obj);
  const get = indexer.get.bind(indexer);
  indexer.get = (obj) => {
    const [item, exists] = get(obj);
    return [item, exists, failure('get', obj)];
  };
  return indexer;
}

/** Notes what it is told. */
function listener(told: string[], prefix = ''): ResourceEventHandler<Thing> {
  return {
    onAdd: (obj) => told.push(`${prefix}add ${textOf(obj)}`),
    onUpdate: (oldObj, newObj) => told.push(`${prefix}update ${textOf(oldObj)} ${textOf(newObj)}`),
    onDelete: (obj) => told.push(`${prefix}delete ${textOf(obj)}`),
  };
}

function replay(one: InformerCase, scheduler: Scheduler): InformerStep[] {
  const informer = new SharedIndexInformer<Thing>({
    runtime: scheduler,
    // No list ever comes: the deltas are handled by hand.
    listerWatcher: {
      *list() {
        yield () => false;
        return [undefined, undefined];
      },
      *watch() {
        yield () => false;
        return [undefined, undefined];
      },
    },
    defaultEventHandlerResyncPeriod: one.default,
    indexer: failingIndexer(one.failing),
    handleError: throwing,
  });
  const stopCh = new Channel<never>();
  const told: string[][] = [];
  return one.steps.map((step) => {
    const [what, number = ''] = (step.do ?? '').split(' ');
    const answer: { -readonly [key in keyof InformerStep]?: InformerStep[key] } = {};
    if (what === 'handler') {
      told.push([]);
      const handler = listener(told.at(-1) ?? [], `${told.length - 1} `);
      if (number === '-1') informer.addEventHandler(handler);
      else informer.addEventHandlerWithResyncPeriod(handler, Number(number));
    } else if (what === 'start') {
      scheduler.go(() => informer.run(stopCh));
    } else if (what === 'stop') {
      stopCh.close();
    } else if (what === 'pass') {
      scheduler.advance(Number(number));
    } else if (what === 'resync?') {
      if (informer.processor.shouldResync()) answer.resync = true;
    } else {
      const deltas = (step.deltas ?? []).map((text) => {
        const [type = '', object = ''] = text.split(' ');
        return { type: type as DeltaType, object: objectOf(object) };
      });
      const error = informer.handleDeltas(deltas);
      if (error) answer.error = error.message;
    }
    scheduler.runUntilIdle();
    const all = told.flatMap((list) => list.splice(0));
    // A late handler is told of the cached objects in any order: Go keeps them in a map.
    if (all.length > 0) answer.told = what === 'handler' ? all.sort() : all;
    answer.check = informer.resyncCheckPeriod;
    const { listeners } = informer.processor;
    if ((what === 'handler' || what === 'resync?') && listeners.length > 0) {
      answer.periods = listeners.map(
        ({ requestedResyncPeriod, resyncPeriod, nextResync }) =>
          `${requestedResyncPeriod} ${resyncPeriod} ${nextResync}`,
      );
    }
    const { do: given, deltas } = step;
    return { ...(given && { do: given }), ...(deltas && { deltas }), check: 0, ...answer };
  });
}

describe('SharedIndexInformer', () => {
  const { symbol, cases } = readVectors<InformerCase>('handle-deltas');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/client-go/tools/cache/shared_informer.go#sharedIndexInformer.HandleDeltas',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('tells every handler what Go did, in any order of tasks', () => {
    for (const [at, one] of cases.entries()) {
      for (const scheduler of [new Scheduler(), new Scheduler({ choose: shuffled(at) })]) {
        expect({ at, ...one, steps: replay(one, scheduler) }).toEqual({ at, ...one });
      }
    }
  });
});

/** An informer over a source, and the names that a handler was told of. */
function setUp(source: FakeControllerSource, period: number) {
  const scheduler = source.scheduler;
  const informer = new SharedIndexInformer<Thing>({
    runtime: scheduler,
    listerWatcher: source,
    objectType: { name: '*v1.Pod', is: (object) => (object as Thing).kind === 'Pod' },
    defaultEventHandlerResyncPeriod: period,
    handleError: () => undefined,
  });
  const addListener = (resyncPeriod: number): (() => string[]) => {
    let received: string[] = [];
    const handle = (obj: Thing): void => {
      received.push(obj.metadata.name);
    };
    informer.addEventHandlerWithResyncPeriod(
      {
        onAdd: handle,
        onUpdate: (_old, obj) => {
          handle(obj);
        },
        onDelete: () => undefined,
      },
      resyncPeriod,
    );
    return () => {
      const names = [...new Set(received)].sort();
      received = [];
      return names;
    };
  };
  const stop = new Channel<never>();
  const run = (): void => {
    scheduler.go(() => informer.run(stop));
    scheduler.runUntilIdle();
  };
  return { scheduler, informer, addListener, run, stop };
}

test('staging/src/k8s.io/client-go/tools/cache/shared_informer_test.go#TestListenerResyncPeriods', () => {
  const source = new FakeControllerSource(new Scheduler());
  source.add(thingOf('pod1'));
  source.add(thingOf('pod2'));
  const { scheduler, addListener, run } = setUp(source, 1000);
  const listeners = [addListener(0), addListener(2000), addListener(3000)];
  const received = (): string[][] => listeners.map((take) => take());
  run();
  const all = ['pod1', 'pod2'];
  expect(received()).toEqual([all, all, all]);
  scheduler.advance(2000);
  expect(received()).toEqual([[], all, []]);
  scheduler.advance(1000);
  expect(received()).toEqual([[], [], all]);
});

test('staging/src/k8s.io/client-go/tools/cache/shared_informer_test.go#TestResyncCheckPeriod', () => {
  const { informer, addListener } = setUp(new FakeControllerSource(new Scheduler()), 43_200_000);
  const periods = (): number[] => informer.processor.listeners.map((one) => one.resyncPeriod);
  addListener(0);
  expect([informer.resyncCheckPeriod, periods()]).toEqual([43_200_000, [0]]);
  addListener(60_000);
  expect([informer.resyncCheckPeriod, periods()]).toEqual([60_000, [0, 60_000]]);
  addListener(55_000);
  expect([informer.resyncCheckPeriod, periods()]).toEqual([55_000, [0, 60_000, 55_000]]);
  addListener(5000);
  expect([informer.resyncCheckPeriod, periods()]).toEqual([5000, [0, 60_000, 55_000, 5000]]);
});

test('staging/src/k8s.io/client-go/tools/cache/shared_informer_test.go#TestSharedInformerInitializationRace', () => {
  for (let seed = 0; seed < 20; seed++) {
    const scheduler = new Scheduler({ choose: shuffled(seed) });
    const { informer, addListener, stop } = setUp(new FakeControllerSource(scheduler), 1000);
    scheduler.go(function* () {
      yield;
      addListener(0);
    });
    scheduler.go(function* () {
      yield;
      stop.close();
    });
    scheduler.run(() => informer.run(stop));
  }
});

test('staging/src/k8s.io/client-go/tools/cache/shared_informer_test.go#TestSharedInformerWatchDisruption', () => {
  const source = new FakeControllerSource(new Scheduler());
  source.add(thingOf('pod1:1'));
  source.add(thingOf('pod2:2'));
  const { scheduler, addListener, run } = setUp(source, 1000);
  const [noResync, resync] = [addListener(0), addListener(1000)];
  run();
  const all = ['pod1', 'pod2'];
  expect([noResync(), resync()]).toEqual([all, all]);
  source.addDropWatch(thingOf('pod3:3'));
  source.modifyDropWatch(thingOf('pod2:4'));
  scheduler.runUntilIdle();
  expect([noResync(), resync()]).toEqual([[], []]);
  // This takes the first one off the listeners of a resync.
  scheduler.advance(1000);
  expect([noResync(), resync()]).toEqual([[], all]);
  source.resetWatch();
  scheduler.advance(2000);
  expect([noResync(), resync()]).toEqual([
    ['pod2', 'pod3'],
    ['pod1', 'pod2', 'pod3'],
  ]);
});

test('staging/src/k8s.io/client-go/tools/cache/shared_informer_test.go#TestSharedInformerErrorHandling', () => {
  const source = new FakeControllerSource(new Scheduler());
  source.add(thingOf('pod1'));
  source.listError = new Error('Access Denied');
  const { informer, run } = setUp(source, 1000);
  const errors: string[] = [];
  expect(informer.setWatchErrorHandler((_, err) => errors.push(err.message))).toBeUndefined();
  run();
  expect(errors[0]).toContain('Access Denied');
  expect(informer.setWatchErrorHandler(() => undefined)?.message).toBe(
    'informer has already started',
  );
});
