import { describe, expect, test } from 'vitest';
import { smallSite, smallSource } from '../../test/small-release.ts';
import { excerptsOf, pageProse } from './page-prose.ts';
import { stopsInOrder } from './site.ts';

const folder = 'content/tour/10-the-loop';
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';
const glossary = `---
title: Words
---

:::term[queue]{also="queues"}
Keeps keys.
:::

:::term[work queue]{also="workqueue, work queues"}
A queue of work.
:::

:::term[API server]
Not this one.
:::

:::term[DeltaFIFO]
A queue of changes.
:::

:::term[queue length]
How many wait.
:::
`;

interface PageOptions {
  /** The page is a stop that has this prose, unless it is told to be no stop. */
  readonly isStop?: boolean;
  readonly content?: Record<string, string>;
  readonly source?: Record<string, string>;
}

/** Pieces of prose, each as the same page shows it, one after the other. */
async function shown(
  bodies: readonly string[],
  { isStop = true, content = {}, source = {} }: PageOptions = {},
): Promise<string[]> {
  // Traces part the pieces: prose that stands together is one block.
  const text = bodies.map((body) => `:::trace[x]\n${body}\n:::`).join('\n\n');
  const site = await smallSite({
    content: {
      'content/glossary.md': glossary,
      [`${folder}/30-new.md`]: front + text,
      ...content,
    },
    source: { ...smallSource, ...source },
  });
  const [published] = site.published;
  const stop = published
    ? stopsInOrder(published.tour).find((placed) => placed.stop.slug === 'new')?.stop
    : undefined;
  if (!published || !stop) throw new Error('The small site has no stop new');
  const prose = isStop ? pageProse(site, published, stop) : pageProse(site, published);
  return stop.blocks.flatMap((block) => (block.kind === 'trace' ? [prose.html(block.prose)] : []));
}

const shownAlone = async (body: string, options?: PageOptions): Promise<string> =>
  (await shown([body], options)).join('');

/** Addresses and texts of the links with a class. */
const linksOf = (html: string, className: string): string[] =>
  [...html.matchAll(/<a href="([^"]*)" class="([\w-]+)"[^>]*>(.*?)<\/a>/gs)].flatMap(
    ([, href = '', name, text = '']) =>
      name === className ? [`${text.replace(/<[^>]+>/g, '')} -> ${href}`] : [],
  );
const namesIn = (html: string): string[] => linksOf(html, 'name');
const termsIn = (html: string): string[] => linksOf(html, 'term');

