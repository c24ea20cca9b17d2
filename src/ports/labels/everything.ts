import { InternalSelector } from './internal-selector.ts';
import type { Selector } from './selector.ts';

/**
 * The selector that picks every object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Everything
 */
export function everything(): Selector {
  return new InternalSelector(); // go: return internalSelector{}
}

/**
 * As above, to add requirements to.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#NewSelector
 */
export function newSelector(): Selector {
  return new InternalSelector(); // go: return internalSelector(nil)
}
