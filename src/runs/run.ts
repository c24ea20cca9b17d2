import type { Stage } from './stage.ts';

/**
 * Something that a reader can run: a port with what stands around it, inputs that can be changed,
 * and scenarios that are ready.
 */
export interface Run<Inputs extends Fields = Fields> {
  /** Words with hyphens, the port's name: `slow-start-batch`. */
  readonly id: string;
  /** What is run, in a few words. */
  readonly title: string;
  /** One sentence: what stands around the port here and what to look at. */
  readonly about: string;
  /** The port files whose statements are shown while they run. */
  readonly watches: readonly string[];
  readonly fields: Inputs;
  /** The first is shown until another is chosen. */
  readonly scenarios: readonly Scenario<Inputs>[];
  readonly breaks?: readonly Break[];
  /** Runs to the end. What it throws ends the run with a message. */
  play(inputs: ValuesOf<Inputs>, stage: Stage): Outcome;
}

/** Keeps the types of a run's fields. */
export const defineRun = <const Inputs extends Fields>(run: Run<Inputs>): Run<Inputs> => run;

export type Fields = Readonly<Record<string, Field>>;

/** An input of a run; `value` is what it has unless a scenario says otherwise. */
export type Field = NumberField | BooleanField | ChoiceField | TextField;

export interface NumberField {
  readonly kind: 'number';
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

export interface BooleanField {
  readonly kind: 'boolean';
  readonly label: string;
  readonly value: boolean;
}

export interface ChoiceField {
  readonly kind: 'choice';
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
}

/** Text of one or more lines, such as one operation a line. */
export interface TextField {
  readonly kind: 'text';
  readonly label: string;
  readonly value: string;
  readonly rows?: number;
  /** What may be written, in a few words. */
  readonly hint?: string;
}

export type ValuesOf<Inputs extends Fields> = {
  readonly [Name in keyof Inputs]: ValueOf<Inputs[Name]>;
};

type ValueOf<F extends Field> = F extends NumberField
  ? number
  : F extends BooleanField
    ? boolean
    : F extends ChoiceField
      ? F['options'][number]
      : string;

export interface Scenario<Inputs extends Fields = Fields> {
  readonly id: string;
  readonly title: string;
  readonly inputs: Partial<ValuesOf<Inputs>>;
}

/** A guard that can be taken out of a port, to see what it was for. */
export interface Break {
  readonly id: string;
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** Replaces a piece of a port's text that occurs once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** How a run ended. */
export interface Outcome {
  /** The result in a sentence or two. */
  readonly text: string;
  /** Figures of the result by name, for questions and tests. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
}
