import { ProblemError } from '../problem.ts';
import { answersFile, type AnswerPaths } from './read-answer-paths.ts';
import type { VectorFile } from './read-vector-files.ts';
import { turnsOfCase, type Turn } from './turns-of-case.ts';

/** What became of the recorded cases of a Go symbol from one release to another. */
export interface SymbolComparison {
  /** Cases of the first release; each is the same, different or asked of it alone. */
  readonly cases: number;
  readonly same: number;
  readonly different: readonly DifferentCase[];
  /** Cases of the first release that the other was not asked. */
  readonly onlyFrom: number;
  /** Cases of the other release that the first was not asked. */
  readonly onlyTo: number;
}

/** The first answer of a case that is not as it was. */
export interface DifferentCase {
  /** The name of its vector file. */
  readonly vectors: string;
  /** Its place in that file, from 0. */
  readonly at: number;
  /** In a sequence the operation, without those before it. */
  readonly asked: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * Compares what two releases answered. A recorder draws its questions from a seed, so that cases
 * at the same place of a file are one question, as long as the recorder went the same way. So a
 * case is compared with that at its place, turn by turn: it is different at the first turn that
 * was asked alike and answered otherwise, whatever is asked after that. Where something else was
 * asked, the case is looked for among those left over, by all that was asked in it: a recorder may
 * leave out cases in which Go answers now this, now that.
 *
 * @param from Vector files by name, as are those of `to`. A file that only one has is no part of
 *   the answer: nothing is known of what the other release does.
 * @returns By symbol, as the first release's files name it.
 * @throws ProblemError when a file is not in `answers`.
 */
export function compareVectors(
  from: ReadonlyMap<string, VectorFile>,
  to: ReadonlyMap<string, VectorFile>,
  answers: AnswerPaths,
): ReadonlyMap<string, SymbolComparison> {
  const compared = new Map<string, SymbolComparison>();
  for (const [name, { symbol, cases }] of from) {
    const other = to.get(name);
    if (!other) continue;
    const read = casesReader(name, answers);
    const file = compareCases(name, cases.map(read), other.cases.map(read));
    const before = compared.get(symbol);
    compared.set(symbol, before ? join(before, file) : file);
  }
  return compared;
}

function casesReader(name: string, answers: AnswerPaths): (recorded: unknown) => Turn[] {
  const paths = answers.get(name);
  if (paths) return (recorded) => turnsOfCase(recorded, paths);
  throw new ProblemError({
    message: `${answersFile} does not say what of a case of \`${name}\` is an answer.`,
    hint: `Add "${name}": ["<key>", ...], the keys that the recorder sets after it called Go.`,
  });
}

function compareCases(
  vectors: string,
  from: readonly (readonly Turn[])[],
  to: readonly (readonly Turn[])[],
): SymbolComparison {
  const different: DifferentCase[] = [];
  let same = 0;
  const settle = (at: number, other: readonly Turn[] | undefined): boolean => {
    const found = other && compareTurns(from[at] ?? [], other);
    if (found === 'same') same++;
    else if (found) different.push({ vectors, at, ...found });
    return found !== undefined;
  };
  const places = [...from.keys()];
  const left = places.filter((at) => !settle(at, to[at]));
  const spare = Map.groupBy(
    to.filter((_, at) => at >= from.length || left.includes(at)),
    questionOf,
  );
  const onlyFrom = left.filter((at) => !settle(at, spare.get(questionOf(from[at] ?? []))?.shift()));
  return {
    cases: from.length,
    same,
    different: different.sort((a, b) => a.at - b.at),
    onlyFrom: onlyFrom.length,
    onlyTo: to.length - (from.length - onlyFrom.length),
  };
}

/** Undefined when something else was asked before an answer differed. */
function compareTurns(
  from: readonly Turn[],
  to: readonly Turn[],
): 'same' | Pick<DifferentCase, 'asked' | 'from' | 'to'> | undefined {
  for (let at = 0; at < Math.max(from.length, to.length); at++) {
    const [one, other] = [from[at], to[at]];
    if (!isSame(one?.asked, other?.asked)) return undefined;
    if (!isSame(one?.answered, other?.answered)) {
      return { asked: one?.asked, from: one?.answered, to: other?.answered };
    }
  }
  return 'same';
}

const questionOf = (turns: readonly Turn[]): string =>
  JSON.stringify(turns.map(({ asked }) => asked));

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function join(one: SymbolComparison, other: SymbolComparison): SymbolComparison {
  return {
    cases: one.cases + other.cases,
    same: one.same + other.same,
    different: [...one.different, ...other.different],
    onlyFrom: one.onlyFrom + other.onlyFrom,
    onlyTo: one.onlyTo + other.onlyTo,
  };
}
