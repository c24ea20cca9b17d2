import { expect, test } from 'vitest';
import { textOf, thingOf, type Thing } from '../../../conformance/things.ts';
import { ConnectionRefused } from '../api/connection-refused.ts';
import type { ObjectList } from '../api/list-options.ts';
import { StatusError } from '../api/status-error.ts';
import type { Watch, WatchEvent } from '../api/watch.ts';
import { Channel } from '../runtime/channel.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import { ExponentialBackoffManager } from '../wait/exponential-backoff-manager.ts';
import { newStore } from './cache.ts';
import { DeltaFIFO } from './delta-fifo.ts';
import { newest } from './delta.ts';
import { errorStopRequested } from './error-stop-requested.ts';
import { listAndWatch } from './list-and-watch.ts';
import { metaNamespaceKeyFunc } from './meta-namespace-key-func.ts';
import { Reflector, type ReflectorOptions } from './reflector.ts';
import { watchHandler } from './watch-handler.ts';

// The cases of reflector_test.go. Left out: those of pages, as a list is one call here
// (TestReflectorWatchListPageSize, TestReflectorNotPaginatingNotConsistentReads,
// TestReflectorPaginatingNonConsistentReadsIfWatchCacheDisabled, TestReflectorFullListIfExpired), and
// TestReflectorSetExpectedType, as objects without a type of their own are.
type Answer<A> = readonly [A | undefined, Error | undefined];

class FakeWatch implements Watch<Thing> {
  readonly resultChan = new Channel<WatchEvent<Thing>>(Infinity);

  send(type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK', object: Thing): void {
    this.resultChan.trySend({ type, object });
  }

  stop(): void {
    if (!this.resultChan.closed) this.resultChan.close();
  }
}

const emptyList = (resourceVersion: string): Answer<ObjectList<Thing>> => [
  { items: [], resourceVersion },
  undefined,
];

/** A reflector whose lists and watches are answered at once. */
function setUp(
  list: (resourceVersion: string) => Answer<ObjectList<Thing>>,
  watch: (resourceVersion: string) => Answer<Watch<Thing>>,
  options: Partial<ReflectorOptions<Thing>> = {},
) {
  const scheduler = new Scheduler();
  const handled: string[] = [];
  const store = newStore<Thing>(metaNamespaceKeyFunc);
  const reflector = new Reflector<Thing>({
    runtime: scheduler,
    listerWatcher: {
      *list({ resourceVersion }) {
        yield;
        return list(resourceVersion);
      },
      *watch({ resourceVersion }) {
        yield;
        return watch(resourceVersion);
      },
    },
    store,
    expectedType: { name: '*v1.Pod', is: (object) => (object as Thing).kind === 'Pod' },
    handleError: ({ message }) => handled.push(message),
    ...options,
  });
  return { scheduler, store, reflector, handled };
}

const unused = (): never => {
  throw new Error('not to be called');
};
const never = (): Channel<never> => new Channel<never>();

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestCloseWatchChannelOnError', () => {
  const fw = new FakeWatch();
  const { scheduler, reflector } = setUp(
    () => emptyList('1'),
    () => [fw, undefined],
  );
  scheduler.go(function* () {
    yield* listAndWatch(reflector, never());
  });
  scheduler.runUntilIdle();
  fw.resultChan.trySend({ type: 'ERROR', object: new StatusError('bar') });
  scheduler.runUntilIdle();
  expect(fw.resultChan.closed).toBe(true);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestRunUntil', () => {
  const stopCh = never();
  const fw = new FakeWatch();
  const { scheduler, reflector } = setUp(
    () => emptyList('1'),
    () => [fw, undefined],
  );
  scheduler.go(() => reflector.run(stopCh));
  scheduler.runUntilIdle();
  fw.send('ADDED', thingOf('bar'));
  stopCh.close();
  scheduler.runUntilIdle();
  expect(fw.resultChan.closed).toBe(true);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorResyncChan', () => {
  const { scheduler, reflector } = setUp(unused, unused, { resyncPeriod: 1 });
  const a = reflector.resyncChan();
  expect(a()).toBe(false);
  scheduler.advance(1);
  expect(a()).toBe(true);
});

