import { describe, expect, test } from 'vitest';
import { smallRelease, smallSite } from '../../test/small-release.ts';
import { wordsPage, type WordsPage } from './words-page.ts';

async function pageWith(terms: string): Promise<WordsPage> {
  const site = await smallSite(
    terms === ''
      ? {}
      : { content: { 'content/glossary.md': `---\ntitle: Words\n---\n\n${terms}` } },
  );
  const [published] = site.published;
  if (!published) throw new Error('The small site has a release');
  return wordsPage(site, published);
}

describe('the page of words', () => {
  test('it has the terms in the order of the file, each at its place', async () => {
    const page = await pageWith(
      ':::term[work queue]{also="workqueue"}\nKeeps *keys*.\n:::\n\n:::term[DeltaFIFO]\nOne.\n\nTwo.\n:::\n',
    );
    expect(page.terms).toEqual([
      { slug: 'work-queue', term: 'work queue', html: '<p>Keeps <em>keys</em>.</p>' },
      { slug: 'deltafifo', term: 'DeltaFIFO', html: '<p>One.</p>\n<p>Two.</p>' },
    ]);
  });

  test('a term links to stops, and to neither other terms nor names', async () => {
    const page = await pageWith(
      ':::term[key]\nA name in [the queue](stop:the-queue) by `Queue.Add`, see queue.\n:::\n\n:::term[queue]\nKeeps each key.\n:::\n',
    );
    expect(page.terms.map(({ html }) => html)).toEqual([
      '<p>A name in <a href="/v0.1/the-queue/" class="stop-link">the queue</a> by <code>Queue.Add</code>, see queue.</p>',
      '<p>Keeps each key.</p>',
    ]);
  });

  test('what means something in HTML is escaped', async () => {
    const page = await pageWith(':::term[a < b]\n`<script>` &lt;b&gt;\n:::\n');
    expect(page.terms).toEqual([
      { slug: 'a-b', term: 'a < b', html: '<p><code>&#x3C;script></code> &#x3C;b></p>' },
    ]);
  });

  test('it is a page of its release like any other', async () => {
    const page = await pageWith(':::term[key]\nA name.\n:::\n');
    expect(page.release).toEqual(smallRelease);
    expect(page.hasWords).toBe(true);
    expect(page.releases).toMatchObject([
      { label: 'Small 0.1', href: '/v0.1/words/', isThis: true },
    ]);
  });

  test('without a glossary there are no words, and no page links to them', async () => {
    const page = await pageWith('');
    expect(page.terms).toEqual([]);
    expect(page.hasWords).toBe(false);
  });
});
