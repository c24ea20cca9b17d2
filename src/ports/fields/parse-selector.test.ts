import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { FieldSet } from './field-set.ts';
import { parseAndTransformSelector, parseSelector } from './parse-selector.ts';

interface ParseCase {
  readonly in: string;
  readonly text?: string;
  readonly empty?: boolean;
  /** Each `field|operator|value`. */
  readonly items?: readonly string[];
  readonly sets?: readonly FieldSet[];
  readonly match?: readonly boolean[];
  readonly exact?: readonly string[];
  readonly err?: string;
}

function replay(one: ParseCase): ParseCase {
  const [selector, err] = parseSelector(one.in);
  if (err) return { in: one.in, err: err.message };
  const items = selector
    .requirements()
    .map(({ field, operator, value }) => `${field}|${operator}|${value}`);
  const exact = ['a', 'spec.nodeName'].flatMap((field) => {
    const [value, found] = selector.requiresExactMatch(field);
    return found ? [`${field}=${value}`] : [];
  });
  return {
    in: one.in,
    ...(selector.toString() !== '' && { text: selector.toString() }),
    ...(selector.empty() && { empty: true }),
    ...(items.length > 0 && { items }),
    ...(one.sets && { sets: one.sets, match: one.sets.map((set) => selector.matches(set)) }),
    ...(exact.length > 0 && { exact }),
  };
}

describe('parseSelector', () => {
  const { symbol, cases } = readVectors<ParseCase>('field-parse-selector');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/fields/selector.go#ParseSelector');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('makes the selectors and the errors of Go', () => {
    expect(cases.map(replay)).toEqual(cases);
  });
});

test('a transformation can rename, drop and refuse', () => {
  const [renamed] = parseAndTransformSelector('a=1,b!=2', (field, value) =>
    field === 'b' ? ['', '', undefined] : [`x.${field}`, value, undefined],
  );
  expect(renamed?.toString()).toBe('x.a=1');
  const refused = new Error('no such field');
  expect(parseAndTransformSelector('a=1', () => ['', '', refused])[1]).toBe(refused);
});
