import { expect, test } from 'vitest';
import { deepEqual } from './deep-equal.ts';

const { parse } = JSON;

test.each([
  ['null', 'null', true],
  ['0', '-0', true],
  ['"a"', '"a"', true],
  ['"1"', '1', false],
  ['0', 'false', false],
  ['null', '0', false],
  ['[]', '[]', true],
  ['[]', '{}', false],
  ['[1,2]', '[1,2]', true],
  ['[1,2]', '[2,1]', false],
  ['[1]', '[1,null]', false],
  ['{"a":1,"b":{"c":[]}}', '{"b":{"c":[]},"a":1}', true],
  ['{"a":{}}', '{}', false],
  ['{"a":null}', '{}', false],
  ['{"constructor":1}', '{}', false],
  ['{"__proto__":{}}', '{}', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(deepEqual(parse(a), parse(b))).toBe(expected);
  expect(deepEqual(parse(b), parse(a))).toBe(expected);
});

test('a field that is undefined is absent', () => {
  expect(deepEqual({ a: undefined }, {})).toBe(true);
  expect(deepEqual(undefined, {})).toBe(false);
});
