import type { Picture } from './picture.ts';
import type { Outcome } from './run.ts';

/** A run from its first statement to its end, to be stepped through. Plain JSON. */
export interface Recording {
  /** The files that steps name by their place in this list. */
  readonly files: readonly string[];
  readonly steps: readonly Step[];
  readonly pictures: readonly Picture[];
  readonly account: readonly Said[];
  readonly end: Outcome | Failure;
  /** How many statements ran; more than there are steps when it was too many to keep. */
  readonly statements: number;
}

/** A statement that is about to run. */
export interface Step {
  readonly file: number;
  readonly line: number;
  /** The task that runs it. */
  readonly task: string;
  /** Milliseconds on the virtual clock. */
  readonly time: number;
  /** Which picture shows the state before it. */
  readonly picture: number;
  /** Variables and what they hold, in words. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** A line of the account. */
export interface Said {
  /** It was said after so many steps. */
  readonly step: number;
  readonly task: string;
  readonly time: number;
  readonly text: string;
}

/** A run that did not reach its end. */
export interface Failure {
  readonly error: string;
  /** Where the last statement was that began. */
  readonly file?: string;
  readonly line?: number;
}

export const hasFailed = (end: Outcome | Failure): end is Failure => 'error' in end;
