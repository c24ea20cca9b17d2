import type { ConditionFunc } from '../src/ports/wait/condition-func.ts';

export interface ConditionCase {
  readonly steps: number;
  readonly factor: number;
  readonly cap: number;
  readonly ticks: number;
  /** Letters: t true, f false, e an error, E an error and true; f when it is asked more often. */
  readonly answers: string;
  readonly calls: number;
  readonly error: string;
}

/** A condition that answers as the case says, and how often it was asked. */
export function conditionOf({ answers }: ConditionCase): {
  condition: ConditionFunc;
  calls: () => number;
} {
  let calls = 0;
  return {
    condition: function* () {
      const answer = answers[calls++] ?? 'f';
      if (answer === 'e' || answer === 'E') return [answer === 'E', new Error('refused')];
      return [answer === 't', undefined];
    },
    calls: () => calls,
  };
}
