import { describe, expect, test } from 'vitest';
import type { Pod } from '../api/pod.ts';
import { reasonForError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { BindingREST } from './binding-rest.ts';
import { EtcdStore } from './etcd-store.ts';
import { Etcd } from './etcd.ts';
import { PodStrategy } from './pod-strategy.ts';
import { Store } from './store.ts';

function setup() {
  const scheduler = new Scheduler({ start: Date.parse('2021-01-13T13:25:18Z') });
  const newFunc = (): Pod => ({ metadata: { name: '' }, spec: {}, status: {} });
  const store = new Store<Pod>({
    storage: new EtcdStore({ client: new Etcd(), newFunc, prefix: '/registry' }),
    resource: { group: '', resource: 'pods' },
    prefix: '/pods',
    strategy: new PodStrategy(),
    returnDeletedObject: true,
  });
  const ctx = { runtime: scheduler, namespace: 'default' };
  const create = (nodeName?: string) => {
    const pod = {
      ...newFunc(),
      metadata: { name: 'foo' },
      spec: { ...(nodeName && { nodeName }) },
    };
    scheduler.run(() => store.create(ctx, pod));
  };
  const binding = new BindingREST(store);
  return {
    create,
    assign: (machine: string, annotations?: Record<string, string>) =>
      scheduler.run(() => binding.assignPod(ctx, 'foo', machine, annotations)),
    remove: () =>
      scheduler.run(() => store.delete(ctx, 'foo', undefined, { gracePeriodSeconds: 30 })),
    get: () => scheduler.run(() => store.get(ctx, 'foo')),
  };
}

const file = 'pkg/registry/core/pod/storage/storage_test.go';

// Of bindings there are no vectors: these are the cases of Go's own tests.
test(`${file}#TestEtcdCreate`, () => {
  const { create, assign, get } = setup();
  create();
  expect(assign('machine')).toBeUndefined();
  expect(get()[0]?.spec.nodeName).toBe('machine');
});

test(`${file}#TestEtcdCreateBindingNoPod`, () => {
  const { assign, get } = setup();
  expect(reasonForError(assign('machine'))).toBe('NotFound');
  expect(reasonForError(get()[1])).toBe('NotFound');
});

test(`${file}#TestEtcdCreateWithContainersNotFound`, () => {
  const { create, assign, get } = setup();
  create();
  expect(assign('machine', { label1: 'value1' })).toBeUndefined();
  expect(get()[0]?.metadata.annotations).toEqual({ label1: 'value1' });
});

test(`${file}#TestEtcdCreateWithConflict`, () => {
  const { create, assign } = setup();
  create();
  expect(assign('machine')).toBeUndefined();
  const error = assign('machine');
  expect(reasonForError(error)).toBe('Conflict');
  expect(error?.message).toBe(
    'Operation cannot be fulfilled on pods/binding "foo": pod foo is already assigned to node "machine"',
  );
});

describe('assignPod', () => {
  test('says when it gave the node', () => {
    const { create, assign, get } = setup();
    create();
    assign('machine');
    const lastTransitionTime = '2021-01-13T13:25:18Z';
    expect(get()[0]?.status).toEqual({
      phase: 'Pending',
      qosClass: 'BestEffort',
      conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime }],
    });
  });

  test('gives none to a pod that is being deleted', () => {
    const { create, assign, remove } = setup();
    create('other');
    remove();
    expect(assign('machine')?.message).toBe(
      'Operation cannot be fulfilled on pods/binding "foo": pod foo is being deleted, cannot be assigned to a host',
    );
  });
});
