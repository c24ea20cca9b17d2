import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../tour/parse-markdown.ts';
import { toProse } from '../tour/to-prose.ts';
import type { Prose, Term } from '../tour/tour.ts';
import { proseRenderer, proseText, type ProseLinks } from './prose-html.ts';

/** Every name that begins with a capital is declared on line 7 of a.go. */
function proseOf(text: string): Prose {
  const { body, file } = parseMarkdown(text, 'a.md');
  return toProse(body, {
    file,
    text,
    stops: new Set(['run']),
    problems: [],
    lookUp: (code) =>
      /^[A-Z]/.test(code)
        ? { kind: 'found', symbol: { path: 'a.go', symbol: code, line: 7 } }
        : { kind: 'other' },
  });
}

const term = (name: string, ...also: string[]): Term => ({
  slug: name.replaceAll(' ', '-'),
  term: name,
  also,
  prose: proseOf('x'),
});

const rendererOf = (changes: Partial<ProseLinks> = {}) =>
  proseRenderer({
    stopHref: (slug) => `/v0.1/${slug}/`,
    symbolHref: ({ symbol, line }) => (symbol === 'Here' ? undefined : `/${symbol}#L${line}`),
    terms: [],
    termHref: ({ slug }) => `/words/#${slug}`,
    ...changes,
  });

const html = (text: string, ...terms: Term[]): string => rendererOf({ terms }).html(proseOf(text));

describe('links to stops and away', () => {
  test('a link to a stop is an address within the release', () => {
    expect(html('See [it](stop:run).')).toBe(
      '<p>See <a href="/v0.1/run/" class="stop-link">it</a>.</p>',
    );
  });

  test('any other link says that it leads away', () => {
    expect(html('[x](https://example.com/?a=1&b=2 "a title")')).toBe(
      '<p><a href="https://example.com/?a=1&#x26;b=2" rel="external">x</a></p>',
    );
  });

  test('the label of a link keeps its marks', () => {
    expect(html('[`run` *it*](stop:run)')).toBe(
      '<p><a href="/v0.1/run/" class="stop-link"><code>run</code> <em>it</em></a></p>',
    );
  });

  test('the prose is left as it was: the same can be rendered for another page', () => {
    const prose = proseOf('[it](stop:run), `Queue`, a key');
    const before = structuredClone(prose);
    const first = rendererOf({ terms: [term('key')] }).html(prose);
    expect(prose).toEqual(before);
    expect(rendererOf({ terms: [term('key')] }).html(prose)).toBe(first);
    expect(rendererOf({ stopHref: (slug) => `/v0.2/${slug}/` }).html(prose)).toContain(
      'href="/v0.2/run/"',
    );
  });
});

describe('escaping', () => {
  test('what means something in HTML is escaped', () => {
    expect(html('a < b && `<script>alert("x")</script>` &lt;b&gt;')).toBe(
      '<p>a &#x3C; b &#x26;&#x26; <code>&#x3C;script>alert("x")&#x3C;/script></code> &#x3C;b></p>',
    );
  });

  test('what means something in an attribute is escaped', () => {
    expect(html('[x](https://example.com/"onclick="y)')).toBe(
      '<p><a href="https://example.com/%22onclick=%22y" rel="external">x</a></p>',
    );
  });

  test('raw HTML is left out, should it come this far', () => {
    expect(html('a <b>c</b>\n\n<script>alert(1)</script>\n')).toBe('<p>a c</p>');
  });
});

describe('names', () => {
  test('a name is a link where it comes first, and only there', () => {
    expect(html('`Queue` and `Queue`')).toBe(
      '<p><a href="/Queue#L7" class="name" title="Queue in a.go"><code>Queue</code></a> and <code>Queue</code></p>',
    );
  });

  test('it is linked once over all the prose of a page', () => {
    const renderer = rendererOf();
    expect(renderer.html(proseOf('`Queue`'))).toContain('<a ');
    expect(renderer.html(proseOf('`Queue`'))).toBe('<p><code>Queue</code></p>');
  });

  test('what the page itself shows is no link, nor is a name inside a link', () => {
    expect(html('`Here` and [`Queue`](stop:run)')).toBe(
      '<p><code>Here</code> and <a href="/v0.1/run/" class="stop-link"><code>Queue</code></a></p>',
    );
  });

  test('a name that leads to another site says so', () => {
    const renderer = rendererOf({ symbolHref: () => 'https://example.com/x' });
    expect(renderer.html(proseOf('`Queue`'))).toBe(
      '<p><a href="https://example.com/x" class="name" title="Queue in a.go" rel="external"><code>Queue</code></a></p>',
    );
  });
});

describe('words of the glossary', () => {
  const linked = (text: string, slug: string): string =>
    `<a href="/words/#${slug}" class="term">${text}</a>`;

  test('a word is a link where it comes first, in any of its forms', () => {
    expect(html('Keys here. A key there.', term('key', 'keys'))).toBe(
      `<p>${linked('Keys', 'key')} here. A key there.</p>`,
    );
  });

  test('several words of one text are all links', () => {
    expect(html('a key of a queue', term('key'), term('queue'))).toBe(
      `<p>a ${linked('key', 'key')} of a ${linked('queue', 'queue')}</p>`,
    );
  });

  test('the longer of two words is meant', () => {
    expect(html('the work queue', term('work'), term('work queue'))).toBe(
      `<p>the ${linked('work queue', 'work-queue')}</p>`,
    );
  });

  test('a word may run over the end of a line', () => {
    expect(html('the work\nqueue', term('work queue'))).toBe(
      `<p>the ${linked('work\nqueue', 'work-queue')}</p>`,
    );
  });

  test('part of a word is not the word', () => {
    const text = 'monkey, keyed, key-value, turn_key';
    expect(html(text, term('key'))).toBe(`<p>${text}</p>`);
  });

  test('in code, links and headings a word is no link', () => {
    expect(html('## A key\n\n`key` [a key](stop:run)', term('key'))).not.toContain('class="term"');
  });

  test('a term with signs is taken by the letter', () => {
    expect(html('c++ and c', term('c++'))).toBe(`<p>${linked('c++', 'c++')} and c</p>`);
  });
});

describe('labels', () => {
  test('they link to stops, and to neither words nor names', () => {
    const renderer = rendererOf({ terms: [term('key')] });
    expect(renderer.labelHtml(proseOf('a key, `Queue`, [it](stop:run)'))).toBe(
      '<p>a key, <code>Queue</code>, <a href="/v0.1/run/" class="stop-link">it</a></p>',
    );
  });

  test('a label does not use up the links of the prose that follows', () => {
    const renderer = rendererOf();
    renderer.labelHtml(proseOf('`Queue`'));
    expect(renderer.html(proseOf('`Queue`'))).toContain('class="name"');
  });
});

describe('proseText', () => {
  test('it has the words without the marks, in one line', () => {
    expect(proseText(proseOf('One `two`\n*three*, [four](stop:run).\n\n- five\n- six'))).toBe(
      'One two three, four. five six',
    );
  });

  test('nothing is the empty text', () => {
    expect(proseText(proseOf(''))).toBe('');
  });
});
