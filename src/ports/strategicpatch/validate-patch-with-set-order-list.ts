import { directiveMarker, setElementOrderDirectivePrefix } from './directive.ts';
import { formatValue } from './format-value.ts';
import { isMap, type JSONValue } from './json-value.ts';
import { mergeKeyValueEqual } from './merge-key-value-equal.ts';
import { errBadPatchFormatForSetElementOrderList } from './merge-patch-error.ts';
import { extractToDeleteItems } from './normalize-element-order.ts';

/**
 * An error if the items of a patch are not in the order of `$setElementOrder`, or not in it at all.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#validatePatchWithSetOrderList
 */
export function validatePatchWithSetOrderList(
  patchList: JSONValue,
  setOrderList: JSONValue,
  mergeKey: string,
): Error | undefined {
  // left out (the test narrows the type): typedSetOrderList, ok := setOrderList.([]interface{})
  if (!Array.isArray(setOrderList)) {
    return errBadPatchFormatForSetElementOrderList; // go+: if !ok { @1
  }
  // left out (the test narrows the type): typedPatchList, ok := patchList.([]interface{})
  if (!Array.isArray(patchList)) {
    return errBadPatchFormatForSetElementOrderList; // go+: if !ok { @2
  }
  if (setOrderList.length === 0 || patchList.length === 0) {
    return undefined; // go+: if len(typedSetOrderList) == 0 ||
  }

  let nonDeleteList: JSONValue[]; // go: var nonDeleteList, toDeleteList []interface{}
  let err: Error | undefined; // go: var err error
  // go: if len(mergeKey) > 0 {
  if (mergeKey.length > 0) {
    [nonDeleteList, , err] = extractToDeleteItems(patchList); // go: nonDeleteList, toDeleteList, err = extractToDeleteItems(
    if (err) {
      return err; // go+: if err != nil { @1
    }
  } else {
    nonDeleteList = patchList; // go: nonDeleteList = typedPatchList
  }

  let [patchIndex, setOrderIndex] = [0, 0]; // go: patchIndex, setOrderIndex := 0, 0
  // go: for patchIndex < len(nonDeleteList) &&
  while (patchIndex < nonDeleteList.length && setOrderIndex < setOrderList.length) {
    const item = nonDeleteList[patchIndex] ?? null;
    // go: if containsDirectiveMarker(nonDeleteList[patchIndex]) {
    if (containsDirectiveMarker(item)) {
      patchIndex++; // go: patchIndex++ @1
      continue; // go: continue
    }
    const [mergeKeyEqual, err] = mergeKeyValueEqual(
      item,
      setOrderList[setOrderIndex] ?? null,
      mergeKey,
    ); // go: mergeKeyEqual, err := mergeKeyValueEqual(
    if (err) {
      return err; // go+: if err != nil { @2
    }
    if (mergeKeyEqual) {
      patchIndex++; // go+: if mergeKeyEqual {
    }
    setOrderIndex++; // go: setOrderIndex++
  }
  // go: if patchIndex < len(nonDeleteList) && setOrderIndex >=
  if (patchIndex < nonDeleteList.length && setOrderIndex >= setOrderList.length) {
    const [patch, order] = [formatValue(patchList), formatValue(setOrderList)];
    const message = `The order in patch list:\n${patch}\n doesn't match ${setElementOrderDirectivePrefix} list:\n${order}\n`;
    return new Error(message); // go: return fmt.Errorf(
  }
  // left out (nobody looks at it afterwards): typedPatchList = append(
  return undefined; // go: return nil @2
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#containsDirectiveMarker */
export function containsDirectiveMarker(item: JSONValue): boolean {
  const ok = isMap(item); // go: m, ok := item.(map[string]interface{})
  // go: if ok {
  if (ok) {
    // go: if _, foundDirectiveMarker :=
    if (Object.hasOwn(item, directiveMarker)) {
      return true; // go: return true
    }
  }
  return false; // go: return false
}
