import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { newConflict } from '../api/new-status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import { EtcdStore, validateAllObjectFunc, type Result, type Transformer } from './etcd-store.ts';
import { Etcd } from './etcd.ts';
import type { Preconditions } from './preconditions.ts';
import {
  isInvalidObj,
  isKeyNotFound,
  isNodeExist,
  isStorageInternalError,
} from './storage-error.ts';

/** Puts a prefix before all that is stored, as the one that Go's tests use. */
function prefixTransformer(
  prefix: string,
  { stale = false, broken = false }: { readonly stale?: boolean; readonly broken?: boolean } = {},
): Transformer {
  const error = new Error('broken');
  return {
    transformFromStorage(data) {
      if (!data.startsWith(prefix)) {
        return [undefined, new Error('value does not have expected prefix')];
      }
      return broken ? [undefined, error] : [[data.slice(prefix.length), stale], undefined];
    },
    transformToStorage: (data) => (broken ? [undefined, error] : [prefix + data, undefined]),
  };
}

function setup() {
  const etcd = new Etcd();
  const store = new EtcdStore<ApiObject>({
    client: etcd,
    newFunc: () => ({ metadata: { name: '' } }),
    transformer: prefixTransformer('test!'),
  });
  const scheduler = new Scheduler();
  return { etcd, store, run: <T>(task: () => Task<T>): T => scheduler.run(task) };
}

interface Operation {
  readonly do: 'create' | 'get' | 'update' | 'delete';
  readonly key: string;
  /** The new value; none for no change. */
  readonly set?: string;
  readonly uid?: string;
  readonly rv?: string;
  readonly missing?: boolean;
  /** The number of the earlier answer that serves as a suggestion. */
  readonly suggest?: number;
  readonly stale?: boolean;
  readonly broken?: boolean;
  /** The value at which the update is refused. */
  readonly refuse?: string;
  /** What somebody else does meanwhile. */
  readonly inner?: Operation;
  /** `value|uid|resource version` */
  readonly out?: string;
  readonly err?: string;
  readonly calls?: number;
}

/** Does the same as the recorder, and writes the answers into copies of the operations. */
function replay(operations: readonly Operation[]): Operation[] {
  const { store, run } = setup();
  const results: (ApiObject | undefined)[] = [];

  function* perform(given: Operation): Task<Operation> {
    const before = store.transformer;
    store.transformer = prefixTransformer('test!', {
      stale: given.stale ?? false,
      broken: given.broken ?? false,
    });
    let calls = 0;
    let inner = given.inner && strip(given.inner);
    const meanwhile = function* (): Task<void> {
      calls++;
      if (calls === 1 && inner) inner = yield* perform(inner);
    };
    const preconditions: Preconditions | undefined =
      given.do !== 'create' && (given.uid !== undefined || given.rv !== undefined)
        ? {
            ...(given.uid !== undefined && { uid: given.uid }),
            ...(given.rv !== undefined && { resourceVersion: given.rv }),
          }
        : undefined;
    const call = function* (): Task<Result<ApiObject>> {
      const isRefused = (pod: ApiObject): boolean =>
        given.refuse !== undefined && pod.metadata.annotations?.['v'] === given.refuse;
      if (given.do === 'get') {
        return yield* store.get(given.key, { ignoreNotFound: given.missing ?? false });
      }
      if (given.do === 'create') {
        return yield* store.create(given.key, {
          metadata: {
            name: 'p',
            uid: given.uid ?? '',
            resourceVersion: given.rv ?? '',
            annotations: { v: given.set ?? '' },
          },
        });
      }
      if (given.do === 'delete') {
        return yield* store.delete(given.key, preconditions, function* (pod) {
          yield* meanwhile();
          return isRefused(pod) ? new Error(`refused at ${given.refuse}`) : undefined;
        });
      }
      return yield* store.guaranteedUpdate(
        given.key,
        given.missing ?? false,
        preconditions,
        function* (input, res) {
          yield* meanwhile();
          const pod = structuredClone(input);
          if (isRefused(pod)) {
            return [undefined, new Error(`refused at ${given.refuse} of ${res.resourceVersion}`)];
          }
          pod.metadata.name = 'p';
          if (given.set !== undefined) pod.metadata.annotations = { v: given.set };
          return [pod, undefined];
        },
        given.suggest === undefined ? undefined : structuredClone(results[given.suggest - 1]),
      );
    };
    const [out, error] = yield* call();
    store.transformer = before;
    results.push(out);
    const { annotations, uid = '', resourceVersion = '' } = out?.metadata ?? {};
    return {
      ...strip(given),
      ...(inner && { inner }),
      ...(out && { out: `${annotations?.['v'] ?? ''}|${uid}|${resourceVersion}` }),
      ...(error && { err: error.message }),
      ...(calls > 0 && { calls }),
    };
  }
  return operations.map((operation) => run(() => perform(operation)));
}

