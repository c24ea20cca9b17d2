import { describe, expect, test } from 'vitest';
import { smallRelease, smallSite, smallSource } from '../../test/small-release.ts';
import { allPages, pageData } from './page-data.ts';
import { urlsAt } from './urls.ts';

const release = 'v0.1';
const site = await smallSite();
const run = await pageData<'stop'>(site, { kind: 'stop', release, slug: 'run' });
const queue = await pageData<'stop'>(site, { kind: 'stop', release, slug: 'the-queue' });

const htmlOf = (blocks: typeof run.blocks): string =>
  blocks.map((block) => ('html' in block ? block.html : '')).join('');

const front = (lines: string): string => `---\ntitle: T\nlane: etcd\nsummary: S\n${lines}---\n\n`;
/** The small tour and a chapter behind it, with one stop. */
const longer = await smallSite({
  content: {
    'content/tour/20-more/chapter.md':
      '---\ntitle: More\nsummary: S\n---\n\n:::question[Is `this` all?]\nYes, [Run](stop:run).\n:::\n',
    'content/tour/20-more/10-last.md': front(
      'needs: [run, the-queue]\nleads-to:\n  - to: run\n    kind: data\n    label: back, by `<-`\n',
    ).concat('word '.repeat(400)),
  },
});

test('allPages lists every page: contents, chapters, stops and the files that are cited', () => {
  expect(allPages(site)).toEqual([
    { kind: 'contents', release },
    { kind: 'chapter', release, slug: 'the-loop' },
    { kind: 'stop', release, slug: 'run' },
    { kind: 'stop', release, slug: 'the-queue' },
    { kind: 'source', release, path: 'pkg/loop/loop.go' },
    { kind: 'source', release, path: 'pkg/loop/queue.go' },
  ]);
});

test('every page that is listed can be made', async () => {
  for (const page of allPages(longer)) {
    expect((await pageData(longer, page)).release).toEqual(smallRelease);
  }
});

describe('a stop', () => {
  test('it knows where it stands', () => {
    expect([run.position, run.total, queue.position]).toEqual([1, 2, 2]);
    expect(run.chapter).toEqual({ number: 1, title: 'The loop', href: '/v0.1/chapter/the-loop/' });
    expect(run.stop).toMatchObject({
      slug: 'run',
      title: 'Run: until closed',
      lane: 'kube-controller-manager',
      summary: 'The loop runs until its queue is closed.',
    });
  });

  test('previous and next follow the order of reading, and the last leads round to the first', () => {
    expect([run.previous, run.next]).toEqual([
      undefined,
      { title: 'The queue', href: '/v0.1/the-queue/' },
    ]);
    expect([queue.previous, queue.next]).toEqual([
      { title: 'Run: until closed', href: '/v0.1/run/' },
      { title: 'Run: until closed', href: '/v0.1/run/' },
    ]);
  });

  test('previous and next cross the border of a chapter', async () => {
    const page = await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'the-queue' });
    expect(page.next).toEqual({ title: 'T', href: '/v0.1/last/' });
    const last = await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'last' });
    expect(last.previous).toEqual({ title: 'The queue', href: '/v0.1/the-queue/' });
    expect(last.chapter.number).toBe(2);
  });

  test('an edge is seen from both of its ends', () => {
    const edge = { kind: 'call', label: 'takes a key by <code>Get</code>' };
    expect(run.leadsTo).toEqual([
      { ...edge, title: 'The queue', href: '/v0.1/the-queue/', lane: 'client-go' },
    ]);
    expect(run.comesFrom).toEqual([]);
    expect(queue.comesFrom).toEqual([
      { ...edge, title: 'Run: until closed', href: '/v0.1/run/', lane: 'kube-controller-manager' },
    ]);
    expect(queue.leadsTo).toEqual([]);
  });

  test('an edge may lead back, and its label is escaped', async () => {
    const page = await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'run' });
    expect(page.comesFrom.map(({ title, kind, label }) => [title, kind, label])).toEqual([
      ['T', 'data', 'back, by <code>&#x3C;-</code>'],
    ]);
  });

  test('what to know first is linked, in the order of the front matter', async () => {
    expect(queue.needs).toEqual([{ title: 'Run: until closed', href: '/v0.1/run/' }]);
    const last = await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'last' });
    expect(last.needs.map(({ title }) => title)).toEqual(['Run: until closed', 'The queue']);
  });

  test('the questions of a chapter stand on its last stop only', async () => {
    expect(run.questions).toEqual([]);
    expect(queue.questions).toEqual([
      {
        question: 'Why does the key come back?',
        answer: '<p>Because the error is a wish to be called again.</p>',
      },
    ]);
    const last = await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'last' });
    expect(last.questions).toEqual([
      {
        question: 'Is <code>this</code> all?',
        answer: '<p>Yes, <a href="/v0.1/run/" class="stop-link">Run</a>.</p>',
      },
    ]);
  });

  test('minutes are words by 160, and at least one', async () => {
    expect(run.minutes).toBe(1);
    // 400 words: two and a half.
    expect((await pageData<'stop'>(longer, { kind: 'stop', release, slug: 'last' })).minutes).toBe(
      3,
    );
  });

  test('blocks are in the order of the content, prose as HTML', () => {
    expect(run.blocks.map(({ kind }) => kind)).toEqual(['prose', 'excerpt', 'excerpt', 'trace']);
    expect(run.blocks[0]).toEqual({
      kind: 'prose',
      html: '<p>The loop is told how many workers it has. It starts at 10:30 and asks <a href="/v0.1/the-queue/" class="stop-link">the queue</a>.</p>',
    });
    expect(run.blocks[3]).toEqual({
      kind: 'trace',
      label: 'at the start',
      html: '<p>Nothing is recorded yet.</p>',
    });
  });

  test('an excerpt says where it is, here and on GitHub', () => {
    const [, first, second] = run.blocks;
    expect(first).toMatchObject({
      path: 'pkg/loop/loop.go',
      symbol: 'Loop.Run',
      from: 34,
      to: 54,
      sourceHref: '/v0.1/source/pkg/loop/loop.go/#L34',
      permalink: `https://github.com/example/small/blob/${'0123456789'.repeat(4)}/pkg/loop/loop.go#L34-L54`,
    });
    expect(first?.kind === 'excerpt' && first.html).toContain('id="L34"');
    expect(second?.kind === 'excerpt' && second.html).toContain('id="b-L56"');
  });

  test('the map is that of the whole path', () => {
    expect(run.map.nodes.map(({ slug }) => slug)).toEqual(['run', 'the-queue']);
  });
});

