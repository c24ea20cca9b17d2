import type { FieldSet } from './field-set.ts';

/** One thing that a selector asks for. */
export interface FieldRequirement {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** Gives another field and value; both empty to drop the requirement. */
export type TransformFunc = (
  field: string,
  value: string,
) => readonly [newField: string, newValue: string, error: Error | undefined];

/** Picks objects by their fields: Go's fields.Selector. */
export interface FieldSelector {
  matches(ls: FieldSet): boolean;
  /** Whether nothing is asked for, so that everything is picked. */
  empty(): boolean;
  /** The one value that a field must have, if there is one. */
  requiresExactMatch(field: string): readonly [value: string, found: boolean];
  transform(
    fn: TransformFunc,
  ):
    | readonly [selector: FieldSelector, error: undefined]
    | readonly [selector: undefined, error: Error];
  requirements(): readonly FieldRequirement[];
  /** As it is written in a URL. */
  toString(): string;
}