/** The operation without what Go answered. */
function strip(operation: Operation): Operation {
  const given = Object.entries(operation).filter(([key]) => !answers.has(key));
  return Object.fromEntries(given) as unknown as Operation;
}

const answers = new Set(['out', 'err', 'calls']);

describe('EtcdStore', () => {
  const { symbol, cases } = readVectors<readonly Operation[]>('guaranteed-update');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go#store.GuaranteedUpdate',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  test('does what Go did with an etcd', () => {
    for (const [at, operations] of cases.entries()) {
      expect({ at, operations: replay(operations) }).toEqual({ at, operations });
    }
  });

  test('an object that a cache holds stays as it is', () => {
    const { store, run } = setup();
    const [cached] = run(() => store.create('/a', { metadata: { name: 'foo' } }));
    const before = structuredClone(cached);
    run(() =>
      store.guaranteedUpdate(
        '/a',
        false,
        undefined,
        function* (pod) {
          yield;
          pod.metadata.name = 'changed';
          return [pod, undefined];
        },
        cached,
      ),
    );
    expect(cached).toEqual(before);
  });
});

/** Go's tests leave one object in the store, as `/testkey`. */
function propagate({ store, run }: ReturnType<typeof setup>, uid?: string) {
  run(() => store.delete('/testkey', undefined, validateAllObjectFunc));
  const [stored] = run(() =>
    store.create('/testkey', { metadata: { name: 'foo', ...(uid && { uid }) } }),
  );
  if (!stored) throw new Error('not stored');
  return stored;
}

const file = 'staging/src/k8s.io/apiserver/pkg/storage/etcd3/store_test.go';

test(`${file}#TestCreate`, () => {
  const { etcd, store, run } = setup();
  const [out] = run(() =>
    store.create('/testkey', { metadata: { name: 'foo', selfLink: 'testlink' } }),
  );
  expect(out).toEqual({ metadata: { name: 'foo', resourceVersion: '2' } });
  expect(etcd.keys.get('/testkey')?.value).toBe('test!{"metadata":{"name":"foo"}}');
});

test(`${file}#TestCreateWithKeyExist`, () => {
  const world = setup();
  propagate(world);
  const [, error] = world.run(() => world.store.create('/testkey', { metadata: { name: 'foo' } }));
  expect(isNodeExist(error)).toBe(true);
});

// The cases with a resource version to be awaited are left out: a read here has none.
describe(`${file}#TestGet`, () => {
  test('get existing', () => {
    const world = setup();
    const stored = propagate(world);
    expect(world.run(() => world.store.get('/testkey'))).toEqual([stored, undefined]);
  });
  test('get non-existing > "test get on non-existing item with ignoreNotFound=false"', () => {
    const { store, run } = setup();
    expect(isKeyNotFound(run(() => store.get('/non-existing'))[1])).toBe(true);
  });
  test('get non-existing, ignore not found', () => {
    const { store, run } = setup();
    expect(run(() => store.get('/non-existing', { ignoreNotFound: true }))).toEqual([
      { metadata: { name: '' } },
      undefined,
    ]);
  });
});

