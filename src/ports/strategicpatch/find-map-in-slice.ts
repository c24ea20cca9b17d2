import { isMap, lookup, type JSONMap, type JSONValue } from './json-value.ts';

/**
 * The first map of a list that has a value under a key, and where.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#findMapInSliceBasedOnKeyValue
 */
export function findMapInSliceBasedOnKeyValue(
  m: readonly JSONValue[],
  key: string,
  value: JSONValue,
): readonly [map: JSONMap, at: number, found: boolean, error: Error | undefined] {
  // go: for k, v := range m {
  for (const [k, v] of m.entries()) {
    // left out (the test narrows the type): typedV, ok := v.(map[string]interface{})
    if (!isMap(v)) {
      return [{}, 0, false, new Error(`value for key ${k} is not a map`)]; // go+: if !ok {
    }

    const [valueToMatch, ok] = lookup(v, key); // go: valueToMatch, ok := typedV[key]
    // go: if ok && valueToMatch == value {
    if (ok && valueToMatch === value) {
      return [v, k, true, undefined]; // go: return typedV, k, true, nil
    }
  }

  return [{}, 0, false, undefined]; // go: return nil, 0, false, nil
}
