import type { Span } from '../go/go-file.ts';

/** Words, of comments and literals, too, from which a declaration is known under another name. */
export const tellingWords = 12;
/** Least share of them that it has in common with what it was. */
export const leastWords = 0.8;

/** The words of a stretch, but for some names. */
export const wordsOf = (text: string, { start, end }: Span, names: readonly string[]): string[] =>
  (text.slice(start, end).match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => !names.includes(word));
