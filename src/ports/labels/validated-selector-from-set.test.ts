import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { replaySelector, type SelectorAnswer } from '../../../conformance/replay-selector.ts';
import { newSelector } from './everything.ts';
import { InternalSelector } from './internal-selector.ts';
import type { LabelSet } from './label-set.ts';
import { Requirement } from './requirement.ts';
import { selectorFromSet, validatedSelectorFromSet } from './selector-from-validated-set.ts';

interface SetCase extends SelectorAnswer {
  readonly set: LabelSet;
}

describe('validatedSelectorFromSet', () => {
  const { symbol, cases } = readVectors<SetCase>('label-validated-selector-from-set');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'staging/src/k8s.io/apimachinery/pkg/labels/selector.go#ValidatedSelectorFromSet',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('makes the selectors and the errors of Go', () => {
    const answers = cases.map((one) => ({
      set: one.set,
      ...replaySelector(one, validatedSelectorFromSet(one.set)),
    }));
    expect(answers).toEqual(cases);
  });
});

describe('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestValidatedSelectorFromSet', () => {
  test('Simple Set, no error', () => {
    const selector = new InternalSelector([new Requirement('key', '=', ['val'])]);
    expect(validatedSelectorFromSet({ key: 'val' })).toEqual([selector, undefined]);
  });

  test('Invalid Set, value too long', () => {
    const value = 'axahm2EJ8Phiephe2eixohbee9eGeiyees1thuozi1xoh0GiuH3diewi8iem7Nui';
    const message = `invalid label value: "${value}": at key: "Key": must be no more than 63 characters`;
    expect(validatedSelectorFromSet({ Key: value })[1]?.message).toBe(message);
  });
});

test('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestNilMapIsValid', () => {
  expect(selectorFromSet(undefined).empty()).toBe(true);
});

test('staging/src/k8s.io/apimachinery/pkg/labels/selector_test.go#TestSetIsEmpty', () => {
  expect(selectorFromSet({}).empty()).toBe(true);
  expect(newSelector().empty()).toBe(true);
});
