import { sort } from '../runtime/sort.ts';
import { compareStrings } from './compare-strings.ts';
import { formatValue } from './format-value.ts';
import type { JSONValue } from './json-value.ts';

/**
 * Sorts in place by what is shown of the values, so that 10 comes before 9.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#sortScalars
 */
export function sortScalars(s: JSONValue[]): JSONValue[] {
  sortByText(s, (value) => value); // go: ss := SortableSliceOfScalars{s}
  // left out (sorted above): sort.Sort(ss)
  return s; // go: return ss.s
}

/**
 * Sorts as Go's sortables of this package do: one that is equal counts as less, so that equal ones
 * change places.
 */
export function sortByText(s: JSONValue[], valueOf: (item: JSONValue) => JSONValue): void {
  const at = (i: number): JSONValue => s[i] ?? null;
  sort({
    len: () => s.length,
    less: (i, j) => compareStrings(formatValue(valueOf(at(i))), formatValue(valueOf(at(j)))) <= 0,
    swap: (i, j) => {
      const tmp = at(i);
      s[i] = at(j);
      s[j] = tmp;
    },
  });
}

/**
 * Leaves each value once. The last value takes the place of one that is removed, in the array that
 * is given, too.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#deduplicateScalars
 */
export function deduplicateScalars(s: JSONValue[]): JSONValue[] {
  let length = s.length - 1; // go: length := len(s) - 1
  // go: for i := 0; i < length; i++ {
  for (let i = 0; i < length; i++) {
    // go: for j := i + 1; j <= length; j++ {
    for (let j = i + 1; j <= length; j++) {
      // go: if s[i] == s[j] {
      if (s[i] === s[j]) {
        s[j] = s[length] ?? null; // go: s[j] = s[length]
        // left out (cut below): s = s[0:length]
        length--; // go: length--
        j--; // go: j--
      }
    }
  }

  return s.slice(0, length + 1); // go: return s
}

/** @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#deduplicateAndSortScalars */
export function deduplicateAndSortScalars(s: JSONValue[]): JSONValue[] {
  const deduplicated = deduplicateScalars(s); // go: s = deduplicateScalars(s)
  return sortScalars(deduplicated); // go: return sortScalars(s)
}
