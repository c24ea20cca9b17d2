import { formatValue } from './format-value.ts';
import { kindOf, type JSONValue, type Kind } from './json-value.ts';
import { errNoListOfLists } from './merge-patch-error.ts';

/**
 * The kind of the elements of lists. It is an error if they differ, are lists, or if there are none.
 *
 * @throws TypeError when the first element is null, as Go panics.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sliceElementType
 */
export function sliceElementType(
  ...slices: readonly (readonly JSONValue[])[]
): readonly [kind: Kind, error: undefined] | readonly [kind: undefined, error: Error] {
  let prevType: Kind | undefined; // go: var prevType reflect.Type
  // go: for _, s := range slices {
  for (const s of slices) {
    // go: for _, v := range s {
    for (const v of s) {
      const currentType = kindOf(v); // go: currentType := reflect.TypeOf(v)
      // go: if prevType == nil { @1
      if (prevType === undefined) {
        prevType = currentType; // go: prevType = currentType @1
        if (prevType === 'nil') throw new TypeError('nil pointer dereference');
        // go: if prevType.Kind() == reflect.Slice {
        if (prevType === 'slice') {
          return [undefined, errNoListOfLists]; // go: return nil, mergepatch.ErrNoListOfLists
        }
      } else {
        // go: if prevType != currentType {
        if (prevType !== currentType) {
          const all = `[${slices.map((list) => formatValue([...list])).join(' ')}]`;
          return [undefined, new Error(`list element types are not identical: ${all}`)]; // go: return nil, fmt.Errorf("list element types
        }
        prevType = currentType; // go: prevType = currentType @2
      }
    }
  }

  if (prevType === undefined) {
    return [undefined, new Error('no elements in any of the given slices')]; // go+: if prevType == nil { @2
  }

  return [prevType, undefined]; // go: return prevType, nil
}
