import { describe, expect, test } from 'vitest';
import { goQuote } from './go-quote.ts';
import { parseInt64 } from './parse-int.ts';

describe('parseInt64', () => {
  test.each([
    ['0', 0n],
    ['-0', 0n],
    ['+17', 17n],
    ['007', 7n],
    ['9223372036854775807', 2n ** 63n - 1n],
    ['-9223372036854775808', -(2n ** 63n)],
  ])('reads %s', (text, value) => {
    expect(parseInt64(text)).toEqual([value, undefined]);
  });

  test.each(['', '+', 'a', '1.0', '1e3', ' 1', '1_000', '0x10', '--1', '\u0661'])(
    'does not read %j',
    (text) => {
      const [value, err] = parseInt64(text, 'Atoi');
      expect([value, err?.message]).toEqual([
        0n,
        `strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`,
      ]);
    },
  );

  test.each([
    ['9223372036854775808', 2n ** 63n - 1n],
    ['-9223372036854775809', -(2n ** 63n)],
  ])('gives the nearest number to %s', (text, nearest) => {
    const [value, err] = parseInt64(text);
    expect([value, err?.message]).toEqual([
      nearest,
      `strconv.ParseInt: parsing "${text}": value out of range`,
    ]);
  });
});
