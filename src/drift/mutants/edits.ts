import type { GoFile, Span } from '../../go/go-file.ts';
import type { Part } from './function-syntax.ts';
import type { Random } from './random.ts';
import { instead, strands, type Edit, type Strand } from './rope.ts';

/** What an edit makes of one file: new files by path. The old path is gone unless it is among them. */
export type Mutation = ReadonlyMap<string, readonly Strand[]>;

/** What every kind of edit is given. */
export interface EditedFile {
  readonly file: GoFile;
  readonly random: Random;
}

/** Names for what is new. */
export const words = ['alpha', 'bravo', 'delta', 'gamma', 'omega', 'sigma', 'kappa', 'theta'];

export const capital = (word: string): string => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;

/** Another name: with a word more, or with nothing of the old one but whether it is exported. */
export function newNameFor(bare: string, random: Random, ending: string): string {
  const word = random.pick(words) ?? 'alpha';
  if (random.below(2) === 0) return `${bare}${capital(word)}`;
  return `${/^\p{Lu}/u.test(bare) ? capital(word) : word}${ending}`;
}

export const wholeFile = (file: GoFile, edits: readonly Edit[]): Strand[] =>
  strands(file.text, { start: 0, end: file.text.length }, edits);

export const inPlace = (
  { file }: Pick<EditedFile, 'file'>,
  edits: readonly Edit[],
): Mutation | undefined =>
  edits.length === 0 ? undefined : new Map([[file.path, wholeFile(file, edits)]]);

/** The white space that the line of an offset begins with. */
export const indentAt = (text: string, at: number): string => {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, at))?.[0] ?? '';
};

/** A stretch with the lines that it stands on, to be taken out whole. */
export const lineOf = (text: string, { start, end }: Span): Span => {
  const next = text.indexOf('\n', end);
  return {
    start: text.lastIndexOf('\n', start - 1) + 1,
    end: next === -1 ? text.length : next + 1,
  };
};

export const standsAlone = (text: string, span: Span): boolean => {
  const line = lineOf(text, span);
  return (
    text.slice(line.start, span.start).trim() === '' && text.slice(span.end, line.end).trim() === ''
  );
};

export function changeLiteral(literal: Part): Edit {
  const { text, type } = literal;
  if (type === 'true') return instead(literal, 'false');
  if (type === 'false') return instead(literal, 'true');
  if (type === 'int_literal') return instead(literal, `${Number.parseInt(text, 10) + 1 || 7}`);
  return instead(literal, `${text.slice(0, -1)} now"`);
}

/** Puts a word into some comments. */
export const changeComments = (comments: readonly Part[], random: Random): Edit[] =>
  random
    .shuffle(comments)
    .slice(0, 3)
    .map((comment) => {
      const parts = comment.text.split(' ');
      const at = 1 + random.below(Math.max(1, parts.length - 1));
      return instead(comment, [...parts.slice(0, at), 'moreover', ...parts.slice(at)].join(' '));
    });
