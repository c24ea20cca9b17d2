import { deepEqual } from '../runtime/deep-equal.ts';
import { diffLists } from './diff-lists.ts';
import {
  deleteFromPrimitiveListDirectivePrefix,
  directiveMarker,
  mergeDirective,
  replaceDirective,
  retainKeysDirective,
  setElementOrderDirectivePrefix,
} from './directive.ts';
import { extractRetainKeysPatchStrategy } from './extract-retain-keys-patch-strategy.ts';
import { isMap, kindOf, lookup, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { sortScalars } from './sort-scalars.ts';

/** What of a difference goes into a patch; what isn't said is false. */
export interface DiffOptions {
  /** Whether lists say in `$setElementOrder` which order they shall have. */
  readonly setElementOrder?: boolean;
  readonly ignoreChangesAndAdditions?: boolean;
  readonly ignoreDeletions?: boolean;
  /** Whether maps say in `$retainKeys` which keys shall be left. */
  readonly buildRetainKeysDirective?: boolean;
}

/**
 * The patch that makes a map into another one.
 *
 * @param original Its merged lists of scalars may have another order afterwards.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#diffMaps
 */
export function diffMaps(
  original: JSONMap,
  modified: JSONMap,
  schema: LookupPatchMeta,
  diffOptions: DiffOptions,
): readonly [patch: JSONMap, error: undefined] | readonly [patch: undefined, error: Error] {
  const patch: JSONMap = {}; // go: patch := map[string]interface{}{}

  const retainKeysList: JSONValue[] = []; // go: retainKeysList := make(

  // go: for key, modifiedValue := range modified {
  for (const [key, modifiedValue] of Object.entries(modified)) {
    // go: if diffOptions.BuildRetainKeysDirective && modifiedValue != nil {
    if (diffOptions.buildRetainKeysDirective && modifiedValue !== null) {
      retainKeysList.push(key); // go: retainKeysList = append(
    }

    const [originalValue, ok] = lookup(original, key); // go: originalValue, ok := original[key]
    // go: if !ok {
    if (!ok) {
      // go: if !diffOptions.IgnoreChangesAndAdditions { @1
      if (!diffOptions.ignoreChangesAndAdditions) {
        patch[key] = modifiedValue; // go: patch[key] = modifiedValue @1
      }
      continue; // go: continue @1
    }

    // go: foundDirectiveMarker, err := handleDirectiveMarker(
    const [foundDirectiveMarker, bad] = handleDirectiveMarker(
      key,
      originalValue,
      modifiedValue,
      patch,
    );
    if (bad) {
      return [undefined, bad]; // go+: if err != nil { @1
    }
    if (foundDirectiveMarker) {
      continue; // go+: if foundDirectiveMarker {
    }

    // go: if reflect.TypeOf(originalValue) != reflect.TypeOf(modifiedValue) {
    if (kindOf(originalValue) !== kindOf(modifiedValue)) {
      // go: if !diffOptions.IgnoreChangesAndAdditions { @2
      if (!diffOptions.ignoreChangesAndAdditions) {
        patch[key] = modifiedValue; // go: patch[key] = modifiedValue @2
      }
      continue; // go: continue @3
    }

    let err: Error | undefined;
    // go: switch originalValueTyped := originalValue.(type) {
    if (isMap(originalValue) && isMap(modifiedValue)) {
      // left out (the test narrows the type): modifiedValueTyped := modifiedValue.(map[string]interface{})
      err = handleMapDiff(key, originalValue, modifiedValue, patch, schema, diffOptions); // go: err = handleMapDiff(
    } else if (Array.isArray(originalValue) && Array.isArray(modifiedValue)) {
      // left out (the test narrows the type): modifiedValueTyped := modifiedValue.([]interface{})
      err = handleSliceDiff(key, originalValue, modifiedValue, patch, schema, diffOptions); // go: err = handleSliceDiff(
    } else {
      replacePatchFieldIfNotEqual(key, originalValue, modifiedValue, patch, diffOptions); // go: replacePatchFieldIfNotEqual(
    }
    if (err) {
      return [undefined, err]; // go+: if err != nil { @2
    }
  }

  updatePatchIfMissing(original, modified, patch, diffOptions); // go: updatePatchIfMissing(
  // go: if len(retainKeysList) > 0 &&
  if (
    retainKeysList.length > 0 &&
    (Object.keys(patch).length > 0 || hasAdditionalNewField(original, modified))
  ) {
    patch[retainKeysDirective] = sortScalars(retainKeysList); // go: patch[retainKeysDirective] = sortScalars(
  }
  return [patch, undefined]; // go: return patch, nil
}

/**
 * Keeps a directive that the documents themselves have.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#handleDirectiveMarker
 */
export function handleDirectiveMarker(
  key: string,
  originalValue: JSONValue,
  modifiedValue: JSONValue,
  patch: JSONMap,
): readonly [found: boolean, error: Error | undefined] {
  // go: if key == directiveMarker {
  if (key === directiveMarker) {
    const invalid = `invalid value for special key: ${directiveMarker}`;
    // left out (the test narrows the type): originalString, ok := originalValue.(string)
    if (typeof originalValue !== 'string') {
      return [false, new Error(invalid)]; // go+: if !ok { @1
    }
    // left out (the test narrows the type): modifiedString, ok := modifiedValue.(string)
    if (typeof modifiedValue !== 'string') {
      return [false, new Error(invalid)]; // go+: if !ok { @2
    }
    // go: if modifiedString != originalString {
    if (modifiedValue !== originalValue) {
      patch[directiveMarker] = modifiedValue; // go: patch[directiveMarker] = modifiedValue
    }
    return [true, undefined]; // go: return true, nil
  }
  return [false, undefined]; // go: return false, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#handleMapDiff */
export function handleMapDiff(
  key: string,
  originalValue: JSONMap,
  modifiedValue: JSONMap,
  patch: JSONMap,
  schema: LookupPatchMeta,
  diffOptions: DiffOptions,
): Error | undefined {
  const [subschema, patchMeta, unknown] = schema.lookupPatchMetadataForStruct(key); // go: subschema, patchMeta, err := schema.LookupPatchMetadataForStruct(key)

  // go: if err != nil { @1
  if (unknown) {
    // An unknown field does no harm as long as nobody changes it.
    if (deepEqual(originalValue, modifiedValue)) {
      return undefined; // go+: if reflect.DeepEqual(
    }
    return unknown; // go: return err @1
  }
  const [retainKeys, patchStrategy, bad] = extractRetainKeysPatchStrategy(
    patchMeta.patchStrategies,
  ); // go: retainKeys, patchStrategy, err := extractRetainKeysPatchStrategy(
  if (bad) {
    return bad; // go+: if err != nil { @2
  }
  const options = { ...diffOptions, buildRetainKeysDirective: retainKeys }; // go: diffOptions.BuildRetainKeysDirective = retainKeys
  // go: switch patchStrategy {
  switch (patchStrategy) {
    case replaceDirective:
      // go: if !diffOptions.IgnoreChangesAndAdditions {
      if (!options.ignoreChangesAndAdditions) {
        patch[key] = modifiedValue; // go: patch[key] = modifiedValue
      }
      break;
    default: {
      const [patchValue, err] = diffMaps(originalValue, modifiedValue, subschema, options); // go: patchValue, err := diffMaps(
      if (err) {
        return err; // go+: if err != nil { @3
      }
      // go: if len(patchValue) > 0 {
      if (Object.keys(patchValue).length > 0) {
        patch[key] = patchValue; // go: patch[key] = patchValue
      }
    }
  }
  return undefined; // go: return nil @2
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#handleSliceDiff */
export function handleSliceDiff(
  key: string,
  originalValue: JSONValue[],
  modifiedValue: JSONValue[],
  patch: JSONMap,
  schema: LookupPatchMeta,
  diffOptions: DiffOptions,
): Error | undefined {
  const [subschema, patchMeta, unknown] = schema.lookupPatchMetadataForSlice(key); // go: subschema, patchMeta, err := schema.LookupPatchMetadataForSlice(key)
  // go: if err != nil { @1
  if (unknown) {
    if (deepEqual(originalValue, modifiedValue)) {
      return undefined; // go+: if reflect.DeepEqual(
    }
    return unknown; // go: return err @1
  }
  const [retainKeys, patchStrategy, bad] = extractRetainKeysPatchStrategy(
    patchMeta.patchStrategies,
  ); // go: retainKeys, patchStrategy, err := extractRetainKeysPatchStrategy(
  if (bad) {
    return bad; // go+: if err != nil { @2
  }
  // go: switch patchStrategy {
  switch (patchStrategy) {
    case mergeDirective: {
      const options = { ...diffOptions, buildRetainKeysDirective: retainKeys }; // go: diffOptions.BuildRetainKeysDirective = retainKeys
      // go: addList, deletionList, setOrderList, err := diffLists(
      const [addList, deletionList, setOrderList, err] = diffLists(
        originalValue,
        modifiedValue,
        subschema,
        patchMeta.patchMergeKey,
        options,
      );
      if (err) {
        return err; // go+: if err != nil { @3
      }
      // go: if len(addList) > 0 {
      if (addList.length > 0) {
        patch[key] = addList; // go: patch[key] = addList
      }
      // go: if len(deletionList) > 0 {
      if (deletionList.length > 0) {
        const parallelDeletionListKey = `${deleteFromPrimitiveListDirectivePrefix}/${key}`; // go: parallelDeletionListKey := fmt.Sprintf(
        patch[parallelDeletionListKey] = deletionList; // go: patch[parallelDeletionListKey] = deletionList
      }
      // go: if len(setOrderList) > 0 {
      if (setOrderList.length > 0) {
        const parallelSetOrderListKey = `${setElementOrderDirectivePrefix}/${key}`; // go: parallelSetOrderListKey := fmt.Sprintf(
        patch[parallelSetOrderListKey] = setOrderList; // go: patch[parallelSetOrderListKey] = setOrderList
      }
      break;
    }
    default:
      replacePatchFieldIfNotEqual(key, originalValue, modifiedValue, patch, diffOptions); // go: replacePatchFieldIfNotEqual(
  }
  return undefined; // go: return nil @2
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#replacePatchFieldIfNotEqual */
export function replacePatchFieldIfNotEqual(
  key: string,
  original: JSONValue,
  modified: JSONValue,
  patch: JSONMap,
  diffOptions: DiffOptions,
): void {
  if (diffOptions.ignoreChangesAndAdditions) {
    return; // go+: if diffOptions.IgnoreChangesAndAdditions {
  }
  if (deepEqual(original, modified)) {
    return; // go+: if reflect.DeepEqual(
  }
  patch[key] = modified; // go: patch[key] = modified
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#updatePatchIfMissing */
export function updatePatchIfMissing(
  original: JSONMap,
  modified: JSONMap,
  patch: JSONMap,
  diffOptions: DiffOptions,
): void {
  if (diffOptions.ignoreDeletions) {
    return; // go+: if diffOptions.IgnoreDeletions {
  }
  // go: for key := range original {
  for (const key of Object.keys(original)) {
    // go: if _, found := modified[key]; !found {
    if (!Object.hasOwn(modified, key)) {
      patch[key] = null; // go: patch[key] = nil
    }
  }
}

/**
 * Whether the original has something under a key that is gone.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#hasAdditionalNewField
 */
export function hasAdditionalNewField(original: JSONMap, modified: JSONMap): boolean {
  // go: for k, v := range original {
  for (const [k, v] of Object.entries(original)) {
    if (v === null) {
      continue; // go+: if v == nil {
    }
    // go: if _, found := modified[k]; !found {
    if (!Object.hasOwn(modified, k)) {
      return true; // go: return true
    }
  }
  return false; // go: return false
}
