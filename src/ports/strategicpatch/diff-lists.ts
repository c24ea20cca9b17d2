import { compareStrings } from './compare-strings.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import { diffMaps, type DiffOptions } from './diff-maps.ts';
import { deleteDirective, directiveMarker } from './directive.ts';
import { formatValue } from './format-value.ts';
import { isMap, lookup, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { errBadArgType, errNoListOfLists, errNoMergeKey } from './merge-patch-error.ts';
import { mergeKeyValueEqual } from './merge-key-value-equal.ts';
import { normalizeSliceOrder } from './normalize-element-order.ts';
import { sliceElementType } from './slice-element-type.ts';
import { sortMergeListsByNameArray } from './sort-merge-lists-by-name.ts';
import { deduplicateScalars, sortScalars } from './sort-scalars.ts';

/**
 * What of a merged list goes into a patch: items to merge, scalars to delete, and the order.
 *
 * @param original A list of scalars is sorted afterwards.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#diffLists
 */
export function diffLists(
  original: JSONValue[],
  modified: JSONValue[],
  schema: LookupPatchMeta,
  mergeKey: string,
  diffOptions: DiffOptions,
): readonly [
  patchList: JSONValue[],
  deleteList: JSONValue[],
  setOrderList: JSONValue[],
  error: Error | undefined,
] {
  // go: if len(original) == 0 {
  if (original.length === 0) {
    if (modified.length === 0 || diffOptions.ignoreChangesAndAdditions) {
      return [[], [], [], undefined]; // go+: if len(modified) == 0
    }

    return [modified, [], [], undefined]; // go: return modified, nil, nil, nil
  }

  const [kind, mixed] = sliceElementType(original, modified); // go: elementType, err := sliceElementType(
  if (mixed) {
    return [[], [], [], mixed]; // go+: if err != nil { @1
  }

  let [patchList, deleteList, setOrderList]: [JSONValue[], JSONValue[], JSONValue[]] = [[], [], []]; // go: var patchList, deleteList, setOrderList []interface{}
  let err: Error | undefined;
  // left out (asked for at once above): kind := elementType.Kind()
  // go: switch kind {
  switch (kind) {
    case 'map': {
      // go: patchList, deleteList, err = diffListsOfMaps(
      [patchList, deleteList, err] = diffListsOfMaps(
        original,
        modified,
        schema,
        mergeKey,
        diffOptions,
      );
      if (err) {
        return [[], [], [], err]; // go+: if err != nil { @2
      }
      const [normalized, unordered] = normalizeSliceOrder(patchList, modified, mergeKey, kind); // go: patchList, err = normalizeSliceOrder( @1
      if (unordered) {
        return [[], [], [], unordered]; // go+: if err != nil { @3
      }
      patchList = normalized;
      const [orderSame, keyless] = isOrderSame(original, modified, mergeKey); // go: orderSame, err := isOrderSame(
      if (keyless) {
        return [[], [], [], keyless]; // go+: if err != nil { @4
      }
      patchList = [...patchList, ...deleteList]; // go: patchList = append(patchList, deleteList...)
      deleteList = []; // go: deleteList = nil
      // go: if diffOptions.SetElementOrder && @1
      if (
        diffOptions.setElementOrder &&
        ((!diffOptions.ignoreChangesAndAdditions && (patchList.length > 0 || !orderSame)) ||
          (!diffOptions.ignoreDeletions && patchList.length > 0))
      ) {
        // go: for i, v := range modified {
        // left out (the list is made in one): setOrderList = make(
        // left out (maps are known to be maps): typedV := v.(map[string]interface{})
        setOrderList = modified.map((typedV) => ({
          [mergeKey]: isMap(typedV) ? (typedV[mergeKey] ?? null) : null, // go: setOrderList[i] = map[string]interface{}{
        }));
      }
      break;
    }
    case 'slice':
      return [[], [], [], errNoListOfLists]; // go: return nil, nil, nil, mergepatch.ErrNoListOfLists
    default: {
      [patchList, deleteList, err] = diffListsOfScalars(original, modified, diffOptions); // go: patchList, deleteList, err = diffListsOfScalars(
      if (err) {
        return [[], [], [], err]; // go+: if err != nil { @5
      }
      const [normalized = [], unordered] = normalizeSliceOrder(patchList, modified, mergeKey, kind); // go: patchList, err = normalizeSliceOrder( @2
      [patchList, err] = [normalized, unordered];
      // go: if diffOptions.SetElementOrder && @2
      if (
        diffOptions.setElementOrder &&
        ((!diffOptions.ignoreDeletions && deleteList.length > 0) ||
          (!diffOptions.ignoreChangesAndAdditions && !deepEqual(original, modified)))
      ) {
        setOrderList = modified; // go: setOrderList = modified
      }
    }
  }
  return [patchList, deleteList, setOrderList, err]; // go: return patchList, deleteList, setOrderList, err
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#isOrderSame */
export function isOrderSame(
  original: readonly JSONValue[],
  modified: readonly JSONValue[],
  mergeKey: string,
): readonly [same: boolean, error: Error | undefined] {
  if (original.length !== modified.length) {
    return [false, undefined]; // go+: if len(original) != len(modified) {
  }
  // go: for i, modifiedItem := range modified {
  for (const [i, modifiedItem] of modified.entries()) {
    const [equal, err] = mergeKeyValueEqual(original[i] ?? null, modifiedItem, mergeKey); // go: equal, err := mergeKeyValueEqual(
    if (err ?? !equal) {
      return [equal, err]; // go+: if err != nil || !equal {
    }
  }
  return [true, undefined]; // go: return true, nil
}

/**
 * What is to be added to a list of scalars and what to be deleted from it.
 *
 * @param original Is sorted afterwards.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#diffListsOfScalars
 */
export function diffListsOfScalars(
  original: JSONValue[],
  modified: readonly JSONValue[],
  diffOptions: DiffOptions,
): [addList: JSONValue[], deletionList: JSONValue[], error: Error | undefined] {
  // go: modifiedCopy := make(
  const modifiedCopy = [...modified]; // go: copy(modifiedCopy, modified)
  const originalScalars = sortScalars(original); // go: originalScalars := sortScalars(original)
  const modifiedScalars = sortScalars(modifiedCopy); // go: modifiedScalars := sortScalars(modifiedCopy)

  let [originalIndex, modifiedIndex] = [0, 0]; // go: originalIndex, modifiedIndex := 0, 0
  const addList: JSONValue[] = []; // go: addList := []interface{}{}
  const deletionList: JSONValue[] = []; // go: deletionList := []interface{}{}

  // go: for {
  for (;;) {
    const originalInBounds = originalIndex < originalScalars.length; // go: originalInBounds := originalIndex
    const modifiedInBounds = modifiedIndex < modifiedScalars.length; // go: modifiedInBounds := modifiedIndex
    if (!originalInBounds && !modifiedInBounds) {
      break; // go+: if !originalInBounds && !modifiedInBounds {
    }
    let [originalString, modifiedString] = ['', '']; // go: var originalString, modifiedString string
    let [originalValue, modifiedValue]: [JSONValue, JSONValue] = [null, null]; // go: var originalValue, modifiedValue interface{}
    // go: if originalInBounds {
    if (originalInBounds) {
      originalValue = originalScalars[originalIndex] ?? null; // go: originalValue = originalScalars[originalIndex]
      originalString = formatValue(originalValue); // go: originalString = fmt.Sprintf(
    }
    // go: if modifiedInBounds {
    if (modifiedInBounds) {
      modifiedValue = modifiedScalars[modifiedIndex] ?? null; // go: modifiedValue = modifiedScalars[modifiedIndex]
      modifiedString = formatValue(modifiedValue); // go: modifiedString = fmt.Sprintf(
    }

    // go: originalV, modifiedV := compareListValuesAtIndex(
    const [originalV, modifiedV] = compareListValuesAtIndex(
      originalInBounds,
      modifiedInBounds,
      originalString,
      modifiedString,
    );
    // go: switch {
    if (originalV === undefined && modifiedV === undefined) {
      originalIndex++; // go: originalIndex++ @1
      modifiedIndex++; // go: modifiedIndex++ @1
    } else if (originalV !== undefined && modifiedV === undefined) {
      // go: if !diffOptions.IgnoreDeletions {
      if (!diffOptions.ignoreDeletions) {
        deletionList.push(originalValue); // go: deletionList = append(
      }
      originalIndex++; // go: originalIndex++ @2
    } else if (originalV === undefined) {
      // go: if !diffOptions.IgnoreChangesAndAdditions {
      if (!diffOptions.ignoreChangesAndAdditions) {
        addList.push(modifiedValue); // go: addList = append(
      }
      modifiedIndex++; // go: modifiedIndex++ @2
    } else {
      const message = `Unexpected returned value from compareListValuesAtIndex: ${originalV} and ${String(modifiedV)}`;
      return [[], [], new Error(message)]; // go: return nil, nil, fmt.Errorf(
    }
  }

  return [addList, deduplicateScalars(deletionList), undefined]; // go: return addList, deduplicateScalars(deletionList), nil
}

/**
 * Of two sorted lists, what only one of them has at its place.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#compareListValuesAtIndex
 */
export function compareListValuesAtIndex(
  list1Inbounds: boolean,
  list2Inbounds: boolean,
  list1Value: string,
  list2Value: string,
): readonly [only1: string | undefined, only2: string | undefined] {
  const bothInBounds = list1Inbounds && list2Inbounds; // go: bothInBounds := list1Inbounds && list2Inbounds
  const order = compareStrings(list1Value, list2Value);
  // go: switch {
  if (bothInBounds && order === 0) {
    return [undefined, undefined]; // go: return nil, nil @1
  } else if (!list1Inbounds || (bothInBounds && order > 0)) {
    return [undefined, list2Value]; // go: return nil, list2Value
    // go: fallthrough @1
  } else if (!list2Inbounds || bothInBounds) {
    return [list1Value, undefined]; // go: return list1Value, nil
    // go: fallthrough @2
  }
  return [undefined, undefined]; // go: return nil, nil @2
}

/**
 * The patches for the maps of a list, and directives that delete those that are gone.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#diffListsOfMaps
 */
export function diffListsOfMaps(
  original: JSONValue[],
  modified: JSONValue[],
  schema: LookupPatchMeta,
  mergeKey: string,
  diffOptions: DiffOptions,
): [patch: JSONValue[], deletionList: JSONValue[], error: Error | undefined] {
  const patch: JSONValue[] = []; // go: patch := make(
  const deletionList: JSONValue[] = []; // go: deletionList := make(

  const [originalSorted, bad] = sortMergeListsByNameArray(original, schema, mergeKey, false); // go: originalSorted, err := sortMergeListsByNameArray(
  if (bad) {
    return [[], [], bad]; // go+: if err != nil { @1
  }
  const [modifiedSorted, bad2] = sortMergeListsByNameArray(modified, schema, mergeKey, false); // go: modifiedSorted, err := sortMergeListsByNameArray(
  if (bad2) {
    return [[], [], bad2]; // go+: if err != nil { @2
  }

  let [originalIndex, modifiedIndex] = [0, 0]; // go: originalIndex, modifiedIndex := 0, 0
  // go: for {
  for (;;) {
    const originalInBounds = originalIndex < originalSorted.length; // go: originalInBounds := originalIndex
    const modifiedInBounds = modifiedIndex < modifiedSorted.length; // go: modifiedInBounds := modifiedIndex
    const bothInBounds = originalInBounds && modifiedInBounds; // go: bothInBounds := originalInBounds
    if (!originalInBounds && !modifiedInBounds) {
      break; // go+: if !originalInBounds && !modifiedInBounds {
    }

    let [originalKeyString, modifiedKeyString] = ['', '']; // go: var originalElementMergeKeyValueString, modifiedElementMergeKeyValueString string
    let [originalKey, modifiedKey]: [JSONValue, JSONValue] = [null, null]; // go: var originalElementMergeKeyValue, modifiedElementMergeKeyValue interface{}
    let [originalElement, modifiedElement]: [JSONMap, JSONMap] = [{}, {}]; // go: var originalElement, modifiedElement map[string]interface{}
    let err: Error | undefined;
    // go: if originalInBounds {
    if (originalInBounds) {
      // go: originalElement, originalElementMergeKeyValue, err = getMapAndMergeKeyValueByIndex(
      [originalElement, originalKey, err] = getMapAndMergeKeyValueByIndex(
        originalIndex,
        mergeKey,
        originalSorted,
      );
      if (err) {
        return [[], [], err]; // go+: if err != nil { @3
      }
      originalKeyString = formatValue(originalKey); // go: originalElementMergeKeyValueString = fmt.Sprintf(
    }
    // go: if modifiedInBounds {
    if (modifiedInBounds) {
      // go: modifiedElement, modifiedElementMergeKeyValue, err = getMapAndMergeKeyValueByIndex(
      [modifiedElement, modifiedKey, err] = getMapAndMergeKeyValueByIndex(
        modifiedIndex,
        mergeKey,
        modifiedSorted,
      );
      if (err) {
        return [[], [], err]; // go+: if err != nil { @4
      }
      modifiedKeyString = formatValue(modifiedKey); // go: modifiedElementMergeKeyValueString = fmt.Sprintf(
    }

    // go: switch {
    if (bothInBounds && itemMatchesOriginalAndModifiedSlice(originalKeyString, modifiedKeyString)) {
      const [patchValue, err] = diffMaps(originalElement, modifiedElement, schema, diffOptions); // go: patchValue, err := diffMaps(
      if (err) {
        return [[], [], err]; // go+: if err != nil { @5
      }
      // go: if len(patchValue) > 0 {
      if (Object.keys(patchValue).length > 0) {
        patchValue[mergeKey] = modifiedKey; // go: patchValue[mergeKey] = modifiedElementMergeKeyValue
        patch.push(patchValue); // go: patch = append(patch, patchValue)
      }
      originalIndex++; // go: originalIndex++ @1
      modifiedIndex++; // go: modifiedIndex++ @1
      // go: fallthrough @1
    } else if (
      !originalInBounds ||
      (bothInBounds && itemAddedToModifiedSlice(originalKeyString, modifiedKeyString))
    ) {
      // go: if !diffOptions.IgnoreChangesAndAdditions {
      if (!diffOptions.ignoreChangesAndAdditions) {
        patch.push(modifiedElement); // go: patch = append(patch, modifiedElement)
      }
      modifiedIndex++; // go: modifiedIndex++ @2
      // go: fallthrough @2
    } else if (
      !modifiedInBounds ||
      (bothInBounds && itemRemovedFromModifiedSlice(originalKeyString, modifiedKeyString))
    ) {
      // go: if !diffOptions.IgnoreDeletions {
      if (!diffOptions.ignoreDeletions) {
        deletionList.push(createDeleteDirective(mergeKey, originalKey)); // go: deletionList = append(
      }
      originalIndex++; // go: originalIndex++ @2
    }
  }

  return [patch, deletionList, undefined]; // go: return patch, deletionList, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#getMapAndMergeKeyValueByIndex */
export function getMapAndMergeKeyValueByIndex(
  index: number,
  mergeKey: string,
  listOfMaps: readonly JSONValue[],
): [m: JSONMap, mergeKeyValue: JSONValue, error: Error | undefined] {
  const m = listOfMaps[index] ?? null; // go: m, ok := listOfMaps[index].(map[string]interface{})
  if (!isMap(m)) {
    return [{}, null, errBadArgType('map', m)]; // go+: if !ok { @1
  }

  const [val, ok] = lookup(m, mergeKey); // go: val, ok := m[mergeKey]
  if (!ok) {
    return [{}, null, errNoMergeKey(m, mergeKey)]; // go+: if !ok { @2
  }
  return [m, val, undefined]; // go: return m, val, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#ItemAddedToModifiedSlice */
export function itemAddedToModifiedSlice(original: string, modified: string): boolean {
  return compareStrings(original, modified) > 0; // go: return original > modified
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#ItemRemovedFromModifiedSlice */
export function itemRemovedFromModifiedSlice(original: string, modified: string): boolean {
  return compareStrings(original, modified) < 0; // go: return original < modified
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#ItemMatchesOriginalAndModifiedSlice */
export function itemMatchesOriginalAndModifiedSlice(original: string, modified: string): boolean {
  return original === modified; // go: return original == modified
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#CreateDeleteDirective */
export function createDeleteDirective(mergeKey: string, mergeKeyValue: JSONValue): JSONMap {
  return { [mergeKey]: mergeKeyValue, [directiveMarker]: deleteDirective }; // go: return map[string]interface{}{
}
