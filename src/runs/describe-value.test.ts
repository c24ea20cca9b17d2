import { expect, test } from 'vitest';
import { describeValue } from './describe-value.ts';

test.each([
  [undefined, 'none'],
  [null, 'none'],
  ['a', '"a"'],
  ['x'.repeat(60), `"${'x'.repeat(46)}…`],
  [12, '12'],
  [false, 'false'],
  [new Error('refused'), 'error: refused'],
  [[], '[]'],
  [['a', 2], '["a", 2]'],
  [Array.from({ length: 40 }, (_, at) => at), '[40 items]'],
  [new Set(['b']), '{"b"}'],
  [new Map([['a', 1]]), '1 key'],
  [{ metadata: { name: 'web-1' } }, 'web-1'],
  [{ cpu: '1', pods: 2 }, '{cpu: "1", pods: 2}'],
  [{ get: () => 1 }, undefined],
  [() => 1, undefined],
  [
    new (class Queue {
      readonly items = [];
    })(),
    undefined,
  ],
])('%o', (value, words) => {
  expect(describeValue(value)).toBe(words);
});
