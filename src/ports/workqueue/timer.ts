import type { Runtime } from '../runtime/task.ts';

/** Go's `time.Timer`: begins a wait, and gives a condition that holds when it is over. */
export function newTimer(runtime: Pick<Runtime, 'sleep'>, milliseconds: number): () => boolean {
  const begun = runtime.sleep(milliseconds).next();
  const over = begun.done ? undefined : begun.value;
  return over ?? (() => true);
}
