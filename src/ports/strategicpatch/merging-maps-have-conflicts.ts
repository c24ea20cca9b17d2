import { deepEqual } from '../runtime/deep-equal.ts';
import {
  directiveMarker,
  mergeDirective,
  replaceDirective,
  retainKeysDirective,
} from './directive.ts';
import { extractRetainKeysPatchStrategy } from './extract-retain-keys-patch-strategy.ts';
import { formatString, formatValue } from './format-value.ts';
import { isMap, lookup, type JSONMap, type JSONValue } from './json-value.ts';
import type { LookupPatchMeta } from './lookup-patch-meta.ts';
import { sliceElementType } from './slice-element-type.ts';
import { deduplicateAndSortScalars } from './sort-scalars.ts';

type Answer = readonly [hasConflicts: boolean, error: Error | undefined];

/**
 * Whether two patches give different values to the same field.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#MergingMapsHaveConflicts
 */
export function mergingMapsHaveConflicts(
  left: JSONMap,
  right: JSONMap,
  schema: LookupPatchMeta,
): Answer {
  return mergingMapFieldsHaveConflicts(left, right, schema, '', ''); // go: return mergingMapFieldsHaveConflicts(
}

/**
 * @param schema Nothing where a value is neither a map nor a list.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergingMapFieldsHaveConflicts
 */
