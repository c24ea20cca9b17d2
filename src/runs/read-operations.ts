/** A line of a sequence of operations. */
export interface Operation {
  readonly words: readonly string[];
  /** An error that names the line and says what may be written. */
  readonly wrong: (problem: string) => Error;
}

/** So many lines are read at most. */
const maxOperations = 200;

/**
 * Reads operations, one a line; what stands after `#` is a remark.
 *
 * @param write What may be written, for errors: `add a, pop, wait 1s`.
 */
export function readOperations(text: string, write: string): Operation[] {
  const operations = text.split('\n').flatMap((line, at): Operation[] => {
    const words = line
      .replace(/#.*$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const wrong = (problem: string): Error =>
      new Error(
        `line ${at + 1}: ${problem.length > 80 ? `${problem.slice(0, 79)}…` : problem}; write ${write}`,
      );
    return words.length === 0 ? [] : [{ words, wrong }];
  });
  if (operations.length > maxOperations) {
    throw new Error(`${operations.length} lines are too many; write at most ${maxOperations}`);
  }
  return operations;
}

/** Milliseconds of `500ms`, `2s` or `1m`, at most an hour. */
export function readDuration(word: string | undefined, { wrong }: Operation): number {
  if (word === undefined) throw wrong('a time is missing');
  const match = /^(?<count>\d+(?:\.\d+)?)(?<unit>ms|s|m)$/.exec(word);
  const { count = '', unit = 's' } = match?.groups ?? {};
  const milliseconds = Number(count) * ({ ms: 1, s: 1000, m: 60_000 }[unit] ?? 1000);
  if (!match || milliseconds > 3_600_000) {
    throw wrong(`"${word}" is no time such as 500ms, 2s or 1m, up to 60m`);
  }
  return Math.round(milliseconds);
}

/** A name such as `web-1`, of letters, digits and hyphens. */
export function readName(word: string | undefined, { wrong }: Operation): string {
  if (word === undefined) throw wrong('a name is missing');
  if (!/^[a-z0-9][a-z0-9.-]{0,39}$/i.test(word)) throw wrong(`"${word}" is no name`);
  return word;
}

/** A whole number from 0 up. */
export function readCount(word: string | undefined, { wrong }: Operation, max = 1000): number {
  if (word === undefined) throw wrong('a number is missing');
  const value = Number(word);
  if (!/^\d+$/.test(word) || value > max) {
    throw wrong(`"${word}" is no whole number up to ${max}`);
  }
  return value;
}
