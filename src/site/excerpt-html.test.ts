import { describe, expect, test } from 'vitest';
import { smallSite, smallSource } from '../../test/small-release.ts';
import { highlightCode } from '../highlight/highlight-code.ts';
import type { Excerpt } from '../tour/tour.ts';
import { excerptHtml, unreadText } from './excerpt-html.ts';
import { proseRenderer } from './prose-html.ts';
import { stopsInOrder } from './site.ts';

const folder = 'content/tour/10-the-loop';
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';

/** The excerpts of a stop of the small tour, or of a new one, as HTML. */
async function excerptsOf(
  slug: string,
  { body, source = {} }: { body?: string; source?: Record<string, string> } = {},
): Promise<string[]> {
  const site = await smallSite({
    content: body === undefined ? {} : { [`${folder}/30-${slug}.md`]: front + body },
    source: { ...smallSource, ...source },
  });
  const [published] = site.published;
  const stops = published ? stopsInOrder(published.tour) : [];
  const titleOf = (other: string): string =>
    stops.find(({ stop }) => stop.slug === other)?.stop.title ?? other;
  const stopHref = (other: string): string => `/v0.1/${other}/`;
  const blocks = stops.find(({ stop }) => stop.slug === slug)?.stop.blocks ?? [];
  const excerpts = blocks.flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []));
  return Promise.all(
    excerpts.map(async (excerpt: Excerpt, at) => {
      const code = await highlightCode({ ...smallSource, ...source }[excerpt.path] ?? '');
      return excerptHtml(excerpt, code, {
        prose: proseRenderer({
          stopHref,
          symbolHref: () => undefined,
          terms: [],
          termHref: ({ slug }) => `/words/#${slug}`,
        }),
        stopHref,
        titleOf,
        idPrefix: at === 0 ? '' : 'b-',
      });
    }),
  );
}

/** A page that shows the excerpts as the site does: open the golden file in a browser. */
const pageOf = (title: string, excerpts: readonly string[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="../../styles/tokens.css">
<link rel="stylesheet" href="../../styles/code.css">
<body style="margin: 2rem 26rem 2rem 2rem; background: var(--paper); color: var(--ink)">
${excerpts
  .map(
    (html) => `<figure class="excerpt" data-lane="kubelet"><annotated-code><div class="listing">
${html}
</div></annotated-code></figure>
`,
  )
  .join('')}`;

/** What a reader copies: the code without notes, numbers and summaries. */
const codeOf = (html: string): string =>
  [...html.matchAll(/<code>(<span id=.*?)<\/code>/gs)]
    .map(([, code = '']) => code.replace(/<a class="m".*?<\/a>/g, '').replace(/<[^>]+>/g, ''))
    .join('')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&');

const linesOf = (path: string, from: number, to: number): string =>
  `${(smallSource[path] ?? '')
    .split('\n')
    .slice(from - 1, to)
    .join('\n')}\n`;

describe('golden files', () => {
  test('notes, one inside the other, and a call that leads to a stop', async () => {
    const excerpts = await excerptsOf('run');
    expect(excerpts.length).toBe(2);
    await expect(pageOf('Notes and a call', excerpts)).toMatchFileSnapshot('fixtures/notes.html');
  });

  test('marks of HTML in code and notes', async () => {
    const source = {
      'marks.go':
        'package marks\n\n// f returns <b>&amp;</b>, and "quotes".\nfunc f() string {\n\tif a < b && c > d {\n\t\treturn "</code><script>alert(1)</script>"\n\t}\n\treturn `&lt;\n<!-- raw -->`\n}\n',
    };
    const excerpts = await excerptsOf('new', {
      source,
      body: '::excerpt{of="marks.go#f"}\n\n:::note[A `<b>` & more]{at="if a < b && c > d {"}\nNeither `</details>` nor &lt;script&gt; ends a note.\n:::\n',
    });
    await expect(pageOf('Marks of HTML', excerpts)).toMatchFileSnapshot('fixtures/marks.html');
  });

  test('a long excerpt with folds, a note below its range and one below its first line', async () => {
    const rows = Array.from({ length: 70 }, (_, at) =>
      at === 30 ? '\tif at > 30 {\n\t\treturn\n\t}' : `\twork(${at})`,
    );
    const source = {
      'long.go': `package long\n\n// f is long.\nfunc f() {\n${rows.join('\n')}\n}\n`,
    };
    const excerpts = await excerptsOf('new', {
      source,
      body: [
        '::excerpt{of="long.go#f"}',
        ':::note[Below its range]{at="if at > 30 {"}\nThree lines.\n:::',
        ':::note[Below its first line]{from="work(45)" to="work(55)"}\nEleven lines.\n:::',
        ':::note[The doc]{part="doc"}\nOne line.\n:::',
      ].join('\n\n'),
    });
    await expect(pageOf('Folds', excerpts)).toMatchFileSnapshot('fixtures/folds.html');
  });
});

