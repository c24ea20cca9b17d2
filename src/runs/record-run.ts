import { inTurn, Scheduler, shuffled } from '../ports/runtime/scheduler.ts';
import { seededRandom } from '../ports/runtime/random.ts';
import { describeValue } from './describe-value.ts';
import type { Picture } from './picture.ts';
import type { Recording, Said, Step } from './recording.ts';
import type { Fields, Outcome, Run, ValuesOf } from './run.ts';
import type { Stage } from './stage.ts';

export interface RecordOptions {
  /** In which order tasks run: 0 in turn, any other number another order, the same every time. */
  readonly order?: number;
  /** So many steps are kept. */
  readonly maxSteps?: number;
  /** After so many statements the run is taken for endless. */
  readonly maxStatements?: number;
  /** So many lines of account, and it is cut. */
  readonly maxSaid?: number;
}

/** Records a run; `at` must be told of every statement of the files that the run watches. */
export class Recorder {
  readonly #options: Required<RecordOptions>;
  readonly #files: string[] = [];
  readonly #steps: Step[] = [];
  readonly #pictures: Picture[] = [];
  readonly #account: Said[] = [];
  readonly #scheduler: Scheduler;
  #picture: (() => Picture) | undefined;
  #lastPicture = '';
  #isDrawing = false;
  #statements = 0;
  #last: { readonly file: string; readonly line: number } | undefined;

  constructor({
    order = 0,
    maxSteps = 4000,
    maxStatements = 200_000,
    maxSaid = 1000,
  }: RecordOptions = {}) {
    this.#options = { order, maxSteps, maxStatements, maxSaid };
    this.#scheduler = new Scheduler({
      choose: order === 0 ? inTurn : shuffled(order),
      random: seededRandom(order + 1),
    });
  }

  /** A statement of a file begins. @throws when there were so many that the run seems endless. */
  readonly at = (
    file: string,
    line: number,
    values: () => readonly (readonly [string, unknown])[],
  ): void => {
    // A picture may ask a port, which is no step of the run.
    if (this.#isDrawing) return;
    this.#statements++;
    this.#last = { file, line };
    if (this.#statements > this.#options.maxStatements) {
      throw new Error(
        `It did not end after ${this.#options.maxStatements.toLocaleString('en')} statements`,
      );
    }
    if (this.#steps.length >= this.#options.maxSteps) return;
    this.#steps.push({
      file: this.#indexOf(file),
      line,
      task: this.#scheduler.current,
      time: this.#scheduler.now(),
      picture: this.#draw(),
      values: describeAll(values),
    });
  };

  record<Inputs extends Fields>(run: Run<Inputs>, inputs: ValuesOf<Inputs>): Recording {
    const stage: Stage = {
      scheduler: this.#scheduler,
      show: (picture) => {
        this.#picture = picture;
      },
      say: (text) => {
        this.#say(text);
      },
    };
    let end: Recording['end'];
    try {
      end = run.play(inputs, stage);
    } catch (error) {
      end = { error: error instanceof Error ? error.message : String(error), ...this.#last };
    }
    this.#draw();
    return {
      files: this.#files,
      steps: this.#steps,
      pictures: this.#pictures,
      account: this.#account,
      end: plain(end),
      statements: this.#statements,
    };
  }

  #say(text: string): void {
    if (this.#account.length > this.#options.maxSaid) return;
    const isLast = this.#account.length === this.#options.maxSaid;
    this.#account.push({
      step: this.#steps.length,
      task: this.#scheduler.current,
      time: this.#scheduler.now(),
      text: isLast ? 'It said more, which is not shown.' : text,
    });
  }

  /** The number of the picture of this moment; one that did not change is not drawn twice. */
  #draw(): number {
    this.#isDrawing = true;
    const picture = this.#picture?.() ?? [];
    this.#isDrawing = false;
    const json = JSON.stringify(picture);
    if (this.#pictures.length === 0 || json !== this.#lastPicture) {
      this.#lastPicture = json;
      this.#pictures.push(JSON.parse(json) as Picture);
    }
    return this.#pictures.length - 1;
  }

  #indexOf(file: string): number {
    const known = this.#files.indexOf(file);
    return known === -1 ? this.#files.push(file) - 1 : known;
  }
}

function describeAll(
  values: () => readonly (readonly [string, unknown])[],
): readonly (readonly [string, string])[] {
  try {
    return values().flatMap(([name, value]) => {
      const words = describeValue(value);
      return words === undefined ? [] : [[name, words] as const];
    });
  } catch {
    // One of them has no value yet, which JavaScript answers with an error.
    return [];
  }
}

/** An outcome as JSON has it, so that a recording is the same before and after it is stored. */
const plain = (end: Outcome | Recording['end']): Recording['end'] =>
  JSON.parse(JSON.stringify(end)) as Recording['end'];
