import type { LabelSet } from './selector-from-validated-set.ts';

/** Picks objects by their labels: Go's labels.Selector, as far as ports use it. */
export interface Selector {
  /** Whether an object with these labels is picked. */
  matches(l: LabelSet): boolean;
  /** Whether nothing is asked for, so that everything is picked. */
  empty(): boolean;
}
