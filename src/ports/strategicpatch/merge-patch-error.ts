import { formatString, formatValue } from './format-value.ts';
import { kindOf, type JSONMap, type JSONValue } from './json-value.ts';

export const errBadJSONDoc = new Error('invalid JSON document');
export const errNoListOfLists = new Error('lists of lists are not supported');
export const errBadPatchFormatForPrimitiveList = new Error(
  'invalid patch format of primitive list',
);
export const errBadPatchFormatForRetainKeys = new Error('invalid patch format of retainKeys');
export const errBadPatchFormatForSetElementOrderList = new Error(
  'invalid patch format of setElementOrder list',
);

/** @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go#ErrNoMergeKey */
export function errNoMergeKey(m: JSONMap, k: string): Error {
  // go: return fmt.Errorf(
  return new Error(`map: ${formatValue(m)} does not contain declared merge key: ${k}`);
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go#ErrBadArgType */
export function errBadArgType(expected: 'map' | 'slice', actual: JSONValue): Error {
  // go: return fmt.Errorf(
  return new Error(
    `expected a ${typeNames[expected]}, but received a ${typeNames[kindOf(actual)]}`,
  );
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go#ErrBadPatchType */
export function errBadPatchType(t: JSONValue, m: JSONMap): Error {
  // go: return fmt.Errorf(
  return new Error(`unknown patch type: ${formatString(t)} in map: ${formatValue(m)}`);
}

/** A patch changes what must not change. */
export class ErrPreconditionFailed extends Error {
  constructor(target: JSONMap) {
    super(`precondition failed for: ${formatValue(target)}`);
    this.name = 'ErrPreconditionFailed';
  }
}

/** A patch changes otherwise what somebody else has changed. */
export class ErrConflict extends Error {
  /** Both as text. Upstream quotes them as YAML. */
  constructor(patch: string, current: string) {
    super(`patch:\n${patch}\nconflicts with changes made from original to current:\n${current}\n`);
    this.name = 'ErrConflict';
  }
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go#IsPreconditionFailed */
export function isPreconditionFailed(err: Error | undefined): boolean {
  const ok = err instanceof ErrPreconditionFailed; // go: _, ok := err.(ErrPreconditionFailed)
  return ok; // go: return ok
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/errors.go#IsConflict */
export function isConflict(err: Error | undefined): boolean {
  const ok = err instanceof ErrConflict; // go: _, ok := err.(ErrConflict)
  return ok; // go: return ok
}

const typeNames = {
  nil: '%!s(<nil>)',
  bool: 'bool',
  int64: 'int64',
  float64: 'float64',
  string: 'string',
  slice: '[]interface {}',
  map: 'map[string]interface {}',
} as const;
