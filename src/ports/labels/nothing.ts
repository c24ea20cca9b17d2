import type { Requirement } from './requirement.ts';
import type { Selector } from './selector.ts';

/** Go's nothingSelector. */
class NothingSelector implements Selector {
  matches(): boolean {
    return false;
  }

  empty(): boolean {
    return false;
  }

  toString(): string {
    return '';
  }

  add(): Selector {
    return this;
  }

  requirements(): readonly [readonly Requirement[], boolean] {
    return [[], false];
  }

  deepCopySelector(): Selector {
    return this;
  }

  requiresExactMatch(): readonly [string, boolean] {
    return ['', false];
  }
}

/**
 * The selector that picks no object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#Nothing
 */
export function nothing(): Selector {
  return new NothingSelector(); // go: return nothingSelector{}
}
