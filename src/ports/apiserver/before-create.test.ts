import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { FieldError } from '../api/field-error.ts';
import { formatTime } from '../api/format-time.ts';
import type { ObjectMeta } from '../api/meta.ts';
import { newAlreadyExists } from '../api/new-status-error.ts';
import { reasonForError } from '../api/status-error.ts';
import { seededRandom } from '../runtime/random.ts';
import type { ApiObject } from './api-object.ts';
import { beforeCreate, checkGeneratedNameError } from './before-create.ts';
import { beforeDelete } from './before-delete.ts';
import { beforeUpdate } from './before-update.ts';
import type { DeleteOptions } from './delete-options.ts';
import { fillObjectMetaSystemFields, validNamespace } from './object-meta-system-fields.ts';
import type { RequestContext } from './request-context.ts';
import { generateName } from './simple-name-generator.ts';
import type { RESTCreateStrategy, RESTDeleteStrategy, RESTUpdateStrategy } from './strategy.ts';

interface Case {
  readonly do: 'create' | 'update' | 'delete' | 'name';
  readonly namespaced?: boolean;
  readonly graceful?: boolean;
  readonly namespace?: string;
  readonly obj?: ObjectMeta;
  readonly old?: ObjectMeta;
  /** What the kind's validation says. */
  readonly errors?: readonly FieldError[];
  /** What the common validation says. */
  readonly metaErrors?: readonly FieldError[];
  readonly options?: DeleteOptions;
  readonly out?: ObjectMeta;
  readonly optionsOut?: DeleteOptions;
  /** So many seconds from now it is deleted, if that was not said before. */
  readonly deletion?: number;
  readonly result?: string;
  readonly err?: string;
  readonly reason?: string;
  readonly name?: string;
}

const now = Date.parse('2021-01-13T13:25:18Z');
const random = seededRandom(7);
const runtime = { now: () => now, random };

function strategyOf(
  one: Case,
): RESTCreateStrategy<ApiObject> & RESTUpdateStrategy<ApiObject> & RESTDeleteStrategy<ApiObject> {
  return {
    kind: { group: 'example.apiserver.k8s.io', kind: 'Pod' },
    namespaceScoped: () => one.namespaced ?? false,
    generateName: (base) => `${base}xxxxx`,
    allowCreateOnUpdate: () => false,
    allowUnconditionalUpdate: () => false,
    canonicalize: (obj) => {
      obj.metadata.labels = { canonical: 'true' };
    },
    prepareForCreate: (_ctx, obj) => {
      obj.metadata.generation = 1;
    },
    prepareForUpdate: (_ctx, obj) => {
      obj.metadata.generation = (obj.metadata.generation ?? 0) + 1;
    },
    validate: () => one.errors ?? [],
    validateUpdate: () => one.errors ?? [],
    ...(one.graceful && {
      checkGracefulDelete: (
        _ctx: RequestContext,
        obj: ApiObject,
        options: DeleteOptions | undefined,
      ): options is DeleteOptions & { gracePeriodSeconds: number } => {
        if (options) options.gracePeriodSeconds ??= 30;
        return obj.metadata.annotations?.['v'] !== 'never';
      },
    }),
  };
}

/** Absent, as the vectors have it, is what is empty. */
function plain(meta: ObjectMeta): Partial<ObjectMeta> {
  return Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== ''));
}

const answers = new Set(['out', 'optionsOut', 'err', 'reason', 'result', 'deletion']);

