/**
 * What a token is, as one letter, which is also its class in a page: keyword, string, comment,
 * function, type, number or constant; '' for all the rest.
 */
export type TokenKind = 'k' | 's' | 'c' | 'f' | 't' | 'n' | '';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** A file's tokens, line by line; the texts of a line join to the line without its newline. */
export type HighlightedLines = readonly (readonly Token[])[];
