/** A word, literal or mark of Go; a comment is one token a word, so that an edit of it stays small. */
export interface Token {
  /** Of a comment's word: with `/` in front, so that it equals no token of code. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'literal' | 'mark' | 'comment';
}

const lexeme =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|([\p{L}_][\p{L}\p{N}_]*)|(`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|\.?\d[\w.]*)|(<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|[-+*/%&|^<>=!:]=|<<|>>|&\^|[^\s])/gu;

/**
 * The tokens of a stretch of Go. White space is no token, and neither is a comma before a closing
 * bracket: breaking a list of arguments into lines changes nothing.
 */
export function tokensOf(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  lexeme.lastIndex = start;
  for (let match = lexeme.exec(text); match && match.index < end; match = lexeme.exec(text)) {
    const [all, comment, word, literal] = match;
    const at = match.index;
    if (comment !== undefined) tokens.push(...wordsOfComment(comment, at));
    else {
      const kind = word !== undefined ? 'word' : literal !== undefined ? 'literal' : 'mark';
      if (all === ')' || all === '}' || all === ']') {
        const last = tokens.at(-1);
        if (last?.kind === 'mark' && last.text === ',') tokens.pop();
      }
      tokens.push({ text: all, start: at, end: at + all.length, kind });
    }
  }
  return tokens;
}

function wordsOfComment(comment: string, at: number): Token[] {
  const words = [...comment.slice(2).matchAll(/\S+/g)].map((word): Token => {
    const start = at + 2 + word.index;
    return { text: `/${word[0]}`, start, end: start + word[0].length, kind: 'comment' };
  });
  // The marks of a comment belong to its first word; an empty comment is a token, too.
  const [first, ...rest] = words;
  return first
    ? [{ ...first, start: at }, ...rest]
    : [{ text: '/', start: at, end: at + comment.length, kind: 'comment' }];
}
