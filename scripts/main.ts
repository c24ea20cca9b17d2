import { formatProblem, isProblemError } from '../src/problem.ts';

/** Runs a script; a problem ends it with its message and exit code 1, a bug with its stack. */
export async function main(run: () => Promise<void> | void): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!isProblemError(error)) throw error;
    for (const problem of error.problems) console.error(formatProblem(problem));
    process.exitCode = 1;
  }
}
