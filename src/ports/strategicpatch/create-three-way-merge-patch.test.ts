import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  applied,
  parsed,
  type UpstreamCase,
} from '../../../conformance/strategic-patch-upstream.ts';
import { createThreeWayMergePatch } from './create-three-way-merge-patch.ts';
import { createTwoWayMergePatch } from './create-two-way-merge-patch.ts';
import { mergeItemSchema } from './merge-item-schema.ts';
import { isConflict, isPreconditionFailed } from './merge-patch-error.ts';
import { requireKeyUnchanged, requireMetadataKeyUnchanged } from './precondition-func.ts';
import { patchMetaOf } from './schema.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

/** A ReplicaSet as it was asked for, as it is asked for now, and as it is. */
interface Triple {
  readonly o: unknown;
  readonly m: unknown;
  readonly c: unknown;
  readonly overwrite: boolean;
  readonly require?: readonly string[];
  readonly patch?: unknown;
  readonly result?: unknown;
  readonly error?: string;
  readonly refused?: string;
}

const schema = patchMetaOf('ReplicaSet') ?? mergeItemSchema;

function answer({ o, m, c, overwrite, require = [] }: Triple): Partial<Triple> {
  const fns = require.map((key) =>
    key === 'name' ? requireMetadataKeyUnchanged(key) : requireKeyUnchanged(key),
  );
  const current = JSON.stringify(c);
  const [patch, err] = createThreeWayMergePatch(
    JSON.stringify(o),
    JSON.stringify(m),
    current,
    schema,
    overwrite,
    ...fns,
  );
  if (isConflict(err)) return { error: 'conflict' };
  if (err) return { error: `${isPreconditionFailed(err) ? 'precondition: ' : ''}${err.message}` };
  const [result, refused] = strategicMergePatch(current, patch, schema);
  if (refused) return { patch: JSON.parse(patch), refused: refused.message };
  return { patch: JSON.parse(patch), result: JSON.parse(result) };
}

describe('createThreeWayMergePatch', () => {
  const { symbol, cases } = readVectors<Triple>('three-way-merge-patch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateThreeWayMergePatch',
    );
    expect(cases.length).toBeGreaterThanOrEqual(300);
    const patches = JSON.stringify(cases.map(({ patch }) => patch));
    expect(patches).toContain('"$patch":"delete"');
    expect(patches).toContain('"$retainKeys":');
    expect(patches).toContain('"$setElementOrder/finalizers":');
    expect(patches).toContain('"$deleteFromPrimitiveList/finalizers":');
    for (const error of ['conflict', 'precondition', 'unable to find api field']) {
      expect(cases.some((one) => one.error?.startsWith(error))).toBe(true);
    }
  });

  // The text of a conflict quotes documents as YAML in Go, so that only its kind is compared.
  test('makes the patch that Go makes, and it does to the object what it does there', () => {
    for (const [at, { patch, result, error, refused, ...input }] of cases.entries()) {
      const expected = Object.fromEntries(
        Object.entries({ patch, result, error, refused }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      expect({ at, input, ...answer(input) }).toEqual({ at, input, ...expected });
    }
  });

  test('a document that is not JSON is an error', () => {
    const wrong: readonly (readonly [string, string, string])[] = [
      ['x', '', ''],
      ['', '[]', ''],
      ['', '', '1'],
    ];
    for (const documents of wrong) {
      expect(createThreeWayMergePatch(...documents, schema, true)[1]?.message).toBe(
        'invalid JSON document',
      );
    }
    expect(createThreeWayMergePatch('', '', '', schema, true)).toEqual(['{}', undefined]);
  });

  // Upstream compares a list that it has just sorted with one that it hasn't.
  test('finalizers that nobody changed are patched when they are not in order', () => {
    const text = (...finalizers: string[]) => JSON.stringify({ metadata: { finalizers } });
    const patchOf = (same: string) => createThreeWayMergePatch(same, same, same, schema, true)[0];
    expect(patchOf(text('a', 'b'))).toBe('{}');
    expect(patchOf(text('b', 'a'))).toBe('{"metadata":{"$setElementOrder/finalizers":["b","a"]}}');
  });
});

const { cases: upstream } = readVectors<UpstreamCase>('strategic-patch-upstream');
const tableOf = (table: string) => upstream.filter((one) => one.table === table);

function expectResult(...given: Parameters<typeof applied>): void {
  const { got, wanted } = applied(...given);
  expect(got).toEqual(wanted);
}

