import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { deltaText, parseDeltas, textOf } from '../../../conformance/replay-store.ts';
import { copyDeltas, newest, oldest } from './delta.ts';

describe('oldest, newest and copyDeltas', () => {
  type EndsCase = readonly [deltas: string, oldest: string, newest: string, copy: string];
  const { symbol, cases } = readVectors<EndsCase>('deltas');

  test('the vectors are of the symbol that they port, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/client-go/tools/cache/delta_fifo.go#Deltas');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answer as Go did', () => {
    for (const one of cases) {
      const deltas = parseDeltas(one[0]);
      const copy = copyDeltas(deltas);
      expect(copy).not.toBe(deltas);
      expect([one[0], deltaText(oldest(deltas)), deltaText(newest(deltas)), textOf(copy)]).toEqual(
        one,
      );
    }
  });
});
