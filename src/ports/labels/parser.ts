import { InternalSelector } from './internal-selector.ts';
import type { Lexer, ScannedItem, Token } from './lexer.ts';
import { selection, type Operator } from './operator.ts';
import { newRequirement, type Requirement } from './requirement.ts';
import { safeSort } from './safe-sort.ts';
import { validateLabelKey } from './validate-label.ts';

/** `in` and `notin` are operators where one is expected, and values where those are. */
export type ParserContext = 'KeyAndOperator' | 'Values';

type Result<T> = readonly [value: T, error: undefined] | readonly [value: undefined, error: Error];

const failed = (message: string): readonly [undefined, Error] => [undefined, new Error(message)];

/** Reads the tokens of a selector by recursive descent. */
export class Parser {
  readonly #l: Lexer;
  readonly #scannedItems: ScannedItem[] = [];
  #position = 0;

  constructor(l: Lexer) {
    this.#l = l;
  }

  get scannedItems(): readonly ScannedItem[] {
    return this.#scannedItems;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.lookahead */
  lookahead(context: ParserContext): ScannedItem {
    let [tok] = this.#item(this.#position); // go: tok, lit := p.scannedItems[p.position].tok
    // go: if context == Values {
    if (context === 'Values') {
      // go: switch tok {
      switch (tok) {
        case 'InToken':
        case 'NotInToken':
          tok = 'IdentifierToken'; // go: tok = IdentifierToken
      }
    }
    return [tok, this.#item(this.#position)[1]]; // go: return tok, lit
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.consume */
  consume(context: ParserContext): ScannedItem {
    this.#position++; // go: p.position++
    let [tok] = this.#item(this.#position - 1); // go: tok, lit := p.scannedItems[p.position-1].tok
    // go: if context == Values {
    if (context === 'Values') {
      // go: switch tok {
      switch (tok) {
        case 'InToken':
        case 'NotInToken':
          tok = 'IdentifierToken'; // go: tok = IdentifierToken
      }
    }
    return [tok, this.#item(this.#position - 1)[1]]; // go: return tok, lit
  }

  #item(at: number): readonly [Token, string] {
    const item = this.#scannedItems[at];
    if (!item) throw new RangeError('No token there: Go would panic');
    return item;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.scan */
  scan(): void {
    // go: for {
    for (;;) {
      const item = this.#l.lex(); // go: token, literal := p.l.Lex()
      this.#scannedItems.push(item); // go: p.scannedItems = append(
      // go: if token == EndOfStringToken {
      if (item[0] === 'EndOfStringToken') {
        break; // go: break
      }
    }
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parse */
  parse(): Result<InternalSelector> {
    this.scan(); // go: p.scan()

    const requirements: Requirement[] = []; // go: var requirements internalSelector
    // go: for {
    for (;;) {
      const [tok, lit] = this.lookahead('Values'); // go: tok, lit := p.lookahead(
      // go: switch tok {
      switch (tok) {
        case 'IdentifierToken':
        case 'DoesNotExistToken': {
          const [r, err] = this.#parseRequirement(); // go: r, err := p.parseRequirement()
          // go: if err != nil {
          if (err) {
            return failed(`unable to parse requirement: ${err.message}`); // go: return nil, fmt.Errorf("unable
          }
          requirements.push(r); // go: requirements = append(
          const [t, l] = this.consume('Values'); // go: t, l := p.consume(
          // go: switch t {
          switch (t) {
            case 'EndOfStringToken':
              return [new InternalSelector(requirements), undefined]; // go: return requirements, nil @1
            case 'CommaToken': {
              const [t2, l2] = this.lookahead('Values'); // go: t2, l2 := p.lookahead(
              // go: if t2 != IdentifierToken
              if (t2 !== 'IdentifierToken' && t2 !== 'DoesNotExistToken') {
                return failed(`found '${l2}', expected: identifier after ','`); // go: return nil, fmt.Errorf("found '%s', expected: identifier after
              }
              break;
            }
            default:
              return failed(`found '${l}', expected: ',' or 'end of string'`); // go: return nil, fmt.Errorf("found '%s', expected: ',' or
          }
          break;
        }
        case 'EndOfStringToken':
          return [new InternalSelector(requirements), undefined]; // go: return requirements, nil @2
        default:
          return failed(`found '${lit}', expected: !, identifier, or 'end of string'`); // go: return nil, fmt.Errorf("found '%s', expected: !, identifier
      }
    }
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseRequirement */
  #parseRequirement(): Result<Requirement> {
    const [inferred, keyErr] = this.#parseKeyAndInferOperator(); // go: key, operator, err := p.parseKeyAndInferOperator()
    // go: if err != nil { @1
    if (keyErr) {
      return [undefined, keyErr]; // go: return nil, err @1
    }
    const [key, inferredOperator] = inferred;
    // go: if operator == selection.Exists
    if (inferredOperator === selection.Exists || inferredOperator === selection.DoesNotExist) {
      return newRequirement(key, inferredOperator, []); // go: return NewRequirement(key, operator, []string{})
    }
    const [operator, operatorErr] = this.#parseOperator(); // go: operator, err = p.parseOperator()
    // go: if err != nil { @2
    if (operatorErr) {
      return [undefined, operatorErr]; // go: return nil, err @2
    }
    let values: Result<ReadonlySet<string>> = [new Set(), undefined]; // go: var values sets.String
    // go: switch operator {
    switch (operator) {
      case selection.In:
      case selection.NotIn:
        values = this.#parseValues(); // go: values, err = p.parseValues()
        break;
      case selection.Equals:
      case selection.DoubleEquals:
      case selection.NotEquals:
      case selection.GreaterThan:
      case selection.LessThan:
        values = this.#parseExactValue(); // go: values, err = p.parseExactValue()
    }
    const [set, err] = values;
    // go: if err != nil { @3
    if (err) {
      return [undefined, err]; // go: return nil, err @3
    }
    return newRequirement(key, operator, safeSort([...set])); // go: return NewRequirement(key, operator, values.List())
  }

  /**
   * The key, and whether it must be there or not, if no other operator follows.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseKeyAndInferOperator
   */
  #parseKeyAndInferOperator(): Result<readonly [key: string, operator: Operator]> {
    let operator: Operator = ''; // go: var operator selection.Operator
    let [tok, literal] = this.consume('Values'); // go: tok, literal := p.consume(
    // go: if tok == DoesNotExistToken {
    if (tok === 'DoesNotExistToken') {
      operator = selection.DoesNotExist; // go: operator = selection.DoesNotExist
      [tok, literal] = this.consume('Values'); // go: tok, literal = p.consume(
    }
    // go: if tok != IdentifierToken {
    if (tok !== 'IdentifierToken') {
      const err = new Error(`found '${literal}', expected: identifier`); // go: err := fmt.Errorf(
      return [undefined, err]; // go: return "", "", err @1
    }
    const err = validateLabelKey(literal);
    // go: if err := validateLabelKey(
    if (err) {
      return [undefined, err]; // go: return "", "", err @2
    }
    const [t] = this.lookahead('Values');
    // go: if t, _ := p.lookahead(
    if (t === 'EndOfStringToken' || t === 'CommaToken') {
      // go: if operator != selection.DoesNotExist {
      if (operator !== selection.DoesNotExist) {
        operator = selection.Exists; // go: operator = selection.Exists
      }
    }
    return [[literal, operator], undefined]; // go: return literal, operator, nil
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseOperator */
  #parseOperator(): Result<Operator> {
    const [tok, lit] = this.consume('KeyAndOperator'); // go: tok, lit := p.consume(
    let op: Operator;
    // go: switch tok {
    switch (tok) {
      case 'InToken':
        op = selection.In; // go: op = selection.In
        break;
      case 'EqualsToken':
        op = selection.Equals; // go: op = selection.Equals
        break;
      case 'DoubleEqualsToken':
        op = selection.DoubleEquals; // go: op = selection.DoubleEquals
        break;
      case 'GreaterThanToken':
        op = selection.GreaterThan; // go: op = selection.GreaterThan
        break;
      case 'LessThanToken':
        op = selection.LessThan; // go: op = selection.LessThan
        break;
      case 'NotInToken':
        op = selection.NotIn; // go: op = selection.NotIn
        break;
      case 'NotEqualsToken':
        op = selection.NotEquals; // go: op = selection.NotEquals
        break;
      default:
        return failed(`found '${lit}', expected: '=', '!=', '==', 'in', notin'`); // go: return "", fmt.Errorf(
    }
    return [op, undefined]; // go: return op, nil
  }

  /**
   * The values in parentheses; `()` has the empty one.
   *
   * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseValues
   */
  #parseValues(): Result<ReadonlySet<string>> {
    let [tok, lit] = this.consume('Values'); // go: tok, lit := p.consume(
    // go: if tok != OpenParToken {
    if (tok !== 'OpenParToken') {
      return failed(`found '${lit}' expected: '('`); // go: return nil, fmt.Errorf("found '%s' expected: '('
    }
    [tok, lit] = this.lookahead('Values'); // go: tok, lit = p.lookahead(
    // go: switch tok {
    switch (tok) {
      case 'IdentifierToken':
      case 'CommaToken': {
        const [s, err] = this.#parseIdentifiersList(); // go: s, err := p.parseIdentifiersList()
        // go: if err != nil {
        if (err) {
          return [undefined, err]; // go: return s, err
        }
        [tok] = this.consume('Values');
        // go: if tok, _ = p.consume(
        if (tok !== 'ClosedParToken') {
          return failed(`found '${lit}', expected: ')'`); // go: return nil, fmt.Errorf("found '%s', expected: ')'"
        }
        return [s, undefined]; // go: return s, nil
      }
      case 'ClosedParToken':
        this.consume('Values'); // go: p.consume(Values) @1
        return [new Set(['']), undefined]; // go: return sets.NewString(
      default:
        return failed(`found '${lit}', expected: ',', ')' or identifier`); // go: return nil, fmt.Errorf("found '%s', expected: ',', ')' or
    }
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseIdentifiersList */
  #parseIdentifiersList(): Result<ReadonlySet<string>> {
    const s = new Set<string>(); // go: s := sets.NewString()
    // go: for {
    for (;;) {
      const [tok, lit] = this.consume('Values'); // go: tok, lit := p.consume(
      // go: switch tok {
      switch (tok) {
        case 'IdentifierToken': {
          s.add(lit); // go: s.Insert(lit)
          const [tok2, lit2] = this.lookahead('Values'); // go: tok2, lit2 := p.lookahead(
          // go: switch tok2 {
          switch (tok2) {
            case 'CommaToken':
              continue; // go: continue
            case 'ClosedParToken':
              return [s, undefined]; // go: return s, nil @1
            default:
              return failed(`found '${lit2}', expected: ',' or ')'`); // go: return nil, fmt.Errorf(
          }
        }
        case 'CommaToken': {
          // go: if s.Len() == 0 {
          if (s.size === 0) {
            s.add(''); // go: s.Insert("") // to handle (,
          }
          const [tok2] = this.lookahead('Values'); // go: tok2, _ := p.lookahead(
          // go: if tok2 == ClosedParToken {
          if (tok2 === 'ClosedParToken') {
            s.add(''); // go: s.Insert("") // to handle ,)
            return [s, undefined]; // go: return s, nil @2
          }
          // go: if tok2 == CommaToken {
          if (tok2 === 'CommaToken') {
            this.consume('Values'); // go: p.consume(Values) @1
            s.add(''); // go: s.Insert("") // to handle ,,
          }
          break;
        }
        default:
          return failed(`found '${lit}', expected: ',', or identifier`); // go: return s, fmt.Errorf(
      }
    }
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parser.parseExactValue */
  #parseExactValue(): Result<ReadonlySet<string>> {
    const s = new Set<string>(); // go: s := sets.NewString()
    const [next] = this.lookahead('Values'); // go: tok, _ := p.lookahead(
    // go: if tok == EndOfStringToken
    if (next === 'EndOfStringToken' || next === 'CommaToken') {
      s.add(''); // go: s.Insert("")
      return [s, undefined]; // go: return s, nil @1
    }
    const [tok, lit] = this.consume('Values'); // go: tok, lit := p.consume(
    // go: if tok == IdentifierToken {
    if (tok === 'IdentifierToken') {
      s.add(lit); // go: s.Insert(lit)
      return [s, undefined]; // go: return s, nil @2
    }
    return failed(`found '${lit}', expected: identifier`); // go: return nil, fmt.Errorf(
  }
}
