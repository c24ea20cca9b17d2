import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { Limiter } from './limiter.ts';

/** Times and delays are nanoseconds. */
interface BucketCase {
  readonly limit: number;
  readonly burst: number;
  readonly steps: readonly {
    readonly at: number;
    readonly n: number;
    readonly ok: boolean;
    readonly delay: number;
  }[];
}

describe('Limiter', () => {
  const { symbol, cases } = readVectors<BucketCase>('rate-limiter-bucket');

  test('the vectors are of the symbol that it stands for, and enough', () => {
    expect(symbol).toBe('vendor/golang.org/x/time/rate/rate.go#Limiter.ReserveN');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('grants and delays as Go did', () => {
    for (const { limit, burst, steps } of cases) {
      const limiter = new Limiter(limit, burst);
      const ours = steps.map(({ at, n }) => {
        const now = at / 1e6;
        const reservation = limiter.reserveN(now, n);
        return { at, n, ok: reservation.ok, delay: reservation.delayFrom(now) * 1e6 };
      });
      const rounded = ours.map((step) => ({ ...step, delay: Math.round(step.delay) }));
      expect({ limit, burst, steps: rounded }).toEqual({ limit, burst, steps });
    }
  });
});
