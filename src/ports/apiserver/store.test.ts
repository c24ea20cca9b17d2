import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { FieldError } from '../api/field-error.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { reasonForError } from '../api/status-error.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { Task } from '../runtime/task.ts';
import type { ApiObject } from './api-object.ts';
import type { DeleteOptions } from './delete-options.ts';
import { EtcdStore } from './etcd-store.ts';
import { Etcd } from './etcd.ts';
import type { RequestContext } from './request-context.ts';
import { Store, type DeletionStatus } from './store.ts';
import type { GarbageCollectionPolicy } from './strategy.ts';
import { DefaultUpdatedObjectInfo } from './updated-object-info.ts';

interface Operation {
  readonly do: 'create' | 'get' | 'update' | 'delete';
  readonly name?: string;
  readonly generate?: string;
  readonly v?: string;
  readonly finalizers?: string[];
  /** The number of the answer whose uid it is; -1 for a wrong one. */
  readonly uid?: number;
  readonly rv?: number;
  readonly namespace?: string;
  readonly force?: boolean;
  readonly grace?: number;
  /** A deletion without options. */
  readonly none?: boolean;
  readonly orphan?: boolean;
  readonly policy?: 'Orphan' | 'Foreground' | 'Background';
  /** The value at which validation refuses. */
  readonly refuse?: string;
  /** What somebody else does during the validation. */
  readonly inner?: Operation;
  readonly out?: string;
  readonly flag?: boolean;
  readonly err?: string;
  readonly reason?: string;
  readonly calls?: number;
}

interface Case {
  readonly graceful: boolean;
  readonly gc: boolean;
  readonly policy: GarbageCollectionPolicy | '';
  readonly createOnUpdate: boolean;
  readonly unconditional: boolean;
  readonly returns: boolean;
  readonly ops: readonly Operation[];
}

