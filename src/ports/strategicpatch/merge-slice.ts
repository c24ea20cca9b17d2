import { deleteDirective, directiveMarker, mergeDirective, replaceDirective } from './directive.ts';
import { findMapInSliceBasedOnKeyValue } from './find-map-in-slice.ts';
import { isMap, lookup, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { mergeMap, type MergeOptions } from './merge-map.ts';
import { errBadArgType, errBadPatchType, errNoMergeKey } from './merge-patch-error.ts';
import { normalizeElementOrder } from './normalize-element-order.ts';
import {
  partitionMapsByPresentInList,
  partitionPrimitivesByPresentInList,
} from './partition-by-present-in-list.ts';
import { append, removeAt, sliceOf, valuesOf, type Slice } from './slice.ts';
import { sliceElementType } from './slice-element-type.ts';
import { deduplicateScalars } from './sort-scalars.ts';

type Merged =
  readonly [merged: JSONValue[], error: undefined] | readonly [merged: undefined, error: Error];

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeSliceHandler */
export function mergeSliceHandler(
  original: JSONValue,
  patch: JSONValue,
  schema: LookupPatchMeta,
  fieldPatchStrategy: string,
  fieldPatchMergeKey: string,
  isDeleteList: boolean,
  mergeOptions: MergeOptions,
): Merged {
  const [typedOriginal, typedPatch, err] = sliceTypeAssertion(original, patch); // go: typedOriginal, typedPatch, err := sliceTypeAssertion(
  if (err) {
    return [undefined, err]; // go+: if err != nil {
  }

  // go: if fieldPatchStrategy == mergeDirective {
  if (fieldPatchStrategy === mergeDirective) {
    // go: return mergeSlice(
    return mergeSlice(
      typedOriginal,
      typedPatch,
      schema,
      fieldPatchMergeKey,
      mergeOptions,
      isDeleteList,
    );
  } else {
    return [typedPatch, undefined]; // go: return typedPatch, nil
  }
}

/**
 * Merges a list of a patch into a list.
 *
 * @param list Is overwritten where items are deleted or merged. Its spare room is none, as in the
 *   API server.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeSlice
 */
export function mergeSlice(
  list: JSONValue[],
  patch: JSONValue[],
  schema: LookupPatchMeta,
  mergeKey: string,
  mergeOptions: MergeOptions,
  isDeleteList: boolean,
): Merged {
  if (list.length === 0 && patch.length === 0) {
    return [list, undefined]; // go+: if len(original) == 0 && len(patch) == 0 {
  }

  const [kind, mixed] = sliceElementType(list, patch); // go: t, err := sliceElementType(
  if (mixed) {
    return [undefined, mixed]; // go+: if err != nil { @1
  }

  let original = sliceOf(list);
  let merged: JSONValue[]; // go: var merged []interface{}
  // left out (asked for at once above): kind := t.Kind()
  // go: if kind != reflect.Map {
  if (kind !== 'map') {
    if (mergeOptions.mergeParallelList && isDeleteList) {
      return [deleteFromSlice(list, patch), undefined]; // go+: if mergeOptions.MergeParallelList && isDeleteList {
    }
    const both = patch.length === 0 ? list : [...list, ...patch]; // go: both := append(original, patch...)
    merged = deduplicateScalars(both); // go: merged = deduplicateScalars(both)
  } else {
    // go: if mergeKey == "" {
    if (mergeKey === '') {
      return [undefined, new Error(`cannot merge lists without merge key for ${schema.name()}`)]; // go: return nil, fmt.Errorf(
    }

    let err: Error | undefined;
    [original, patch, err] = mergeSliceWithSpecialElements(original, patch, mergeKey); // go: original, patch, err = mergeSliceWithSpecialElements(
    if (err) {
      return [undefined, err]; // go+: if err != nil { @2
    }

    // go: merged, err = mergeSliceWithoutSpecialElements(
    const [both, err2] = mergeSliceWithoutSpecialElements(
      original,
      patch,
      mergeKey,
      schema,
      mergeOptions,
    );
    if (err2) {
      return [undefined, err2]; // go+: if err != nil { @3
    }
    merged = valuesOf(both);
  }

  let [patchItems, serverOnlyItems]: [JSONValue[], JSONValue[]] = [[], []]; // go: var patchItems, serverOnlyItems []interface{}
  // go: if len(mergeKey) == 0 {
  if (mergeKey.length === 0) {
    [patchItems, serverOnlyItems] = partitionPrimitivesByPresentInList(merged, patch); // go: patchItems, serverOnlyItems = partitionPrimitivesByPresentInList(
  } else {
    let err: Error | undefined;
    [patchItems, serverOnlyItems, err] = partitionMapsByPresentInList(merged, patch, mergeKey); // go: patchItems, serverOnlyItems, err = partitionMapsByPresentInList(
    if (err) {
      return [undefined, err]; // go+: if err != nil { @4
    }
  }
  // go: return normalizeElementOrder(
  return normalizeElementOrder(
    patchItems,
    serverOnlyItems,
    patch,
    valuesOf(original),
    mergeKey,
    kind,
  );
}

/**
 * Carries out the directives among the items of a patch.
 *
 * @returns The list without what is deleted, and the items of the patch that are left.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeSliceWithSpecialElements
 */
export function mergeSliceWithSpecialElements(
  original: Slice,
  patch: readonly JSONValue[],
  mergeKey: string,
): [original: Slice, patch: JSONValue[], error: Error | undefined] {
  const none = sliceOf([]);
  const patchWithoutSpecialElements: JSONValue[] = []; // go: patchWithoutSpecialElements := []interface{}{}
  let replace = false; // go: replace := false
  // go: for _, v := range patch {
  for (const v of patch) {
    // left out (maps are known to be maps): typedV := v.(map[string]interface{})
    if (!isMap(v)) continue;
    const [patchType, ok] = lookup(v, directiveMarker); // go: patchType, ok := typedV[directiveMarker]
    // go: if !ok {
    if (!ok) {
      patchWithoutSpecialElements.push(v); // go: patchWithoutSpecialElements = append(
    } else {
      // go: switch patchType {
      switch (patchType) {
        case deleteDirective: {
          const [mergeValue, ok] = lookup(v, mergeKey); // go: mergeValue, ok := typedV[mergeKey]
          // go: if ok {
          if (ok) {
            let err: Error | undefined; // go: var err error
            [original, err] = deleteMatchingEntries(original, mergeKey, mergeValue); // go: original, err = deleteMatchingEntries(
            if (err) {
              return [none, [], err]; // go+: if err != nil {
            }
          } else {
            return [none, [], errNoMergeKey(v, mergeKey)]; // go: return nil, nil, mergepatch.ErrNoMergeKey(
          }
          break;
        }
        case replaceDirective:
          replace = true; // go: replace = true
          break;
        case mergeDirective:
          return [none, [], new Error('merging lists cannot yet be specified in the patch')]; // go: return nil, nil, fmt.Errorf(
        default:
          return [none, [], errBadPatchType(patchType, v)]; // go: return nil, nil, mergepatch.ErrBadPatchType(
      }
    }
  }
  if (replace) {
    return [sliceOf(patchWithoutSpecialElements), [], undefined]; // go+: if replace {
  }
  return [original, patchWithoutSpecialElements, undefined]; // go: return original, patchWithoutSpecialElements, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#deleteMatchingEntries */
export function deleteMatchingEntries(
  original: Slice,
  mergeKey: string,
  mergeValue: JSONValue,
): [original: Slice, error: Error | undefined] {
  // go: for {
  for (;;) {
    // go: _, originalKey, found, err := findMapInSliceBasedOnKeyValue(
    const [, originalKey, found, err] = findMapInSliceBasedOnKeyValue(
      valuesOf(original),
      mergeKey,
      mergeValue,
    );
    if (err) {
      return [sliceOf([]), err]; // go+: if err != nil {
    }

    if (!found) {
      break; // go+: if !found {
    }
    original = removeAt(original, originalKey); // go: original = append(
  }
  return [original, undefined]; // go: return original, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeSliceWithoutSpecialElements */
export function mergeSliceWithoutSpecialElements(
  original: Slice,
  patch: readonly JSONValue[],
  mergeKey: string,
  schema: LookupPatchMeta,
  mergeOptions: MergeOptions,
): readonly [merged: Slice, error: undefined] | readonly [merged: undefined, error: Error] {
  // go: for _, v := range patch {
  for (const v of patch) {
    // left out (maps are known to be maps): typedV := v.(map[string]interface{})
    if (!isMap(v)) continue;
    const [mergeValue, ok] = lookup(v, mergeKey); // go: mergeValue, ok := typedV[mergeKey]
    if (!ok) {
      return [undefined, errNoMergeKey(v, mergeKey)]; // go+: if !ok {
    }

    // go: originalMap, originalKey, found, err := findMapInSliceBasedOnKeyValue(
    const [originalMap, originalKey, found, err] = findMapInSliceBasedOnKeyValue(
      valuesOf(original),
      mergeKey,
      mergeValue,
    );
    if (err) {
      return [undefined, err]; // go+: if err != nil { @1
    }

    // go: if found {
    if (found) {
      // left out (declared with its value): var mergedMaps interface{}
      // left out (declared with its value): var err error
      const [mergedMaps, err] = mergeMap(originalMap, v, schema, mergeOptions); // go: mergedMaps, err = mergeMap(
      if (err) {
        return [undefined, err]; // go+: if err != nil { @2
      }

      original.array[originalKey] = mergedMaps; // go: original[originalKey] = mergedMaps
    } else {
      original = append(original, v); // go: original = append(original, v)
    }
  }
  return [original, undefined]; // go: return original, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#deleteFromSlice */
export function deleteFromSlice(
  current: readonly JSONValue[],
  toDelete: readonly JSONValue[],
): JSONValue[] {
  // go: toDeleteMap := map[interface{}]interface{}{}
  const processed: JSONValue[] = []; // go: processed := make(
  // go: for _, v := range toDelete {
  const toDeleteMap = new Set(toDelete); // go: toDeleteMap[v] = true
  // go: for _, v := range current {
  for (const v of current) {
    // go: if _, found := toDeleteMap[v]; !found {
    if (!toDeleteMap.has(v)) {
      processed.push(v); // go: processed = append(
    }
  }
  return processed; // go: return processed
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sliceTypeAssertion */
export function sliceTypeAssertion(
  original: JSONValue,
  patch: JSONValue,
):
  | readonly [original: JSONValue[], patch: JSONValue[], error: undefined]
  | readonly [original: undefined, patch: undefined, error: Error] {
  // left out (the test narrows the type): typedOriginal, ok := original.([]interface{})
  if (!Array.isArray(original)) {
    return [undefined, undefined, errBadArgType('slice', original)]; // go+: if !ok { @1
  }
  // left out (the test narrows the type): typedPatch, ok := patch.([]interface{})
  if (!Array.isArray(patch)) {
    return [undefined, undefined, errBadArgType('slice', patch)]; // go+: if !ok { @2
  }
  return [original, patch, undefined]; // go: return typedOriginal, typedPatch, nil
}
