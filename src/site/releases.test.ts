import { describe, expect, test } from 'vitest';
import { editedSource, siteOfReleases } from '../../test/site-of-releases.ts';
import { smallSource } from '../../test/small-release.ts';
import { allPages, pageData } from './page-data.ts';
import type { Site } from './site.ts';

const queue = 'pkg/loop/queue.go';
const stop = (title: string, front: string): string =>
  `---\ntitle: ${title}\nlane: etcd\nsummary: About ${title}.\n${front}\n---\n\n::excerpt{of="${queue}#Queue"}\n`;
const content = {
  'content/tour/10-the-loop/05-old.md': stop('Old', 'until: v0.1'),
  'content/tour/10-the-loop/15-new.md': stop('New', 'since: v0.2'),
};

const site = (await siteOfReleases(
  {
    'v0.1': { ...smallSource },
    'v0.2': editedSource({
      [queue]: (text) => text.replace('return "", false', 'return "-", false'),
    }),
  },
  content,
)) as Site;

test('each release has its stops, a page for those of others, and what changed since', () => {
  const pages = allPages(site).map((page) =>
    [page.kind, page.release, 'since' in page ? page.since : '', 'slug' in page ? page.slug : '']
      .filter(Boolean)
      .join(' '),
  );
  expect(pages.filter((page) => /stop|elsewhere|comparison|drift/.test(page))).toEqual([
    'stop v0.2 run',
    'stop v0.2 new',
    'stop v0.2 the-queue',
    'elsewhere v0.2 old',
    'comparison v0.2 v0.1',
    'stop-comparison v0.2 v0.1 the-queue',
    'stop v0.1 old',
    'stop v0.1 run',
    'stop v0.1 the-queue',
    'elsewhere v0.1 new',
  ]);
});

describe('the switch', () => {
  const choices = async (request: Parameters<typeof pageData>[1]): Promise<string[]> =>
    (await pageData(site, request)).releases.map(
      ({ id, href, isThis, isElsewhere }) =>
        `${id} ${href}${isThis ? ' this' : ''}${isElsewhere ? ' elsewhere' : ''}`,
    );

  test.each([
    [{ kind: 'stop', release: 'v0.2', slug: 'run' }, ['v0.2 /v0.2/run/ this', 'v0.1 /v0.1/run/']],
    [{ kind: 'stop', release: 'v0.2', slug: 'new' }, ['v0.2 /v0.2/new/ this', 'v0.1 /v0.1/new/']],
    [
      { kind: 'elsewhere', release: 'v0.1', slug: 'new' },
      ['v0.2 /v0.2/new/', 'v0.1 /v0.1/new/ this'],
    ],
    [{ kind: 'contents', release: 'v0.1' }, ['v0.2 /v0.2/', 'v0.1 /v0.1/ this']],
    [
      { kind: 'chapter', release: 'v0.1', slug: 'the-loop' },
      ['v0.2 /v0.2/chapter/the-loop/', 'v0.1 /v0.1/chapter/the-loop/ this'],
    ],
    [
      { kind: 'source', release: 'v0.1', path: queue },
      [`v0.2 /v0.2/source/${queue}/`, `v0.1 /v0.1/source/${queue}/ this`],
    ],
    [
      { kind: 'stop-comparison', release: 'v0.2', since: 'v0.1', slug: 'the-queue' },
      ['v0.2 /v0.2/the-queue/ this', 'v0.1 /v0.1/the-queue/'],
    ],
  ] as const)('%j', async (request, expected) => {
    expect(await choices(request)).toEqual(expected);
  });

  test('leads to what changed between both, from either side', async () => {
    for (const release of ['v0.1', 'v0.2']) {
      const { releases } = await pageData(site, { kind: 'contents', release });
      expect(releases.map(({ comparison }) => comparison)).toEqual(
        releases.map(({ isThis }) => (isThis ? undefined : '/v0.2/compare/v0.1/')),
      );
    }
  });
});

test('a stop of other releases says where it is, and leads on between its neighbours', async () => {
  expect(await pageData(site, { kind: 'elsewhere', release: 'v0.1', slug: 'new' })).toMatchObject({
    stop: { slug: 'new', title: 'New', lane: 'etcd' },
    summary: 'About New.',
    has: [{ title: 'Small 0.2', href: '/v0.2/new/' }],
    previous: { href: '/v0.1/run/' },
    next: { href: '/v0.1/the-queue/' },
  });
  const first = await pageData(site, { kind: 'elsewhere', release: 'v0.2', slug: 'old' });
  expect([first.previous, first.next?.href]).toEqual([undefined, '/v0.2/run/']);
});

test('neighbours, contents and map pass a stop of other releases by', async () => {
  const run = await pageData(site, { kind: 'stop', release: 'v0.1', slug: 'run' });
  expect(run.next?.href).toBe('/v0.1/the-queue/');
  expect(run.map.nodes.map(({ slug }) => slug)).toEqual(['old', 'run', 'the-queue']);
});

test('all stops of two releases: what changed by chapter, what is gone, how many of each', async () => {
  const page = await pageData(site, { kind: 'comparison', release: 'v0.2', since: 'v0.1' });
  expect(page.counts).toEqual([
    { change: 'same', stops: 1 },
    { change: 'edited', stops: 1 },
  ]);
  expect(
    page.chapters.map(({ changed, unchanged }) => [
      changed.map(({ title, change, added, removed, href }) => [
        title,
        change,
        added,
        removed,
        href,
      ]),
      unchanged.map(({ title }) => title),
    ]),
  ).toEqual([
    [
      [
        ['New', 'new', 0, 0, '/v0.2/new/'],
        ['The queue', 'edited', 1, 1, '/v0.2/compare/v0.1/the-queue/'],
      ],
      ['Run: until closed'],
    ],
  ]);
  expect(page.gone.map(({ title, href }) => [title, href])).toEqual([['Old', '/v0.1/old/']]);
});

test('one stop of two releases: both places, and the notes that speak of what changed', async () => {
  const page = await pageData(site, {
    kind: 'stop-comparison',
    release: 'v0.2',
    since: 'v0.1',
    slug: 'the-queue',
  });
  const [get, stack] = page.excerpts;
  expect(get).toMatchObject({
    change: 'edited',
    added: 1,
    removed: 1,
    before: { path: queue, symbol: 'Queue.Get', from: 18, to: 26 },
    after: { path: queue, symbol: 'Queue.Get', from: 18, to: 26 },
    notes: [{ label: 'Empty', change: 'edited', href: '/v0.2/the-queue/#note-1' }],
    notesUnchanged: 0,
  });
  expect(get?.html).toContain('href="/v0.1/the-queue/#note-1"');
  expect(stack).toMatchObject({ change: 'same', html: undefined });
  expect([page.previous, page.next]).toEqual([undefined, undefined]);
});