describe('a name of a symbol', () => {
  test('leads to the stop that is about it', async () => {
    expect(namesIn(await shownAlone('`Queue.Get`'))).toEqual(['Queue.Get -> /v0.1/the-queue/']);
  });

  test('leads to its line in the file page, when a stop only shows it in passing or shows its file', async () => {
    expect(namesIn(await shownAlone('`Loop.step` and `ErrClosed`'))).toEqual([
      'Loop.step -> /v0.1/source/pkg/loop/loop.go/#L56',
      'ErrClosed -> /v0.1/source/pkg/loop/loop.go/#L10',
    ]);
  });

  test('leads to GitHub when the tour shows nothing of its file', async () => {
    const source = { 'pkg/loop/more.go': 'package loop\n\nfunc FarAway() {}\n' };
    const html = await shownAlone('`FarAway`', { source });
    expect(namesIn(html)).toEqual([
      `FarAway -> https://github.com/example/small/blob/${'0123456789'.repeat(4)}/pkg/loop/more.go#L3`,
    ]);
    expect(html).toContain('rel="external"');
  });

  test('that the page shows itself is no link, in its first excerpt or in another', async () => {
    const excerpts =
      '::excerpt{of="pkg/loop/queue.go#Queue.Get"}\n\n::excerpt{of="pkg/loop/loop.go#Loop.step"}';
    const content = {
      [`${folder}/30-new.md`]: `${front}${excerpts}\n\n:::trace[x]\n\`Queue.Get\`, \`Loop.step\`, \`Loop.Run\`\n:::\n`,
    };
    expect(namesIn(await shownAlone('', { content }))).toEqual(['Loop.Run -> /v0.1/run/']);
  });

  test('of which a narrowed excerpt shows a part is shown', async () => {
    const content = {
      [`${folder}/30-new.md`]: `${front}::excerpt{of='pkg/loop/loop.go#Loop.step > "if !ok {"'}\n\n:::trace[x]\n\`Loop.step\`\n:::\n`,
    };
    expect(await shownAlone('', { content })).toBe('<p><code>Loop.step</code></p>');
  });

  test('on a page that is no stop is a link all the same', async () => {
    const content = {
      [`${folder}/30-new.md`]: `${front}::excerpt{of="pkg/loop/queue.go#Queue.Add"}\n\n:::trace[x]\n\`Queue.Add\`\n:::\n`,
    };
    expect(namesIn(await shownAlone('', { isStop: false, content }))).toEqual([
      'Queue.Add -> /v0.1/new/',
    ]);
  });

  test('that several stops are about leads to the first of them', async () => {
    const again = `${front}::excerpt{of="pkg/loop/queue.go#Queue.Get"}\n`;
    expect(
      namesIn(
        await shownAlone('`Queue.Get`', { content: { [`${folder}/40-get-again.md`]: again } }),
      ),
    ).toEqual(['Queue.Get -> /v0.1/the-queue/']);
  });

  test('is a link once a page, whatever is written of it', async () => {
    const [first = '', second = ''] = await shown([
      '`Queue.Get` and `Queue.Get()`',
      '`Get` and `Queue.Add`',
    ]);
    expect(namesIn(first)).toEqual(['Queue.Get -> /v0.1/the-queue/']);
    expect(first).toContain('and <code>Queue.Get()</code>');
    expect(namesIn(second)).toEqual(['Queue.Add -> /v0.1/source/pkg/loop/queue.go/#L10']);
    expect(second).toContain('<code>Get</code>');
  });

  test('inside a link leaves the link as it is, and may be linked after it', async () => {
    expect(await shownAlone('[by `Queue.Get`](stop:run), `Queue.Get`')).toBe(
      '<p><a href="/v0.1/run/" class="stop-link">by <code>Queue.Get</code></a>, ' +
        '<a href="/v0.1/the-queue/" class="name" title="Queue.Get in pkg/loop/queue.go"><code>Queue.Get</code></a></p>',
    );
  });

  test('of which none is meant is code, without marks of the compiler', async () => {
    const source = {
      'pkg/loop/twin.go': 'package loop\n\ntype Twin struct{}\n\nfunc (t *Twin) Add() {}\n',
    };
    expect(await shownAlone('`Add` and `spec.replicas`', { source })).toBe(
      '<p><code>Add</code> and <code>spec.replicas</code></p>',
    );
  });
});

