import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { JSONMap } from '../strategicpatch/json-value.ts';
import { marshal } from '../strategicpatch/marshal.ts';
import {
  createApplyAnnotation,
  createOrUpdateAnnotation,
  getModifiedConfiguration,
  getOriginalConfiguration,
  setOriginalConfiguration,
} from './apply-annotation.ts';

/** The object before and after as text, byte for byte. */
interface AnnotationCase {
  readonly op: 'get' | 'set' | 'modified' | 'create' | 'createOrUpdate';
  readonly flag: boolean;
  readonly before: string;
  readonly after: string;
  readonly answer: string | null;
}

function run({ op, flag, before }: AnnotationCase): Pick<AnnotationCase, 'after' | 'answer'> {
  const object = JSON.parse(before) as JSONMap;
  let answer: string | undefined;
  switch (op) {
    case 'get':
      answer = getOriginalConfiguration(object);
      break;
    case 'set':
      setOriginalConfiguration(object, flag ? '{"x":1}\n' : '');
      break;
    case 'modified':
      answer = getModifiedConfiguration(object, flag);
      break;
    case 'create':
      createApplyAnnotation(object);
      break;
    case 'createOrUpdate':
      createOrUpdateAnnotation(flag, object);
      break;
  }
  return { after: marshal(object), answer: answer ?? null };
}

describe('the annotation of kubectl apply', () => {
  const { symbol, cases } = readVectors<AnnotationCase>('apply-annotation');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/kubectl/pkg/util/apply.go#GetModifiedConfiguration');
    expect(cases.length).toBeGreaterThanOrEqual(200);
    for (const op of ['get', 'set', 'modified', 'create', 'createOrUpdate']) {
      expect(cases.filter((one) => one.op === op).length).toBeGreaterThan(25);
    }
  });

  test('is what Go writes, byte for byte', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...run(one) }).toEqual({ at, ...one });
    }
  });

  test('what is asked for has an empty map of annotations where there were none', () => {
    const object: JSONMap = { metadata: { name: '<rs>' } };
    expect(getModifiedConfiguration(object, false)).toBe(
      '{"metadata":{"annotations":{},"name":"\\u003crs\\u003e"}}\n',
    );
  });
});
