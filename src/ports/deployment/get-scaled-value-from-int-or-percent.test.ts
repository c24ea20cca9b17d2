import { expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  getScaledValueFromIntOrPercent,
  valueOrDefault,
  type IntOrString,
} from './get-scaled-value-from-int-or-percent.ts';

interface ScaledCase {
  readonly value: IntOrString | null;
  readonly total: number;
  readonly up: boolean;
  readonly scaled: number;
  readonly error: string | null;
  readonly or7: IntOrString;
}

test('every value scales as in Go', () => {
  const { symbol, cases } = readVectors<ScaledCase>('scaled-value-from-int-or-percent');
  expect(symbol).toContain('#GetScaledValueFromIntOrPercent');
  expect(cases.length).toBeGreaterThanOrEqual(200);
  for (const one of cases) {
    const [scaled, err] = getScaledValueFromIntOrPercent(one.value ?? undefined, one.total, one.up);
    const or7 = valueOrDefault(one.value ?? undefined, 7);
    // -0 is 0 in Go's int.
    expect({ ...one, scaled: scaled + 0, error: err?.message ?? null, or7 }).toEqual(one);
  }
});
