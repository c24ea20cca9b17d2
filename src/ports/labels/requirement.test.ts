import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { replaySelector, type SelectorAnswer } from '../../../conformance/replay-selector.ts';
import { newSelector } from './everything.ts';
import { InternalSelector } from './internal-selector.ts';
import type { LabelSet } from './label-set.ts';
import type { Operator } from './operator.ts';
import { newRequirement, Requirement } from './requirement.ts';
import { safeSort } from './safe-sort.ts';

interface RequirementCase extends SelectorAnswer {
  readonly key: string;
  readonly op: string;
  readonly vals: readonly string[];
}

describe('newRequirement', () => {
  const { symbol, cases } = readVectors<RequirementCase>('label-new-requirement');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('staging/src/k8s.io/apimachinery/pkg/labels/selector.go#NewRequirement');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('makes the requirements and the errors of Go', () => {
    const answers = cases.map((one) => {
      const { key, op, vals } = one;
      const [made, err] = newRequirement(key, op, vals);
      const selector = made && newSelector().add(made);
      return { key, op, vals, ...replaySelector(one, [selector, err]) };
    });
    expect(answers).toEqual(cases);
  });
});

function requirement(key: string, op: Operator, ...values: string[]): Requirement {
  const [made, err] = newRequirement(key, op, values);
  if (err) throw err;
  return made;
}

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestRequirementConstructor', () => {
  test.each<[go: string, key: string, op: Operator, values: string[], success: boolean]>([
    ['"x", selection.In, nil', 'x', 'in', [], false],
    ['"x", selection.NotIn, sets.NewString(),', 'x', 'notin', [], false],
    ['"x", selection.In, sets.NewString("foo")', 'x', 'in', ['foo'], true],
    ['"x", selection.NotIn, sets.NewString("foo")', 'x', 'notin', ['foo'], true],
    ['"x", selection.Exists', 'x', 'exists', [], true],
    ['"x", selection.DoesNotExist', 'x', '!', [], true],
    ['"1foo"', '1foo', 'in', ['bar'], true],
    ['"1234"', '1234', 'in', ['bar'], true],
    ['"y", selection.GreaterThan', 'y', 'gt', ['1'], true],
    ['"z", selection.LessThan', 'z', 'lt', ['6'], true],
    ['"foo", selection.GreaterThan', 'foo', 'gt', ['bar'], false],
    ['"barz"', 'barz', 'lt', ['blah'], false],
    ['strings.Repeat("a", 254)', 'a'.repeat(254), 'exists', [], false],
  ])('a requirement > "%s"', (_, key, op, values, success) => {
    expect(newRequirement(key, op, values)[1] === undefined).toBe(success);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestToString', () => {
  test.each<[text: string, requirements: Requirement[]]>([
    [
      'x in (abc,def),y notin (jkl),z',
      [
        requirement('x', 'in', 'abc', 'def'),
        requirement('y', 'notin', 'jkl'),
        requirement('z', 'exists'),
      ],
    ],
    [
      'x notin (abc,def),y!=jkl,!z',
      [
        requirement('x', 'notin', 'abc', 'def'),
        requirement('y', '!=', 'jkl'),
        requirement('z', '!'),
      ],
    ],
    ['x in (abc,def),', [requirement('x', 'in', 'abc', 'def'), new Requirement()]],
    [
      'x notin (abc),y in (jkl,mno),z notin ()',
      [
        requirement('x', 'notin', 'abc'),
        requirement('y', 'in', 'jkl', 'mno'),
        requirement('z', 'notin', ''),
      ],
    ],
    [
      'x=abc,y==jkl,z!=a,z',
      [
        requirement('x', '=', 'abc'),
        requirement('y', '==', 'jkl'),
        requirement('z', '!=', 'a'),
        requirement('z', 'exists'),
      ],
    ],
    [
      'x>2,y<8,z',
      [requirement('x', 'gt', '2'), requirement('y', 'lt', '8'), requirement('z', 'exists')],
    ],
  ])('%s', (text, requirements) => {
    expect(new InternalSelector(requirements).toString()).toBe(text);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestRequirementSelectorMatching', () => {
  const foobaz = { x: 'foo', y: 'baz' };
  test.each<[go: string, set: LabelSet, requirements: Requirement[], matches: boolean]>([
    ['{Set{"x": "foo", "y": "baz"}" @1', foobaz, [new Requirement()], false],
    [
      '{Set{"x": "foo", "y": "baz"}" @2',
      foobaz,
      [requirement('x', 'in', 'foo'), requirement('y', 'notin', 'alpha')],
      true,
    ],
    [
      '{Set{"x": "foo", "y": "baz"}" @3',
      foobaz,
      [requirement('x', 'in', 'foo'), requirement('y', 'in', 'alpha')],
      false,
    ],
    [
      '{Set{"y": ""}" @1',
      { y: '' },
      [requirement('x', 'notin', ''), requirement('y', 'exists')],
      true,
    ],
    ['{Set{"y": ""}" @2', { y: '' }, [requirement('x', '!'), requirement('y', 'exists')], true],
    ['{Set{"y": ""}" @3', { y: '' }, [requirement('x', 'notin', ''), requirement('y', '!')], false],
    ['{Set{"y": "baz"}"', { y: 'baz' }, [requirement('x', 'in', '')], false],
    ['{Set{"z": "2"}"', { z: '2' }, [requirement('z', 'gt', '1')], true],
    ['{Set{"z": "v2"}"', { z: 'v2' }, [requirement('z', 'gt', '1')], false],
  ])('labels > "%s', (_, set, requirements, matches) => {
    expect(new InternalSelector(requirements).matches(set)).toBe(matches);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestAdd', () => {
  const key = new Requirement('key', 'in', ['value']);
  test('keyInOperator', () => {
    const sel = new InternalSelector().add(requirement('key', 'in', 'value'));
    expect(sel).toEqual(new InternalSelector([key]));
  });

  test('keyEqualsOperator', () => {
    const sel = new InternalSelector([key]).add(requirement('key2', '=', 'value2'));
    const key2 = new Requirement('key2', '=', ['value2']);
    expect(sel).toEqual(new InternalSelector([key, key2]));
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSafeSort', () => {
  test.each<[title: string, input: string[], want: string[]]>([
    ['nil strings', [], []],
    ['ordered strings', ['bar', 'foo'], ['bar', 'foo']],
    ['unordered strings', ['foo', 'bar'], ['bar', 'foo']],
    ['duplicated strings', ['foo', 'bar', 'foo', 'bar'], ['bar', 'bar', 'foo', 'foo']],
  ])('%s', (_, input, want) => {
    const copy = [...input];
    expect(safeSort(input)).toEqual(want);
    expect(input).toEqual(copy);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestRequiresExactMatch', () => {
  const of = (key: string, operator: Operator, ...values: string[]): Requirement =>
    new Requirement(key, operator, values);
  const two = [of('key', 'in', 'value'), of('key2', 'in', 'value2')];
  test.each<[title: string, items: Requirement[], label: string, value: string, found: boolean]>([
    ['keyInOperatorExactMatch', [of('key', 'in', 'value')], 'key', 'value', true],
    [
      'several values > "keyInOperatorNotExactMatch" @1',
      [of('key', 'in', 'value', 'value2')],
      'key',
      '',
      false,
    ],
    [
      'another key > "keyInOperatorNotExactMatch" @2',
      [of('key', 'in', 'value', 'value1'), of('key2', 'in', 'value2')],
      'key2',
      'value2',
      true,
    ],
    ['keyEqualOperatorExactMatch', [of('key', '=', 'value')], 'key', 'value', true],
    ['keyDoubleEqualOperatorExactMatch', [of('key', '==', 'value')], 'key', 'value', true],
    ['keyNotEqualOperatorExactMatch', [of('key', '!=', 'value')], 'key', '', false],
    ['keyEqualOperatorExactMatchFirst', two, 'key', 'value', true],
  ])('%s', (_, items, label, value, found) => {
    expect(new InternalSelector(items).requiresExactMatch(label)).toEqual([value, found]);
  });
});

test('a deep copy shares nothing', () => {
  const selector = new InternalSelector([new Requirement('a', 'in', ['1', '2'])]);
  const copy = selector.deepCopy();
  expect(selector.deepCopySelector()).toEqual(selector);
  expect(copy).toEqual(selector);
  expect(copy.items[0]?.strValues).not.toBe(selector.items[0]?.strValues);
});