export function mergingMapFieldsHaveConflicts(
  left: JSONValue,
  right: JSONValue,
  schema: LookupPatchMeta | undefined,
  fieldPatchStrategy: string,
  fieldPatchMergeKey: string,
): Answer {
  // go: switch leftType := left.(type) {
  if (isMap(left)) {
    // left out (the test narrows the type): rightType, ok := right.(map[string]interface{})
    if (!isMap(right)) {
      return [true, undefined]; // go+: if !ok { @1
    }
    const [leftMarker, okLeft] = lookup(left, directiveMarker); // go: leftMarker, okLeft := leftType[directiveMarker]
    const [rightMarker, okRight] = lookup(right, directiveMarker); // go: rightMarker, okRight := rightType[directiveMarker]
    // go: if okLeft || okRight {
    if (okLeft || okRight) {
      // A directive is for the whole map, so that the other one must have the same.
      if (okLeft !== okRight) {
        return [true, undefined]; // go+: if okLeft != okRight {
      }
      if (leftMarker !== rightMarker) {
        return [true, undefined]; // go+: if leftMarker != rightMarker {
      }
    }
    if (fieldPatchStrategy === replaceDirective) {
      return [false, undefined]; // go+: if fieldPatchStrategy == replaceDirective {
    }
    return mapsHaveConflicts(left, right, schema); // go: return mapsHaveConflicts(
  } else if (Array.isArray(left)) {
    // left out (the test narrows the type): rightType, ok := right.([]interface{})
    if (!Array.isArray(right)) {
      return [true, undefined]; // go+: if !ok { @2
    }
    return slicesHaveConflicts(left, right, schema, fieldPatchStrategy, fieldPatchMergeKey); // go: return slicesHaveConflicts(
  }
  return [!deepEqual(left, right), undefined]; // go: return !reflect.DeepEqual(
  // left out (JSON has no other types): return true, fmt.Errorf(
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mapsHaveConflicts */
export function mapsHaveConflicts(
  typedLeft: JSONMap,
  typedRight: JSONMap,
  schema: LookupPatchMeta | undefined,
): Answer {
  // go: for key, leftValue := range typedLeft {
  for (const [key, leftValue] of Object.entries(typedLeft)) {
    // go: if key != directiveMarker && key != retainKeysDirective {
    if (key !== directiveMarker && key !== retainKeysDirective) {
      const [rightValue, ok] = lookup(typedRight, key); // go: if rightValue, ok := typedRight[key]; ok {
      if (ok) {
        let subschema: LookupPatchMeta | undefined; // go: var subschema LookupPatchMeta
        let [patchStrategy, patchMergeKey] = ['', '']; // go: var patchStrategy string
        // left out (its merge key is kept): var patchMeta PatchMeta
        // left out (declared with its value): var err error
        // go: switch leftValue.(type) {
        if (Array.isArray(leftValue) || isMap(leftValue)) {
          if (!schema) throw new TypeError('nil pointer dereference');
          const [found, patchMeta, err] = Array.isArray(leftValue)
            ? schema.lookupPatchMetadataForSlice(key) // go: subschema, patchMeta, err = schema.LookupPatchMetadataForSlice(key)
            : schema.lookupPatchMetadataForStruct(key); // go: subschema, patchMeta, err = schema.LookupPatchMetadataForStruct(key)
          // go+: if err != nil { @1
          if (err) {
            return [true, err]; // go+: if err != nil { @3
          }
          let bad: Error | undefined;
          // go: _, patchStrategy, err = extractRetainKeysPatchStrategy( @1
          [, patchStrategy, bad] = extractRetainKeysPatchStrategy(patchMeta.patchStrategies); // go: _, patchStrategy, err = extractRetainKeysPatchStrategy( @2
          // go+: if err != nil { @2
          if (bad) {
            return [true, bad]; // go+: if err != nil { @4
          }
          subschema = found;
          patchMergeKey = patchMeta.patchMergeKey;
        }

        // go: if hasConflicts, err := mergingMapFieldsHaveConflicts(
        const [hasConflicts, err] = mergingMapFieldsHaveConflicts(
          leftValue,
          rightValue,
          subschema,
          patchStrategy,
          patchMergeKey,
        );
        if (hasConflicts) {
          return [true, err]; // go: return true, err @5
        }
      }
    }
  }

  return [false, undefined]; // go: return false, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#slicesHaveConflicts */
export function slicesHaveConflicts(
  left: JSONValue[],
  right: JSONValue[],
  schema: LookupPatchMeta | undefined,
  fieldPatchStrategy: string,
  fieldPatchMergeKey: string,
): Answer {
  let [typedLeft, typedRight] = [left, right];
  const [kind, mixed] = sliceElementType(typedLeft, typedRight); // go: elementType, err := sliceElementType(
  if (mixed) {
    return [true, mixed]; // go+: if err != nil { @1
  }

  // go: if fieldPatchStrategy == mergeDirective {
  if (fieldPatchStrategy === mergeDirective) {
    if (kind !== 'map') {
      return [false, undefined]; // go+: if elementType.Kind() != reflect.Map { @1
    }

    const [leftMap, err] = sliceOfMapsToMapOfMaps(typedLeft, fieldPatchMergeKey); // go: leftMap, err := sliceOfMapsToMapOfMaps(
    if (err) {
      return [true, err]; // go+: if err != nil { @2
    }

    const [rightMap, err2] = sliceOfMapsToMapOfMaps(typedRight, fieldPatchMergeKey); // go: rightMap, err := sliceOfMapsToMapOfMaps(
    if (err2) {
      return [true, err2]; // go+: if err != nil { @3
    }

    return mapsOfMapsHaveConflicts(leftMap, rightMap, schema); // go: return mapsOfMapsHaveConflicts(
  }

  if (typedLeft.length !== typedRight.length) {
    return [true, undefined]; // go+: if len(typedLeft) != len(typedRight) {
  }

  // go: if elementType.Kind() != reflect.Map { @2
  if (kind !== 'map') {
    typedLeft = deduplicateAndSortScalars(typedLeft); // go: typedLeft = deduplicateAndSortScalars(
    typedRight = deduplicateAndSortScalars(typedRight); // go: typedRight = deduplicateAndSortScalars(
  }

  // go: for i := range typedLeft {
  for (const [i, leftItem] of typedLeft.entries()) {
    const rightItem = typedRight[i];
    if (rightItem === undefined) throw new RangeError('index out of range');
    const [hasConflicts, err] = mergingMapFieldsHaveConflicts(leftItem, rightItem, schema, '', ''); // go: if hasConflicts, err := mergingMapFieldsHaveConflicts(
    if (hasConflicts) {
      return [true, err]; // go: return true, err @4
    }
  }

  return [false, undefined]; // go: return false, nil @2
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sliceOfMapsToMapOfMaps */
export function sliceOfMapsToMapOfMaps(
  slice: readonly JSONValue[],
  mergeKey: string,
): readonly [maps: JSONMap, error: undefined] | readonly [maps: undefined, error: Error] {
  const result: JSONMap = {}; // go: result := make(
  // go: for _, value := range slice {
  for (const value of slice) {
    // left out (the test narrows the type): typedValue, ok := value.(map[string]interface{})
    if (!isMap(value)) {
      const message = `invalid element type in merging list:${formatValue([...slice])}`;
      return [undefined, new Error(message)]; // go+: if !ok { @1
    }

    const [mergeValue, ok] = lookup(value, mergeKey); // go: mergeValue, ok := typedValue[mergeKey]
    if (!ok) {
      const message = `cannot find merge key \`${mergeKey}\` in merging list element:${formatValue(value)}`;
      return [undefined, new Error(message)]; // go+: if !ok { @2
    }

    result[formatString(mergeValue)] = value; // go: result[fmt.Sprintf(
  }

  return [result, undefined]; // go: return result, nil
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mapsOfMapsHaveConflicts */
export function mapsOfMapsHaveConflicts(
  typedLeft: JSONMap,
  typedRight: JSONMap,
  schema: LookupPatchMeta | undefined,
): Answer {
  // go: for key, leftValue := range typedLeft {
  for (const [key, leftValue] of Object.entries(typedLeft)) {
    const [rightValue, ok] = lookup(typedRight, key); // go: if rightValue, ok := typedRight[key]; ok {
    if (ok) {
      const [hasConflicts, err] = mergingMapFieldsHaveConflicts(
        leftValue,
        rightValue,
        schema,
        '',
        '',
      ); // go: if hasConflicts, err := mergingMapFieldsHaveConflicts(
      if (hasConflicts) {
        return [true, err]; // go: return true, err
      }
    }
  }

  return [false, undefined]; // go: return false, nil
}
