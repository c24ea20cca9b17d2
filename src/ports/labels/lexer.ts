/** What the lexer makes of a piece of text. */
export type Token =
  | 'ErrorToken'
  | 'EndOfStringToken'
  | 'ClosedParToken'
  | 'CommaToken'
  | 'DoesNotExistToken'
  | 'DoubleEqualsToken'
  | 'EqualsToken'
  | 'GreaterThanToken'
  | 'IdentifierToken'
  | 'InToken'
  | 'LessThanToken'
  | 'NotEqualsToken'
  | 'NotInToken'
  | 'OpenParToken';

export type ScannedItem = readonly [tok: Token, literal: string];

const string2token: ReadonlyMap<string, Token> = new Map([
  [')', 'ClosedParToken'],
  [',', 'CommaToken'],
  ['!', 'DoesNotExistToken'],
  ['==', 'DoubleEqualsToken'],
  ['=', 'EqualsToken'],
  ['>', 'GreaterThanToken'],
  ['in', 'InToken'],
  ['<', 'LessThanToken'],
  ['!=', 'NotEqualsToken'],
  ['notin', 'NotInToken'],
  ['(', 'OpenParToken'],
]);

/** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#isWhitespace */
function isWhitespace(ch: string): boolean {
  return ch === ' ' || ch === '\t' || ch === '\r' || ch === '\n'; // go: return ch == ' '
}

/** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#isSpecialSymbol */
function isSpecialSymbol(ch: string): boolean {
  // go: switch ch {
  switch (ch) {
    case '=':
    case '!':
    case '(':
    case ')':
    case ',':
    case '>':
    case '<':
      return true; // go: return true
  }
  return false; // go: return false
}

const end = '\0';

/** Cuts the text of a selector into tokens. A character of code 0 ends the text, as Go has it. */
export class Lexer {
  readonly #s: string;
  #pos = 0;

  constructor(s: string) {
    this.#s = s;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.read */
  #read(): string {
    let b = end; // go: b = 0
    // go: if l.pos < len(l.s) {
    if (this.#pos < this.#s.length) {
      b = this.#s.charAt(this.#pos); // go: b = l.s[l.pos]
      this.#pos++; // go: l.pos++
    }
    return b; // go: return b
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.unread */
  #unread(): void {
    this.#pos--; // go: l.pos--
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.scanIDOrKeyword */
  #scanIDOrKeyword(): ScannedItem {
    let s = ''; // go: var buffer []byte
    // go: IdentifierLoop:
    for (;;) {
      const ch = this.#read(); // go: switch ch := l.read(); {
      if (ch === end) {
        break; // go: break IdentifierLoop @1
      } else if (isSpecialSymbol(ch) || isWhitespace(ch)) {
        this.#unread(); // go: l.unread()
        break; // go: break IdentifierLoop @2
      } else {
        s += ch; // go: buffer = append(
      }
    }
    // left out (collected as a string): s := string(buffer)
    const val = string2token.get(s);
    // go: if val, ok := string2token[s]; ok {
    if (val) {
      return [val, s]; // go: return val, s
    }
    return ['IdentifierToken', s]; // go: return IdentifierToken, s
  }

  /**
   * The longest operator that the text goes on with.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.scanSpecialSymbol
   */
  #scanSpecialSymbol(): ScannedItem {
    let lastScannedItem: ScannedItem | undefined; // go: lastScannedItem := ScannedItem{}
    let buffer = ''; // go: var buffer []byte
    // go: SpecialSymbolLoop:
    for (;;) {
      const ch = this.#read(); // go: switch ch := l.read(); {
      if (ch === end) {
        break; // go: break SpecialSymbolLoop @1
      } else if (isSpecialSymbol(ch)) {
        buffer += ch; // go: buffer = append(
        const token = string2token.get(buffer);
        // go: if token, ok := string2token[string(buffer)]; ok {
        if (token) {
          lastScannedItem = [token, buffer]; // go: lastScannedItem = ScannedItem{
        } else if (lastScannedItem) {
          // go: } else if lastScannedItem.tok != 0 {
          this.#unread(); // go: l.unread() @1
          break; // go: break SpecialSymbolLoop @2
        }
      } else {
        this.#unread(); // go: l.unread() @2
        break; // go: break SpecialSymbolLoop @3
      }
    }
    // go: if lastScannedItem.tok == 0 {
    if (!lastScannedItem) {
      return ['ErrorToken', `error expected: keyword found '${buffer}'`]; // go: return ErrorToken,
    }
    return lastScannedItem; // go: return lastScannedItem.tok,
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.skipWhiteSpaces */
  #skipWhiteSpaces(ch: string): string {
    // go: for {
    for (;;) {
      // go: if !isWhitespace(ch) {
      if (!isWhitespace(ch)) {
        return ch; // go: return ch
      }
      ch = this.#read(); // go: ch = l.read()
    }
  }

  /**
   * The next token with its text; at the end the token of the end, again and again.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Lexer.Lex
   */
  lex(): ScannedItem {
    const ch = this.#skipWhiteSpaces(this.#read()); // go: switch ch := l.skipWhiteSpaces(
    if (ch === end) {
      return ['EndOfStringToken', '']; // go: return EndOfStringToken, ""
    } else if (isSpecialSymbol(ch)) {
      this.#unread(); // go: l.unread() @1
      return this.#scanSpecialSymbol(); // go: return l.scanSpecialSymbol()
    } else {
      this.#unread(); // go: l.unread() @2
      return this.#scanIDOrKeyword(); // go: return l.scanIDOrKeyword()
    }
  }
}
