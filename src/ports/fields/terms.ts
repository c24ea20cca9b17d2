import { escapeValue } from './escape-value.ts';
import type { FieldSet } from './field-set.ts';
import type { FieldRequirement, FieldSelector, TransformFunc } from './selector.ts';

type Transformed = ReturnType<FieldSelector['transform']>;

const valueOf = (ls: FieldSet, field: string): string =>
  Object.hasOwn(ls, field) ? (ls[field] ?? '') : '';

/** A field must have a value. An absent field has the empty one. */
export class HasTerm implements FieldSelector {
  readonly field: string;
  readonly value: string;

  constructor(field: string, value: string) {
    this.field = field;
    this.value = value;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#hasTerm.Matches */
  matches(ls: FieldSet): boolean {
    return valueOf(ls, this.field) === this.value; // go: return ls.Get(
  }

  empty(): boolean {
    return false;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#hasTerm.RequiresExactMatch */
  requiresExactMatch(field: string): readonly [string, boolean] {
    // go: if t.field == field {
    if (this.field === field) {
      return [this.value, true]; // go: return t.value, true
    }
    return ['', false]; // go: return "", false
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#hasTerm.Transform */
  transform(fn: TransformFunc): Transformed {
    const [field, value, err] = fn(this.field, this.value); // go: field, value, err := fn(
    // go: if err != nil {
    if (err) {
      return [undefined, err]; // go: return nil, err
    }
    // go: if len(field) == 0 && len(value) == 0 {
    if (field.length === 0 && value.length === 0) {
      return [everything(), undefined]; // go: return Everything(), nil
    }
    return [new HasTerm(field, value), undefined]; // go: return &hasTerm{
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#hasTerm.Requirements */
  requirements(): readonly FieldRequirement[] {
    return [{ field: this.field, operator: '=', value: this.value }]; // go: return []Requirement{{
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#hasTerm.String */
  toString(): string {
    return `${this.field}=${escapeValue(this.value)}`; // go: return fmt.Sprintf(
  }
}

/** A field must not have a value. */
export class NotHasTerm implements FieldSelector {
  readonly field: string;
  readonly value: string;

  constructor(field: string, value: string) {
    this.field = field;
    this.value = value;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#notHasTerm.Matches */
  matches(ls: FieldSet): boolean {
    return valueOf(ls, this.field) !== this.value; // go: return ls.Get(
  }

  empty(): boolean {
    return false;
  }

  requiresExactMatch(): readonly [string, boolean] {
    return ['', false];
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#notHasTerm.Transform */
  transform(fn: TransformFunc): Transformed {
    const [field, value, err] = fn(this.field, this.value); // go: field, value, err := fn(
    // go: if err != nil {
    if (err) {
      return [undefined, err]; // go: return nil, err
    }
    // go: if len(field) == 0 && len(value) == 0 {
    if (field.length === 0 && value.length === 0) {
      return [everything(), undefined]; // go: return Everything(), nil
    }
    return [new NotHasTerm(field, value), undefined]; // go: return &notHasTerm{
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#notHasTerm.Requirements */
  requirements(): readonly FieldRequirement[] {
    return [{ field: this.field, operator: '!=', value: this.value }]; // go: return []Requirement{{
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#notHasTerm.String */
  toString(): string {
    return `${this.field}!=${escapeValue(this.value)}`; // go: return fmt.Sprintf(
  }
}

/** Selectors that must all match; none match everything. */
export class AndTerm implements FieldSelector {
  readonly terms: readonly FieldSelector[];

  constructor(terms: readonly FieldSelector[] = []) {
    this.terms = terms;
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.Matches */
  matches(ls: FieldSet): boolean {
    // go: for _, q := range t {
    for (const q of this.terms) {
      // go: if !q.Matches(ls) {
      if (!q.matches(ls)) {
        return false; // go: return false
      }
    }
    return true; // go: return true
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.Empty */
  empty(): boolean {
    // left out (an absent list is an empty one): if t == nil {
    // left out (the loop has it): if len([]Selector(t)) == 0 {
    // go: for i := range t {
    for (const term of this.terms) {
      // go: if !t[i].Empty() {
      if (!term.empty()) {
        return false; // go: return false
      }
    }
    return true; // go: return true @3
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.RequiresExactMatch */
  requiresExactMatch(field: string): readonly [string, boolean] {
    // left out (the loop has it): if t == nil
    // go: for i := range t {
    for (const term of this.terms) {
      const [value, found] = term.requiresExactMatch(field);
      // go: if value, found := t[i].RequiresExactMatch(field); found {
      if (found) {
        return [value, found]; // go: return value, found
      }
    }
    return ['', false]; // go: return "", false @2
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.Transform */
  transform(fn: TransformFunc): Transformed {
    const next: FieldSelector[] = []; // go: next := make(
    // go: for _, s := range []Selector(t) {
    for (const s of this.terms) {
      const [n, err] = s.transform(fn); // go: n, err := s.Transform(fn)
      // go: if err != nil {
      if (err) {
        return [undefined, err]; // go: return nil, err
      }
      // go: if !n.Empty() {
      if (!n.empty()) {
        next.push(n); // go: next = append(
      }
    }
    return [new AndTerm(next), undefined]; // go: return andTerm(next), nil
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.Requirements */
  requirements(): readonly FieldRequirement[] {
    const reqs: FieldRequirement[] = []; // go: reqs := make(
    // go: for _, s := range []Selector(t) {
    for (const s of this.terms) {
      const rs = s.requirements(); // go: rs := s.Requirements()
      reqs.push(...rs); // go: reqs = append(
    }
    return reqs; // go: return reqs
  }

  /** @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#andTerm.String */
  toString(): string {
    const terms: string[] = []; // go: var terms []string
    // go: for _, q := range t {
    for (const q of this.terms) {
      terms.push(q.toString()); // go: terms = append(
    }
    return terms.join(','); // go: return strings.Join(
  }
}

/**
 * The selector that picks every object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/fields/selector.go#Everything
 */
export function everything(): FieldSelector {
  return new AndTerm(); // go: return andTerm{}
}
