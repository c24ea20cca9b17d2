/** The function that instrumented code calls before every statement; see `Hook`. */
export const hookName = '__at';

/**
 * Told before a statement of an instrumented function begins: its line, and what the variables
 * hold that the function speaks of. Reading them may throw, for one may not have a value yet.
 */
export type Hook = (line: number, values: () => readonly (readonly [string, unknown])[]) => void;
