import type { LabelSelector } from '../api/meta.ts';
import type { Selector } from './selector.ts';

/**
 * Makes a selector of that in an object's spec: `labelSelectorAsSelector` or what a test has in its
 * place. None at all picks nothing, an empty one everything.
 */
export type ToSelector = (
  ps: LabelSelector | undefined,
) => readonly [selector: Selector, error: Error | undefined];