test('without a resync period there is never a resync', () => {
  const { scheduler, reflector } = setUp(unused, unused);
  const a = reflector.resyncChan();
  scheduler.advance(1e9);
  expect(a()).toBe(false);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorWatchHandlerError', () => {
  const { scheduler, reflector } = setUp(unused, unused);
  const fw = new FakeWatch();
  fw.stop();
  const errc = new Channel<Error>(1);
  const err = scheduler.run(() => watchHandler(reflector, 0, fw, { value: '' }, errc, never()));
  expect(err?.message).toContain('very short watch');
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorWatchHandler', () => {
  const { scheduler, reflector, store, handled } = setUp(unused, unused);
  const fw = new FakeWatch();
  store.add(thingOf('foo'));
  store.add(thingOf('bar'));
  fw.send('ADDED', thingOf('rejected', 'Service'));
  fw.send('DELETED', thingOf('foo'));
  fw.send('MODIFIED', thingOf('bar:55'));
  fw.send('ADDED', thingOf('baz:32'));
  fw.stop();
  const resumeRV = { value: '' };
  const errc = new Channel<Error>(1);
  const err = scheduler.run(() => watchHandler(reflector, 0, fw, resumeRV, errc, never()));
  expect(err).toBeUndefined();
  expect(store.list().map(textOf)).toEqual(['bar:55', 'baz:32']);
  expect(handled).toHaveLength(1);
  expect([resumeRV.value, reflector.lastSyncResourceVersion()]).toEqual(['32', '32']);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorStopWatch', () => {
  const { scheduler, reflector } = setUp(unused, unused);
  const stopWatch = new Channel<void>(1);
  stopWatch.trySend(undefined);
  const errc = new Channel<Error>(1);
  const fw = new FakeWatch();
  const err = scheduler.run(() => watchHandler(reflector, 0, fw, { value: '' }, errc, stopWatch));
  expect(err).toBe(errorStopRequested);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorListAndWatch', () => {
  const watched: string[] = [];
  let fw = new FakeWatch();
  const store = new DeltaFIFO<Thing>();
  const { scheduler, reflector } = setUp(
    () => emptyList('1'),
    (rv) => {
      watched.push(rv);
      fw = new FakeWatch();
      return [fw, undefined];
    },
    { store },
  );
  scheduler.go(function* () {
    yield* listAndWatch(reflector, never());
  });
  const ids = ['foo', 'bar', 'baz', 'qux', 'zoo'];
  for (const [i, id] of ids.entries()) {
    scheduler.runUntilIdle();
    fw.send('ADDED', thingOf(`${id}:${i + 2}`));
    if (id === 'bar') fw.stop();
  }
  scheduler.runUntilIdle();
  const popped = ids.map(() => {
    let text = '';
    scheduler.run(() =>
      store.pop((deltas) => {
        text = textOf(newest(deltas)?.object ?? unused());
        return undefined;
      }),
    );
    return text;
  });
  expect(popped).toEqual(['foo:2', 'bar:3', 'baz:4', 'qux:5', 'zoo:6']);
  expect(watched).toEqual(['1', '3']);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorListAndWatchWithErrors', () => {
  interface Line {
    readonly list?: readonly [rv: string, ...items: string[]];
    readonly listErr?: Error;
    readonly events?: readonly string[];
    readonly watchErr?: Error;
  }
  const table: Line[] = [
    { list: ['1'], events: ['ADDED foo:2', 'ADDED bar:3'] },
    { list: ['3', 'foo:2', 'bar:3'], events: ['DELETED foo:4', 'ADDED qux:5'] },
    { listErr: new Error('a list error') },
    { list: ['5', 'bar:3', 'qux:5'], watchErr: new Error('a watch error') },
    { list: ['5', 'bar:3', 'qux:5'], events: ['ADDED baz:6'] },
    { list: ['6', 'bar:3', 'qux:5', 'baz:6'] },
  ];
  const store = newStore<Thing>(metaNamespaceKeyFunc);
  for (const { list, listErr, events = [], watchErr } of table) {
    if (list) expect(store.list().map(textOf).sort()).toEqual(list.slice(1).sort());
    let nextWatchErr = watchErr;
    const { scheduler, reflector } = setUp(
      () => {
        if (!list) return [undefined, listErr];
        const [resourceVersion, ...items] = list;
        return [{ items: items.map((text) => thingOf(text)), resourceVersion }, undefined];
      },
      () => {
        if (nextWatchErr) return [undefined, nextWatchErr];
        nextWatchErr = new Error('second watch');
        const fw = new FakeWatch();
        for (const text of events) {
          const [type = '', object = ''] = text.split(' ');
          fw.send(type as 'ADDED', thingOf(object));
        }
        fw.stop();
        return [fw, undefined];
      },
      { store },
    );
    scheduler.run(() => listAndWatch(reflector, never()));
  }
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorListAndWatchInitConnBackoff', () => {
  const maxBackoff = 50;
  for (const [numConnFails, lower, upper] of [
    [5, 31, 62],
    [40, 35 * maxBackoff, 40 * 2 * maxBackoff],
  ] as const) {
    const stopCh = never();
    let connFails: number = numConnFails;
    const { scheduler, reflector } = setUp(
      () => emptyList('1'),
      () => {
        if (connFails-- > 0) return [undefined, new ConnectionRefused()];
        stopCh.close();
        return [new FakeWatch(), undefined];
      },
    );
    const manager = new ExponentialBackoffManager(scheduler, {
      initBackoff: 1,
      maxBackoff,
      resetDuration: 100,
      backoffFactor: 2,
      jitter: 1,
    });
    Object.assign(reflector, { initConnBackoffManager: manager });
    const err = scheduler.run(() => listAndWatch(reflector, stopCh));
    expect(err).toBeUndefined();
    expect(scheduler.now()).toBeGreaterThanOrEqual(lower);
    expect(scheduler.now()).toBeLessThanOrEqual(upper);
  }
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorResync', () => {
  let iteration = 0;
  const store = newStore<Thing>(metaNamespaceKeyFunc);
  const resync = (): Error | undefined =>
    ++iteration === 2 ? new Error('expected resync reached') : undefined;
  const { scheduler, reflector } = setUp(
    () => emptyList('0'),
    () => [new FakeWatch(), undefined],
    {
      store: {
        add: (obj) => store.add(obj),
        update: (obj) => store.update(obj),
        delete: (obj) => store.delete(obj),
        replace: (items, rv) => store.replace(items, rv),
        resync,
      },
      resyncPeriod: 1,
    },
  );
  expect(scheduler.run(() => listAndWatch(reflector, never()))).toBeUndefined();
  expect([iteration, scheduler.now()]).toEqual([2, 2]);
});

