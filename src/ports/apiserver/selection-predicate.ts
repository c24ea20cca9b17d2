import type { FieldSet } from '../fields/field-set.ts';
import type { FieldSelector } from '../fields/selector.ts';
import type { LabelSet } from '../labels/label-set.ts';
import type { Selector } from '../labels/selector.ts';

/** The labels and the selectable fields of an object. */
export type AttrFunc<T> = (
  obj: T,
) =>
  | readonly [labels: LabelSet, fields: FieldSet, error: undefined]
  | readonly [labels: undefined, fields: undefined, error: Error];

/** What the objects in an index must have. */
export interface MatchValue {
  readonly indexName: string;
  readonly value: string;
}

export interface SelectionPredicateOptions<T> {
  readonly label: Selector;
  readonly field: FieldSelector;
  readonly getAttrs: AttrFunc<T>;
  readonly indexLabels?: readonly string[];
  readonly indexFields?: readonly string[];
  readonly allowWatchBookmarks?: boolean;
}

/** Which objects a list or a watch is for. */
export class SelectionPredicate<T> {
  readonly label: Selector;
  readonly field: FieldSelector;
  readonly getAttrs: AttrFunc<T>;
  readonly indexLabels: readonly string[];
  readonly indexFields: readonly string[];
  readonly allowWatchBookmarks: boolean;

  constructor(options: SelectionPredicateOptions<T>) {
    this.label = options.label;
    this.field = options.field;
    this.getAttrs = options.getAttrs;
    this.indexLabels = options.indexLabels ?? [];
    this.indexFields = options.indexFields ?? [];
    this.allowWatchBookmarks = options.allowWatchBookmarks ?? false;
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#SelectionPredicate.Matches */
  matches(obj: T): readonly [matched: boolean, error: Error | undefined] {
    // go: if s.Empty() {
    if (this.empty()) {
      return [true, undefined]; // go: return true, nil
    }
    const [labels, fields, err] = this.getAttrs(obj); // go: labels, fields, err := s.GetAttrs(
    // go: if err != nil {
    if (err) {
      return [false, err]; // go: return false, err
    }
    let matched = this.label.matches(labels); // go: matched := s.Label.Matches(
    // go: if matched && s.Field != nil {
    if (matched) {
      matched = this.field.matches(fields); // go: matched = matched && s.Field.Matches(
    }
    return [matched, undefined]; // go: return matched, nil
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#SelectionPredicate.MatchesObjectAttributes */
  matchesObjectAttributes(l: LabelSet, f: FieldSet): boolean {
    // go: if s.Label.Empty() && s.Field.Empty() {
    if (this.label.empty() && this.field.empty()) {
      return true; // go: return true
    }
    let matched = this.label.matches(l); // go: matched := s.Label.Matches(
    // go: if matched && s.Field != nil {
    if (matched) {
      matched = this.field.matches(f); // go: matched = (matched && s.Field.Matches(
    }
    return matched; // go: return matched
  }

  /** @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#SelectionPredicate.Empty */
  empty(): boolean {
    return this.label.empty() && this.field.empty(); // go: return s.Label.Empty()
  }

  /**
   * Indices whose objects with a value are all that the predicate can pick.
   *
   * @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#SelectionPredicate.MatcherIndex
   */
  matcherIndex(): readonly MatchValue[] {
    const result: MatchValue[] = []; // go: var result []MatchValue
    // go: for _, field := range s.IndexFields {
    for (const field of this.indexFields) {
      const [value, ok] = this.field.requiresExactMatch(field);
      // go: if value, ok := s.Field.RequiresExactMatch(
      if (ok) {
        result.push({ indexName: fieldIndex(field), value }); // go: result = append(result, MatchValue{IndexName: FieldIndex(
      }
    }
    // go: for _, label := range s.IndexLabels {
    for (const label of this.indexLabels) {
      const [value, ok] = this.label.requiresExactMatch(label);
      // go: if value, ok := s.Label.RequiresExactMatch(
      if (ok) {
        result.push({ indexName: labelIndex(label), value }); // go: result = append(result, MatchValue{IndexName: LabelIndex(
      }
    }
    return result; // go: return result
  }
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#LabelIndex */
export function labelIndex(label: string): string {
  return `l:${label}`; // go: return "l:" + label
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/selection_predicate.go#FieldIndex */
export function fieldIndex(field: string): string {
  return `f:${field}`; // go: return "f:" + field
}