describe('excerptHtml', () => {
  test('the code reads as it stands in the file', async () => {
    const [run = '', step = ''] = await excerptsOf('run');
    expect(codeOf(run)).toBe(linesOf('pkg/loop/loop.go', 34, 54));
    expect(codeOf(step)).toBe(linesOf('pkg/loop/loop.go', 56, 68));
  });

  test('the code is complete when some of it is folded', async () => {
    const rows = Array.from({ length: 60 }, (_, at) => `\twork(${at})`).join('\n');
    const source = { 'long.go': `package long\n\nfunc f() {\n${rows}\n}\n` };
    const [html = ''] = await excerptsOf('new', { source, body: '::excerpt{of="long.go#f"}\n' });
    expect(html).toContain('<summary>56 lines, 6 to 61</summary>');
    expect(codeOf(html)).toBe(source['long.go'].replace(/^package long\n\n/, ''));
  });

  test('a second excerpt has other ids for its lines', async () => {
    const [first = '', second = ''] = await excerptsOf('run');
    expect(first).toContain('id="L38"');
    expect(second).toContain('id="b-L57"');
    expect(second).not.toContain('id="L57"');
    expect(second).toContain('data-from="b-L57" data-to="b-L60"');
  });

  test('no id is there twice on a page', async () => {
    const html = (await excerptsOf('run')).join('');
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(30);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every note has a mark on its first line that leads to it', async () => {
    const [run = ''] = await excerptsOf('run');
    expect(run).toContain('data-n="38"><a class="m" href="#note-1" aria-label="Note 1">1</a>');
    expect(run.match(/class="m"/g)?.length).toBe(2);
  });

  test('the lines that notes speak of are marked, the others are not', async () => {
    const [run = ''] = await excerptsOf('run');
    const marked = [...run.matchAll(/class="l i\d a" data-n="(\d+)"/g)].map(([, line]) =>
      Number(line),
    );
    expect(marked).toEqual([38, 39, 40, 41, 42, 43, 44, 45, 46]);
  });

  test('a call has the title of its stop', async () => {
    const [, step = ''] = await excerptsOf('run');
    expect(step).toContain('<a href="/v0.1/the-queue/" title="The queue">Get</a>');
  });

  test('an excerpt without notes is one listing', async () => {
    const [html = ''] = await excerptsOf('new', {
      body: '::excerpt{of="pkg/loop/queue.go#Queue"}\n',
    });
    expect(html).toMatch(/^<pre><code>.*<\/code><\/pre>$/s);
    expect(html.match(/<pre>/g)?.length).toBe(1);
  });
});

test('a note that nobody has read again since its code was edited says so, and no other', async () => {
  const [published] = (await smallSite()).published;
  const stop =
    published && stopsInOrder(published.tour).find(({ stop: { slug } }) => slug === 'run');
  const block = stop?.stop.blocks.find(({ kind }) => kind === 'excerpt');
  if (block?.kind !== 'excerpt') throw new Error('The stop has an excerpt');
  const [first, ...others] = block.excerpt.notes;
  if (!first) throw new Error('The excerpt has notes');
  const html = excerptHtml(
    { ...block.excerpt, notes: [{ ...first, unread: true }, ...others] },
    await highlightCode(smallSource[block.excerpt.path] ?? ''),
    {
      prose: proseRenderer({
        stopHref: (slug) => slug,
        symbolHref: () => undefined,
        terms: [],
        termHref: ({ slug }) => slug,
      }),
      stopHref: (slug) => slug,
      titleOf: (slug) => slug,
      idPrefix: '',
    },
  );
  const notes = html.split('<details class="note"').slice(1);
  expect(notes.map((note) => note.includes(unreadText))).toEqual([
    true,
    ...others.map(() => false),
  ]);
});
