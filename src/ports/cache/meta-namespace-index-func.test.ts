import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { metaObjectOf, type MetaCase } from '../../../conformance/replay-store-keys.ts';
import { metaNamespaceIndexFunc } from './meta-namespace-index-func.ts';

describe('metaNamespaceIndexFunc', () => {
  const { symbol, cases } = readVectors<MetaCase>('meta-namespace-index-func');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/index.go#MetaNamespaceIndexFunc');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const [got, err] = metaNamespaceIndexFunc(metaObjectOf(one));
      expect({ ...one, got: [got].flat(), error: err?.message ?? 'ok' }).toEqual(one);
    }
  });
});
