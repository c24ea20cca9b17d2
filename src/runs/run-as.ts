import type { Scheduler } from '../ports/runtime/scheduler.ts';
import type { Task } from '../ports/runtime/task.ts';

/** Runs a task to its end under a name, which the account shows. */
export function runAs<T>(scheduler: Scheduler, name: string, task: () => Task<T>): T {
  let end: { readonly value: T } | undefined;
  const start = function* (): Task<void> {
    end = { value: yield* task() };
  };
  scheduler.go(start, name);
  return scheduler.run(function* (): Task<T> {
    while (end === undefined) yield () => end !== undefined;
    return end.value;
  });
}