/** What Go answered of a case, and what we answer. */
function replay(one: Case): Partial<Case> {
  const strategy = strategyOf(one);
  const obj: ApiObject = { metadata: { name: '', ...structuredClone(one.obj) } };
  const ctx: RequestContext = {
    runtime,
    ...(one.namespace !== undefined && { namespace: one.namespace }),
    validation: {
      validateObjectMeta: () => one.metaErrors ?? [],
      validateObjectMetaUpdate: () => [],
    },
  };
  const failure = (error: Error | undefined) => {
    const reason = reasonForError(error);
    return { ...(error && { err: error.message }), ...(reason !== '' && { reason }) };
  };
  if (one.do === 'update') {
    const old: ApiObject = { metadata: { name: '', ...structuredClone(one.old) } };
    const error = beforeUpdate(strategy, ctx, obj, old);
    return { out: plain(obj.metadata) as ObjectMeta, ...failure(error) };
  }
  if (one.do === 'create') {
    const error = beforeCreate(strategy, ctx, obj);
    const out = plain(obj.metadata) as ObjectMeta;
    if (out.uid !== one.obj?.uid) {
      expect(out.uid).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      out.uid = 'new';
    }
    if (out.creationTimestamp !== one.obj?.creationTimestamp) {
      expect(out.creationTimestamp).toBe(formatTime(now));
      out.creationTimestamp = 'new';
    }
    const exists = newAlreadyExists(
      { group: 'example.apiserver.k8s.io', resource: 'pods' },
      obj.metadata.name,
    );
    const checked = checkGeneratedNameError(strategy, exists, obj);
    const result = one.result === undefined ? {} : { result: checked.message };
    return { out, ...failure(error), ...result };
  }
  const optionsOut = structuredClone(one.options ?? {});
  const { graceful, gracefulPending, error } = beforeDelete(strategy, ctx, obj, optionsOut);
  const result = `${graceful} ${gracefulPending}`;
  const { deletionTimestamp } = obj.metadata;
  const isNew = one.obj?.deletionTimestamp === undefined && deletionTimestamp !== undefined;
  const deletion = isNew ? { deletion: (Date.parse(deletionTimestamp) - now) / 1000 } : {};
  if (isNew) delete obj.metadata.deletionTimestamp;
  const out = plain(obj.metadata) as ObjectMeta;
  return { out, optionsOut, result, ...deletion, ...failure(error) };
}

const { symbol, cases } = readVectors<Case>('before-create-update-delete');

test('the vectors are of the symbol that they record first, and enough', () => {
  expect(symbol).toBe('staging/src/k8s.io/apiserver/pkg/registry/rest/create.go#BeforeCreate');
  for (const [what, least] of Object.entries({
    create: 100,
    update: 100,
    delete: 200,
    name: 200,
  })) {
    expect(cases.filter((one) => one.do === what).length).toBeGreaterThanOrEqual(least);
  }
});

// New UIDs and times are compared by their form.
test('beforeCreate, beforeUpdate and beforeDelete do what Go did', () => {
  for (const [at, one] of cases.entries()) {
    if (one.do === 'name') continue;
    const given = Object.entries(one).filter(([key]) => !answers.has(key));
    expect({ at, ...Object.fromEntries(given), ...replay(one) }).toEqual({ at, ...one });
  }
});

// The characters are random in Go: the base, the length and the alphabet are compared.
test('generateName cuts the base where Go does, and takes characters of the same alphabet', () => {
  const suffixes = (name: string): string => name.slice(-5);
  const alphabet = /^[bcdfghjklmnpqrstvwxz2456789]{5}$/;
  const seen = new Set<string>();
  for (const { result: base = '', name: recorded = '' } of cases.filter((c) => c.do === 'name')) {
    const name = generateName(base, random);
    expect([base, name.slice(0, -5)]).toEqual([base, recorded.slice(0, -5)]);
    expect(name.length).toBe(recorded.length);
    expect(suffixes(recorded)).toMatch(alphabet);
    expect(suffixes(name)).toMatch(alphabet);
    for (const character of suffixes(name)) seen.add(character);
  }
  expect([...seen].sort().join('')).toBe('2456789bcdfghjklmnpqrstvwxz');
});

test('staging/src/k8s.io/apiserver/pkg/storage/names/generate_test.go#TestSimpleNameGenerator', () => {
  const name = generateName('foo', random);
  expect(name).toMatch(/^foo./);
});

describe('metadata', () => {
  test('staging/src/k8s.io/apiserver/pkg/registry/rest/meta_test.go#TestFillObjectMetaSystemFields', () => {
    const resource: ObjectMeta = { name: '' };
    fillObjectMetaSystemFields(resource, runtime);
    expect(resource.creationTimestamp).toBe(formatTime(now));
    expect(resource.uid).toBeTruthy();
  });

  test('staging/src/k8s.io/apiserver/pkg/registry/rest/meta_test.go#TestValidNamespace', () => {
    const resource: ObjectMeta = { name: '' };
    expect(validNamespace({ namespace: 'default' }, resource)).toBe(true);
    expect(resource.namespace).toBe('default');
    const other: ObjectMeta = { name: '', namespace: 'other' };
    expect(validNamespace({ namespace: 'default' }, other)).toBe(false);
    expect(validNamespace({}, other)).toBe(false);
  });
});