describe(`${file}#TestUnconditionalDelete`, () => {
  test('test unconditional delete on existing key', () => {
    const world = setup();
    const stored = propagate(world);
    expect(
      world.run(() => world.store.delete('/testkey', undefined, validateAllObjectFunc)),
    ).toEqual([stored, undefined]);
  });
  test('test unconditional delete on non-existing key', () => {
    const { store, run } = setup();
    const [, error] = run(() => store.delete('/non-existing', undefined, validateAllObjectFunc));
    expect(isKeyNotFound(error)).toBe(true);
  });
});

describe(`${file}#TestConditionalDelete`, () => {
  test('test conditional delete with UID match', () => {
    const world = setup();
    const stored = propagate(world, 'A');
    expect(
      world.run(() => world.store.delete('/testkey', { uid: 'A' }, validateAllObjectFunc)),
    ).toEqual([stored, undefined]);
  });
  test('test conditional delete with UID mismatch', () => {
    const world = setup();
    propagate(world, 'A');
    const [, error] = world.run(() =>
      world.store.delete('/testkey', { uid: 'B' }, validateAllObjectFunc),
    );
    expect(isInvalidObj(error)).toBe(true);
  });
});

describe(`${file}#TestGuaranteedUpdate`, () => {
  interface Case {
    readonly key?: string;
    readonly missing?: boolean;
    readonly uid?: string;
    readonly name: string;
    readonly stale?: boolean;
    readonly selfLink?: string;
  }
  const update = ({ key = '/testkey', missing = false, uid, name, stale, selfLink }: Case) => {
    const world = setup();
    const stored = propagate(world, 'A');
    world.store.transformer = prefixTransformer('test!', { stale: stale ?? false });
    const [out, error] = world.run(() =>
      world.store.guaranteedUpdate(
        key,
        missing,
        uid === undefined ? undefined : { uid },
        function* () {
          yield;
          const metadata = { ...stored.metadata, name, ...(selfLink && { selfLink }) };
          return [{ ...stored, metadata }, undefined];
        },
      ),
    );
    const isUpdated = out?.metadata.resourceVersion !== stored.metadata.resourceVersion;
    return { out: out?.metadata, isUpdated, error };
  };
  const after = (name: string, resourceVersion: string) => ({ name, uid: 'A', resourceVersion });

  test('GuaranteedUpdate on non-existing key with ignoreNotFound=false', () => {
    const { error } = update({ key: '/non-existing', name: 'foo-0' });
    expect(isKeyNotFound(error)).toBe(true);
  });
  test('GuaranteedUpdate on non-existing key with ignoreNotFound=true', () => {
    expect(update({ key: '/non-existing', missing: true, name: 'foo-1' })).toEqual({
      out: after('foo-1', '3'),
      isUpdated: true,
    });
  });
  test('GuaranteedUpdate on existing key', () => {
    expect(update({ name: 'foo-2' })).toEqual({ out: after('foo-2', '3'), isUpdated: true });
  });
  test('GuaranteedUpdate with same data > "// GuaranteedUpdate with same data" @1', () => {
    expect(update({ name: 'foo' })).toEqual({ out: after('foo', '2'), isUpdated: false });
  });
  test('GuaranteedUpdate with same data AND a self link', () => {
    expect(update({ name: 'foo', selfLink: 'testlink' })).toEqual({
      out: after('foo', '2'),
      isUpdated: false,
    });
  });
  test('GuaranteedUpdate with same data but stale', () => {
    expect(update({ name: 'foo', stale: true })).toEqual({
      out: after('foo', '3'),
      isUpdated: true,
    });
  });
  test('GuaranteedUpdate with UID match', () => {
    expect(update({ name: 'foo', uid: 'A' })).toEqual({ out: after('foo', '2'), isUpdated: false });
  });
  test('GuaranteedUpdate with UID mismatch', () => {
    expect(isInvalidObj(update({ name: 'foo', uid: 'B' }).error)).toBe(true);
  });
});

