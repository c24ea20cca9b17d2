import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  caught,
  errorText,
  foundText,
  inputOf,
  parse,
  parseDeltas,
  parseThing,
  sorted,
  storeKey,
  textOf,
  type Thing,
} from '../../../conformance/replay-store.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { DeltaFIFO, newDeltaFIFO, type DeltaFIFOOptions } from './delta-fifo.ts';
import { newest, type Deltas, type DeltaType } from './delta.ts';
import { errFIFOClosed } from './err-fifo-closed.ts';
import { ErrRequeue } from './err-requeue.ts';
import type { KeyListerGetter } from './key-lister-getter.ts';

interface FIFOCase {
  readonly known: boolean;
  readonly replaced: boolean;
  readonly steps: readonly string[];
}

/** What is known, in order: things, `!a` whose lookup fails, `-a` that is listed but not there. */
class Known implements KeyListerGetter<Thing> {
  list: readonly string[] = [];

  listKeys(): string[] {
    return this.list.map((one) => one.replace(/^[!-]/, '').slice(0, 1));
  }

  getByKey(key: string): readonly [Thing | undefined, boolean, Error | undefined] {
    for (const one of this.list) {
      if (one === `!${key}`) return [parseThing('?0'), key < 'c', new Error('broken')];
      if (one === `-${key}`) return [undefined, false, undefined];
      if (one.startsWith(key)) return [parseThing(one), true, undefined];
    }
    return [undefined, false, undefined];
  }
}

/** Pops what can be had without waiting. */
function popAtOnce<T>(
  fifo: DeltaFIFO<T>,
  process: (item: Deltas<T>) => Error | undefined = () => undefined,
): readonly [Deltas<T> | undefined, Error | undefined] {
  const step = fifo.pop(process).next();
  if (!step.done) throw new Error('pop waits');
  return step.value;
}

const outcomes: Record<string, () => Error | undefined> = {
  ok: () => undefined,
  fail: () => new Error('failed'),
  requeue: () => new ErrRequeue(),
  requeueFail: () => new ErrRequeue(new Error('failed, again')),
};

function popText(fifo: DeltaFIFO<Thing>, outcome: string): string {
  let saw = '';
  const [item, err] = popAtOnce(fifo, (deltas) => {
    saw = textOf(deltas);
    return outcomes[outcome]?.();
  });
  return `${saw} ${textOf(item)} ${errorText(err)}`;
}

/** No list at all, which is `undefined` here, Go writes like an empty one. */
const listText = ([item, exists, err]: ReturnType<DeltaFIFO<Thing>['get']>): string =>
  foundText([item ?? (err ? undefined : []), exists, err]);

function answer(fifo: DeltaFIFO<Thing>, known: Known, input: string): string {
  const [name = '', ...words] = input.split(' ');
  const rest = words.join(' ');
  switch (name) {
    case 'add':
      return errorText(fifo.add(parseThing(rest)));
    case 'update':
      return errorText(fifo.update(parseThing(rest)));
    case 'delete':
      return errorText(fifo.delete(parseThing(rest)));
    case 'replace':
      return errorText(fifo.replace(words.map(parseThing)));
    case 'resync':
      return errorText(fifo.resync());
    case 'readd':
      return errorText(fifo.addIfNotPresent(parseDeltas(rest)));
    case 'get':
      return listText(fifo.get(parseDeltas(rest)));
    case 'getByKey':
      return listText(fifo.getByKey(rest));
    case 'keyOf': {
      const [key, err] = fifo.keyOf(parse(rest));
      return `${key} ${errorText(err)}`;
    }
    case 'list':
      return `(${sorted(fifo.list().map(textOf))})`;
    case 'listKeys':
      return `(${sorted(fifo.listKeys())})`;
    case 'close':
      fifo.close();
      return 'ok';
    case 'isClosed':
      return `${fifo.isClosed()}`;
    case 'know':
      known.list = words;
      return 'ok';
    case 'pop':
      return popText(fifo, rest);
    default:
      throw new Error(`There is no step ${name}`);
  }
}

