/** What Go's sort.Interface asks of a list. */
export interface Sortable {
  len(): number;
  /** Whether the element at i must come before the one at j. */
  less(i: number, j: number): boolean;
  swap(i: number, j: number): void;
}

/**
 * Sorts in place by asking and swapping, as Go's sort.Sort does. Go promises no order of elements
 * of which neither is less; here they keep theirs, as they do in Go's lists of up to 12 elements,
 * which it sorts by insertion like this.
 */
export function sort(data: Sortable): void {
  for (let i = 1; i < data.len(); i++) {
    for (let j = i; j > 0 && data.less(j, j - 1); j--) {
      data.swap(j, j - 1);
    }
  }
}
