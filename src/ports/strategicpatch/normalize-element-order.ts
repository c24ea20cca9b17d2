import { sort } from '../runtime/sort.ts';
import { deleteDirective, directiveMarker } from './directive.ts';
import { isMap, lookup, type JSONValue, type Kind } from './json-value.ts';
import { errBadArgType, errNoMergeKey } from './merge-patch-error.ts';

type Lists =
  readonly [list: JSONValue[], error: undefined] | readonly [list: undefined, error: Error];

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#validateMergeKeyInLists */
export function validateMergeKeyInLists(
  mergeKey: string,
  ...lists: readonly (readonly JSONValue[])[]
): Error | undefined {
  // go: for _, list := range lists {
  for (const list of lists) {
    // go: for _, item := range list {
    for (const item of list) {
      // left out (the test narrows the type): m, ok := item.(map[string]interface{})
      if (!isMap(item)) {
        return errBadArgType('map', item); // go+: if !ok {
      }
      // go: if _, ok = m[mergeKey]; !ok {
      if (!Object.hasOwn(item, mergeKey)) {
        return errNoMergeKey(item, mergeKey); // go: return mergepatch.ErrNoMergeKey(
      }
    }
  }
  return undefined; // go: return nil
}

/**
 * Sorts what a patch names by the order that it asks for, what only the server has by the server's
 * order, and puts both into one list.
 *
 * @param kind Of the items.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#normalizeElementOrder
 */
export function normalizeElementOrder(
  patch: readonly JSONValue[],
  serverOnly: readonly JSONValue[],
  patchOrder: readonly JSONValue[],
  serverOrder: readonly JSONValue[],
  mergeKey: string,
  kind: Kind,
): Lists {
  const [sorted, err] = normalizeSliceOrder([...patch], patchOrder, mergeKey, kind); // go: patch, err := normalizeSliceOrder(
  if (err) {
    return [undefined, err]; // go+: if err != nil { @1
  }
  const [others, err2] = normalizeSliceOrder([...serverOnly], serverOrder, mergeKey, kind); // go: serverOnly, err = normalizeSliceOrder(
  if (err2) {
    return [undefined, err2]; // go+: if err != nil { @2
  }
  const all = mergeSortedSlice(others, sorted, serverOrder, mergeKey, kind); // go: all := mergeSortedSlice(

  return [all, undefined]; // go: return all, nil
}

/**
 * Puts two lists into one. Each keeps its order; an item of the left goes before the next of the
 * right only if the server has both in this order.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#mergeSortedSlice
 */
export function mergeSortedSlice(
  left: readonly JSONValue[],
  right: readonly JSONValue[],
  serverOrder: readonly JSONValue[],
  mergeKey: string,
  kind: Kind,
): JSONValue[] {
  // go: less := func(l, r interface{}) (bool, bool) {
  const less = (l: JSONValue, r: JSONValue): readonly [less: boolean, foundBoth: boolean] => {
    const li = index(serverOrder, l, mergeKey, kind); // go: li := index(serverOrder, l,
    const ri = index(serverOrder, r, mergeKey, kind); // go: ri := index(serverOrder, r,
    // go: if li >= 0 && ri >= 0 {
    if (li >= 0 && ri >= 0) {
      return [li < ri, true]; // go: return li < ri, true
    } else {
      return [false, false]; // go: return false, false
    }
  };

  const size = left.length + right.length; // go: size := len(left) + len(right)
  let [i, j] = [0, 0]; // go: i, j := 0, 0
  const s: JSONValue[] = []; // go: s := make([]interface{}, size, size)

  // go: for k := 0; k < size; k++ {
  for (let k = 0; k < size; k++) {
    const [l = null, r = null] = [left[i], right[j]];
    // go: if i >= len(left) && j < len(right) {
    if (i >= left.length && j < right.length) {
      s[k] = r; // go: s[k] = right[j] @1
      j++; // go: j++ @1
      // go: else if j >= len(right) && i < len(left) {
    } else if (j >= right.length && i < left.length) {
      s[k] = l; // go: s[k] = left[i] @1
      i++; // go: i++ @1
    } else {
      const [isLess, foundBoth] = less(l, r); // go: less, foundBoth := less(
      // go: if foundBoth && less {
      if (foundBoth && isLess) {
        s[k] = l; // go: s[k] = left[i] @2
        i++; // go: i++ @2
      } else {
        s[k] = r; // go: s[k] = right[j] @2
        j++; // go: j++ @2
      }
    }
  }
  return s; // go: return s
}