describe('a word of the glossary', () => {
  test('leads to its place on the page of words', async () => {
    expect(await shownAlone('A DeltaFIFO.')).toBe(
      '<p>A <a href="/v0.1/words/#deltafifo" class="term">DeltaFIFO</a>.</p>',
    );
  });

  test.each([
    ['as it is', 'the work queue', 'work queue'],
    ['in another form', 'the work queues', 'work queues'],
    ['in a form of one word', 'a workqueue', 'workqueue'],
    ['in another case', 'Work Queue', 'Work Queue'],
    ['over the end of a line', 'a work\nqueue', 'work\nqueue'],
    ['between marks', '*(work queue)*', 'work queue'],
  ])('is found %s', async (_, body, text) => {
    expect(termsIn(await shownAlone(body))).toEqual([`${text} -> /v0.1/words/#work-queue`]);
  });

  test('the case of letters does not matter in the glossary either', async () => {
    expect(termsIn(await shownAlone('the api server, a deltafifo'))).toEqual([
      'api server -> /v0.1/words/#api-server',
      'deltafifo -> /v0.1/words/#deltafifo',
    ]);
  });

  test('the longest form that stands there is meant, whatever the order of the terms', async () => {
    expect(termsIn(await shownAlone('work queues and queues'))).toEqual([
      'work queues -> /v0.1/words/#work-queue',
      'queues -> /v0.1/words/#queue',
    ]);
    expect(termsIn(await shownAlone('the queue length of a queue'))).toEqual([
      'queue length -> /v0.1/words/#queue-length',
      'queue -> /v0.1/words/#queue',
    ]);
  });

  test('a longer one that is linked already does not lend its words to a shorter one', async () => {
    expect(termsIn(await shownAlone('a work queue, the work queue'))).toEqual([
      'work queue -> /v0.1/words/#work-queue',
    ]);
  });

  test('is a link once a page, in whatever form it comes first', async () => {
    const [first = '', second = ''] = await shown(['queues, a queue', 'the queue of a DeltaFIFO']);
    expect(termsIn(first)).toEqual(['queues -> /v0.1/words/#queue']);
    expect(termsIn(second)).toEqual(['DeltaFIFO -> /v0.1/words/#deltafifo']);
  });

  test.each([
    ['a link to a stop', '[the queue](stop:run)'],
    ['a link away', '[the *queue*](https://example.com)'],
    ['code', '`queue`'],
    ['code between fences', '```\nqueue\n```'],
    ['the head of a table', '| queue |\n|---|\n| x |'],
    ['a heading of the first level', '# A queue'],
    ['a heading of the second level', '## A queue'],
    ['a heading of the third level', '### A *queue*'],
    ['a heading of the fourth level', '#### A queue'],
  ])('is no link inside %s, and stays to be linked after it', async (_, body) => {
    const [inside = '', after = ''] = await shown([body, 'The queue.']);
    expect(inside).toContain('queue');
    expect(termsIn(inside)).toEqual([]);
    expect(termsIn(after)).toEqual(['queue -> /v0.1/words/#queue']);
  });

  test('is a link in lists, quotes and cells of a table', async () => {
    expect(
      termsIn(await shownAlone('- queue\n\n> DeltaFIFO\n\n| a |\n|---|\n| workqueue |')),
    ).toEqual([
      'queue -> /v0.1/words/#queue',
      'DeltaFIFO -> /v0.1/words/#deltafifo',
      'workqueue -> /v0.1/words/#work-queue',
    ]);
  });

  test('a name and a word of the same text are two links', async () => {
    const html = await shownAlone('A queue is a `Queue`.');
    expect(termsIn(html)).toEqual(['queue -> /v0.1/words/#queue']);
    expect(namesIn(html)).toEqual(['Queue -> /v0.1/source/pkg/loop/queue.go/#L4']);
  });

  test('without a glossary no word is a link', async () => {
    const site = await smallSite();
    const [published] = site.published;
    const [placed] = published ? stopsInOrder(published.tour) : [];
    const [block] = placed?.stop.blocks ?? [];
    if (!published || block?.kind !== 'prose') throw new Error('The small tour begins with prose');
    expect(pageProse(site, published).html(block.prose)).not.toContain('class="term"');
  });
});

test('every page begins anew: what one has linked is a link on the next', async () => {
  const site = await smallSite({ content: { 'content/glossary.md': glossary } });
  const [published] = site.published;
  const prose = published?.tour.glossary[1]?.prose;
  if (!published || !prose) throw new Error('The glossary has terms');
  const pages = [pageProse(site, published), pageProse(site, published)];
  for (const page of pages) {
    expect(termsIn(page.html(prose))).toEqual(['queue -> /v0.1/words/#queue']);
  }
});

test('excerptsOf are those of the stop, in order and without other blocks', async () => {
  const [published] = (await smallSite()).published;
  const stops = published ? stopsInOrder(published.tour) : [];
  expect(stops.map(({ stop }) => excerptsOf(stop).map(({ symbol }) => symbol))).toEqual([
    ['Loop.Run', 'Loop.step'],
    ['Queue.Get', 'Stack'],
  ]);
});
