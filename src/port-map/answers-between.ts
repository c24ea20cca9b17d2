import { compareVectors } from './compare-vectors.ts';
import { readAnswerPaths } from './read-answer-paths.ts';
import { readVectorFiles } from './read-vector-files.ts';

/** How many recorded cases of a symbol two releases answer alike. */
export interface AnswersBetween {
  /** Cases of the first release. Those neither same nor different the other was not asked. */
  readonly cases: number;
  readonly same: number;
  readonly different: number;
}

/**
 * Counts what the Go of two releases answers alike, by `path#Symbol` (a type where sequences of
 * operations were recorded). A symbol that was recorded in one of them alone is not in it.
 *
 * @param root The folder with conformance/.
 * @returns Undefined when one of the releases has no vectors.
 * @throws ProblemError when conformance/vectors/answers.json does not fit the vectors.
 */
export function answersBetween(
  root: string,
  from: string,
  to: string,
): ReadonlyMap<string, AnswersBetween> | undefined {
  const one = readVectorFiles(root, from);
  const other = readVectorFiles(root, to);
  if (!one || !other) return undefined;
  return new Map(
    [...compareVectors(one, other, readAnswerPaths(root))].map(
      ([symbol, { cases, same, different }]) => [
        symbol,
        { cases, same, different: different.length },
      ],
    ),
  );
}
