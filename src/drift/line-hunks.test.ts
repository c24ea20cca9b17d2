import { describe, expect, test } from 'vitest';
import { lineHunks, lineMap } from './line-hunks.ts';

const hunks = (before: string, after: string): string[] =>
  lineHunks(Array.from(before), Array.from(after)).map(
    ({ isSame, before: old, after: now }) =>
      `${isSame ? '=' : '!'} ${old.from}-${old.to} ${now.from}-${now.to}`,
  );

describe('the stretches of two texts, one letter a line', () => {
  test.each([
    ['abc', 'abc', ['= 0-3 0-3']],
    ['abc', 'axc', ['= 0-1 0-1', '! 1-2 1-2', '= 2-3 2-3']],
    ['abc', 'abxyc', ['= 0-2 0-2', '! 2-2 2-4', '= 2-3 4-5']],
    ['abc', 'c', ['! 0-2 0-0', '= 2-3 0-1']],
    ['', 'ab', ['! 0-0 0-2']],
    ['ab', '', ['! 0-2 0-0']],
    ['', '', []],
  ])('%j and %j', (before, after, expected) => {
    expect(hunks(before, after)).toEqual(expected);
  });

  test('they cover both texts without a gap, and changes and sameness take turns', () => {
    const all = lineHunks(Array.from('abcdefghij'), Array.from('xbcdyzghiw'));
    expect(all.map(({ isSame }) => isSame)).toEqual(all.map((_, at) => at % 2 === 1));
    for (const [at, hunk] of all.entries()) {
      expect(hunk.before.from).toBe(all[at - 1]?.before.to ?? 0);
      expect(hunk.after.from).toBe(all[at - 1]?.after.to ?? 0);
    }
    expect(all.at(-1)).toMatchObject({ before: { to: 10 }, after: { to: 10 } });
  });
});

test('a line that changed has no place in the other text', () => {
  expect([...lineMap(lineHunks(Array.from('abcd'), Array.from('xabyd')))]).toEqual([
    [0, 1],
    [1, 2],
    [3, 4],
  ]);
});
