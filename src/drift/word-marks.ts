import { diffArrays } from 'diff';
import { tokensOf, type Token } from './tokens.ts';

/** Offsets in a text, the end not included. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Which words of two pieces of Go differ. */
export interface WordMarks {
  readonly before: readonly Mark[];
  readonly after: readonly Mark[];
}

/** Of pieces with fewer words in common, marks on words would tell nothing: all is new. */
const leastInCommon = 0.3;

/** The words of one piece that the other has not in that place; none when hardly any are the same. */
export function wordMarks(before: string, after: string): WordMarks {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const marks: { before: Mark[]; after: Mark[] } = { before: [], after: [] };
  let [oldAt, nowAt, same] = [0, 0, 0];
  for (const { added, removed, count } of diffArrays(textsOf(old), textsOf(now))) {
    if (!added && !removed) same += count;
    if (removed) marks.before.push(spanOf(old, oldAt, count));
    if (added) marks.after.push(spanOf(now, nowAt, count));
    if (!added) oldAt += count;
    if (!removed) nowAt += count;
  }
  const share = (2 * same) / Math.max(1, old.length + now.length);
  return share < leastInCommon ? { before: [], after: [] } : marks;
}

/** Tokens, and the words of long literals: of a message often one word changes. */
function wordsOf(text: string): Token[] {
  return tokensOf(text).flatMap((token) => {
    if (token.kind !== 'literal') return [token];
    return [...token.text.matchAll(/[\p{L}\p{N}_]+|\S/gu)].map(([word], at, all): Token => {
      const start = token.start + (all[at]?.index ?? 0);
      return { ...token, text: word, start, end: start + word.length };
    });
  });
}

const textsOf = (tokens: readonly Token[]): string[] => tokens.map(({ text }) => text);

const spanOf = (tokens: readonly Token[], at: number, count: number): Mark => ({
  start: tokens[at]?.start ?? 0,
  end: tokens[at + count - 1]?.end ?? 0,
});
