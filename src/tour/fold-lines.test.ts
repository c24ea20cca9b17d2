import { describe, expect, test } from 'vitest';
import type { LineRange } from '../release/permalink.ts';
import { foldLines } from './fold-lines.ts';

const range = (from: number, to = from): LineRange => ({ from, to });
/** As a stop asks for: the signature and the last line stay open. */
const ends = [range(1), range(100)];

describe('foldLines', () => {
  test('an excerpt of 45 lines is shown whole, one of 46 is not', () => {
    expect(foldLines(range(1, 45), [], [range(1)])).toEqual([]);
    expect(foldLines(range(1, 46), [], [range(1)])).toEqual([range(4, 46)]);
  });

  test('it is the length that counts, not the line number', () => {
    expect(foldLines(range(1001, 1045), [], [])).toEqual([]);
    expect(foldLines(range(1001, 1046), [], [])).toEqual([range(1001, 1046)]);
  });

  test('two lines stay open on either side of what is annotated', () => {
    expect(foldLines(range(1, 100), [range(50, 52)], ends)).toEqual([range(4, 47), range(55, 97)]);
  });

  test('a run of eight lines is folded, a shorter one is not', () => {
    expect(foldLines(range(1, 100), [range(14), range(60)], ends)).toEqual([
      range(4, 11),
      range(17, 57),
      range(63, 97),
    ]);
    expect(foldLines(range(1, 100), [range(13), range(60)], ends)).toEqual([
      range(16, 57),
      range(63, 97),
    ]);
  });

  test('of a long range only the beginning and the end must be seen', () => {
    // Up to 20 to 34 what is between would be too short a fold.
    expect(foldLines(range(1, 100), [range(20, 33)], ends)).toEqual([range(4, 17), range(36, 97)]);
    expect(foldLines(range(1, 100), [range(20, 34)], ends)).toEqual([range(4, 17), range(37, 97)]);
    expect(foldLines(range(1, 100), [range(20, 35)], ends)).toEqual([
      range(4, 17),
      range(25, 32),
      range(38, 97),
    ]);
    expect(foldLines(range(1, 100), [range(20, 80)], ends)).toEqual([
      range(4, 17),
      range(25, 77),
      range(83, 97),
    ]);
  });

  test('a note inside a long range opens its own lines', () => {
    expect(foldLines(range(1, 100), [range(20, 80), range(50)], ends)).toEqual([
      range(4, 17),
      range(25, 47),
      range(53, 77),
      range(83, 97),
    ]);
  });

  test('without annotations everything between the ends is one fold', () => {
    expect(foldLines(range(1, 100), [], ends)).toEqual([range(4, 97)]);
    expect(foldLines(range(1, 100), [], [])).toEqual([range(1, 100)]);
  });

  test('ranges outside the excerpt open nothing inside it', () => {
    expect(foldLines(range(101, 200), [range(1, 10), range(300)], [])).toEqual([range(101, 200)]);
  });

  test('every line of an annotation up to the long ones is open, wherever it is', () => {
    for (let from = 1; from <= 90; from++) {
      const folds = foldLines(range(1, 100), [range(from, from + 10)], ends);
      for (const fold of folds) {
        expect(fold.to - fold.from).toBeGreaterThanOrEqual(7);
        expect(fold.to < from - 2 || fold.from > from + 12).toBe(true);
      }
    }
  });
});