describe('the contents', () => {
  test('they list the chapters with their stops, and where to begin', async () => {
    const page = await pageData<'contents'>(longer, { kind: 'contents', release });
    expect(page.start).toEqual({ title: 'Run: until closed', href: '/v0.1/run/' });
    expect(page.chapters.map(({ number, title, href }) => [number, title, href])).toEqual([
      [1, 'The loop', '/v0.1/chapter/the-loop/'],
      [2, 'More', '/v0.1/chapter/more/'],
    ]);
    expect(page.chapters[0]?.stops).toEqual([
      {
        slug: 'run',
        title: 'Run: until closed',
        lane: 'kube-controller-manager',
        summary: 'The loop runs until its queue is closed.',
        side: false,
        href: '/v0.1/run/',
        symbol: 'Loop.Run',
        isAbsent: false,
      },
      {
        slug: 'the-queue',
        title: 'The queue',
        lane: 'client-go',
        summary: 'Keys in order, each once.',
        side: false,
        href: '/v0.1/the-queue/',
        symbol: 'Queue.Get',
        isAbsent: false,
      },
    ]);
    expect(page.chapters[1]?.stops.map(({ symbol }) => symbol)).toEqual(['']);
  });

  test('the time of reading is that of all words together', async () => {
    const timeOf = async (words: number): Promise<string> => {
      const text = front('').concat('word '.repeat(words));
      const which = await smallSite({ content: { 'content/tour/10-the-loop/30-new.md': text } });
      return (await pageData<'contents'>(which, { kind: 'contents', release })).readingTime;
    };
    expect(await timeOf(0)).toBe('1 minute');
    expect(await timeOf(400)).toBe('3 minutes');
    expect(await timeOf(80 * 160)).toBe('80 minutes');
    expect(await timeOf(170 * 160)).toBe('3 hours');
  });
});

describe('a chapter', () => {
  test('it has its prose, its stops, its questions and its neighbours', async () => {
    const [first, second] = await Promise.all(
      ['the-loop', 'more'].map((slug) =>
        pageData<'chapter'>(longer, { kind: 'chapter', release, slug }),
      ),
    );
    expect(first?.html).toBe('<p>One chapter, two stops.</p>');
    expect(first?.chapter.stops.map(({ slug }) => slug)).toEqual(['run', 'the-queue']);
    expect(first?.questions.map(({ question }) => question)).toEqual([
      'Why does the key come back?',
    ]);
    expect([first?.previous, first?.next]).toEqual([
      undefined,
      { title: 'More', href: '/v0.1/chapter/more/' },
    ]);
    expect([second?.previous, second?.next]).toEqual([
      { title: 'The loop', href: '/v0.1/chapter/the-loop/' },
      undefined,
    ]);
  });
});

