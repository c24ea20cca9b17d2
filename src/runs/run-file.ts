import type { Recording } from './recording.ts';
import type { Break, Edit, Fields, ValuesOf } from './run.ts';

/** What a page loads to play a run: its inputs and the recordings of all its scenarios. */
export interface RunFile {
  readonly id: string;
  readonly file: string;
  readonly watches: readonly string[];
  readonly fields: Fields;
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly inputs: ValuesOf<Fields>;
    readonly recording: Recording;
  }[];
  readonly breaks: readonly Pick<Break, 'id' | 'title'>[];
  /** HTML of the code that steps name, as a stop shows it. */
  readonly listings: string;
}

/** What a page loads to run something of its own. */
export interface CodeFile {
  /** Path -> script. */
  readonly scripts: readonly (readonly [path: string, script: string])[];
  /** Path -> TypeScript of what can be edited. */
  readonly sources: readonly (readonly [path: string, text: string])[];
  readonly breaks: readonly { readonly id: string; readonly edits: readonly Edit[] }[];
}

/** What a page sends to the worker. */
export interface WorkerJob {
  readonly scripts: CodeFile['scripts'];
  /** The run's own module. */
  readonly file: string;
  readonly inputs: ValuesOf<Fields>;
  readonly options: { readonly order: number };
}

/** What comes back, as JSON. */
export type WorkerAnswer = { readonly recording: Recording } | { readonly error: string };
