import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import type { FieldSet } from '../fields/field-set.ts';
import { parseSelector } from '../fields/parse-selector.ts';
import type { LabelSet } from '../labels/label-set.ts';
import { parse } from '../labels/parse.ts';
import { CacheWatcher } from './cache-watcher.ts';
import { filterWithAttrsFunction } from './cacher.ts';
import { getAttrs } from './match-pod.ts';
import { SelectionPredicate } from './selection-predicate.ts';
import type { WatchCacheEvent } from './watch-cache-event.ts';

interface ConvertCase {
  readonly key: string;
  readonly label: string;
  readonly field: string;
  readonly type: WatchCacheEvent<Pod>['type'];
  readonly objKey: string;
  readonly labels: LabelSet;
  readonly fields: FieldSet;
  readonly prev: boolean;
  readonly pLabels: LabelSet;
  readonly pFields: FieldSet;
  readonly answer: string;
}

const pod = (name: string, resourceVersion: string): Pod => ({
  metadata: { name, resourceVersion },
  spec: {},
  status: {},
});

function answerOf(one: ConvertCase): string {
  const [label] = parse(one.label);
  const [field] = parseSelector(one.field);
  if (!label || !field) throw new Error('no selector');
  const predicate = new SelectionPredicate({ label, field, getAttrs });
  const w = new CacheWatcher<Pod>({
    chanSize: 0,
    filter: filterWithAttrsFunction(one.key, predicate),
  });
  const event: WatchCacheEvent<Pod> = {
    type: one.type,
    object: pod('new', '7'),
    objLabels: one.labels,
    objFields: one.fields,
    key: one.objKey,
    resourceVersion: 9,
    recordTime: 0,
    ...(one.prev && {
      prevObject: pod('old', '5'),
      prevObjLabels: one.pLabels,
      prevObjFields: one.pFields,
    }),
  };
  const before = structuredClone(event);
  const made = w.convertToWatchEvent(event);
  expect(event).toEqual(before);
  if (!made || made.type === 'ERROR') return '';
  expect(made.object).not.toBe(event.object);
  return `${made.type} ${made.object.metadata.name} ${made.object.metadata.resourceVersion ?? ''}`;
}

describe('convertToWatchEvent', () => {
  const { symbol, cases } = readVectors<ConvertCase>('convert-to-watch-event');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apiserver/pkg/storage/cacher/cacher.go#cacheWatcher.convertToWatchEvent',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('tells what Go does of objects that come, stay and go', () => {
    expect(cases.map((one) => ({ ...one, answer: answerOf(one) }))).toEqual(cases);
  });
});
