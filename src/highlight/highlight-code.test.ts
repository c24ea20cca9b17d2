import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { smallSource } from '../../test/small-release.ts';
import { highlightCode } from './highlight-code.ts';
import type { HighlightedLines, Token } from './token.ts';

const goFixtures = join(import.meta.dirname, '../go/fixtures');
const files: readonly (readonly [string, string])[] = [
  ...Object.entries(smallSource),
  ...readdirSync(goFixtures).map(
    (name) => [name, readFileSync(join(goFixtures, name), 'utf8')] as const,
  ),
  [
    'a raw string over several lines',
    'package a\n\nvar s = `one\n\tfunc two() {}\n// three "four"\n\n`\n\nfunc f() {}\n',
  ],
  ['empty lines at both ends', '\n\npackage a\n\n\n'],
  ['one line without a newline', 'package a'],
  ['a comment that never ends', 'package a\n\n/* one\ntwo'],
  ['a string that never ends', 'package a\n\nvar s = "one\nfunc f() {}\n'],
  ['blanks at the ends of lines', 'package a  \n\t\n  // x  \n'],
  ['a very long line', `package a\n\nvar s = "${'x'.repeat(30_000)}"\n`],
];

const textsOf = (lines: HighlightedLines): string[] =>
  lines.map((line) => line.map(({ text }) => text).join(''));

/** The lines of a text as a reader counts them, without their newlines. */
const linesOf = (text: string): string[] => text.replace(/\r?\n$/, '').split(/\r?\n/);

describe.each(files)('%s', (_, text) => {
  test('the tokens of every line join to the line', async () => {
    expect(textsOf(await highlightCode(text))).toEqual(linesOf(text));
  });

  test('so they do with Windows line ends', async () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(textsOf(await highlightCode(windows))).toEqual(linesOf(text));
  });

  test('no token is empty, and neighbours differ in kind', async () => {
    for (const line of await highlightCode(text)) {
      for (const [at, token] of line.entries()) {
        expect(token.text).not.toBe('');
        expect(token.kind).not.toBe(line[at - 1]?.kind);
      }
    }
  });
});

describe('the kinds of tokens', () => {
  /** The tokens of one line of a function's body, those that have a kind. */
  async function kinds(line: string): Promise<string[]> {
    const lines = await highlightCode(`package a\n\nfunc f() {\n\t${line}\n}\n`);
    return (lines[3] ?? [])
      .filter(({ kind }: Token) => kind !== '')
      .map(({ kind, text }) => `${kind} ${text.trim()}`);
  }

  test('keywords and calls', async () => {
    expect(await kinds('return work(x)')).toEqual(['k return', 'f work']);
    expect(await kinds('go func() { l.step() }()')).toEqual(['k go func', 'f step']);
  });

  test('strings with their quotes and what is escaped in them', async () => {
    expect(await kinds('x := "a\\n%d"')).toEqual(['s "a\\n%d"']);
    expect(await kinds('x := `raw`')).toEqual(['s `raw`']);
  });

  test('comments with their slashes', async () => {
    expect(await kinds('x() // why not')).toEqual(['f x', 'c // why not']);
    expect(await kinds('x(/* inside */)')).toEqual(['f x', 'c /* inside */']);
  });

  test('numbers and constants of the language', async () => {
    expect(await kinds('x, y := 42, nil')).toEqual(['n 42', 'n nil']);
    expect(await kinds('ok := true')).toEqual(['n true']);
  });

  test('operators have no kind', async () => {
    expect(await kinds('x := a && b')).toEqual([]);
  });

  test('the name of a declaration and its types', async () => {
    const [, , line = []] = await highlightCode('package a\n\nfunc (q *Queue) Get() string {}\n');
    expect(
      line.filter(({ kind }) => kind !== '').map(({ kind, text }) => [kind, text.trim()]),
    ).toEqual([
      ['k', 'func'],
      ['k', '*'],
      ['t', 'Queue'],
      ['f', 'Get'],
      ['t', 'string'],
    ]);
  });

  test('every line of a raw string is a string, whatever is in it', async () => {
    const lines = await highlightCode('package a\n\nvar s = `one\nfunc two() {}\n// three`\n');
    expect(lines.slice(3)).toEqual([
      [{ kind: 's', text: 'func two() {}' }],
      [{ kind: 's', text: '// three`' }],
    ]);
  });
});
