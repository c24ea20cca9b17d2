import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { newAggregate } from './new-aggregate.ts';

/** A text is an error, null none, a list an aggregate. */
type ErrorText = string | null | readonly ErrorText[];

interface AggregateCase {
  readonly errors: readonly ErrorText[];
  readonly message: string | null;
  readonly count: number;
}

function errorOf(text: ErrorText): Error | undefined {
  if (text === null) return undefined;
  return typeof text === 'string' ? new Error(text) : newAggregate(text.map(errorOf));
}

describe('newAggregate', () => {
  const { symbol, cases } = readVectors<AggregateCase>('new-aggregate');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/util/errors/errors.go#NewAggregate');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('has the message that Go has', () => {
    for (const { errors, ...answer } of cases) {
      const made = newAggregate(errors.map(errorOf));
      const ours = { message: made?.message ?? null, count: made?.errors.length ?? 0 };
      expect({ errors, ...ours }).toEqual({ errors, ...answer });
    }
  });
});

// TestEmptyAggregate also makes an aggregate of nothing, which cannot be made here. Upstream checks
// the message and how many errors there are; TestFilterOut, TestFlatten and so on are of other
// functions.
const abc = new Error('abc');
const made = (...errors: readonly (Error | undefined)[]) => {
  const aggregate = newAggregate(errors);
  return aggregate && [aggregate.message, aggregate.errors.length];
};

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestEmptyAggregate', () => {
  expect(made()).toBeUndefined();
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestAggregateWithNil', () => {
  expect(made(undefined)).toBeUndefined();
  expect(made(undefined, new Error('err'))).toEqual(['err', 1]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestSingularAggregate', () => {
  expect(made(new Error('err'))).toEqual(['err', 1]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestPluralAggregate', () => {
  expect(made(abc, new Error('123'))).toEqual(['[abc, 123]', 2]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestDedupeAggregate', () => {
  expect(made(abc, new Error('abc'))).toEqual(['abc', 2]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestDedupePluralAggregate', () => {
  expect(made(abc, new Error('abc'), new Error('123'))).toEqual(['[abc, 123]', 3]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestFlattenAndDedupeAggregate', () => {
  expect(made(abc, new Error('abc'), newAggregate([new Error('abc')]))).toEqual(['abc', 3]);
});

test('staging/src/k8s.io/apimachinery/pkg/util/errors/errors_test.go#TestFlattenAggregate', () => {
  const inner = newAggregate([new Error('def'), new Error('ghi')]);
  const outer = newAggregate([abc, new Error('def'), inner]);
  expect(made(abc, new Error('abc'), outer)).toEqual(['[abc, def, ghi]', 3]);
});
