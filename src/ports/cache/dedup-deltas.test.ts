import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { deltaText, parseDeltas, textOf } from '../../../conformance/replay-store.ts';
import { dedupDeltas, isDeletionDup, isDup } from './dedup-deltas.ts';

describe('dedupDeltas, isDup and isDeletionDup', () => {
  type DedupCase = readonly [deltas: string, dedupped: string, dup?: string, deletionDup?: string];
  const { symbol, cases } = readVectors<DedupCase>('dedup-deltas');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#dedupDeltas');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did, and leave the list alone', () => {
    for (const one of cases) {
      const deltas = parseDeltas(one[0]);
      const [a, b] = [deltas.at(-1), deltas.at(-2)];
      const dedupped = textOf(dedupDeltas(deltas));
      const dups = a && b ? [deltaText(isDup(a, b)), deltaText(isDeletionDup(a, b))] : [];
      expect([textOf(deltas), dedupped, ...dups]).toEqual(one);
    }
  });
});
