/** A position in a text file. Lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong with an input: what, where, and what to type instead. */
export interface Problem {
  /** One sentence that names the offending value. */
  readonly message: string;
  /** What to do or type instead. */
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
}

/** Thrown where work cannot go on; carries every problem that was found, not only the first. */
export class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: Problem | readonly Problem[], options?: ErrorOptions) {
    const list = Array.isArray(problems) ? (problems as readonly Problem[]) : [problems as Problem];
    super(list.map(formatProblem).join('\n'), options);
    this.name = 'ProblemError';
    this.problems = list;
  }
}

/**
 * Whether a thrown value is a ProblemError, also one of another copy of this module: Astro loads
 * the content configuration, and all that it imports, a second time.
 */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && error.name === 'ProblemError' && 'problems' in error;
}

/**
 * A problem as a person reads it in a terminal.
 *
 * @example
 * formatProblem({ message: 'Unknown lane `kublet`.', hint: 'Did you mean `kubelet`?', place });
 * // content/tour/a/b.md:3:7: Unknown lane `kublet`.
 * //   Did you mean `kubelet`?
 */
export function formatProblem({ message, hint, place }: Problem): string {
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : '';
  return `${where}${message}${hint ? `\n  ${hint.replaceAll('\n', '\n  ')}` : ''}`;
}

/** Orders problems by file, line and column, so that reports do not depend on the order of work. */
export function compareProblems(a: Problem, b: Problem): number {
  if (!a.place || !b.place) return a.place ? 1 : b.place ? -1 : 0;
  return (
    a.place.file.localeCompare(b.place.file, 'en') ||
    a.place.line - b.place.line ||
    a.place.column - b.place.column
  );
}

/** The reason inside any thrown value, for messages that wrap a failure of another library. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error && !error.message.includes(error.cause.message);
  return cause ? `${error.message}: ${reasonOf(error.cause)}` : error.message;
}
