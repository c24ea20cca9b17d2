import { expect, test } from 'vitest';
import { wordMarks } from './word-marks.ts';

const marked = (before: string, after: string): [string[], string[]] => {
  const marks = wordMarks(before, after);
  return [
    marks.before.map(({ start, end }) => before.slice(start, end)),
    marks.after.map(({ start, end }) => after.slice(start, end)),
  ];
};

test.each([
  ['a name', 'return work(key)', 'return sync(key)', ['work'], ['sync']],
  ['an argument more', 'l.sync(key)', 'l.sync(ctx, key)', [], ['ctx,']],
  ['a word of a message', 'log("took too long")', 'log("took very long")', ['too'], ['very']],
  ['a number', 'x := 500 // most', 'x := 100 // most', ['500'], ['100']],
  ['a word of a comment', '// waits for all', '// waits for none', ['all'], ['none']],
  ['spacing alone', 'a  := b', 'a := b', [], []],
  ['over several lines', 'if a {\n\tb()\n}', 'if a {\n\tc()\n}', ['b'], ['c']],
])('%s', (_, before, after, removed, added) => {
  expect(marked(before, after)).toEqual([removed, added]);
});

test('nothing is marked where hardly a word is the same: all of it is new', () => {
  expect(marked('a.b.c(d)', 'for range workers { start }')).toEqual([[], []]);
  expect(marked('', 'return nil')).toEqual([[], []]);
});
