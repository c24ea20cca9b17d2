import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { applied, type UpstreamCase } from '../../../conformance/strategic-patch-upstream.ts';
import { mergeItemSchema } from './merge-item-schema.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

/** A document and a patch, which may be wrong. */
interface Applied {
  readonly o: unknown;
  readonly p: unknown;
  readonly result?: unknown;
  readonly error?: string;
}

function answer(o: unknown, p: unknown): Omit<Applied, 'o' | 'p'> {
  const [result, err] = strategicMergePatch(JSON.stringify(o), JSON.stringify(p), mergeItemSchema);
  return err ? { error: err.message } : { result: JSON.parse(result) };
}

describe('strategicMergePatch', () => {
  const { symbol, cases } = readVectors<Applied>('strategic-merge-map-patch');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#StrategicMergeMapPatchUsingLookupPatchMeta',
    );
    expect(cases.length).toBeGreaterThanOrEqual(400);
    const failed = cases.filter(({ error }) => error !== undefined);
    expect(failed.length).toBeGreaterThan(50);
    expect(failed.length).toBeLessThan(cases.length / 2);
  });

  // Go looks at the fields of a map in any order: cases whose outcome depends on it are not there.
  test('does to a document what Go does', () => {
    for (const [at, { o, p, ...expected }] of cases.entries()) {
      expect({ at, o, p, ...answer(o, p) }).toEqual({ at, o, p, ...expected });
    }
  });

  test('what is not JSON is an error', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['<THIS IS NOT JSON>', '{}'],
      ['{}', '<THIS IS NOT JSON>'],
    ];
    for (const documents of wrong) {
      expect(strategicMergePatch(...documents, mergeItemSchema)[1]?.message).toBe(
        'invalid JSON document',
      );
    }
  });
});

const { cases: upstream } = readVectors<UpstreamCase>('strategic-patch-upstream');
const tableOf = (table: string) => upstream.filter((one) => one.table === table);

function expectResult(...given: Parameters<typeof applied>): void {
  const { got, wanted } = applied(...given);
  expect(got).toEqual(wanted);
}

function expectApplied(title: string, one: UpstreamCase | undefined): void {
  if (!one) throw new Error(`no case for ${title}`);
  expectResult(JSON.stringify(one.original), JSON.stringify(one.twoWay), one, one.twoWayResult);
}

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#customStrategicMergePatchTestCaseData', () => {
  const cases = tableOf('customStrategicMergePatchTestCaseData');
  const titles = [
    'unique scalars when merging lists',
    'delete map from nested map',
    'delete all items from merging list',
    'merge empty merging lists',
    'delete all keys from map > "delete all keys from map" @1',
    'add key and delete all keys from map',
    'delete all duplicate entries in a merging list',
    'retainKeys map can add a field when no retainKeys directive present',
    'retainKeys map can change a field when no retainKeys directive present',
    'retainKeys map can delete a field when no retainKeys directive present',
    'retainKeys map merge an empty map',
    'retainKeys list can add a field when no retainKeys directive present',
    'retainKeys list can change a field when no retainKeys directive present',
    'retainKeys list can delete a field when no retainKeys directive present',
    'preserve the order from the patch in a merging list > "preserve the order from the patch in a merging list" @1',
    'preserve the order from the patch in a merging list 2',
    'preserve the order from the patch in a merging int list > "preserve the order from the patch in a merging int list" @1',
    'preserve the order from the patch in a merging int list > "preserve the order from the patch in a merging int list" @2',
  ];
  test.each(titles.map((title, at) => [title, cases[at]] as const))('%s', (title, one) => {
    expectApplied(title, one);
  });

  if (titles.length !== cases.length) throw new Error('A case of the table has no title here');
});

describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#customStrategicMergePatchRawTestCases', () => {
  const cases = tableOf('customStrategicMergePatchRawTestCases');
  const titles = [
    '$setElementOrder contains item that is not present in the list to be merged',
    '$setElementOrder contains item that is not present in the int list to be merged > "$setElementOrder contains item that is not present in the int list to be merged" @1',
    'should check if order in $setElementOrder and patch list match',
    '$setElementOrder contains item that is not present in the int list to be merged > "$setElementOrder contains item that is not present in the int list to be merged" @2',
    'missing merge key should error out',
  ];
  test.each(titles.map((title, at) => [title, cases[at]] as const))('%s', (title, one) => {
    expectApplied(title, one);
  });

  if (titles.length !== cases.length) throw new Error('A case of the table has no title here');
});
