import { isMap, lookup, type JSONValue } from './json-value.ts';
import { errBadArgType, errNoMergeKey } from './merge-patch-error.ts';

/**
 * Whether two items are the same: maps by their merge key, without one the values themselves.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeKeyValueEqual
 */
export function mergeKeyValueEqual(
  left: JSONValue,
  right: JSONValue,
  mergeKey: string,
): readonly [equal: boolean, error: Error | undefined] {
  if (mergeKey.length === 0) {
    return [left === right, undefined]; // go+: if len(mergeKey) == 0 {
  }
  // left out (the test narrows the type): typedLeft, ok := left.(map[string]interface{})
  if (!isMap(left)) {
    return [false, errBadArgType('map', left)]; // go+: if !ok { @1
  }
  // left out (the test narrows the type): typedRight, ok := right.(map[string]interface{})
  if (!isMap(right)) {
    return [false, errBadArgType('map', right)]; // go+: if !ok { @2
  }
  const [mergeKeyLeft, okLeft] = lookup(left, mergeKey); // go: mergeKeyLeft, ok := typedLeft[mergeKey]
  if (!okLeft) {
    return [false, errNoMergeKey(left, mergeKey)]; // go+: if !ok { @3
  }
  const [mergeKeyRight, okRight] = lookup(right, mergeKey); // go: mergeKeyRight, ok := typedRight[mergeKey]
  if (!okRight) {
    return [false, errNoMergeKey(right, mergeKey)]; // go+: if !ok { @4
  }
  return [mergeKeyLeft === mergeKeyRight, undefined]; // go: return mergeKeyLeft == mergeKeyRight, nil
}
