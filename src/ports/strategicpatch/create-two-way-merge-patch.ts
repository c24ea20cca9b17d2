import { diffMaps } from './diff-maps.ts';
import type { JSONMap } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { marshal, unmarshal } from './marshal.ts';
import { ErrPreconditionFailed } from './merge-patch-error.ts';
import type { PreconditionFunc } from './precondition-func.ts';

/**
 * The strategic merge patch that makes a document into another one.
 *
 * @param original JSON, as all documents here.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateTwoWayMergePatchUsingLookupPatchMeta
 */
export function createTwoWayMergePatch(
  original: string,
  modified: string,
  schema: LookupPatchMeta,
  ...fns: readonly PreconditionFunc[]
): readonly [patch: string, error: undefined] | readonly [patch: undefined, error: Error] {
  // go: originalMap := map[string]interface{}{}
  // go: if len(original) > 0 {
  const [originalMap, bad] = unmarshal(original); // go: if err := json.Unmarshal(original, &originalMap)
  if (bad) {
    return [undefined, bad]; // go: return nil, mergepatch.ErrBadJSONDoc @1
  }

  // go: modifiedMap := map[string]interface{}{}
  // go: if len(modified) > 0 {
  const [modifiedMap, bad2] = unmarshal(modified); // go: if err := json.Unmarshal(modified, &modifiedMap)
  if (bad2) {
    return [undefined, bad2]; // go: return nil, mergepatch.ErrBadJSONDoc @2
  }

  const [patchMap, err] = createTwoWayMergeMapPatch(originalMap, modifiedMap, schema, ...fns); // go: patchMap, err := CreateTwoWayMergeMapPatchUsingLookupPatchMeta(
  if (err) {
    return [undefined, err]; // go+: if err != nil {
  }

  return [marshal(patchMap), undefined]; // go: return json.Marshal(patchMap)
}

/**
 * The same for documents; the patch shares parts with the modified one.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateTwoWayMergeMapPatchUsingLookupPatchMeta
 */
export function createTwoWayMergeMapPatch(
  original: JSONMap,
  modified: JSONMap,
  schema: LookupPatchMeta,
  ...fns: readonly PreconditionFunc[]
): readonly [patch: JSONMap, error: undefined] | readonly [patch: undefined, error: Error] {
  const diffOptions = { setElementOrder: true }; // go: diffOptions := DiffOptions{
  const [patchMap, err] = diffMaps(original, modified, schema, diffOptions); // go: patchMap, err := diffMaps(
  if (err) {
    return [undefined, err]; // go+: if err != nil {
  }

  // go: for _, fn := range fns {
  for (const fn of fns) {
    // go: if !fn(patchMap) {
    if (!fn(patchMap)) {
      return [undefined, new ErrPreconditionFailed(patchMap)]; // go: return nil, mergepatch.NewErrPreconditionFailed(
    }
  }

  return [patchMap, undefined]; // go: return patchMap, nil
}
