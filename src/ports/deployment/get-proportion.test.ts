import { expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { getProportion, getReplicaSetFraction } from './get-proportion.ts';

interface ProportionCase {
  readonly d: Deployment;
  readonly rs: ReplicaSet | null;
  readonly toAdd: number;
  readonly added: number;
  readonly proportion: number;
  readonly fraction?: number;
}

test('every share is as in Go, where 32 bits overflow too', () => {
  const { symbol, cases } = readVectors<ProportionCase>('get-proportion');
  expect(symbol).toContain('#GetProportion');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const { d, rs, toAdd, added } = one;
    expect({
      ...one,
      proportion: getProportion(rs ?? undefined, d, toAdd, added),
      ...(rs && { fraction: getReplicaSetFraction(rs, d) }),
    }).toEqual(one);
  }
});
