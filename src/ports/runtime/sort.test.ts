import { expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { sort } from './sort.ts';

/** Sorts pairs by their first number. */
function sorted(list: readonly (readonly [number, number])[]) {
  const elements = [...list];
  const key = (at: number): number => elements[at]?.[0] ?? NaN;
  sort({
    len: () => elements.length,
    less: (i, j) => key(i) < key(j),
    swap: (i, j) => {
      const [a, b] = [elements[i], elements[j]];
      if (!a || !b) throw new RangeError('no such element');
      elements[i] = b;
      elements[j] = a;
    },
  });
  return elements;
}

test('sorts in place, and leaves equal elements in their order', () => {
  const random = seededRandom(3);
  for (let length = 0; length < 40; length++) {
    const list = Array.from({ length }, (_, at) => [Math.floor(random() * 9), at] as const);
    expect(sorted(list)).toEqual(list.toSorted(([a], [b]) => a - b));
  }
});
