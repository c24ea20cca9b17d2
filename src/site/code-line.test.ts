import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import type { Token } from '../highlight/token.ts';
import { codeLine, type CodeLine } from './code-line.ts';

const html = (line: Partial<CodeLine>): string =>
  toHtml(codeLine({ number: 7, id: 'L7', tokens: [], ...line }));

const plain = (text: string): Token => ({ kind: '', text });

describe('codeLine', () => {
  test('a line has its number, its id and its newline', () => {
    expect(html({ tokens: [plain('x()')] })).toBe(
      '<span id="L7" class="l i0" data-n="7">x()\n</span>',
    );
  });

  test('an empty line is still a line', () => {
    expect(html({})).toBe('<span id="L7" class="l i0" data-n="7">\n</span>');
  });

  test('a token with a kind is an element of that class, one without is text', () => {
    const tokens: Token[] = [{ kind: 'k', text: 'return ' }, plain('x')];
    expect(html({ tokens })).toBe(
      '<span id="L7" class="l i0" data-n="7"><span class="k">return </span>x\n</span>',
    );
  });

  test.each([
    ['\tx', 'i1'],
    ['\t\t\tx', 'i3'],
    ['  x', 'i0'],
    ['\t'.repeat(8), 'i8'],
    [`${'\t'.repeat(12)}x`, 'i8'],
  ])('the class of the depth of %j is %s', (text, depth) => {
    expect(html({ tokens: [plain(text)] })).toContain(`class="l ${depth}"`);
  });

  test('the class of the depth is that of the line when the first token is indented', () => {
    expect(html({ tokens: [{ kind: 'c', text: '\t\t// x' }] })).toContain('class="l i2"');
  });

  test('further classes and marks', () => {
    expect(
      html({ tokens: [plain('x')], classNames: ['a', 'x'], marks: [{ type: 'text', value: '!' }] }),
    ).toBe('<span id="L7" class="l i0 a x" data-n="7">!x\n</span>');
  });

  test('what means something in HTML is escaped', () => {
    expect(html({ tokens: [{ kind: 's', text: '"</span><script>&amp;"' }] })).toBe(
      '<span id="L7" class="l i0" data-n="7"><span class="s">"&#x3C;/span>&#x3C;script>&#x26;amp;"</span>\n</span>',
    );
  });
});

describe('links', () => {
  const link = (from: number, to: number, href = '/x/') => ({ from, to, href, title: 'X' });
  const inner = (line: Partial<CodeLine>): string =>
    html(line)
      .replace(/^<span id="L7" class="l i\d" data-n="7">/, '')
      .replace(/\n<\/span>$/, '');

  test('a link inside a text cuts it in three', () => {
    expect(inner({ tokens: [plain('\tl.step()')], links: [link(3, 7)] })).toBe(
      '\tl.<a href="/x/" title="X">step</a>()',
    );
  });

  test('a link over a whole token stands inside the token', () => {
    const tokens: Token[] = [plain('l.'), { kind: 'f', text: 'step' }, plain('()')];
    expect(inner({ tokens, links: [link(2, 6)] })).toBe(
      'l.<span class="f"><a href="/x/" title="X">step</a></span>()',
    );
  });

  test('two links of one line', () => {
    expect(inner({ tokens: [plain('a(b(c))')], links: [link(0, 1), link(2, 3, '/y/')] })).toBe(
      '<a href="/x/" title="X">a</a>(<a href="/y/" title="X">b</a>(c))',
    );
  });

  test('columns count UTF-16 units', () => {
    expect(inner({ tokens: [plain('"📦"; work()')], links: [link(6, 10)] })).toBe(
      '"📦"; <a href="/x/" title="X">work</a>()',
    );
  });

  test('a link that no token holds is left out, its text is not', () => {
    const tokens: Token[] = [plain('ab'), { kind: 'f', text: 'cd' }];
    expect(inner({ tokens, links: [link(1, 3)] })).toBe('ab<span class="f">cd</span>');
  });

  test('a title cannot break out of its attribute', () => {
    const title = '"><script>';
    expect(inner({ tokens: [plain('a')], links: [{ ...link(0, 1), title }] })).toBe(
      '<a href="/x/" title="&#x22;><script>">a</a>',
    );
  });
});
