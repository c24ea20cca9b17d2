import { PatchMetaFromStruct, type Structs } from './lookup-patch-meta.ts';

/** The types that upstream's tests patch; they have every strategy. */
export const mergeItemStructs: Structs = {
  MergeItem: {
    name: 'string',
    value: 'string',
    other: 'string',
    mergingList: ['[]MergeItem', 'merge', 'name'],
    nonMergingList: '[]MergeItem',
    mergingIntList: ['[]int', 'merge'],
    nonMergingIntList: '[]int',
    mergeItemPtr: ['*MergeItem', 'merge', 'name'],
    simpleMap: 'map',
    replacingItem: ['RawExtension', 'replace'],
    retainKeysMap: ['RetainKeysMergeItem', 'retainKeys'],
    retainKeysMergingList: ['[]MergeItem', 'merge,retainKeys', 'name'],
  },
  RetainKeysMergeItem: {
    name: 'string',
    value: 'string',
    other: 'string',
    simpleMap: 'map',
    mergingIntList: ['[]int', 'merge'],
    mergingList: ['[]MergeItem', 'merge', 'name'],
    nonMergingList: '[]MergeItem',
  },
  RawExtension: {},
};

export const mergeItemSchema = new PatchMetaFromStruct(mergeItemStructs, 'MergeItem');
