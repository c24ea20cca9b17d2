import { readOperations } from './read-operations.ts';

/**
 * Reads a program that has one operation a line.
 *
 * @param write What may be written, for the message: `add web, get, done web`.
 * @param read The operation of a line's words; none if they can't be read.
 * @throws an error that names the line.
 */
export const readLines = <Operation>(
  text: string,
  write: string,
  read: (words: readonly string[]) => Operation | undefined,
): Operation[] =>
  readOperations(text, write).map(({ words, wrong }) => {
    const operation = read(words);
    if (operation === undefined) throw wrong(`"${words.join(' ').slice(0, 40)}" can't be read`);
    return operation;
  });

/** Whether a word is a name, not too long for a picture. */
export const isName = (word: string | undefined): word is string =>
  word !== undefined && /^[a-z0-9][a-z0-9-]{0,23}$/.test(word);

/** A whole number from 0 to a greatest one; none if the word is no such number. */
export function wholeNumber(word: string | undefined, most = 1_000_000): number | undefined {
  if (word === undefined || !/^\d{1,9}$/.test(word)) return undefined;
  const number = Number(word);
  return number <= most ? number : undefined;
}

/** The input of a scenario that is a program of these lines. */
export const programOf = (...lines: readonly string[]): { readonly program: string } => ({
  program: lines.join('\n'),
});
