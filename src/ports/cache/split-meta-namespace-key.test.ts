import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { splitMetaNamespaceKey } from './split-meta-namespace-key.ts';

describe('splitMetaNamespaceKey', () => {
  type SplitCase = readonly [key: string, namespace: string, name: string, error: string];
  const { symbol, cases } = readVectors<SplitCase>('split-meta-namespace-key');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/store.go#SplitMetaNamespaceKey');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      const [namespace, name, err] = splitMetaNamespaceKey(one[0]);
      expect([one[0], namespace, name, err?.message ?? 'ok']).toEqual(one);
    }
  });
});
