/**
 * Why a task pauses: `undefined` to let others run, or a condition that must hold before it can go
 * on.
 */
export type Pause = (() => boolean) | undefined;

/**
 * A goroutine-like task: it runs until it yields a pause, and ends with a value. A port is written
 * as a generator and calls others with `yield*`, so that one thread can run many tasks in any order
 * that is asked for, and in the same order again.
 */
export type Task<T> = Generator<Pause, T, void>;

/** What ports need of the world around them; nothing else reaches out of a port. */
export interface Runtime {
  /** Starts a task beside this one, as Go's `go` statement does. */
  go(task: () => Task<void>, name?: string): void;
  /** Milliseconds on the virtual clock. */
  now(): number;
  /** Pauses until so many milliseconds have passed on the virtual clock. */
  sleep(milliseconds: number): Task<void>;
  /** A number from 0 up to but not 1, from the run's own seed. */
  random(): number;
}
