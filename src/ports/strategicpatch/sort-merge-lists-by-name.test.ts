import { describe, expect, test } from 'vitest';
import { mergeItemSchema } from './merge-item-schema.ts';
import { sortMergeListsByName } from './sort-merge-lists-by-name.ts';

// The table stands outside of TestSortMergeLists.
describe('staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch_test.go#sortMergeListTestCaseData', () => {
  const named = (...names: number[]) => names.map((name) => ({ name }));

  test.each([
    {
      name: 'sort one list of maps',
      original: { mergingList: named(1, 3, 2) },
      sorted: { mergingList: named(1, 2, 3) },
    },
    {
      name: 'sort lists of maps but not nested lists of maps',
      original: {
        mergingList: [
          { name: 2, nonMergingList: named(1, 3, 2) },
          { name: 1, nonMergingList: named(2, 1) },
        ],
      },
      sorted: {
        mergingList: [
          { name: 1, nonMergingList: named(2, 1) },
          { name: 2, nonMergingList: named(1, 3, 2) },
        ],
      },
    },
    {
      name: 'sort lists of maps and nested lists of maps',
      original: {
        mergingList: [
          { name: 2, mergingList: named(1, 3, 2) },
          { name: 1, mergingList: named(2, 1) },
        ],
      },
      sorted: {
        mergingList: [
          { name: 1, mergingList: named(1, 2) },
          { name: 2, mergingList: named(1, 2, 3) },
        ],
      },
    },
    {
      name: 'merging list should NOT sort when nested in non merging list',
      original: { nonMergingList: [{ name: 2, mergingList: named(1, 3, 2) }] },
      sorted: { nonMergingList: [{ name: 2, mergingList: named(1, 3, 2) }] },
    },
    {
      name: 'sort very nested list of maps',
      original: { mergingList: [{ mergingList: [{ mergingList: named(2, 1) }] }] },
      sorted: { mergingList: [{ mergingList: [{ mergingList: named(1, 2) }] }] },
    },
    {
      name: 'sort nested lists of ints',
      original: { mergingList: [{ name: 2, mergingIntList: [1, 3, 2] }, { name: 1 }] },
      sorted: { mergingList: [{ name: 1 }, { name: 2, mergingIntList: [1, 2, 3] }] },
    },
    {
      name: 'sort nested pointers of ints',
      original: { mergeItemPtr: [{ name: 2, mergingIntList: [1, 3, 2] }, { name: 1 }] },
      sorted: { mergeItemPtr: [{ name: 1 }, { name: 2, mergingIntList: [1, 2, 3] }] },
    },
    {
      name: 'sort merging list by pointer',
      original: { mergeItemPtr: named(1, 3, 2) },
      sorted: { mergeItemPtr: named(1, 2, 3) },
    },
  ])('$name', ({ original, sorted }) => {
    const [text = ''] = sortMergeListsByName(JSON.stringify(original), mergeItemSchema);
    expect(JSON.parse(text)).toEqual(sorted);
  });
});