function expectBoth(title: string, one: UpstreamCase | undefined): void {
  if (!one) throw new Error(`no case for ${title}`);
  const [original, modified, current] = [one.original, one.modified, one.current].map((document) =>
    JSON.stringify(document),
  ) as [string, string, string | undefined];
  const [twoWay, err] = createTwoWayMergePatch(original, modified, mergeItemSchema);
  expect({ twoWay: parsed(twoWay), err }).toEqual({ twoWay: one.twoWay, err: undefined });
  expectResult(original, twoWay ?? '', one, one.twoWayResult);
  if (current === undefined) return;

  const isConflicting = title.includes('conflict');
  const threeWay = (overwrite: boolean) =>
    createThreeWayMergePatch(original, modified, current, mergeItemSchema, overwrite);
  expect(isConflict(threeWay(false)[1])).toBe(isConflicting);
  if (isConflicting && Object.keys(one.result ?? {}).length === 0) return;
  const [patch, err2] = threeWay(isConflicting);
  expect({ patch: parsed(patch), err2 }).toEqual({ patch: one.threeWay, err2: undefined });
  expectResult(current, patch ?? '', one, one.result);
}

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#createStrategicMergePatchTestCaseData', () => {
  const cases = tableOf('createStrategicMergePatchTestCaseData');
  const titles = [
    'nil original',
    'nil patch > "nil patch" @1',
    'add field to map > "add field to map" @1',
    'add field to map with conflict',
    'add field and delete field from map > "add field and delete field from map" @1',
    'add field and delete field from map with conflict',
    'delete field from nested map > "delete field from nested map" @1',
    'delete field from nested map with conflict',
    'delete all fields from map > "delete all fields from map" @1',
    'delete all fields from map with conflict > "delete all fields from map with conflict" @1',
    'add field and delete all fields from map > "add field and delete all fields from map" @1',
    'add field and delete all fields from map with conflict',
    'replace list of scalars > "replace list of scalars" @1',
    'replace list of scalars with conflict',
    'delete all maps from merging list > "delete all maps from merging list" @1',
    'delete all maps from merging list with conflict',
    'delete all maps from empty merging list',
    'merge empty merging lists',
    'defined null values should propagate overwrite current fields (with conflict)',
    'defined null values should propagate removing original fields',
    'nil patch with retainKeys map',
    'retainKeys map with no change should not be present',
  ];
  test.each(titles.map((title, at) => [title, cases[at]] as const))('%s', (title, one) => {
    expectBoth(title, one);
  });

  if (titles.length !== cases.length) throw new Error('A case of the table has no title here');
});

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#strategicMergePatchRawTestCases', () => {
  const cases = tableOf('strategicMergePatchRawTestCases');
  const titles = [
    'delete items in lists of scalars > "delete items in lists of scalars" @1',
    'delete all duplicate items in lists of scalars',
    'add and delete items in lists of scalars',
    'merge lists of maps > "merge lists of maps" @1',
    'merge lists of maps with conflict',
    'add field to map in merging list > "add field to map in merging list" @1',
    'add field to map in merging list > "add field to map in merging list" @2',
    'add field to map in merging list with conflict',
    'add duplicate field to map in merging list > "add duplicate field to map in merging list" @1',
    'add an item that already exists in current object in merging list',
    'add duplicate field to map in merging list with conflict',
    'replace map field value in merging list > "replace map field value in merging list" @1',
    'replace map field value in merging list with conflict',
    'delete map from merging list > "delete map from merging list" @1',
    'delete map from merging list with conflict > "delete map from merging list with conflict" @1',
    'delete missing map from merging list > "delete missing map from merging list" @1',
    'delete missing map from merging list with conflict',
    'add map and delete map from merging list > "add map and delete map from merging list" @1',
    'add map and delete map from merging list with conflict',
    'delete field from map in merging list > "delete field from map in merging list" @1',
    'delete field from map in merging list with conflict',
    'delete missing field from map in merging list > "delete missing field from map in merging list" @1',
    'delete missing field from map in merging list with conflict',
    'replace non merging list nested in merging list > "replace non merging list nested in merging list" @1',
    'replace non merging list nested in merging list with value conflict',
    'replace non merging list nested in merging list with deletion conflict',
    'add field to map in merging list nested in merging list > "add field to map in merging list nested in merging list" @1',
    'add field to map in merging list nested in merging list with value conflict',
    'add field to map in merging list nested in merging list with deletion conflict > "add field to map in merging list nested in merging list with deletion conflict" @1',
    'add field to map in merging list nested in merging list with deletion conflict > "add field to map in merging list nested in merging list with deletion conflict" @2',
    'add map to merging list by pointer > "add map to merging list by pointer" @1',
    'add map to merging list by pointer with conflict',
    'add field to map in merging list by pointer > "add field to map in merging list by pointer" @1',
    'add field to map in merging list by pointer with conflict',
    'merge lists of scalars',
    'add duplicate field to map in merging int list',
    'add an item in a list of primitives and preserve order',
    'delete an item in a list of primitives and preserve order',
    'add an item in a list and preserve order',
    'add multiple items in a list and preserve order',
    'delete an item in a list and preserve order > "delete an item in a list and preserve order" @1',
    'change an item in a list and preserve order',
    'add and delete an item in a list and preserve order',
    'set elements order in a list > "set elements order in a list" @1',
    'set elements order in a list with server-only items > "set elements order in a list with server-only items" @1',
    'set elements order in a list with server-only items 2',
    'set elements order in a list with server-only items 3',
    'add an item in a int list and preserve order',
    'add multiple items in a int list and preserve order',
    'delete an item in a int list and preserve order > "delete an item in a int list and preserve order" @1',
    'add and delete an item in a int list and preserve order',
    'set elements order in a int list > "set elements order in a int list" @1',
    'set elements order in a int list with server-only items > "set elements order in a int list with server-only items" @1',
    'set elements order in a int list with server-only items 2',
    'set elements order in a int list with server-only items 3',
    'behavior of set element order for a merging list with duplicate',
    'behavior of set element order for a merging int list with duplicate',
    'retainKeys map should clear defaulted field > "retainKeys map should clear defaulted field" @1',
    'retainKeys map should clear defaulted field with conflict (discriminated union)',
    'retainKeys map adds a field > "retainKeys map adds a field" @1',
    'retainKeys map adds a field and clear a field',
    'retainKeys map deletes a field > "retainKeys map deletes a field" @1',
    'retainKeys map deletes a field and clears a field',
    'retainKeys map clears a field',
    'retainKeys map nested map with no change',
    'retainKeys map adds a field in a nested map',
    'retainKeys map deletes a field in a nested map',
    'retainKeys map changes a field in a nested map > "retainKeys map changes a field in a nested map" @1',
    'retainKeys map changes a field in a nested map with conflict',
    'retainKeys map replaces non-merging list',
    'retainKeys map nested non-merging list with no change > "retainKeys map nested non-merging list with no change" @1',
    'retainKeys map nested non-merging list with no change with conflict',
    'retainKeys map deletes nested non-merging list',
    'retainKeys map delete nested non-merging list with conflict',
    'retainKeys map nested merging int list with no change',
    'retainKeys map adds an item in nested merging int list',
    'retainKeys map deletes an item in nested merging int list',
    'retainKeys map adds an item and deletes an item in nested merging int list',
    'retainKeys map deletes nested merging int list',
    'retainKeys map nested merging list with no change',
    'retainKeys map adds an item in nested merging list',
    'retainKeys map changes an item in nested merging list',
    'retainKeys map deletes nested merging list',
    'retainKeys map deletes an item in nested merging list',
    'retainKeys list of maps clears a field > "retainKeys list of maps clears a field" @1',
    'retainKeys list of maps clears a field with conflict',
    'retainKeys list of maps changes a field and clear a field > "retainKeys list of maps changes a field and clear a field" @1',
    'retainKeys list of maps changes a field and clear a field with conflict',
    'retainKeys list of maps adds a field > "retainKeys list of maps adds a field" @1',
    'retainKeys list of maps adds a field and clear a field',
    'retainKeys list of maps deletes a field > "retainKeys list of maps deletes a field" @1',
    'retainKeys list of maps deletes a field and clear a field',
    'delete and reorder in one list, reorder in another',
  ];
  test.each(titles.map((title, at) => [title, cases[at]] as const))('%s', (title, one) => {
    expectBoth(title, one);
  });

  if (titles.length !== cases.length) throw new Error('A case of the table has no title here');
});

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#replaceRawExtensionPatchTestCases', () => {
  const cases = tableOf('replaceRawExtensionPatchTestCases');
  const titles = [
    'replace RawExtension field, rest unchanched',
    'replace RawExtension field and merge list',
  ];
  test.each(titles.map((title, at) => [title, cases[at]] as const))('%s', (title, one) => {
    expectBoth(title, one);
  });

  if (titles.length !== cases.length) throw new Error('A case of the table has no title here');
});
