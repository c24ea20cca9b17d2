import { unescapeValue } from './escape-value.ts';
import type { FieldSelector, TransformFunc } from './selector.ts';
import { AndTerm, HasTerm, NotHasTerm } from './terms.ts';

type Result = ReturnType<FieldSelector['transform']>;

/**
 * Reads a selector such as `metadata.name=a,status.phase!=Failed`.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#ParseSelector
 */
export function parseSelector(selector: string): Result {
  return parse(selector, (lhs, rhs) => [lhs, rhs, undefined]); // go+: return parseSelector(
}

/**
 * As above, with fields and values changed: the API server checks with it which fields there are.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#ParseAndTransformSelector
 */
export function parseAndTransformSelector(selector: string, fn: TransformFunc): Result {
  return parse(selector, fn); // go: return parseSelector(
}

/**
 * Cuts at commas that are not escaped.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#splitTerms
 */
function splitTerms(fieldSelector: string): string[] {
  // go: if len(fieldSelector) == 0 {
  if (fieldSelector.length === 0) {
    return []; // go: return nil
  }

  const terms: string[] = []; // go: terms := make(
  let startIndex = 0; // go: startIndex := 0
  let inSlash = false; // go: inSlash := false
  // go: for i, c := range fieldSelector {
  for (let i = 0; i < fieldSelector.length; i++) {
    const c = fieldSelector.charAt(i); // go: switch {
    if (inSlash) {
      inSlash = false; // go: inSlash = false
    } else if (c === '\\') {
      inSlash = true; // go: inSlash = true
    } else if (c === ',') {
      terms.push(fieldSelector.slice(startIndex, i)); // go: terms = append(terms, fieldSelector[startIndex:i])
      startIndex = i + 1; // go: startIndex = i + 1
    }
  }

  terms.push(fieldSelector.slice(startIndex)); // go: terms = append(terms, fieldSelector[startIndex:])

  return terms; // go: return terms
}

/** `==` before `=`, so that the value keeps no sign. */
const termOperators = ['!=', '==', '='] as const;

/** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#splitTerm */
function splitTerm(
  term: string,
): readonly [lhs: string, op: (typeof termOperators)[number], rhs: string] | undefined {
  // go: for i := range term {
  for (let i = 0; i < term.length; i++) {
    const remaining = term.slice(i); // go: remaining := term[i:]
    // go: for _, op := range termOperators {
    for (const op of termOperators) {
      // go: if strings.HasPrefix(
      if (remaining.startsWith(op)) {
        return [term.slice(0, i), op, term.slice(i + op.length)]; // go: return term[0:i], op
      }
    }
  }
  return undefined; // go: return "", "", "", false
}

/** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#parseSelector */
function parse(selector: string, fn: TransformFunc): Result {
  const parts = splitTerms(selector); // go: parts := splitTerms(
  parts.sort(); // go: sort.StringSlice(
  const items: FieldSelector[] = []; // go: var items []Selector
  // go: for _, part := range parts {
  for (const part of parts) {
    // go: if part == "" {
    if (part === '') {
      continue; // go: continue
    }
    const split = splitTerm(part); // go: lhs, op, rhs, ok := splitTerm(
    // go: if !ok {
    if (!split) {
      return [undefined, new Error(`invalid selector: '${selector}'; can't understand '${part}'`)]; // go: return nil, fmt.Errorf( @1
    }
    const [lhs, op, rhs] = split;
    const [unescapedRHS, err] = unescapeValue(rhs); // go: unescapedRHS, err := UnescapeValue(
    // go: if err != nil {
    if (err) {
      return [undefined, err]; // go: return nil, err
    }
    // go: switch op {
    switch (op) {
      case '!=':
        items.push(new NotHasTerm(lhs, unescapedRHS)); // go: items = append(items, &notHasTerm{
        break;
      case '==':
        items.push(new HasTerm(lhs, unescapedRHS)); // go: items = append(items, &hasTerm{ @1
        break;
      case '=':
        items.push(new HasTerm(lhs, unescapedRHS)); // go: items = append(items, &hasTerm{ @2
        break;
      // left out (there are no other operators): return nil, fmt.Errorf( @2
    }
  }
  const [only] = items;
  // go: if len(items) == 1 {
  if (items.length === 1 && only) {
    return only.transform(fn); // go: return items[0].Transform(fn)
  }
  return new AndTerm(items).transform(fn); // go: return andTerm(items).Transform(fn)
}
