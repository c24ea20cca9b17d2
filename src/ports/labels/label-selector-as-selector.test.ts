import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { replaySelector, type SelectorAnswer } from '../../../conformance/replay-selector.ts';
import type { LabelSelector } from '../api/meta.ts';
import { labelSelectorAsSelector } from './label-selector-as-selector.ts';
import { nothing } from './nothing.ts';
import { Requirement } from './requirement.ts';

interface AsSelectorCase extends SelectorAnswer {
  readonly ps: LabelSelector | null;
}

describe('labelSelectorAsSelector', () => {
  const { symbol, cases } = readVectors<AsSelectorCase>('label-selector-as-selector');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers.go#LabelSelectorAsSelector',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('makes the selectors and the errors of Go', () => {
    const answers = cases.map((one) => {
      const before = structuredClone(one.ps);
      const made = labelSelectorAsSelector(one.ps ?? undefined);
      expect(one.ps).toEqual(before);
      if (made[1]) expect(made[0]).toEqual(nothing());
      const { text, empty, labels, match, err } = replaySelector(one, made);
      return { ps: one.ps, text, empty, labels, match, err };
    });
    expect(answers).toEqual(cases);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/helpers_test.go#TestLabelSelectorAsSelector', () => {
  const matchLabels = { foo: 'bar' };
  const values = ['qux', 'norf'];
  const matchExpressions: LabelSelector['matchExpressions'] = [
    { key: 'baz', operator: 'In', values },
  ];
  test.each<[title: string, ps: LabelSelector | undefined, text: string, empty: boolean]>([
    ['nothing > "{in: nil,"', undefined, '', false],
    ['everything > "in: &LabelSelector{}, "', {}, '', true],
    ['labels > "LabelSelector{MatchLabels: matchLabels},"', { matchLabels }, 'foo=bar', false],
    [
      'expressions > "LabelSelector{MatchExpressions: matchExpressions},"',
      { matchExpressions },
      'baz in (norf,qux)',
      false,
    ],
    [
      'both > "MatchLabels: matchLabels, MatchExpressions"',
      { matchLabels, matchExpressions },
      'baz in (norf,qux),foo=bar',
      false,
    ],
  ])('%s', (_, ps, text, empty) => {
    const [selector, err] = labelSelectorAsSelector(ps);
    expect([selector.toString(), selector.empty(), err]).toEqual([text, empty, undefined]);
  });

  test('an error > "LabelSelectorOpExists"', () => {
    const exists: LabelSelector = {
      matchExpressions: [{ key: 'baz', operator: 'Exists', values }],
    };
    expect(labelSelectorAsSelector(exists)[1]).toBeInstanceOf(Error);
  });
});

test('nothing picks nothing, whatever is added', () => {
  const selector = nothing().add();
  expect([selector.matches({}), selector.empty()]).toEqual([false, false]);
  expect(selector.requirements()).toEqual([[], false]);
  expect(selector.deepCopySelector()).toBe(selector);
  expect(selector.requiresExactMatch('a')).toEqual(['', false]);
  expect(new Requirement('a', 'exists').hasValue('')).toBe(false);
});