/**
 * Where a list has an item: maps are the same if their merge keys are.
 *
 * @returns -1 if nowhere.
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#index
 */
export function index(
  l: readonly JSONValue[],
  valToLookUp: JSONValue,
  mergeKey: string,
  kind: Kind,
): number {
  let getValFn: (item: JSONValue) => JSONValue; // go: var getValFn func(interface{}) interface{}
  // go: switch kind {
  switch (kind) {
    case 'map':
      // go: getValFn = func(item interface{}) interface{} { @1
      getValFn = (item) => {
        // left out (the test narrows the type): typedItem, ok := item.(map[string]interface{})
        if (!isMap(item)) {
          return null; // go+: if !ok {
        }
        const val = item[mergeKey] ?? null; // go: val := typedItem[mergeKey]
        return val; // go: return val
      };
      break;
    default:
      getValFn = (item) => item; // go+: getValFn = func(item interface{}) interface{} { @2
  }

  // go: for i, v := range l {
  for (const [i, v] of l.entries()) {
    // go: if getValFn(valToLookUp) == getValFn(v) {
    if (getValFn(valToLookUp) === getValFn(v)) {
      return i; // go: return i @2
    }
  }
  return -1; // go: return -1
}

/**
 * Divides a list of maps into those to keep and those with the directive to delete.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#extractToDeleteItems
 */
export function extractToDeleteItems(
  l: readonly JSONValue[],
): readonly [nonDelete: JSONValue[], toDelete: JSONValue[], error: Error | undefined] {
  const [nonDelete, toDelete]: [JSONValue[], JSONValue[]] = [[], []]; // go: var nonDelete, toDelete []interface{}
  // go: for _, v := range l {
  for (const v of l) {
    // left out (the test narrows the type): m, ok := v.(map[string]interface{})
    if (!isMap(v)) {
      return [[], [], errBadArgType('map', v)]; // go+: if !ok {
    }

    const [directive, foundDirective] = lookup(v, directiveMarker); // go: directive, foundDirective := m[directiveMarker]
    // go: if foundDirective && directive == deleteDirective {
    if (foundDirective && directive === deleteDirective) {
      toDelete.push(v); // go: toDelete = append(toDelete, v)
    } else {
      nonDelete.push(v); // go: nonDelete = append(nonDelete, v)
    }
  }
  return [nonDelete, toDelete, undefined]; // go: return nonDelete, toDelete, nil
}

/**
 * Sorts a list by the order of another, scalars in place. Items with the directive to delete come
 * last. Where the other list lacks an item, Go's comparison contradicts itself; the outcome is that
 * of its insertion sort, which serves up to 20 items.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#normalizeSliceOrder
 */
export function normalizeSliceOrder(
  list: JSONValue[],
  order: readonly JSONValue[],
  mergeKey: string,
  kind: Kind,
): Lists {
  let [toSort, toDelete]: [JSONValue[], JSONValue[]] = [list, []]; // go: var toDelete []interface{}
  // go: if kind == reflect.Map {
  if (kind === 'map') {
    const err = validateMergeKeyInLists(mergeKey, toSort, order); // go: err := validateMergeKeyInLists(
    if (err) {
      return [undefined, err]; // go+: if err != nil { @1
    }
    let err2: Error | undefined;
    [toSort, toDelete, err2] = extractToDeleteItems(toSort); // go: toSort, toDelete, err = extractToDeleteItems(
    if (err2) {
      return [undefined, err2]; // go+: if err != nil { @2
    }
  }

  const at = (i: number): JSONValue => toSort[i] ?? null;
  // go: sort.SliceStable(toSort,
  sort({
    len: () => toSort.length,
    less: (i, j) => {
      const ii = index(order, at(i), mergeKey, kind); // go: if ii := index(order, toSort[i],
      if (ii >= 0) {
        const ij = index(order, at(j), mergeKey, kind); // go: if ij := index(order, toSort[j],
        if (ij >= 0) {
          return ii < ij; // go: return ii < ij
        }
      }
      return true; // go: return true
    },
    swap: (i, j) => {
      const tmp = at(i);
      toSort[i] = at(j);
      toSort[j] = tmp;
    },
  });
  toSort = [...toSort, ...toDelete]; // go: toSort = append(toSort, toDelete...)
  return [toSort, undefined]; // go: return toSort, nil
}
