import {
  deleteFromPrimitiveListDirectivePrefix,
  directiveMarker,
  mergeDirective,
  retainKeysDirective,
  setElementOrderDirectivePrefix,
} from './directive.ts';
import { extractRetainKeysPatchStrategy } from './extract-retain-keys-patch-strategy.ts';
import { isMap, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { marshal, unmarshal } from './marshal.ts';
import {
  errBadPatchFormatForPrimitiveList,
  errBadPatchFormatForRetainKeys,
  errBadPatchFormatForSetElementOrderList,
} from './merge-patch-error.ts';
import { sliceElementType } from './slice-element-type.ts';
import { deduplicateAndSortScalars, sortByText, sortScalars } from './sort-scalars.ts';

/**
 * Sorts all lists of a document that are merged. Tests compare documents so.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sortMergeListsByName
 */
export function sortMergeListsByName(
  mapJSON: string,
  schema: LookupPatchMeta,
): readonly [json: string, error: undefined] | readonly [json: undefined, error: Error] {
  // go: var m map[string]interface{}
  const [m, bad] = unmarshal(mapJSON); // go: err := json.Unmarshal(mapJSON, &m)
  if (bad) {
    return [undefined, bad]; // go+: if err != nil { @1
  }

  const [newM, err] = sortMergeListsByNameMap(m, schema); // go: newM, err := sortMergeListsByNameMap(m, schema)
  if (err) {
    return [undefined, err]; // go+: if err != nil { @2
  }

  return [marshal(newM), undefined]; // go: return json.Marshal(newM)
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sortMergeListsByNameMap */
export function sortMergeListsByNameMap(
  s: JSONMap,
  schema: LookupPatchMeta,
): readonly [sorted: JSONMap, error: undefined] | readonly [sorted: undefined, error: Error] {
  const newS: JSONMap = {}; // go: newS := map[string]interface{}{}
  // go: for k, v := range s {
  for (const [k, value] of Object.entries(s)) {
    let v = value;
    // go: if k == retainKeysDirective {
    if (k === retainKeysDirective) {
      if (!Array.isArray(v)) {
        return [undefined, errBadPatchFormatForRetainKeys]; // go+: if !ok { @1
      }
      // left out (the test narrows the type): typedV, ok := v.([]interface{}) @1
      v = sortScalars(v); // go: v = sortScalars(typedV) @1
      // go: else if strings.HasPrefix(k, deleteFromPrimitiveListDirectivePrefix) {
    } else if (k.startsWith(deleteFromPrimitiveListDirectivePrefix)) {
      if (!Array.isArray(v)) {
        return [undefined, errBadPatchFormatForPrimitiveList]; // go+: if !ok { @2
      }
      // left out (the test narrows the type): typedV, ok := v.([]interface{}) @2
      v = sortScalars(v); // go: v = sortScalars(typedV) @2
      // go: else if strings.HasPrefix(k, setElementOrderDirectivePrefix) {
    } else if (k.startsWith(setElementOrderDirectivePrefix)) {
      const ok = Array.isArray(v); // go: _, ok := v.([]interface{})
      if (!ok) {
        return [undefined, errBadPatchFormatForSetElementOrderList]; // go+: if !ok { @3
      }
      // go: else if k != directiveMarker {
    } else if (k !== directiveMarker) {
      // go: switch typedV := v.(type) {
      if (isMap(v)) {
        const [subschema, , err] = schema.lookupPatchMetadataForStruct(k); // go: subschema, _, err := schema.LookupPatchMetadataForStruct(k)
        if (err) {
          return [undefined, err]; // go+: if err != nil { @1
        }
        const [sorted, err2] = sortMergeListsByNameMap(v, subschema); // go: v, err = sortMergeListsByNameMap(typedV, subschema)
        if (err2) {
          return [undefined, err2]; // go+: if err != nil { @2
        }
        v = sorted;
      } else if (Array.isArray(v)) {
        const [subschema, patchMeta, err] = schema.lookupPatchMetadataForSlice(k); // go: subschema, patchMeta, err := schema.LookupPatchMetadataForSlice(k)
        if (err) {
          return [undefined, err]; // go+: if err != nil { @3
        }
        const [, patchStrategy, err2] = extractRetainKeysPatchStrategy(patchMeta.patchStrategies); // go: _, patchStrategy, err := extractRetainKeysPatchStrategy(
        if (err2) {
          return [undefined, err2]; // go+: if err != nil { @4
        }
        // go: if patchStrategy == mergeDirective {
        if (patchStrategy === mergeDirective) {
          // left out (declared with its value): var err error
          // go: v, err = sortMergeListsByNameArray(
          const [sorted, err] = sortMergeListsByNameArray(
            v,
            subschema,
            patchMeta.patchMergeKey,
            true,
          );
          if (err) {
            return [undefined, err]; // go+: if err != nil { @5
          }
          v = sorted;
        }
      }
    }

    newS[k] = v; // go: newS[k] = v
  }

  return [newS, undefined]; // go: return newS, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sortMergeListsByNameArray */
export function sortMergeListsByNameArray(
  s: JSONValue[],
  schema: LookupPatchMeta,
  mergeKey: string,
  recurse: boolean,
): readonly [sorted: JSONValue[], error: undefined] | readonly [sorted: undefined, error: Error] {
  if (s.length === 0) {
    return [s, undefined]; // go+: if len(s) == 0 {
  }

  const [t, err] = sliceElementType(s); // go: t, err := sliceElementType(s)
  if (err) {
    return [undefined, err]; // go+: if err != nil { @1
  }

  // go: if t.Kind() != reflect.Map {
  if (t !== 'map') {
    return [deduplicateAndSortScalars(s), undefined]; // go: return deduplicateAndSortScalars(s), nil
  }

  const newS: JSONValue[] = []; // go: newS := []interface{}{}
  // go: for _, elem := range s {
  for (const elem of s) {
    // go: if recurse {
    if (recurse && isMap(elem)) {
      // left out (the test narrows the type): typedElem := elem.(map[string]interface{})
      const [newElem, err] = sortMergeListsByNameMap(elem, schema); // go: newElem, err := sortMergeListsByNameMap(
      if (err) {
        return [undefined, err]; // go+: if err != nil { @2
      }

      newS.push(newElem); // go: newS = append(newS, newElem)
    } else {
      newS.push(elem); // go: newS = append(newS, elem)
    }
  }

  // go: newS = sortMapsBasedOnField(newS, mergeKey)
  return [sortMapsBasedOnField(newS, mergeKey), undefined]; // go: return newS, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sortMapsBasedOnField */
export function sortMapsBasedOnField(m: readonly JSONValue[], fieldName: string): JSONValue[] {
  const newS = [...m]; // go: mapM := mapSliceFromSlice(m)
  // left out (the order is handed to the sort): ss := SortableSliceOfMaps{mapM, fieldName}
  sortByText(newS, (item) => (isMap(item) ? (item[fieldName] ?? null) : null)); // go: sort.Sort(ss)
  // left out (elements keep their type): newS := sliceFromMapSlice(ss.s)
  return newS; // go: return newS
}
