import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { ControlleeExpectations, expectationsTimeout } from './controllee-expectations.ts';

interface ControlleeCase {
  readonly add: number;
  readonly del: number;
  /** Milliseconds since the expectations were set. */
  readonly age: number;
  readonly adds: readonly (readonly [add: number, del: number])[];
  readonly left: readonly [add: number, del: number];
  readonly fulfilled: boolean;
  readonly expired: boolean;
}

describe('ControlleeExpectations', () => {
  const { symbol, cases } = readVectors<ControlleeCase>('controllee-expectations');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#ControlleeExpectations');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { add, del, age, adds, ...answer } of cases) {
      const expectations = new ControlleeExpectations({ add, del, key: 'key', timestamp: 1000 });
      for (const change of adds) expectations.add(...change);
      const input = { add, del, age, adds };
      expect({
        input,
        left: expectations.getExpectations(),
        fulfilled: expectations.fulfilled(),
        expired: expectations.isExpired({ now: () => 1000 + age }),
      }).toEqual({ input, ...answer });
    }
  });

  // Go's clock can't be stopped at this millisecond, so that no vector has it.
  test('are not expired at the timeout, but right after it', () => {
    const expectations = new ControlleeExpectations({ add: 1, del: 1, key: 'key', timestamp: 7 });
    expect(expectationsTimeout).toBe(300_000);
    expect(expectations.isExpired({ now: () => 300_007 })).toBe(false);
    expect(expectations.isExpired({ now: () => 300_008 })).toBe(true);
  });
});
