import { describe, expect, test } from 'vitest';
import { highlightCode } from '../highlight/highlight-code.ts';
import { compareHtml, type CodeSide } from './compare-html.ts';

const body = (lines: readonly string[]): string =>
  `package a\n\nfunc f() {\n${lines.map((line) => `\t${line}\n`).join('')}}\n`;

/** A side that shows the function, which begins at line 3. */
const side = async (text: string, label: string): Promise<CodeSide> => ({
  code: await highlightCode(text),
  lines: { from: 3, to: text.split('\n').length - 1 },
  label,
});

const compared = async (before: string, after: string, folds?: boolean): Promise<string> =>
  compareHtml(await side(before, 'v0.1'), await side(after, 'v0.2'), folds);

const block = /<pre class="(old|new)" role="group" aria-label="([^"]*)"><code>(.*?)<\/code>/gs;
const line = /<span class="l[^>]* data-n="(\d+)"(?: data-o="(\d+)")?>(.*?)\n<\/span>/gs;

/** Every line as a reader has it: side, number, number on the other side, text; marked words in []. */
const linesOf = (html: string): string[] =>
  [...html.matchAll(block)].flatMap(([, which, , code = '']) =>
    [...code.matchAll(line)].map(([, number, other, text = '']) => {
      const shown = text.replace(/<mark>(.*?)<\/mark>/g, '[$1]').replace(/<[^>]+>/g, '');
      return `${which} ${number}${other ? `=${other}` : ''} ${shown.trim()}`;
    }),
  );

describe('code of two releases', () => {
  test('has the true numbers of both, and marks the words that differ', async () => {
    const html = await compared(
      body(['a := work(key)', 'return']),
      body(['// more', 'a := sync(key)', 'return']),
    );
    expect(linesOf(html)).toEqual([
      'old 3 func f() {',
      'new 3=3 func f() {',
      'old 4 a := [work](key)',
      'new 4 [// more]',
      'new 5 a := [sync](key)',
      'old 5 return',
      'old 6 }',
      'new 6=5 return',
      'new 7=6 }',
    ]);
  });

  test('a mark goes over tokens of several kinds, and stays within its lines', async () => {
    const html = await compared(
      body(['if a && b {', '\tc()', '\td()', '}']),
      body(['if a && b {', '\tfor range 3 {', '\t\tc()', '\t}', '\td()', '}']),
    );
    expect(html).toContain('<span class="k"><mark>for range </mark></span><span class="n"><mark>');
    expect(linesOf(html).filter((text) => text.includes('['))).toEqual([
      'new 5 [for range ][3][ {]',
      'new 7 [}]',
    ]);
  });

  test('says which side has nothing', async () => {
    const html = await compared(body(['a()']), body(['a()', 'b()']));
    expect([...html.matchAll(block)].map(([, which, label]) => `${which}: ${label}`)).toEqual([
      'old: lines in v0.1',
      'new: lines in v0.2',
      'old: nothing in v0.1',
      'new: lines in v0.2',
      'old: lines in v0.1',
      'new: lines in v0.2',
    ]);
  });

  test('folds what is the same but for three lines around a change, and loses none', async () => {
    const lines = Array.from({ length: 30 }, (_, at) => `a(${at})`);
    const [before, after] = [body(lines), body([...lines.slice(0, 15), 'b()', ...lines.slice(16)])];
    const folded = await compared(before, after);
    expect([...folded.matchAll(/<summary>(.*?)<\/summary>/g)].map(([, text]) => text)).toEqual([
      '13 lines that are the same',
      '12 lines that are the same',
    ]);
    const count = (html: string, which: string): number =>
      linesOf(html).filter((text) => text.startsWith(which)).length;
    expect([count(folded, 'old'), count(folded, 'new')]).toEqual([32, 32]);
    const short = await compared(before, after, false);
    expect(short).not.toContain('<details');
    expect([count(short, 'old'), count(short, 'new')]).toEqual([7, 7]);
  });

  test('a fold that would hide two lines is none', async () => {
    const lines = Array.from({ length: 8 }, (_, at) => `a(${at})`);
    const html = await compared(body(['x()', ...lines, 'y()']), body(['u()', ...lines, 'v()']));
    expect(html).not.toContain('<details');
  });

  test('what source says is text', async () => {
    const html = await compared(body(['a("<b>")']), body(['a("<i>&")']));
    expect(html).toContain('&#x3C;');
    expect(html).not.toMatch(/<b>|<i>/);
  });
});