describe('a stop beside the main path', () => {
  const side = '---\ntitle: T\nlane: etcd\nsummary: S\nside: true\n---\n';

  test('it knows the way back to the stop of the main path before it', async () => {
    const aside = await smallSite({
      content: {
        'content/tour/10-the-loop/30-aside.md': side,
        'content/tour/10-the-loop/40-further.md': side,
      },
    });
    const wayBack = { title: 'The queue', href: '/v0.1/the-queue/' };
    for (const slug of ['aside', 'further']) {
      const page = await pageData<'stop'>(aside, { kind: 'stop', release, slug });
      expect(page.wayBack).toEqual(wayBack);
    }
    expect(run.wayBack).toBeUndefined();
  });

  test('it leads back to the stop that leads to it, however far before', async () => {
    const entry = front('leads-to:\n  - to: aside\n    kind: call\n    label: aside\n');
    const aside = await smallSite({
      content: {
        'content/tour/10-the-loop/15-entry.md': entry,
        'content/tour/10-the-loop/30-aside.md': side,
      },
    });
    const page = await pageData<'stop'>(aside, { kind: 'stop', release, slug: 'aside' });
    expect(page.wayBack).toEqual({ title: 'T', href: '/v0.1/entry/' });
  });
});

describe('words and names', () => {
  const glossary = {
    'content/glossary.md':
      '---\ntitle: Words\n---\n\n:::term[worker]{also="workers"}\nRuns *the* loop.\n:::\n\n:::term[work queue]\nKeeps `keys`.\n:::\n',
  };
  const names =
    'The workers run; a worker waits. `Queue.Get` takes a key, `Queue.Get` again. `Loop.Run` is here, `ErrClosed` elsewhere.\n\n::excerpt{of="pkg/loop/loop.go#Loop.Run"}\n';

  test('the page of words has every term, without links to itself', async () => {
    const worded = await smallSite({ content: glossary });
    const page = await pageData<'words'>(worded, { kind: 'words', release });
    expect(page.terms).toEqual([
      { slug: 'worker', term: 'worker', html: '<p>Runs <em>the</em> loop.</p>' },
      { slug: 'work-queue', term: 'work queue', html: '<p>Keeps <code>keys</code>.</p>' },
    ]);
    expect(allPages(worded)).toContainEqual({ kind: 'words', release });
    expect(page.hasWords).toBe(true);
    expect(run.hasWords).toBe(false);
  });

  test('in prose a word and a name are links where they come first', async () => {
    const worded = await smallSite({
      content: { ...glossary, 'content/tour/10-the-loop/30-new.md': front('') + names },
    });
    const page = await pageData<'stop'>(worded, { kind: 'stop', release, slug: 'new' });
    expect(page.blocks[0]).toEqual({
      kind: 'prose',
      html: [
        '<p>The <a href="/v0.1/words/#worker" class="term">workers</a> run; a worker waits. ',
        '<a href="/v0.1/the-queue/" class="name" title="Queue.Get in pkg/loop/queue.go"><code>Queue.Get</code></a> takes a key, <code>Queue.Get</code> again. ',
        '<code>Loop.Run</code> is here, ',
        '<a href="/v0.1/source/pkg/loop/loop.go/#L10" class="name" title="ErrClosed in pkg/loop/loop.go"><code>ErrClosed</code></a> elsewhere.</p>',
      ].join(''),
    });
  });

  test('a name whose file the tour does not show is linked to GitHub', async () => {
    const worded = await smallSite({
      source: { ...smallSource, 'pkg/loop/more.go': 'package loop\n\nfunc FarAway() {}\n' },
      content: { 'content/tour/10-the-loop/30-new.md': `${front('')}Calls \`FarAway\`.\n` },
    });
    const page = await pageData<'stop'>(worded, { kind: 'stop', release, slug: 'new' });
    expect(htmlOf(page.blocks)).toBe(
      `<p>Calls <a href="https://github.com/example/small/blob/${'0123456789'.repeat(4)}/pkg/loop/more.go#L3" class="name" title="FarAway in pkg/loop/more.go" rel="external"><code>FarAway</code></a>.</p>`,
    );
  });
});

describe('a source file', () => {
  test('it has its lines, the stops that cite it and its address on GitHub', async () => {
    const page = await pageData<'source'>(site, {
      kind: 'source',
      release,
      path: 'pkg/loop/queue.go',
    });
    expect(page.lineCount).toBe(32);
    expect(page.permalink).toBe(
      `https://github.com/example/small/blob/${'0123456789'.repeat(4)}/pkg/loop/queue.go`,
    );
    expect(page.citations.map(({ symbol, lines, href }) => [symbol, lines.from, href])).toEqual([
      ['Queue.Get', 18, '/v0.1/the-queue/'],
      ['Stack', 28, '/v0.1/the-queue/'],
    ]);
    expect(page.html).toContain('`&#x3C;&#x26;>` in its doc must be escaped');
  });
});

