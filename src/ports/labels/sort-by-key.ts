import { sort } from '../runtime/sort.ts';
import type { Requirement } from './requirement.ts';

/** Go's sort.Sort(ByKey(list)): in place. */
export function sortByKey(list: Requirement[]): void {
  const key = (at: number): string => list[at]?.key ?? '';
  sort({
    len: () => list.length,
    less: (i, j) => key(i) < key(j),
    swap: (i, j) => {
      const [a, b] = [list[i], list[j]];
      if (!a || !b) throw new RangeError('no such requirement');
      list[i] = b;
      list[j] = a;
    },
  });
}
