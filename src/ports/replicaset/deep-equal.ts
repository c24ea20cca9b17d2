import type { OwnerReference } from '../api/meta.ts';
import type { LabelSet } from '../labels/selector-from-validated-set.ts';

/** As Go's reflect.DeepEqual: labels that are empty are not those that are absent. */
export function areLabelsEqual(a: LabelSet | undefined, b: LabelSet | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    Object.keys(a).length === Object.keys(b).length &&
    Object.keys(a).every((key) => Object.hasOwn(b, key) && a[key] === b[key])
  );
}

/** As Go's reflect.DeepEqual: a field that is false is not one that is absent. */
export function areRefsEqual(
  a: OwnerReference | undefined,
  b: OwnerReference | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.apiVersion === b.apiVersion &&
    a.kind === b.kind &&
    a.name === b.name &&
    a.uid === b.uid &&
    a.controller === b.controller &&
    a.blockOwnerDeletion === b.blockOwnerDeletion
  );
}
