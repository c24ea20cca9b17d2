import { nothing } from '../ports/labels/nothing.ts';
import { selectorFromValidatedSet } from '../ports/labels/selector-from-validated-set.ts';
import type { ToSelector } from '../ports/labels/to-selector.ts';

/** Makes a selector of the labels that must match exactly; operators are not looked at. */
export const toExactSelector: ToSelector = (ps) =>
  ps === undefined ? [nothing(), undefined] : [selectorFromValidatedSet(ps.matchLabels), undefined];
