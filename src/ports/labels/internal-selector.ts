import type { LabelSet } from './label-set.ts';
import { selection } from './operator.ts';
import { Requirement } from './requirement.ts';
import type { Selector } from './selector.ts';
import { sortByKey } from './sort-by-key.ts';

/** Requirements that must all match; none match everything. */
export class InternalSelector implements Selector {
  readonly items: readonly Requirement[];

  constructor(items: readonly Requirement[] = []) {
    this.items = items;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.DeepCopy */
  deepCopy(): InternalSelector {
    // left out (an absent list is an empty one): if s == nil {
    const result: Requirement[] = []; // go: result := make(
    // go: for i := range s {
    for (const { key, operator, strValues } of this.items) {
      result.push(new Requirement(key, operator, [...strValues])); // go: s[i].DeepCopyInto(
    }
    return new InternalSelector(result); // go: return result
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.DeepCopySelector */
  deepCopySelector(): Selector {
    return this.deepCopy(); // go: return s.DeepCopy()
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.Empty */
  empty(): boolean {
    // left out (an absent list is an empty one): if s == nil {
    return this.items.length === 0; // go: return len(s) == 0
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.Add */
  add(...reqs: readonly Requirement[]): Selector {
    const ret: Requirement[] = []; // go: var ret internalSelector
    // go: for ix := range s {
    for (const item of this.items) {
      ret.push(item); // go: ret = append(ret, s[ix])
    }
    // go: for _, r := range reqs {
    for (const r of reqs) {
      ret.push(r); // go: ret = append(ret, r)
    }
    sortByKey(ret); // go: sort.Sort(
    return new InternalSelector(ret); // go: return ret
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.Matches */
  matches(l: LabelSet): boolean {
    // go: for ix := range s {
    for (const requirement of this.items) {
      // go: if matches := s[ix].Matches(l); !matches {
      if (!requirement.matches(l)) {
        return false; // go: return false
      }
    }
    return true; // go: return true
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.Requirements */
  requirements(): readonly [readonly Requirement[], boolean] {
    return [this.items, true]; // go: return Requirements(s), true
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.String */
  toString(): string {
    const reqs: string[] = []; // go: var reqs []string
    // go: for ix := range s {
    for (const item of this.items) {
      reqs.push(item.toString()); // go: reqs = append(
    }
    return reqs.join(','); // go: return strings.Join(
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#internalSelector.RequiresExactMatch */
  requiresExactMatch(label: string): readonly [value: string, found: boolean] {
    // go: for ix := range s {
    for (const { key, operator, strValues } of this.items) {
      // go: if s[ix].key == label {
      if (key === label) {
        // go: switch s[ix].operator {
        switch (operator) {
          case selection.Equals:
          case selection.DoubleEquals:
          case selection.In:
            // go: if len(s[ix].strValues) == 1 {
            if (strValues.length === 1) {
              return [strValues[0] ?? '', true]; // go: return s[ix].strValues[0], true
            }
        }
        return ['', false]; // go: return "", false @1
      }
    }
    return ['', false]; // go: return "", false @2
  }
}