test(`${file}#TestGuaranteedUpdateChecksStoredData`, () => {
  const { etcd, store, run } = setup();
  const value = 'test! {"metadata":{"name":"foo"}} ';
  run(() => etcd.commit({ key: '/somekey', modRevision: 0, put: value }));
  const update = (input: ApiObject): ApiObject => {
    const [out] = run(() =>
      store.guaranteedUpdate(
        '/somekey',
        true,
        undefined,
        function* () {
          yield;
          return [structuredClone(input), undefined];
        },
        input,
      ),
    );
    if (!out) throw new Error('not updated');
    return out;
  };
  const first = update({ metadata: { name: 'foo', resourceVersion: '2' } });
  expect(first.metadata.resourceVersion).toBe('3');
  expect(update(first).metadata.resourceVersion).toBe('3');
  store.transformer = prefixTransformer('test!', { stale: true });
  expect(update(first).metadata.resourceVersion).toBe('4');
});

test(`${file}#TestGuaranteedUpdateWithConflict`, () => {
  const world = setup();
  propagate(world);
  const { store } = world;
  let updates = 0;
  const scheduler = new Scheduler();
  let isEntered = false;
  let isFinished = false;
  scheduler.go(function* () {
    const [, error] = yield* store.guaranteedUpdate('/testkey', false, undefined, function* (pod) {
      pod.metadata.name = 'foo-1';
      yield () => isEntered;
      return [pod, undefined];
    });
    expect(error).toBeUndefined();
    isFinished = true;
  });
  const [out] = scheduler.run(() =>
    store.guaranteedUpdate('/testkey', false, undefined, function* (pod) {
      isEntered = true;
      if (updates++ === 0) yield () => isFinished;
      pod.metadata.name = 'foo-2';
      return [pod, undefined];
    }),
  );
  expect([updates, out?.metadata.name]).toEqual([2, 'foo-2']);
});

test(`${file}#TestGuaranteedUpdateWithSuggestionAndConflict`, () => {
  const world = setup();
  const original = propagate(world);
  const { store, run } = world;
  run(() =>
    store.guaranteedUpdate('/testkey', false, undefined, function* (pod) {
      yield;
      pod.metadata.name = 'foo-2';
      return [pod, undefined];
    }),
  );
  let conflicts = 0;
  const [out] = run(() =>
    store.guaranteedUpdate(
      '/testkey',
      false,
      undefined,
      function* (pod) {
        yield;
        if (pod.metadata.name !== 'foo-2') {
          conflicts++;
          const resource = { group: 'example.apiserver.k8s.io', resource: 'pods' };
          return [undefined, newConflict(resource, 'name', new Error('foo'))];
        }
        pod.metadata.name = 'foo-3';
        return [pod, undefined];
      },
      original,
    ),
  );
  expect([conflicts, out?.metadata.name]).toEqual([1, 'foo-3']);
});

test(`${file}#TestTransformationFailure`, () => {
  const { store, run } = setup();
  const before = store.transformer;
  store.transformer = prefixTransformer('otherprefix!');
  const [stored] = run(() => store.create('/two-level/1/test', { metadata: { name: 'baz' } }));
  store.transformer = before;
  const unchanged = function* (pod: ApiObject): Task<Result<ApiObject>> {
    yield;
    return [pod, undefined];
  };
  const key = '/two-level/1/test';
  expect(
    [
      run(() => store.list('/'))[1],
      run(() => store.get(key))[1],
      run(() => store.guaranteedUpdate(key, false, undefined, unchanged))[1],
      run(() => store.guaranteedUpdate(key, false, undefined, unchanged, stored))[1],
      run(() => store.delete(key, undefined, validateAllObjectFunc))[1],
    ].map((error) => isStorageInternalError(error)),
  ).toEqual([true, true, true, true, true]);
});
