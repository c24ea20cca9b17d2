import type { JSONMap } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { marshal, unmarshal } from './marshal.ts';
import { mergeMap } from './merge-map.ts';

/**
 * Applies a strategic merge patch, as the API server does.
 *
 * @returns The patched object as JSON.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#StrategicMergePatchUsingLookupPatchMeta
 */
export function strategicMergePatch(
  original: string,
  patch: string,
  schema: LookupPatchMeta,
): readonly [result: string, error: undefined] | readonly [result: undefined, error: Error] {
  const [originalMap, bad] = unmarshal(original); // go: originalMap, err := handleUnmarshal(original)
  if (bad) {
    return [undefined, bad]; // go+: if err != nil { @1
  }
  const [patchMap, bad2] = unmarshal(patch); // go: patchMap, err := handleUnmarshal(patch)
  if (bad2) {
    return [undefined, bad2]; // go+: if err != nil { @2
  }

  const [result, err] = strategicMergeMapPatch(originalMap, patchMap, schema); // go: result, err := StrategicMergeMapPatchUsingLookupPatchMeta(
  if (err) {
    return [undefined, err]; // go+: if err != nil { @3
  }

  return [marshal(result), undefined]; // go: return json.Marshal(result)
}

/**
 * The same for documents.
 *
 * @param original Is overwritten, and may be the result.
 * @param patch Is overwritten, and shares parts with the result.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#StrategicMergeMapPatchUsingLookupPatchMeta
 */
export function strategicMergeMapPatch(
  original: JSONMap,
  patch: JSONMap,
  schema: LookupPatchMeta,
): readonly [result: JSONMap, error: undefined] | readonly [result: undefined, error: Error] {
  const mergeOptions = { mergeParallelList: true, ignoreUnmatchedNulls: true }; // go: mergeOptions := MergeOptions{
  return mergeMap(original, patch, schema, mergeOptions); // go: return mergeMap(
}
