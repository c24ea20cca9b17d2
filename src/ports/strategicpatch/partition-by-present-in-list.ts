import { findMapInSliceBasedOnKeyValue } from './find-map-in-slice.ts';
import { isMap, lookup, type JSONValue } from './json-value.ts';
import { errBadArgType, errNoMergeKey } from './merge-patch-error.ts';

/**
 * Divides scalars into those that another list has and the rest.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#partitionPrimitivesByPresentInList
 */
export function partitionPrimitivesByPresentInList(
  original: readonly JSONValue[],
  partitionBy: readonly JSONValue[],
): [present: JSONValue[], others: JSONValue[]] {
  const patch: JSONValue[] = []; // go: patch := make(
  const serverOnly: JSONValue[] = []; // go: serverOnly := make(
  // go: inPatch := map[interface{}]bool{}
  // go: for _, v := range partitionBy {
  const inPatch = new Set(partitionBy); // go: inPatch[v] = true
  // go: for _, v := range original {
  for (const v of original) {
    // go: if !inPatch[v] {
    if (!inPatch.has(v)) {
      serverOnly.push(v); // go: serverOnly = append(
    } else {
      patch.push(v); // go: patch = append(
    }
  }
  return [patch, serverOnly]; // go: return patch, serverOnly
}

/**
 * Divides maps into those whose merge key another list has and the rest.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#partitionMapsByPresentInList
 */
export function partitionMapsByPresentInList(
  original: readonly JSONValue[],
  partitionBy: readonly JSONValue[],
  mergeKey: string,
): [present: JSONValue[], others: JSONValue[], error: Error | undefined] {
  const patch: JSONValue[] = []; // go: patch := make(
  const serverOnly: JSONValue[] = []; // go: serverOnly := make(
  // go: for _, v := range original {
  for (const v of original) {
    // left out (the test narrows the type): typedV, ok := v.(map[string]interface{})
    if (!isMap(v)) {
      return [[], [], errBadArgType('map', v)]; // go+: if !ok {
    }
    const [mergeKeyValue, foundMergeKey] = lookup(v, mergeKey); // go: mergeKeyValue, foundMergeKey := typedV[mergeKey]
    if (!foundMergeKey) {
      return [[], [], errNoMergeKey(v, mergeKey)]; // go+: if !foundMergeKey {
    }
    const [, , found, err] = findMapInSliceBasedOnKeyValue(partitionBy, mergeKey, mergeKeyValue); // go: _, _, found, err := findMapInSliceBasedOnKeyValue(
    if (err) {
      return [[], [], err]; // go+: if err != nil {
    }
    // go: if !found {
    if (!found) {
      serverOnly.push(v); // go: serverOnly = append(
    } else {
      patch.push(v); // go: patch = append(
    }
  }
  return [patch, serverOnly, undefined]; // go: return patch, serverOnly, nil
}