function stateOf(fifo: DeltaFIFO<Thing>): string {
  const items = sorted([...fifo.items].map(([key, item]) => `${key}${textOf(item)}`));
  const { populated, initialPopulationCount } = fifo;
  const queue = fifo.queue.toArray().join('');
  return `${items} | ${queue} ${populated} ${initialPopulationCount} ${fifo.hasSynced()}`;
}

function replayCase({ known: isKnown, replaced, steps }: FIFOCase): string[] {
  const known = new Known();
  let calls = 0;
  let failing = 0;
  const fifo = new DeltaFIFO<Thing>({
    keyFunction: (obj) => (++calls === failing ? ['', new Error('no key now')] : storeKey(obj)),
    emitDeltaTypeReplaced: replaced,
    ...(isKnown && { knownObjects: known }),
  });
  return steps.map((step) => {
    const input = inputOf(step);
    const [, nth = '0', plain = ''] = /^(?:\^(\d) )?(.*)$/.exec(input) ?? [];
    calls = 0;
    failing = Number(nth);
    const got = caught(() => answer(fifo, known, plain));
    return `${input} ; ${got} | ${stateOf(fifo)}`;
  });
}

describe('DeltaFIFO', () => {
  const { symbol, cases } = readVectors<FIFOCase>('delta-fifo');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#DeltaFIFO');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  // Items and lists come in any order in Go, and are compared sorted; the queue is as it is.
  test('answers as Go did, and holds the same after every step', () => {
    for (const one of cases) expect(replayCase(one)).toEqual(one.steps);
  });

  test('what was handed out does not change any more', () => {
    const fifo = new DeltaFIFO<Thing>({ keyFunction: storeKey });
    fifo.add(parseThing('a1'));
    const [got] = fifo.getByKey('a');
    fifo.update(parseThing('a2'));
    const [popped] = popAtOnce(fifo, () => new ErrRequeue());
    fifo.delete(parseThing('a3'));
    expect([textOf(got), textOf(popped)]).toEqual(['[A:a1]', '[A:a1 U:a2]']);
    expect(textOf(popAtOnce(fifo)[0])).toBe('[A:a1 U:a2 D:a3]');
  });

  test('uses namespace and name as key if nothing else is said', () => {
    const fifo = new DeltaFIFO();
    fifo.add({ metadata: { namespace: 'default', name: 'web-0' } });
    expect(fifo.listKeys()).toEqual(['default/web-0']);
    expect(fifo.replace([undefined])?.message).toBe(
      "couldn't create key for object <nil>: object has no meta: object does not implement the Object interfaces",
    );
  });

  test('pop waits for a key, and ends when the queue is closed and empty', () => {
    const scheduler = new Scheduler();
    const fifo = new DeltaFIFO<Thing>({ keyFunction: storeKey });
    const got: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      scheduler.go(function* () {
        const [item, err] = yield* fifo.pop(() => undefined);
        got.push(`${textOf(item)} ${err === errFIFOClosed ? 'closed' : errorText(err)}`);
      }, name);
    }
    scheduler.runUntilIdle();
    expect(got).toEqual([]);
    fifo.add(parseThing('a1'));
    fifo.add(parseThing('b1'));
    fifo.close();
    scheduler.runUntilIdle();
    expect(got).toEqual(['[A:a1] ok', '[A:b1] ok', ' closed']);
  });

  test('a hundred thousand keys go through quickly', () => {
    const fifo = new DeltaFIFO<string>({ keyFunction: (obj) => [obj as string, undefined] });
    const start = performance.now();
    for (let i = 0; i < 100_000; i++) fifo.add(`key${i}`);
    for (let i = 0; i < 100_000; i++) fifo.update('key0');
    for (let i = 0; i < 100_000; i++) popAtOnce(fifo);
    expect(fifo.queue.length).toBe(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

interface Foo {
  readonly name: string;
  readonly val: unknown;
}

const mkFifoObj = (name: string, val: unknown): Foo => ({ name, val });
const fooKey = (obj: unknown) => [(obj as Foo).name, undefined] as const;

/** Known objects that are always the same. */
const lister = (...list: readonly Foo[]): KeyListerGetter<Foo> => ({
  listKeys: () => list.map(({ name }) => name),
  getByKey: (key) => {
    const found = list.find(({ name }) => name === key);
    return [found, found !== undefined, undefined];
  },
});

const fooFIFO = (options: DeltaFIFOOptions<Foo> = {}) =>
  new DeltaFIFO<Foo>({ keyFunction: fooKey, ...options });
const pop = (fifo: DeltaFIFO<Foo>) => popAtOnce(fifo)[0] ?? [];
const popVal = (fifo: DeltaFIFO<Foo>) => (newest(pop(fifo))?.object as Foo).val;
const delta = (type: DeltaType, object: Foo | DeletedFinalStateUnknown) => ({ type, object });
const tombstone = (key: string, obj: Foo) => new DeletedFinalStateUnknown(key, obj);

const [foo5, bar6, baz7] = [mkFifoObj('foo', 5), mkFifoObj('bar', 6), mkFifoObj('baz', 7)];

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_basic', () => {
  const scheduler = new Scheduler();
  const f = newDeltaFIFO<Foo>(fooKey);
  for (const producer of ['a', 'b']) {
    scheduler.go(function* () {
      for (let i = 0; i < 500; i++) {
        f.add(mkFifoObj(`${producer}${i}`, i + 1));
        yield;
      }
    });
  }
  const last = new Map([
    ['a', 0],
    ['b', 0],
  ]);
  scheduler.run(function* () {
    for (let i = 0; i < 1000; i++) {
      const [item] = yield* f.pop(() => undefined);
      const { name, val } = newest(item ?? [])?.object as Foo;
      expect(val).toBeGreaterThan(last.get(name.slice(0, 1)) ?? Infinity);
      last.set(name.slice(0, 1), val as number);
    }
  });
  expect([...last.values()]).toEqual([500, 500]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_replaceWithDeleteDeltaIn', () => {
  const [oldObj, newObj] = [mkFifoObj('foo', 1), mkFifoObj('foo', 2)];
  const f = newDeltaFIFO(fooKey, lister(oldObj));
  f.delete(oldObj);
  f.replace([newObj]);
  expect(pop(f)).toEqual([delta('Deleted', oldObj), delta('Sync', newObj)]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_requeueOnPop', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('foo', 10));
  const popWith = (answered: Error | undefined) =>
    popAtOnce(f, (item) => {
      expect((item[0]?.object as Foo).name).toBe('foo');
      return answered;
    })[1];
  expect(popWith(new ErrRequeue())).toBeUndefined();
  expect(f.getByKey('foo').slice(1)).toEqual([true, undefined]);
  expect(popWith(new ErrRequeue(new Error('test error')))?.message).toBe('test error');
  expect(f.getByKey('foo').slice(1)).toEqual([true, undefined]);
  expect(popWith(undefined)).toBeUndefined();
  expect(f.getByKey('foo').slice(1)).toEqual([false, undefined]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_addUpdate', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('foo', 10));
  f.update(mkFifoObj('foo', 12));
  f.delete(mkFifoObj('foo', 15));
  expect(f.list()).toEqual([mkFifoObj('foo', 15)]);
  expect(f.listKeys()).toEqual(['foo']);
  expect(popVal(f)).toBe(15);
  expect(() => popAtOnce(f)).toThrow('pop waits');
  expect(f.get(mkFifoObj('foo', ''))[1]).toBe(false);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_enqueueingNoLister', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('foo', 10));
  f.update(mkFifoObj('bar', 15));
  f.add(mkFifoObj('qux', 17));
  f.delete(mkFifoObj('qux', 18));
  f.delete(mkFifoObj('baz', 20));
  expect([popVal(f), popVal(f), popVal(f)]).toEqual([10, 15, 18]);
  expect(f.items.size).toBe(0);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_enqueueingWithLister', () => {
  const f = newDeltaFIFO(fooKey, lister(foo5, bar6, baz7));
  f.add(mkFifoObj('foo', 10));
  f.update(mkFifoObj('bar', 15));
  f.delete(mkFifoObj('baz', 20));
  expect([popVal(f), popVal(f), popVal(f)]).toEqual([10, 15, 20]);
  expect(f.items.size).toBe(0);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_addReplace', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('foo', 10));
  f.replace([mkFifoObj('foo', 15)]);
  expect(popVal(f)).toBe(15);
  expect(() => popAtOnce(f)).toThrow('pop waits');
  expect(f.get(mkFifoObj('foo', ''))[1]).toBe(false);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_ResyncNonExisting', () => {
  const f = newDeltaFIFO(fooKey, lister(foo5));
  f.delete(mkFifoObj('foo', 10));
  f.resync();
  expect(f.items.get('foo')?.map(({ type }) => type)).toEqual(['Deleted']);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_Resync', () => {
  const f = newDeltaFIFO(fooKey, lister(foo5));
  f.resync();
  expect(f.items.get('foo')?.map(({ type }) => type)).toEqual(['Sync']);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_DeleteExistingNonPropagated', () => {
  const f = newDeltaFIFO(fooKey, lister());
  f.add(mkFifoObj('foo', 5));
  f.delete(mkFifoObj('foo', 6));
  expect(f.items.get('foo')?.map(({ type }) => type)).toEqual(['Added', 'Deleted']);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_ReplaceMakesDeletions', () => {
  const known = lister(foo5, bar6, baz7);
  let f = newDeltaFIFO(fooKey, known);
  f.delete(mkFifoObj('baz', 10));
  f.replace([foo5]);
  expect([pop(f), pop(f), pop(f)]).toEqual([
    [delta('Deleted', mkFifoObj('baz', 10))],
    [delta('Sync', foo5)],
    [delta('Deleted', tombstone('bar', bar6))],
  ]);

  f = newDeltaFIFO(fooKey, known);
  f.add(mkFifoObj('baz', 10));
  f.replace([foo5]);
  expect([pop(f), pop(f), pop(f)]).toEqual([
    [delta('Added', mkFifoObj('baz', 10)), delta('Deleted', tombstone('baz', baz7))],
    [delta('Sync', foo5)],
    [delta('Deleted', tombstone('bar', bar6))],
  ]);

  f = newDeltaFIFO<Foo>(fooKey);
  f.add(mkFifoObj('baz', 10));
  f.replace([foo5]);
  expect([pop(f), pop(f)]).toEqual([
    [
      delta('Added', mkFifoObj('baz', 10)),
      delta('Deleted', tombstone('baz', mkFifoObj('baz', 10))),
    ],
    [delta('Sync', foo5)],
  ]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_ReplaceMakesDeletionsReplaced', () => {
  const f = fooFIFO({ knownObjects: lister(foo5, bar6, baz7), emitDeltaTypeReplaced: true });
  f.delete(mkFifoObj('baz', 10));
  f.replace([mkFifoObj('foo', 6)]);
  expect([pop(f), pop(f), pop(f)]).toEqual([
    [delta('Deleted', mkFifoObj('baz', 10))],
    [delta('Replaced', mkFifoObj('foo', 6))],
    [delta('Deleted', tombstone('bar', bar6))],
  ]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_ReplaceDeltaType', () => {
  const f = fooFIFO({ knownObjects: lister(foo5), emitDeltaTypeReplaced: true });
  f.replace([foo5]);
  expect(pop(f)).toEqual([delta('Replaced', foo5)]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_UpdateResyncRace', () => {
  const f = newDeltaFIFO(fooKey, lister(foo5));
  f.update(mkFifoObj('foo', 6));
  f.resync();
  expect(pop(f)).toEqual([delta('Updated', mkFifoObj('foo', 6))]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_HasSyncedCorrectOnDeletion', () => {
  const f = newDeltaFIFO(fooKey, lister(foo5, bar6, baz7));
  f.replace([foo5]);
  for (const expected of [
    [delta('Sync', foo5)],
    [delta('Deleted', tombstone('bar', bar6))],
    [delta('Deleted', tombstone('baz', baz7))],
  ]) {
    expect(f.hasSynced()).toBe(false);
    expect(pop(f)).toEqual(expected);
  }
  expect(f.hasSynced()).toBe(true);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_detectLineJumpers', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('foo', 10));
  f.add(mkFifoObj('bar', 1));
  f.add(mkFifoObj('foo', 11));
  f.add(mkFifoObj('foo', 13));
  f.add(mkFifoObj('zab', 30));
  expect(popVal(f)).toBe(13);
  f.add(mkFifoObj('foo', 14));
  expect([popVal(f), popVal(f), popVal(f)]).toEqual([1, 30, 14]);
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_addIfNotPresent', () => {
  const f = fooFIFO();
  f.add(mkFifoObj('b', 3));
  const b3 = pop(f);
  f.add(mkFifoObj('c', 4));
  const c4 = pop(f);
  expect(f.items.size).toBe(0);
  f.add(mkFifoObj('a', 1));
  f.add(mkFifoObj('b', 2));
  f.addIfNotPresent(b3);
  f.addIfNotPresent(c4);
  expect(f.items.size).toBe(3);
  expect([popVal(f), popVal(f), popVal(f)]).toEqual([1, 2, 4]);
});

describe('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_KeyOf', () => {
  const f = fooFIFO();
  const nobody = new DeletedFinalStateUnknown('D', undefined);

  test('an object > "{obj: testFifoObject{name:"', () => {
    expect(f.keyOf(mkFifoObj('A', undefined))).toEqual(['A', undefined]);
  });

  test('a tombstone > "{obj: DeletedFinalStateUnknown{Key:"', () => {
    expect(f.keyOf(new DeletedFinalStateUnknown('B', undefined))).toEqual(['B', undefined]);
  });

  test('deltas of an object > "Deltas{{Object: testFifoObject{name:"', () => {
    const deltas = [delta('Added', mkFifoObj('C', undefined))];
    expect(f.keyOf(deltas)).toEqual(['C', undefined]);
  });

  test('deltas of a tombstone > "Deltas{{Object: DeletedFinalStateUnknown{Key:"', () => {
    expect(f.keyOf([delta('Deleted', nobody)])).toEqual(['D', undefined]);
  });
});

describe('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_HasSynced', () => {
  const [a1, b2] = [mkFifoObj('a', 1), mkFifoObj('b', 2)];

  test('nothing > "actions:        []func(f *DeltaFIFO){},"', () => {
    expect(fooFIFO().hasSynced()).toBe(false);
  });

  test('an object > "f.Add(mkFifoObj("', () => {
    const f = fooFIFO();
    f.add(a1);
    expect(f.hasSynced()).toBe(true);
  });

  test('an empty list > "f.Replace([]interface{}{}, "', () => {
    const f = fooFIFO();
    f.replace([]);
    expect(f.hasSynced()).toBe(true);
  });

  test('a list > "f.Replace([]interface{}{mkFifoObj(" @1', () => {
    const f = fooFIFO();
    f.replace([a1, b2]);
    expect(f.hasSynced()).toBe(false);
  });

  test('a list, and a pop > "f.Replace([]interface{}{mkFifoObj(" @2', () => {
    const f = fooFIFO();
    f.replace([a1, b2]);
    pop(f);
    expect(f.hasSynced()).toBe(false);
  });

  test('a list, and as many pops > "f.Replace([]interface{}{mkFifoObj(" @3', () => {
    const f = fooFIFO();
    f.replace([a1, b2]);
    pop(f);
    pop(f);
    expect(f.hasSynced()).toBe(true);
  });
});

test('staging/src/k8s.io/client-go/tools/cache/delta_fifo_test.go#TestDeltaFIFO_PopShouldUnblockWhenClosed', () => {
  const scheduler = new Scheduler();
  const f = fooFIFO({ knownObjects: lister(foo5) });
  const ended: unknown[] = [];
  for (let i = 0; i < 10; i++) {
    scheduler.go(function* () {
      ended.push(yield* f.pop(() => undefined));
    });
  }
  scheduler.runUntilIdle();
  expect(ended).toEqual([]);
  f.close();
  scheduler.runUntilIdle();
  expect(ended).toEqual(Array.from({ length: 10 }, () => [undefined, errFIFOClosed]));
});
