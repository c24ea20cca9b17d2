import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { createTwoWayMergePatch } from './create-two-way-merge-patch.ts';
import { createThreeWayMergePatch } from './create-three-way-merge-patch.ts';
import { PatchMetaFromStruct } from './lookup-patch-meta.ts';
import { mergeItemSchema } from './merge-item-schema.ts';
import { isPreconditionFailed } from './merge-patch-error.ts';
import { requireKeyUnchanged } from './precondition-func.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

interface Diffed {
  readonly o: unknown;
  readonly m: unknown;
  readonly patch?: unknown;
  readonly error?: string;
}

function answer(o: unknown, m: unknown): Omit<Diffed, 'o' | 'm'> {
  const [patch, err] = createTwoWayMergePatch(
    JSON.stringify(o),
    JSON.stringify(m),
    mergeItemSchema,
  );
  return err ? { error: err.message } : { patch: JSON.parse(patch) };
}

describe('createTwoWayMergePatch', () => {
  const { symbol, cases } = readVectors<Diffed>('two-way-merge-patch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateTwoWayMergePatchUsingLookupPatchMeta',
    );
    expect(cases.length).toBeGreaterThanOrEqual(300);
    expect(cases.filter(({ error }) => error !== undefined).length).toBeGreaterThan(10);
  });

  test('makes the patch that Go makes', () => {
    for (const [at, { o, m, ...expected }] of cases.entries()) {
      expect({ at, o, m, ...answer(o, m) }).toEqual({ at, o, m, ...expected });
    }
  });

  test('a precondition that fails is an error', () => {
    const unchanged = requireKeyUnchanged('name');
    const patch = (modified: string) =>
      createTwoWayMergePatch('{"name":"a"}', modified, mergeItemSchema, unchanged);
    expect(patch('{"name":"a","value":"b"}')).toEqual(['{"value":"b"}', undefined]);
    expect(isPreconditionFailed(patch('{"name":"b"}')[1])).toBe(true);
  });
});

// Without "int64 max": a number of JavaScript does not hold it.
describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#TestNumberConversion', () => {
  const fields = {
    name: 'string',
    int32: 'int32',
    int64: 'int64',
    float32: 'float32',
    float64: 'float64',
  };
  const schema = new PatchMetaFromStruct({ PrecisionItem: fields }, 'PrecisionItem');

  test.each([
    ['empty', ''],
    ['int32 medium', '"int32":1000000'],
    ['int32 max', '"int32":2147483647'],
    ['int64 medium', '"int64":1000000'],
    ['float32 max', '"float32":3.4028234663852886e+38'],
    ['float64 max', '"float64":1.7976931348623157e+308'],
  ])('%s', (title, field) => {
    const old = `{${field}}`;
    const isEmpty = title === 'empty';
    const changed = isEmpty ? old : `{${field},"name":"newname"}`;
    const [patch = ''] = createTwoWayMergePatch(old, changed, schema);
    expect(patch).toBe(isEmpty ? '{}' : '{"name":"newname"}');
    expect(strategicMergePatch(old, patch, schema)).toEqual([changed, undefined]);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#TestUnknownField', () => {
  const all = '{"array":[1,2,3],"complex":{"nested":true},"name":"foo","scalar":true}';
  test.each([
    { name: 'no diff', original: all, current: all, modified: all, twoWay: '{}', result: all },
    {
      name: 'added only',
      original: '{"name":"foo"}',
      current: '{"name":"foo"}',
      modified: '{"name":"foo","scalar":true,"complex":{"nested":true},"array":[1,2,3]}',
      twoWay: '{"array":[1,2,3],"complex":{"nested":true},"scalar":true}',
      result: all,
    },
    {
      name: 'removed only',
      original: '{"name":"foo","scalar":true,"complex":{"nested":true}}',
      current: all,
      modified: '{"name":"foo"}',
      twoWay: '{"complex":null,"scalar":null}',
      result: '{"name":"foo"}',
      threeWayResult: '{"array":[1,2,3],"name":"foo"}',
    },
    {
      name: 'diff > ""diff": {"',
      original: all,
      current: all,
      modified: '{"array":[1,2,3],"complex":{"nested":false},"name":"foo","scalar":true}',
      error: 'unable to find api field',
    },
  ])('$name', ({ original, current, modified, twoWay, result, threeWayResult = result, error }) => {
    const [two, err] = createTwoWayMergePatch(original, modified, mergeItemSchema);
    const [three, err3] = createThreeWayMergePatch(
      original,
      modified,
      current,
      mergeItemSchema,
      false,
    );
    if (error !== undefined) {
      expect(err?.message).toContain(error);
      expect(err3?.message).toContain(error);
      return;
    }
    expect([two, three]).toEqual([twoWay, twoWay]);
    expect(strategicMergePatch(original, two ?? '', mergeItemSchema)[0]).toBe(result);
    expect(strategicMergePatch(current, three ?? '', mergeItemSchema)[0]).toBe(threeWayResult);
  });
});
