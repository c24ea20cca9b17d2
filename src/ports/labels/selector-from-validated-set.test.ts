import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { selectorFromValidatedSet, type LabelSet } from './selector-from-validated-set.ts';

interface ValidatedSetCase {
  readonly set: LabelSet | null;
  readonly labels: LabelSet | null;
  readonly matches: boolean;
}

describe('selectorFromValidatedSet', () => {
  const { symbol, cases } = readVectors<ValidatedSetCase>('selector-from-validated-set');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/labels/selector.go#SelectorFromValidatedSet',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('its selector matches what it does in Go', () => {
    for (const one of cases) {
      const selector = selectorFromValidatedSet(one.set ?? undefined);
      expect({ ...one, matches: selector.matches(one.labels ?? {}) }).toEqual(one);
    }
  });

  test('its requirements are sorted by key', () => {
    const { items } = selectorFromValidatedSet({ b: '1', c: '2', a: '3' });
    expect(items.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSetMatches', () => {
    test.each<{ go: string; set: LabelSet }>([
      { go: 'Set{}', set: {} },
      { go: 'Set{"foo": "bar"},', set: { foo: 'bar' } },
      { go: 'Set{"baz": "blah"},', set: { baz: 'blah' } },
      { go: 'Set{"foo": "bar", "baz": "blah"}, labelset', set: { foo: 'bar', baz: 'blah' } },
    ])('$set > "$go"', ({ set }) => {
      expect(selectorFromValidatedSet(set).matches({ foo: 'bar', baz: 'blah' })).toBe(true);
    });
  });
});