/** The one check of Go's common ones that the vectors come to: finalizers of what is deleted. */
function noNewFinalizers(meta: ObjectMeta, old: ObjectMeta): FieldError[] {
  const added = (meta.finalizers ?? []).filter((f) => !old.finalizers?.includes(f)).sort();
  if (!old.deletionTimestamp || added.length === 0) return [];
  const list = added.map((f) => JSON.stringify(f)).join(', ');
  const body = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${list}}`;
  return [{ type: 'FieldValueForbidden', field: 'metadata.finalizers', body }];
}

const kind = { group: 'example.apiserver.k8s.io', kind: 'Pod' };

function storeOf(one: Case): Store<ApiObject> {
  const valueOf = ({ metadata }: ApiObject) => metadata.annotations?.['v'];
  return new Store<ApiObject>({
    storage: new EtcdStore({
      client: new Etcd(),
      prefix: '/registry',
      newFunc: () => ({ metadata: { name: '' } }),
    }),
    resource: { group: kind.group, resource: 'pods' },
    prefix: '/pods',
    enableGarbageCollection: one.gc,
    returnDeletedObject: one.returns,
    strategy: {
      kind,
      namespaceScoped: () => true,
      allowCreateOnUpdate: () => one.createOnUpdate,
      allowUnconditionalUpdate: () => one.unconditional,
      generateName: (base) => `${base}x`,
      prepareForCreate: (_ctx, obj) => {
        obj.metadata.generation = 1;
      },
      prepareForUpdate: (_ctx, obj, old) => {
        if (valueOf(obj) !== valueOf(old)) {
          obj.metadata.generation = (old.metadata.generation ?? 0) + 1;
        }
      },
      validate: () => [],
      validateUpdate: () => [],
      canonicalize: () => undefined,
      ...(one.graceful && {
        checkGracefulDelete: (
          _ctx: RequestContext,
          obj: ApiObject,
          options: DeleteOptions | undefined,
        ): options is DeleteOptions & { gracePeriodSeconds: number } => {
          if (valueOf(obj) === 'never' || !options) return false;
          options.gracePeriodSeconds ??= 30;
          if (valueOf(obj) === 'now') options.gracePeriodSeconds = 0;
          return true;
        },
      }),
      defaultGarbageCollectionPolicy: () => one.policy || 'DeleteDependents',
    },
  });
}

/** Does the same as the recorder, and writes the answers into copies of the operations. */
function replay(one: Case): Operation[] {
  const store = storeOf(one);
  const scheduler = new Scheduler({ start: Date.parse('2021-01-13T13:25:18Z') });
  const ctx: RequestContext = {
    runtime: scheduler,
    namespace: 'test',
    validation: { validateObjectMeta: () => [], validateObjectMetaUpdate: noNewFinalizers },
  };
  const results: (ApiObject | undefined)[] = [];
  const uids: string[] = [];
  const text = (message: string): string =>
    uids.reduce((result, uid, at) => result.replaceAll(uid, `u${at + 1}`), message);
  const describeOut = (out: ApiObject | DeletionStatus): string => {
    if ('details' in out) {
      const { name, group, kind, uid } = out.details;
      return text([out.status, name, group, kind, uid].join('|'));
    }
    const { name, uid = '', resourceVersion, annotations, generation, ...meta } = out.metadata;
    if (uid !== '' && !uids.includes(uid)) uids.push(uid);
    const finalizers = (meta.finalizers ?? []).join(',');
    const { deletionTimestamp, deletionGracePeriodSeconds = '' } = meta;
    return text(
      [
        name,
        uid,
        resourceVersion ?? '',
        annotations?.['v'] ?? '',
        generation ?? 0,
        finalizers,
        deletionTimestamp !== undefined,
        deletionGracePeriodSeconds,
      ].join('|'),
    );
  };

  function* perform(operation: Operation): Task<Operation> {
    const { name = '', namespace, generate, finalizers, refuse } = operation;
    const referred = (number = 0): ObjectMeta | undefined => results[number - 1]?.metadata;
    const uid = operation.uid === -1 ? 'zz' : (referred(operation.uid)?.uid ?? '');
    const resourceVersion =
      operation.rv === -1 ? '77' : (referred(operation.rv)?.resourceVersion ?? '');
    const pod: ApiObject = {
      metadata: {
        name,
        ...(generate !== undefined && { generateName: generate }),
        ...(namespace !== undefined && { namespace }),
        uid,
        resourceVersion,
        annotations: { v: operation.v ?? '' },
        ...(finalizers && { finalizers }),
      },
    };
    let calls = 0;
    let inner = operation.inner && strip(operation.inner);
    const validate = function* (old: ApiObject): Task<Error | undefined> {
      calls++;
      if (calls === 1 && inner) inner = yield* perform(inner);
      const isRefused = refuse !== undefined && old.metadata.annotations?.['v'] === refuse;
      return isRefused ? new Error(`refused at ${refuse}`) : undefined;
    };
    const call = function* (): Task<{
      readonly out?: ApiObject | DeletionStatus | undefined;
      readonly err?: Error | undefined;
      readonly isDeleted?: boolean;
    }> {
      if (operation.do === 'create') {
        const [out, err] = yield* store.create(ctx, pod);
        return { out, err };
      }
      if (operation.do === 'get') {
        const [out, err] = yield* store.get(ctx, name);
        return { out, err };
      }
      if (operation.do === 'update') {
        const [out, err] = yield* store.update(
          ctx,
          name,
          new DefaultUpdatedObjectInfo(pod),
          undefined,
          (_obj, old) => validate(old),
          operation.force,
        );
        return { out, err };
      }
      const { grace, orphan, policy } = operation;
      const options: DeleteOptions = {
        ...(grace !== undefined && { gracePeriodSeconds: grace }),
        ...(orphan !== undefined && { orphanDependents: orphan }),
        ...(policy && { propagationPolicy: policy }),
        ...((operation.uid !== undefined || operation.rv !== undefined) && {
          preconditions: {
            ...(operation.uid !== undefined && { uid }),
            ...(operation.rv !== undefined && { resourceVersion }),
          },
        }),
      };
      return yield* store.delete(ctx, name, validate, operation.none ? undefined : options);
    };
    const { out, err, isDeleted } = yield* call();
    const isObject = !err && out && 'metadata' in out;
    const described = !err && out && describeOut(out);
    results.push(isObject ? out : undefined);
    const reason = reasonForError(err);
    return {
      ...strip(operation),
      ...(inner && { inner }),
      ...(described && { out: described }),
      ...(isDeleted === true && { flag: true }),
      ...(err && { err: text(err.message) }),
      ...(reason !== '' && { reason }),
      ...(calls > 0 && { calls }),
    };
  }
  return one.ops.map((operation) => scheduler.run(() => perform(strip(operation))));
}

const answers = new Set(['out', 'err', 'reason', 'flag', 'calls']);

/** The operation without what Go answered. */
function strip(operation: Operation): Operation {
  const given = Object.entries(operation).filter(([key]) => !answers.has(key));
  return Object.fromEntries(given) as unknown as Operation;
}

describe('Store', () => {
  const { symbol, cases } = readVectors<Case>('registry-store');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#Store.Update',
    );
    expect(cases.length).toBeGreaterThanOrEqual(100);
  });

  // UIDs are random in Go: they are compared by the order in which they first appear. A time of
  // deletion is compared by whether there is one; its value is in the vectors of BeforeDelete.
  test('does what Go did with an etcd', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ops: replay(one) }).toEqual({ at, ...one });
    }
  });
});
