import { expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { FieldMeta } from './lookup-patch-meta.ts';
import { mergeItemSchema, mergeItemStructs } from './merge-item-schema.ts';
import { patchMetaOf, structs } from './schema.ts';

interface Struct {
  readonly name: string;
  /** Name in JSON, type, strategies, merge key. */
  readonly fields: readonly (readonly [string, string, string, string])[];
}

const rowOf = ([name, meta]: [string, FieldMeta]) => {
  const [type, strategy = '', key = ''] = typeof meta === 'string' ? [meta] : meta;
  return [name, type, strategy, key];
};

test('the schema says what the tags of the Go types say, field for field', () => {
  const { symbol, cases } = readVectors<Struct>('strategic-patch-schema');
  expect(symbol).toContain('json/fields.go#LookupPatchMetadataForStruct');
  const all = { ...structs, ...mergeItemStructs };
  // The Go value is a struct without fields in JSON, but for one that holds the object.
  const known = cases.filter(({ name }) => name !== 'RawExtension');
  for (const { name, fields } of known) {
    expect({ name, fields: Object.entries(all[name] ?? {}).map(rowOf) }).toEqual({ name, fields });
  }
  expect(Object.keys(all).length).toBe(cases.length);
  expect(cases.length).toBeGreaterThan(100);
});

test('a kind that is not known has no schema', () => {
  expect(patchMetaOf('ReplicaSet')?.name()).toBe('struct');
  expect(patchMetaOf('Deployment')?.name()).toBe('struct');
  expect(patchMetaOf('CronTab')).toBeUndefined();
  expect(patchMetaOf('toString')).toBeUndefined();
});

test('a field is found without regard to upper and lower case', () => {
  const [, meta] = mergeItemSchema.lookupPatchMetadataForSlice('MERGINGlist');
  expect(meta).toEqual({ patchStrategies: ['merge'], patchMergeKey: 'name' });
});
