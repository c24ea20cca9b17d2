import { InternalSelector } from './internal-selector.ts';
import { Lexer } from './lexer.ts';
import { Parser } from './parser.ts';
import type { Requirement } from './requirement.ts';
import type { Selector } from './selector.ts';
import { sortByKey } from './sort-by-key.ts';

type Result<T> = readonly [value: T, error: undefined] | readonly [value: undefined, error: Error];

/**
 * Reads a selector such as `app=web,tier in (a,b),!old,weight>3`.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Parse
 */
export function parse(selector: string): Result<Selector> {
  const [parsedSelector, err] = parseInternal(selector); // go: parsedSelector, err := parse(
  // go: if err == nil {
  if (err === undefined) {
    return [parsedSelector, undefined]; // go: return parsedSelector, nil
  }
  return [undefined, err]; // go: return nil, err
}

/** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#parse */
function parseInternal(selector: string): Result<InternalSelector> {
  const p = new Parser(new Lexer(selector)); // go: p := &Parser{
  const [parsed, err] = p.parse(); // go: items, err := p.parse()
  // go: if err != nil {
  if (err) {
    return [undefined, err]; // go: return nil, err
  }
  const items = [...parsed.items];
  sortByKey(items); // go: sort.Sort(ByKey(items))
  return [new InternalSelector(items), undefined]; // go: return internalSelector(items), err
}

/**
 * As above, but the requirements alone.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#ParseToRequirements
 */
export function parseToRequirements(selector: string): Result<readonly Requirement[]> {
  const [parsed, err] = parseInternal(selector); // go: return parse(selector)
  return err ? [undefined, err] : [parsed.items, undefined];
}
