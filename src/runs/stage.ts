import type { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Picture } from './picture.ts';

/** What a run plays on. */
export interface Stage {
  /** Runs the tasks of the run, in the order that the reader chose. */
  readonly scheduler: Scheduler;
  /** Says what the picture shows from now on; it is drawn again after every statement. */
  readonly show: (picture: () => Picture) => void;
  /** Adds a line to the account of the run. */
  readonly say: (text: string) => void;
}
