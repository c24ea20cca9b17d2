import { InternalSelector } from './selector-from-validated-set.ts';
import type { Selector } from './selector.ts';

/** Go's internalSelector with nothing in it, whose Empty says so. */
class EverythingSelector extends InternalSelector implements Selector {
  empty(): boolean {
    return this.requirements.length === 0;
  }
}

/**
 * The selector that picks every object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Everything
 */
export function everything(): Selector {
  return new EverythingSelector(); // go: return internalSelector{}
}
