import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { seededRandom } from '../runtime/random.ts';
import { toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';
import { Backoff } from './backoff.ts';

interface StepCase {
  readonly duration: number;
  readonly factor: number;
  readonly jitter: number;
  readonly steps: number;
  readonly cap: number;
  readonly random: readonly number[];
  /** After every step: the answer, the duration and the steps left. */
  readonly answers: readonly (readonly [number, number, number])[];
}

describe('Backoff', () => {
  const { symbol, cases } = readVectors<StepCase>('backoff-step');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#Backoff.Step');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('steps as Go does, with the same random numbers', () => {
    for (const one of cases) {
      const { duration, factor, jitter, steps, cap } = one;
      const backoff = new Backoff({
        duration: toMilliseconds(duration),
        factor,
        jitter,
        steps,
        cap: toMilliseconds(cap),
      });
      const random = one.random.values();
      const answers = one.answers.map(() => {
        const answer = backoff.step(() => random.next().value ?? NaN);
        return [toNanoseconds(answer), toNanoseconds(backoff.duration), backoff.steps];
      });
      expect({ ...one, answers }).toEqual(one);
    }
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/util/wait/wait_test.go#TestBackoff_Step', () => {
  const second = 1000;
  for (const [title, initial, want] of [
    ['stays > "Steps: 0}"', { steps: 0 }, [1, 1, 1]],
    ['has no factor > "Backoff{Duration: time.Second, Steps: 1}"', { steps: 1 }, [1, 1, 1]],
    ['has a factor of one > "Factor: 1.0, Steps: 1}"', { factor: 1, steps: 1 }, [1, 1, 1]],
    ['doubles > "Factor: 2, Steps: 3}"', { factor: 2, steps: 3 }, [1, 2, 4]],
    ['is capped > "Steps: 3, Cap:"', { factor: 2, steps: 3, cap: 3 * second }, [1, 2, 3]],
    [
      'is jittered > "Jitter: 0.5}"',
      { factor: 2, steps: 2, cap: 3 * second, jitter: 0.5 },
      [2, 3, 3],
    ],
    ['is jittered a lot > "Jitter: 4}"', { factor: 2, steps: 6, jitter: 4 }, [1, 2, 4, 8, 16, 32]],
  ] as const) {
    test(title, () => {
      for (let seed = 0; seed < 5; seed++) {
        const random = seededRandom(seed);
        const backoff = new Backoff({ duration: second, ...initial });
        for (const seconds of want) {
          const got = backoff.step(random);
          if (backoff.jitter > 0) {
            expect(got).not.toBe(seconds * second);
            expect((seconds * second - got) / (seconds * second)).toBeLessThanOrEqual(
              backoff.jitter,
            );
          } else {
            expect(got).toBe(seconds * second);
          }
        }
      }
    });
  }
});
