import type { Task } from '../runtime/task.ts';

/** Says whether what is waited for holds; an error ends the wait. */
export type ConditionFunc = () => Task<readonly [done: boolean, error: Error | undefined]>;
