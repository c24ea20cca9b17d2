import type { LabelSet } from './label-set.ts';
import type { Requirement } from './requirement.ts';

/** Picks objects by their labels: Go's labels.Selector. */
export interface Selector {
  /** Whether an object with these labels is picked. */
  matches(l: LabelSet): boolean;
  /** Whether nothing is asked for, so that everything is picked. */
  empty(): boolean;
  /** As it is written in a URL; a selector of nothing is written as one of everything is. */
  toString(): string;
  /** One that asks for more. This one stays as it is. */
  add(...reqs: readonly Requirement[]): Selector;
  /** All that is asked for; not selectable if nothing is ever picked. */
  requirements(): readonly [requirements: readonly Requirement[], selectable: boolean];
  deepCopySelector(): Selector;
  /** The one value that a label must have, if there is one. */
  requiresExactMatch(label: string): readonly [value: string, found: boolean];
}