test('a resync that should not be is put off to the next period', () => {
  const asked: number[] = [];
  let resyncs = 0;
  const store = newStore<Thing>(metaNamespaceKeyFunc);
  store.resync = () => {
    resyncs++;
    return undefined;
  };
  const stopCh = never();
  const { scheduler, reflector } = setUp(
    () => emptyList('0'),
    () => [new FakeWatch(), undefined],
    {
      store,
      resyncPeriod: 10,
      shouldResync: () => asked.push(scheduler.now()) % 2 === 0,
    },
  );
  scheduler.go(function* (): Task<void> {
    yield* listAndWatch(reflector, stopCh);
  });
  scheduler.advance(45);
  expect([asked, resyncs]).toEqual([[10, 20, 30, 40], 2]);
  stopCh.close();
  scheduler.advance(100);
  expect(asked).toHaveLength(4);
});

/** Runs until the first watch, as often as is said, and gives the resource versions listed at. */
function listedAt(times: number, answer: (rv: string) => Answer<ObjectList<Thing>>): string[] {
  const listCallRVs: string[] = [];
  let stopCh = never();
  const { scheduler, reflector } = setUp(
    (rv) => {
      listCallRVs.push(rv);
      return answer(rv);
    },
    () => {
      stopCh.close();
      return [new FakeWatch(), undefined];
    },
  );
  for (let time = 0; time < times; time++) {
    stopCh = never();
    expect(scheduler.run(() => listAndWatch(reflector, stopCh))).toBeUndefined();
  }
  return listCallRVs;
}

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorResyncWithResourceVersion', () => {
  expect(listedAt(2, (rv) => emptyList(rv === '0' ? '10' : '11'))).toEqual(['0', '10']);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorExpiredExactResourceVersion', () => {
  const answer = (rv: string): Answer<ObjectList<Thing>> => {
    if (rv === '10') return [undefined, new StatusError('too old', 'Expired')];
    return emptyList(rv === '0' ? '10' : '11');
  };
  expect(listedAt(2, answer)).toEqual(['0', '10', '']);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorFullListIfTooLarge', () => {
  const tooLarge = 'too large resource version';
  const answer = (rv: string): Answer<ObjectList<Thing>> => {
    switch (rv) {
      case '0':
        return emptyList('20');
      case '20':
        return [undefined, new StatusError(tooLarge, 'Timeout', ['ResourceVersionTooLarge'])];
      case '30':
        return [
          undefined,
          new StatusError(tooLarge, 'Timeout', [''], ['Too large resource version']),
        ];
      case '':
        return emptyList('30');
      default:
        return [undefined, new Error(`unexpected List call: ${rv}`)];
    }
  };
  expect(listedAt(3, answer)).toEqual(['0', '20', '', '30', '']);
});

test('staging/src/k8s.io/client-go/tools/cache/reflector_test.go#TestReflectorResourceVersionUpdate', () => {
  const versions: string[] = [];
  const stopCh = never();
  const fw = new FakeWatch();
  const store = newStore<Thing>(metaNamespaceKeyFunc);
  const { scheduler, reflector } = setUp(
    () => emptyList('10'),
    () => [fw, undefined],
    { store: Object.assign(store, { updateResourceVersion: (rv: string) => versions.push(rv) }) },
  );
  fw.send('ADDED', thingOf('a:10'));
  fw.send('MODIFIED', thingOf('a:20'));
  fw.send('BOOKMARK', thingOf('a:30'));
  fw.send('DELETED', thingOf('a:40'));
  scheduler.go(function* () {
    yield* scheduler.sleep(1);
    stopCh.close();
  });
  expect(scheduler.run(() => listAndWatch(reflector, stopCh))).toBeUndefined();
  expect(versions).toEqual(['10', '20', '30', '40']);
});