describe('several releases', () => {
  const [published] = site.published;
  if (!published) throw new Error('The small site has a release');
  const newer = { ...smallRelease, id: 'v0.2', label: 'Small 0.2' };
  const absent = { release: { ...smallRelease, id: 'v0.0' }, failures: [] };
  const two = {
    ...site,
    urls: urlsAt('/base/'),
    published: [{ ...published, release: newer }, published],
    absent: [absent],
  };

  test('every page knows the others, those that are absent as well', async () => {
    const page = await pageData<'contents'>(two, { kind: 'contents', release });
    expect(page.releases).toMatchObject([
      { label: 'Small 0.2', href: '/base/v0.2/', isThis: false },
      { label: 'Small 0.1', href: '/base/v0.1/', isThis: true },
    ]);
    expect(page.absent).toEqual([absent]);
  });

  test('links stay within the release', async () => {
    const page = await pageData<'stop'>(two, { kind: 'stop', release: 'v0.2', slug: 'run' });
    expect(page.next?.href).toBe('/base/v0.2/the-queue/');
    expect(page.leadsTo[0]?.href).toBe('/base/v0.2/the-queue/');
    expect(JSON.stringify(page.blocks)).not.toContain('/v0.1/');
  });

  test('every release has all its pages', () => {
    const kinds = (id: string): string[] =>
      allPages(two)
        .filter((page) => page.release === id)
        .map(({ kind }) => kind);
    expect(kinds('v0.2')).toEqual([...kinds('v0.1'), 'comparison']);
    expect(kinds('v0.1')).toEqual(['contents', 'chapter', 'stop', 'stop', 'source', 'source']);
  });
});

describe('what means something in HTML is escaped', () => {
  const script = '<script>alert(1)</script>';
  const escaped = '&#x3C;script>alert(1)&#x3C;/script>';

  test.each([
    ['a string', `var s = "${script}"`],
    ['a raw string', `var s = \`\n${script}\n\``],
    ['a comment', `// ${script}\nvar s = 1`],
    ['the tag of a field', `type s struct {\n\ta int \`${script}\`\n}`],
  ])('in Go source: %s', async (_, declaration) => {
    const hostile = await smallSite({
      source: { ...smallSource, 'evil.go': `package evil\n\n${declaration}\n` },
      content: { 'content/tour/10-the-loop/30-evil.md': `${front('')}::excerpt{of="evil.go#s"}\n` },
    });
    const pages = [
      await pageData<'stop'>(hostile, { kind: 'stop', release, slug: 'evil' }),
      await pageData<'source'>(hostile, { kind: 'source', release, path: 'evil.go' }),
    ];
    for (const page of pages) {
      const html = 'blocks' in page ? htmlOf(page.blocks) : page.html;
      expect(html.replace(/<\/?span[^>]*>/g, '')).toContain(escaped);
      expect(html).not.toContain('<script');
    }
  });

  test('in prose, notes, labels and questions', async () => {
    const code = `\`${script}\``;
    const hostile = await smallSite({
      content: {
        'content/tour/20-evil/chapter.md': `---\ntitle: E\nsummary: S\n---\n\n${code}\n\n:::question[${code}]\n${code}\n:::\n`,
        'content/tour/20-evil/10-evil.md': `${front(
          `leads-to:\n  - to: run\n    kind: call\n    label: "${code}"\n`,
        )}${code} &lt;script&gt;\n\n::excerpt{of="pkg/loop/queue.go#Queue"}\n\n:::note[${code}]{at="keys []string"}\n${code}\n:::\n\n:::trace[x]\n${code}\n:::\n`,
      },
    });
    const stop = await pageData<'stop'>(hostile, { kind: 'stop', release, slug: 'evil' });
    const html = [
      htmlOf(stop.blocks),
      ...stop.questions.flatMap(({ question, answer }) => [question, answer]),
      ...stop.leadsTo.map(({ label }) => label),
      (await pageData<'chapter'>(hostile, { kind: 'chapter', release, slug: 'evil' })).html,
    ].join('');
    expect(html).not.toContain('<script');
    expect(html.split(`<code>${escaped}</code>`).length - 1).toBe(8);
  });
});

describe('a page that is not there is a bug of ours', () => {
  test.each([
    [{ kind: 'contents', release: 'v9.9' }, 'v9.9 is not published'],
    [{ kind: 'stop', release, slug: 'gone' }, 'v0.1 has no stop gone'],
    [{ kind: 'chapter', release, slug: 'gone' }, 'v0.1 has no chapter gone'],
  ] as const)('%o', async (request, message) => {
    await expect(pageData(site, request)).rejects.toThrow(message);
  });
});
