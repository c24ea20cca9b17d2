import { describe, expect, test } from 'vitest';
import { formatAnchor, parseAnchor, type Anchor } from './anchor.ts';

const path = 'pkg/loop/loop.go';

const anchors: readonly (readonly [string, Anchor])[] = [
  ['pkg/loop/loop.go#helper', { path, symbol: 'helper' }],
  ['pkg/loop/loop.go#Loop.Run', { path, symbol: 'Loop.Run' }],
  ['a-b_c.d/e@f.go#X', { path: 'a-b_c.d/e@f.go', symbol: 'X' }],
  ['a.go#Größe.Ändern', { path: 'a.go', symbol: 'Größe.Ändern' }],
  ['a.go#_', { path: 'a.go', symbol: '_' }],
  ...(['signature', 'doc', 'body'] as const).map(
    (part) =>
      [`a.go#X > ${part}`, { path: 'a.go', symbol: 'X', within: { kind: 'part', part } }] as const,
  ),
  ...[
    'if len(errCh) > 0 {',
    'a > b',
    '"quoted"',
    'Sprintf("%s: %d", name)',
    ' blanks around ',
    '#',
    'a | b',
    '..',
    '世界 📦',
    'doc',
    '\\n',
  ].map(
    (quote) =>
      [
        `a.go#X > "${quote}"`,
        { path: 'a.go', symbol: 'X', within: { kind: 'quote', quote } },
      ] as const,
  ),
  ...(
    [
      ['errCh :=', 'wg.Add('],
      ['a', 'a'],
      ['"x"', '"y"'],
      ['a .. b', 'c'],
    ] as const
  ).map(
    ([from, to]) =>
      [
        `a.go#X > "${from}" .. "${to}"`,
        { path: 'a.go', symbol: 'X', within: { kind: 'from-to', from, to } },
      ] as const,
  ),
];

describe.each(anchors)('%s', (text, anchor) => {
  test('the text is read as the anchor', () => {
    expect(parseAnchor(text)).toEqual(anchor);
  });

  test('the anchor is written as the text', () => {
    expect(formatAnchor(anchor)).toBe(text);
  });
});

test.each([
  ['blanks around the whole', '  a.go#X  ', 'a.go#X'],
  ['no blanks around the arrow', 'a.go#X>doc', 'a.go#X > doc'],
  ['many blanks around the arrow', 'a.go#X   >   "q"  ', 'a.go#X > "q"'],
  ['many blanks around the dots', 'a.go#X > "a"   ..  "b" ', 'a.go#X > "a" .. "b"'],
])('%s is read as the short form', (_, text, short) => {
  const anchor = parseAnchor(text);
  if (!('path' in anchor)) throw new Error(anchor.message);
  expect(formatAnchor(anchor)).toBe(short);
});

describe('what is not an anchor', () => {
  const refusal = (text: string): string => {
    const outcome = parseAnchor(text);
    if ('path' in outcome) throw new Error('It is an anchor');
    return `${outcome.message}\n${outcome.hint}`;
  };

  test('a file without a symbol', () => {
    expect(refusal('pkg/loop/loop.go')).toMatchInlineSnapshot(`
      "\`pkg/loop/loop.go\` is not an anchor.
      Write \`path/to/file.go#Symbol\`, \`#Receiver.Method\`, or \`#Symbol > "a quoted piece of one line"\`."
    `);
    expect(refusal('pkg/loop/loop.go#')).toContain('`pkg/loop/loop.go#` is not an anchor.');
    expect(refusal('#X')).toContain('`#X` is not an anchor.');
    expect(refusal('')).toContain('`` is not an anchor.');
  });

  test('a symbol as Go writes a method expression', () => {
    expect(refusal('a.go#(*Loop).Run')).toContain('`a.go#(*Loop).Run` is not an anchor.');
  });

  test('lines instead of a symbol', () => {
    expect(refusal('a.go:10-20')).toContain('`a.go:10-20` is not an anchor.');
  });

  test('nothing after the arrow', () => {
    expect(refusal('a.go#X >')).toContain('`a.go#X >` is not an anchor.');
  });

  test('a part that there is not', () => {
    expect(refusal('a.go#X > bodies')).toMatchInlineSnapshot(`
      "\`bodies\` does not say where in \`X\`.
      After \`>\` write "a quote", "first quote" .. "last quote", signature, doc or body."
    `);
  });

  test('a quote without its quotation marks, or with one of them', () => {
    expect(refusal('a.go#X > return nil')).toContain('`return nil` does not say where in `X`.');
    expect(refusal('a.go#X > "return nil')).toContain('`"return nil` does not say where');
  });

  test('an empty quote', () => {
    expect(refusal('a.go#X > ""')).toContain('`""` does not say where in `X`.');
  });
});
