import { deepEqual } from '../runtime/deep-equal.ts';
import {
  deleteDirective,
  deleteFromPrimitiveListDirectivePrefix,
  directiveMarker,
  replaceDirective,
  retainKeysDirective,
  setElementOrderDirectivePrefix,
} from './directive.ts';
import { extractKey } from './extract-key.ts';
import { extractRetainKeysPatchStrategy } from './extract-retain-keys-patch-strategy.ts';
import { formatValue } from './format-value.ts';
import { isMap, kindOf, lookup, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import {
  errBadArgType,
  errBadPatchFormatForRetainKeys,
  errBadPatchType,
} from './merge-patch-error.ts';
import { mergePatchIntoOriginal } from './merge-patch-into-original.ts';
import { mergeSliceHandler } from './merge-slice.ts';

/** How a patch is merged; what isn't said is false. */
export interface MergeOptions {
  /** Whether directives are carried out, on an object, or kept, where patches are merged. */
  readonly mergeParallelList?: boolean;
  /** Whether a null that deletes nothing is forgotten. */
  readonly ignoreUnmatchedNulls?: boolean;
}

type Merged =
  readonly [merged: JSONMap, error: undefined] | readonly [merged: undefined, error: Error];

/**
 * Merges a patch into a map.
 *
 * @param original The result, as long as no directive replaces it.
 * @param patch Loses what has been merged.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeMap
 */
export function mergeMap(
  original: JSONMap,
  patch: JSONMap,
  schema: LookupPatchMeta,
  mergeOptions: MergeOptions,
): Merged {
  const [v, isDirective] = lookup(patch, directiveMarker); // go: if v, ok := patch[directiveMarker]; ok {
  if (isDirective) {
    return handleDirectiveInMergeMap(v, patch); // go: return handleDirectiveInMergeMap(v, patch)
  }

  // left out (a map of a port is never nil): if original == nil {

  const bad = applyRetainKeysDirective(original, patch, mergeOptions); // go: err := applyRetainKeysDirective(
  if (bad) {
    return [undefined, bad]; // go+: if err != nil { @1
  }

  const bad2 = mergePatchIntoOriginal(original, patch, schema, mergeOptions); // go: err = mergePatchIntoOriginal(
  if (bad2) {
    return [undefined, bad2]; // go+: if err != nil { @2
  }

  // go: for k, patchV := range patch {
  for (const [key, patchV] of Object.entries(patch)) {
    let k = key;
    // go: skipProcessing, isDeleteList, noPrefixKey, err := preprocessDeletionListForMerging(
    const [skipProcessing, isDeleteList, noPrefixKey, bad] = preprocessDeletionListForMerging(
      k,
      original,
      patchV,
      mergeOptions.mergeParallelList ?? false,
    );
    if (bad) {
      return [undefined, bad]; // go+: if err != nil { @3
    }
    if (skipProcessing) {
      continue; // go+: if skipProcessing {
    }
    if (noPrefixKey.length > 0) {
      k = noPrefixKey; // go+: if len(noPrefixKey) > 0 {
    }

    // go: if patchV == nil {
    if (patchV === null) {
      Reflect.deleteProperty(original, k); // go: delete(original, k)
      if (mergeOptions.ignoreUnmatchedNulls) {
        continue; // go+: if mergeOptions.IgnoreUnmatchedNulls {
      }
    }

    const [originalV, ok] = lookup(original, k); // go: _, ok := original[k]
    // go: if !ok {
    if (!ok) {
      original[k] = patchV; // go: original[k] = patchV @1
      continue; // go: continue @3
    }

    const originalType = kindOf(originalV); // go: originalType := reflect.TypeOf(original[k])
    const patchType = kindOf(patchV); // go: patchType := reflect.TypeOf(patchV)
    // go: if originalType != patchType {
    if (originalType !== patchType) {
      original[k] = patchV; // go: original[k] = patchV @2
      continue; // go: continue @4
    }
    let merged: JSONValue | undefined;
    let err: Error | undefined;
    // go: switch originalType.Kind() {
    switch (originalType) {
      case 'map': {
        const [subschema, patchMeta, err2] = schema.lookupPatchMetadataForStruct(k); // go: subschema, patchMeta, err2 := schema.LookupPatchMetadataForStruct(k)
        if (err2) {
          return [undefined, err2]; // go+: if err2 != nil { @1
        }
        const [, patchStrategy, err3] = extractRetainKeysPatchStrategy(patchMeta.patchStrategies); // go: _, patchStrategy, err2 := extractRetainKeysPatchStrategy( @1
        if (err3) {
          return [undefined, err3]; // go+: if err2 != nil { @2
        }
        [merged, err] = mergeMapHandler(originalV, patchV, subschema, patchStrategy, mergeOptions); // go: original[k], err = mergeMapHandler(
        break;
      }
      case 'slice': {
        const [subschema, patchMeta, err2] = schema.lookupPatchMetadataForSlice(k); // go: subschema, patchMeta, err2 := schema.LookupPatchMetadataForSlice(k)
        if (err2) {
          return [undefined, err2]; // go+: if err2 != nil { @3
        }
        const [, patchStrategy, err3] = extractRetainKeysPatchStrategy(patchMeta.patchStrategies); // go: _, patchStrategy, err2 := extractRetainKeysPatchStrategy( @2
        if (err3) {
          return [undefined, err3]; // go+: if err2 != nil { @4
        }
        // go: original[k], err = mergeSliceHandler(
        [merged, err] = mergeSliceHandler(
          originalV,
          patchV,
          subschema,
          patchStrategy,
          patchMeta.patchMergeKey,
          isDeleteList,
          mergeOptions,
        );
        break;
      }
      default:
        merged = patchV; // go: original[k] = patchV @3
    }
    if (err) {
      return [undefined, err]; // go+: if err != nil { @4
    }
    original[k] = merged ?? null;
  }
  return [original, undefined]; // go: return original, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#handleDirectiveInMergeMap */
export function handleDirectiveInMergeMap(directive: JSONValue, patch: JSONMap): Merged {
  // go: if directive == replaceDirective {
  if (directive === replaceDirective) {
    Reflect.deleteProperty(patch, directiveMarker); // go: delete(patch, directiveMarker)
    return [patch, undefined]; // go: return patch, nil
  }

  // go: if directive == deleteDirective {
  if (directive === deleteDirective) {
    return [{}, undefined]; // go: return map[string]interface{}{}, nil
  }

  return [undefined, errBadPatchType(directive, patch)]; // go: return nil, mergepatch.ErrBadPatchType(
}

/**
 * Whether a key is a list of scalars to delete, and of which field.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#preprocessDeletionListForMerging
 */
export function preprocessDeletionListForMerging(
  key: string,
  original: JSONMap,
  patchVal: JSONValue,
  mergeDeletionList: boolean,
): readonly [
  shouldContinue: boolean,
  isDeletionList: boolean,
  noPrefixKey: string,
  error: Error | undefined,
] {
  const foundParallelListPrefix = key.startsWith(deleteFromPrimitiveListDirectivePrefix); // go: foundParallelListPrefix := strings.HasPrefix(
  // go: if foundParallelListPrefix {
  if (foundParallelListPrefix) {
    // go: if !mergeDeletionList {
    if (!mergeDeletionList) {
      original[key] = patchVal; // go: original[key] = patchVal
      return [true, false, '', undefined]; // go: return true, false, "", nil
    }
    const [originalKey, err] = extractKey(key, deleteFromPrimitiveListDirectivePrefix); // go: originalKey, err := extractKey(
    return [false, true, originalKey, err]; // go: return false, true, originalKey, err
  }
  return [false, false, '', undefined]; // go: return false, false, "", nil
}

/**
 * Clears the keys that `$retainKeys` does not name. Where patches are merged it only moves the
 * directive.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#applyRetainKeysDirective
 */
export function applyRetainKeysDirective(
  original: JSONMap,
  patch: JSONMap,
  options: MergeOptions,
): Error | undefined {
  const [retainKeysInPatch, foundInPatch] = lookup(patch, retainKeysDirective); // go: retainKeysInPatch, foundInPatch := patch[retainKeysDirective]
  if (!foundInPatch) {
    return undefined; // go+: if !foundInPatch {
  }
  Reflect.deleteProperty(patch, retainKeysDirective); // go: delete(patch, retainKeysDirective)

  // go: if !options.MergeParallelList {
  if (!options.mergeParallelList) {
    const [retainKeysInOriginal, foundInOriginal] = lookup(original, retainKeysDirective); // go: retainKeysInOriginal, foundInOriginal := original[retainKeysDirective]
    // go: if foundInOriginal {
    if (foundInOriginal) {
      // go: if !reflect.DeepEqual(
      if (!deepEqual(retainKeysInOriginal, retainKeysInPatch)) {
        const both = `${formatValue(retainKeysInOriginal)} and ${formatValue(retainKeysInPatch)}`;
        const message = `${both} are not deep equal: this may happen when calculating the 3-way diff patch`;
        return new Error(message); // go: return fmt.Errorf(
      }
    } else {
      original[retainKeysDirective] = retainKeysInPatch; // go: original[retainKeysDirective] = retainKeysInPatch
    }
    return undefined; // go: return nil @2
  }

  // left out (the test narrows the type): retainKeysList, ok := retainKeysInPatch.([]interface{})
  if (!Array.isArray(retainKeysInPatch)) {
    return errBadPatchFormatForRetainKeys; // go+: if !ok {
  }

  // go: m := map[interface{}]struct{}{}
  // go: for _, v := range retainKeysList {
  const m = new Set<JSONValue>(retainKeysInPatch); // go: m[v] = struct{}{}
  // go: for k, v := range patch {
  for (const [k, v] of Object.entries(patch)) {
    // go: if v == nil ||
    if (
      v === null ||
      k.startsWith(deleteFromPrimitiveListDirectivePrefix) ||
      k.startsWith(setElementOrderDirectivePrefix)
    ) {
      continue; // go: continue
    }
    // go: if _, found := m[k]; !found { @1
    if (!m.has(k)) {
      return errBadPatchFormatForRetainKeys; // go: return mergepatch.ErrBadPatchFormatForRetainKeys @2
    }
  }

  // go: for k := range original {
  for (const k of Object.keys(original)) {
    // go: if _, found := m[k]; !found { @2
    if (!m.has(k)) {
      Reflect.deleteProperty(original, k); // go: delete(original, k)
    }
  }
  return undefined; // go: return nil @3
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeMapHandler */
export function mergeMapHandler(
  original: JSONValue,
  patch: JSONValue,
  schema: LookupPatchMeta,
  fieldPatchStrategy: string,
  mergeOptions: MergeOptions,
): Merged {
  const [typedOriginal, typedPatch, err] = mapTypeAssertion(original, patch); // go: typedOriginal, typedPatch, err := mapTypeAssertion(
  if (err) {
    return [undefined, err]; // go+: if err != nil {
  }

  // go: if fieldPatchStrategy != replaceDirective {
  if (fieldPatchStrategy !== replaceDirective) {
    return mergeMap(typedOriginal, typedPatch, schema, mergeOptions); // go: return mergeMap(
  } else {
    return [typedPatch, undefined]; // go: return typedPatch, nil
  }
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mapTypeAssertion */
export function mapTypeAssertion(
  original: JSONValue,
  patch: JSONValue,
):
  | readonly [original: JSONMap, patch: JSONMap, error: undefined]
  | readonly [original: undefined, patch: undefined, error: Error] {
  // left out (the test narrows the type): typedOriginal, ok := original.(map[string]interface{})
  if (!isMap(original)) {
    return [undefined, undefined, errBadArgType('map', original)]; // go+: if !ok { @1
  }
  // left out (the test narrows the type): typedPatch, ok := patch.(map[string]interface{})
  if (!isMap(patch)) {
    return [undefined, undefined, errBadArgType('map', patch)]; // go+: if !ok { @2
  }
  return [original, patch, undefined]; // go: return typedOriginal, typedPatch, nil
}
