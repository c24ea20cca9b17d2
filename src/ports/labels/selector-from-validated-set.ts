import { InternalSelector } from './internal-selector.ts';
import type { LabelSet } from './label-set.ts';
import { selection } from './operator.ts';
import { newRequirement, Requirement } from './requirement.ts';
import type { Selector } from './selector.ts';
import { sortByKey } from './sort-by-key.ts';

export type { LabelSet } from './label-set.ts';

/**
 * The selector of objects that have all of some labels, which are not looked at.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#SelectorFromSet
 */
export function selectorFromSet(ls: LabelSet | undefined): Selector {
  return selectorFromValidatedSet(ls); // go: return SelectorFromValidatedSet(ls)
}

/**
 * The same, or the first error there is in the labels. (Go takes them in any order.)
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#ValidatedSelectorFromSet
 */
export function validatedSelectorFromSet(
  ls: LabelSet | undefined,
): readonly [selector: Selector, error: undefined] | readonly [selector: undefined, error: Error] {
  // go: if ls == nil || len(ls) == 0 {
  if (ls === undefined || Object.keys(ls).length === 0) {
    return [new InternalSelector(), undefined]; // go: return internalSelector{}, nil
  }
  const requirements: Requirement[] = []; // go: requirements := make(
  // go: for label, value := range ls {
  for (const [label, value] of Object.entries(ls)) {
    const [r, err] = newRequirement(label, selection.Equals, [value]); // go: r, err := NewRequirement(
    // go: if err != nil {
    if (err) {
      return [undefined, err]; // go: return nil, err
    }
    requirements.push(r); // go: requirements = append(
  }
  sortByKey(requirements); // go: sort.Sort(ByKey(requirements))
  return [new InternalSelector(requirements), undefined]; // go: return internalSelector(requirements), nil
}

/**
 * The selector of objects that have all of some labels, which are taken to be valid.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#SelectorFromValidatedSet
 */
export function selectorFromValidatedSet(ls: LabelSet | undefined): InternalSelector {
  // go: if ls == nil || len(ls) == 0 {
  if (ls === undefined || Object.keys(ls).length === 0) {
    return new InternalSelector(); // go: return internalSelector{}
  }
  const requirements: Requirement[] = []; // go: requirements := make(
  // go: for label, value := range ls {
  for (const [label, value] of Object.entries(ls)) {
    requirements.push(new Requirement(label, selection.Equals, [value])); // go: requirements = append(
  }
  sortByKey(requirements); // go: sort.Sort(ByKey(requirements))
  return new InternalSelector(requirements); // go: return internalSelector(requirements)
}
