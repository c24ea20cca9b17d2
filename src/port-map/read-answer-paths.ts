import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseRecord } from '../parse-record.ts';
import { ProblemError } from '../problem.ts';

/** Name of a vector file -> the paths of a case's answers, as `turnsOfCase` reads them. */
export type AnswerPaths = ReadonlyMap<string, readonly string[]>;

/** What says which parts of a case are answers, relative to the project. */
export const answersFile = 'conformance/vectors/answers.json';

/**
 * Reads what of every recorded case Go answered. All else of a case is what it was asked.
 *
 * @param root The folder with conformance/.
 * @throws ProblemError with a place for whatever is no list of paths.
 */
export function readAnswerPaths(root: string): AnswerPaths {
  const text = readFileSync(join(root, answersFile), 'utf8');
  const schema = z.record(z.string(), z.array(z.string().min(1)).min(1, 'must name an answer'));
  const record = parseRecord(text, schema, { file: answersFile });
  if (record.value === undefined) throw new ProblemError(record.problems);
  return new Map(Object.entries(record.value));
}
