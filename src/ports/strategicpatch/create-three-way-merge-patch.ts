import { diffMaps } from './diff-maps.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { marshal, unmarshal } from './marshal.ts';
import { mergeMap } from './merge-map.ts';
import { ErrConflict, ErrPreconditionFailed } from './merge-patch-error.ts';
import { mergingMapsHaveConflicts } from './merging-maps-have-conflicts.ts';
import type { PreconditionFunc } from './precondition-func.ts';

/**
 * The patch that brings what is now to what is asked for: it adds and changes what the current
 * object lacks of the modified one, and deletes what the original had and the modified has not. What
 * others have set stays.
 *
 * @param original What was asked for the last time, as JSON; empty if nothing.
 * @param modified What is asked for.
 * @param current What the server has.
 * @param overwrite Whether it may change what others have changed; else that is an ErrConflict.
 * @returns JSON, `{}` if nothing is to do.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateThreeWayMergePatch
 */
export function createThreeWayMergePatch(
  original: string,
  modified: string,
  current: string,
  schema: LookupPatchMeta,
  overwrite: boolean,
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

  // go: currentMap := map[string]interface{}{}
  // go: if len(current) > 0 {
  const [currentMap, bad3] = unmarshal(current); // go: if err := json.Unmarshal(current, &currentMap)
  if (bad3) {
    return [undefined, bad3]; // go: return nil, mergepatch.ErrBadJSONDoc @3
  }

  const deltaMapDiffOptions = { ignoreDeletions: true, setElementOrder: true }; // go: deltaMapDiffOptions := DiffOptions{
  const [deltaMap, err] = diffMaps(currentMap, modifiedMap, schema, deltaMapDiffOptions); // go: deltaMap, err := diffMaps(
  if (err) {
    return [undefined, err]; // go+: if err != nil { @1
  }
  const deletionsMapDiffOptions = { setElementOrder: true, ignoreChangesAndAdditions: true }; // go: deletionsMapDiffOptions := DiffOptions{
  // go: deletionsMap, err := diffMaps(
  const [deletionsMap, err2] = diffMaps(originalMap, modifiedMap, schema, deletionsMapDiffOptions);
  if (err2) {
    return [undefined, err2]; // go+: if err != nil { @2
  }

  const mergeOptions = {}; // go: mergeOptions := MergeOptions{}
  const [patchMap, err3] = mergeMap(deletionsMap, deltaMap, schema, mergeOptions); // go: patchMap, err := mergeMap(
  if (err3) {
    return [undefined, err3]; // go+: if err != nil { @3
  }

  // go: for _, fn := range fns {
  for (const fn of fns) {
    // go: if !fn(patchMap) {
    if (!fn(patchMap)) {
      return [undefined, new ErrPreconditionFailed(patchMap)]; // go: return nil, mergepatch.NewErrPreconditionFailed(
    }
  }

  // go: if !overwrite {
  if (!overwrite) {
    const changeMapDiffOptions = {}; // go: changeMapDiffOptions := DiffOptions{}
    const [changedMap, err] = diffMaps(originalMap, currentMap, schema, changeMapDiffOptions); // go: changedMap, err := diffMaps(
    if (err) {
      return [undefined, err]; // go+: if err != nil { @4
    }

    const [hasConflicts, err2] = mergingMapsHaveConflicts(patchMap, changedMap, schema); // go: hasConflicts, err := MergingMapsHaveConflicts(
    if (err2) {
      return [undefined, err2]; // go+: if err != nil { @5
    }

    // go: if hasConflicts {
    if (hasConflicts) {
      return [undefined, new ErrConflict(marshal(patchMap), marshal(changedMap))]; // go: return nil, mergepatch.NewErrConflict(
    }
  }

  return [marshal(patchMap), undefined]; // go: return json.Marshal(patchMap)
}
