import { seededRandom, type Random } from './random.ts';
import type { Runtime, Task } from './task.ts';

/**
 * Decides which of the tasks that can run goes next.
 *
 * @param count How many there are, at least two.
 * @returns An index below count.
 */
export type Choose = (count: number) => number;

/** The task that waited longest. */
export const inTurn: Choose = () => 0;

/** Any order, but the same one for the same seed. */
export function shuffled(seed: number): Choose {
  const random = seededRandom(seed);
  return (count) => Math.floor(random() * count);
}

/** The choices of an earlier run; in turn when they are used up. */
export function replay(choices: readonly number[]): Choose {
  let at = 0;
  return (count) => Math.min(choices[at++] ?? 0, count - 1);
}

export interface SchedulerOptions {
  readonly choose?: Choose;
  readonly random?: Random;
  /** Milliseconds at which the virtual clock begins. */
  readonly start?: number;
  /** So many steps, and a run is taken for endless. */
  readonly maxSteps?: number;
}

interface Running {
  readonly name: string;
  readonly steps: Task<unknown>;
  isReady: () => boolean;
}

/** All tasks wait for something that no task will ever bring about. */
export class Deadlock extends Error {
  /** Names of the tasks that wait. */
  readonly waiting: readonly string[];

  constructor(waiting: readonly string[]) {
    super(`Every task waits and none can go on: ${waiting.join(', ')}`);
    this.name = 'Deadlock';
    this.waiting = waiting;
  }
}

/**
 * Runs tasks one step at a time on a virtual clock. With the same tasks, choices and seed it does
 * exactly the same again; with other choices it explores another interleaving.
 */
export class Scheduler implements Runtime {
  /** The choice at every step at which there was one; `replay` takes them. */
  readonly choices: number[] = [];
  readonly random: Random;
  readonly #choose: Choose;
  readonly #maxSteps: number;
  readonly #tasks: Running[] = [];
  readonly #alarms: number[] = [];
  #now: number;
  #current = 'main';
  #steps = 0;
  #started = 0;

  constructor({
    choose = inTurn,
    random = seededRandom(1),
    start = 0,
    maxSteps = 1_000_000,
  }: SchedulerOptions = {}) {
    this.#choose = choose;
    this.random = random;
    this.#now = start;
    this.#maxSteps = maxSteps;
  }

  now(): number {
    return this.#now;
  }

  /** The name of the task that runs, or of the one that ran last. */
  get current(): string {
    return this.#current;
  }

  go(task: () => Task<void>, name = `task ${this.#started}`): void {
    this.#started++;
    this.#tasks.push({ name, steps: task(), isReady: () => true });
  }

  *sleep(milliseconds: number): Task<void> {
    const end = this.#now + milliseconds;
    this.#alarms.push(end);
    yield () => this.#now >= end;
  }

  /**
   * Runs a task, and what it starts, until it ends. Other tasks keep their state, and go on in the
   * next run.
   *
   * @throws Deadlock when it can't end, and what any task throws.
   */
  run<T>(main: () => Task<T>): T {
    let result: { value: T } | undefined;
    const start = function* (): Task<void> {
      result = { value: yield* main() };
    };
    this.#tasks.push({ name: 'main', steps: start(), isReady: () => true });
    while (!result) this.#step();
    return result.value;
  }

  /** Runs until every task has ended or waits for the clock or for ever. */
  runUntilIdle(): void {
    while (this.#ready().length > 0) this.#step();
  }

  /** Moves the clock on and runs what becomes ready on the way, in the order of time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    this.runUntilIdle();
    for (
      let next = this.#nextAlarm();
      next !== undefined && next <= end;
      next = this.#nextAlarm()
    ) {
      this.#now = next;
      this.runUntilIdle();
    }
    this.#now = end;
  }

  #ready(): Running[] {
    return this.#tasks.filter(({ isReady }) => isReady());
  }

  /** The earliest time that a task sleeps for; times that have passed are forgotten. */
  #nextAlarm(): number | undefined {
    const future = this.#alarms.filter((time) => time > this.#now).sort((a, b) => a - b);
    this.#alarms.splice(0, this.#alarms.length, ...future);
    return future[0];
  }

  #step(): void {
    if (++this.#steps > this.#maxSteps) {
      throw new Error(`More than ${this.#maxSteps} steps: the run does not seem to end`);
    }
    const ready = this.#ready();
    if (ready.length === 0) {
      const next = this.#nextAlarm();
      if (next === undefined) throw new Deadlock(this.#tasks.map(({ name }) => name));
      this.#now = next;
      return;
    }
    const task = ready[this.#pick(ready.length)];
    if (!task) throw new RangeError('The choice is not among the tasks that can run');
    this.#advance(task);
  }

  #pick(count: number): number {
    if (count === 1) return 0;
    const choice = this.#choose(count);
    this.choices.push(choice);
    return choice;
  }

  /** Runs a task to its next pause and puts it behind the others. */
  #advance(task: Running): void {
    this.#tasks.splice(this.#tasks.indexOf(task), 1);
    this.#current = task.name;
    const step = task.steps.next();
    if (step.done) return;
    task.isReady = step.value ?? (() => true);
    this.#tasks.push(task);
  }
}
