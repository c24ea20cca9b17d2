import { deepEqual } from '../runtime/deep-equal.ts';
import { setElementOrderDirectivePrefix } from './directive.ts';
import { extractKey } from './extract-key.ts';
import { extractRetainKeysPatchStrategy } from './extract-retain-keys-patch-strategy.ts';
import { lookup, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import type { MergeOptions } from './merge-map.ts';
import { errBadArgType, errBadPatchFormatForSetElementOrderList } from './merge-patch-error.ts';
import { mergeSliceHandler } from './merge-slice.ts';
import { normalizeElementOrder } from './normalize-element-order.ts';
import {
  partitionMapsByPresentInList,
  partitionPrimitivesByPresentInList,
} from './partition-by-present-in-list.ts';
import { sliceElementType } from './slice-element-type.ts';
import { validatePatchWithSetOrderList } from './validate-patch-with-set-order-list.ts';

/**
 * Merges the lists whose order a patch sets, and takes them out of the patch. The order that the
 * patch sets goes before the order in the original.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergePatchIntoOriginal
 */
export function mergePatchIntoOriginal(
  original: JSONMap,
  patch: JSONMap,
  schema: LookupPatchMeta,
  mergeOptions: MergeOptions,
): Error | undefined {
  // go: for key, patchV := range patch {
  for (const [key, patchV] of Object.entries(patch)) {
    if (!key.startsWith(setElementOrderDirectivePrefix)) {
      continue; // go+: if !strings.HasPrefix(key, setElementOrderDirectivePrefix) {
    }

    const setElementOrderInPatch = patchV; // go: setElementOrderInPatch := patchV
    // go: if !mergeOptions.MergeParallelList {
    if (!mergeOptions.mergeParallelList) {
      const [setElementOrderListInOriginal, ok] = lookup(original, key); // go: setElementOrderListInOriginal, ok := original[key]
      // go: if ok {
      if (ok) {
        // go: if !reflect.DeepEqual(
        if (!deepEqual(setElementOrderListInOriginal, setElementOrderInPatch)) {
          return errBadPatchFormatForSetElementOrderList; // go: return mergepatch.ErrBadPatchFormatForSetElementOrderList
        }
      } else {
        original[key] = setElementOrderInPatch; // go: original[key] = setElementOrderInPatch
      }
    }
    Reflect.deleteProperty(patch, key); // go: delete(patch, key)

    // go: ok                                          bool
    let [originalFieldValue, patchFieldValue]: [JSONValue[], JSONValue[]] = [[], []]; // go: originalFieldValue, patchFieldValue, merged []interface{}
    let merged: JSONValue[]; // go: patchStrategy                               string
    // go: patchMeta                                   PatchMeta
    const typedSetElementOrderList = setElementOrderInPatch; // go: typedSetElementOrderList, ok := setElementOrderInPatch.([]interface{})
    if (!Array.isArray(typedSetElementOrderList)) {
      return errBadArgType('slice', setElementOrderInPatch); // go+: if !ok { @1
    }
    const [originalKey, bad] = extractKey(key, setElementOrderDirectivePrefix); // go: originalKey, err := extractKey(
    if (bad) {
      return bad; // go+: if err != nil { @1
    }
    const [originalList, foundOriginal] = lookup(original, originalKey); // go: originalList, foundOriginal := original[originalKey]
    const [patchList, foundPatch] = lookup(patch, originalKey); // go: patchList, foundPatch := patch[originalKey]
    // go: if foundOriginal {
    if (foundOriginal) {
      if (!Array.isArray(originalList)) {
        return errBadArgType('slice', originalList); // go+: if !ok { @2
      }
      originalFieldValue = originalList; // go: originalFieldValue, ok = originalList.([]interface{})
    }
    // go: if foundPatch {
    if (foundPatch) {
      if (!Array.isArray(patchList)) {
        return errBadArgType('slice', patchList); // go+: if !ok { @3
      }
      patchFieldValue = patchList; // go: patchFieldValue, ok = patchList.([]interface{})
    }
    const [subschema, patchMeta, unknown] = schema.lookupPatchMetadataForSlice(originalKey); // go: subschema, patchMeta, err = schema.LookupPatchMetadataForSlice(originalKey)
    if (unknown) {
      return unknown; // go+: if err != nil { @2
    }
    const [, patchStrategy, bad2] = extractRetainKeysPatchStrategy(patchMeta.patchStrategies); // go: _, patchStrategy, err = extractRetainKeysPatchStrategy(
    if (bad2) {
      return bad2; // go+: if err != nil { @3
    }
    const { patchMergeKey } = patchMeta;
    // go: err = validatePatchWithSetOrderList(
    const unordered = validatePatchWithSetOrderList(
      patchFieldValue,
      typedSetElementOrderList,
      patchMergeKey,
    );
    if (unordered) {
      return unordered; // go+: if err != nil { @4
    }

    // go: switch {
    if (foundOriginal && !foundPatch) {
      merged = originalFieldValue; // go: merged = originalFieldValue
    } else if (!foundOriginal && foundPatch) {
      merged = patchFieldValue; // go: merged = patchFieldValue
    } else if (foundOriginal && foundPatch) {
      // go: merged, err = mergeSliceHandler(
      const [both, err] = mergeSliceHandler(
        originalList,
        patchList,
        subschema,
        patchStrategy,
        patchMergeKey,
        false,
        mergeOptions,
      );
      if (err) {
        return err; // go+: if err != nil { @5
      }
      merged = both;
    } else {
      continue; // go: continue @2
    }

    let [patchItems, serverOnlyItems]: [JSONValue[], JSONValue[]] = [[], []]; // go: var patchItems, serverOnlyItems []interface{}
    // go: if len(patchMeta.GetPatchMergeKey()) == 0 {
    if (patchMergeKey.length === 0) {
      // go: patchItems, serverOnlyItems = partitionPrimitivesByPresentInList(
      [patchItems, serverOnlyItems] = partitionPrimitivesByPresentInList(
        merged,
        typedSetElementOrderList,
      );
    } else {
      let err: Error | undefined;
      // go: patchItems, serverOnlyItems, err = partitionMapsByPresentInList(
      [patchItems, serverOnlyItems, err] = partitionMapsByPresentInList(
        merged,
        typedSetElementOrderList,
        patchMergeKey,
      );
      if (err) {
        return err; // go+: if err != nil { @6
      }
    }

    const [kind, mixed] = sliceElementType(originalFieldValue, patchFieldValue); // go: elementType, err := sliceElementType(
    if (mixed) {
      return mixed; // go+: if err != nil { @7
    }
    // left out (asked for at once above): kind := elementType.Kind()
    // Where items were deleted, the array behind this list shows what was appended since.
    // go: both, err := normalizeElementOrder(
    const [both, err] = normalizeElementOrder(
      patchItems,
      serverOnlyItems,
      typedSetElementOrderList,
      originalFieldValue,
      patchMergeKey,
      kind,
    );
    if (err) {
      return err; // go+: if err != nil { @8
    }
    original[originalKey] = both; // go: original[originalKey] = both
    Reflect.deleteProperty(patch, originalKey); // go: delete(patch, originalKey)
  }
  return undefined; // go: return nil
}
