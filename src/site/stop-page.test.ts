import { describe, expect, test } from 'vitest';
import { siteOfReleases } from '../../test/site-of-releases.ts';
import { smallSite, smallSource } from '../../test/small-release.ts';
import { portsRelease } from '../port-map/ports-release.ts';
import type { LoadedRun } from '../record/load-runs.ts';
import type { Site } from './site.ts';
import { stopPage, type StopPage } from './stop-page.ts';

const folder = 'content/tour/10-the-loop';
const stop = (title: string, { leadsTo = '', side = false, body = '' } = {}): string =>
  [
    '---',
    `title: ${title}`,
    'lane: etcd',
    'summary: S',
    ...(side ? ['side: true'] : []),
    ...(leadsTo ? ['leads-to:', `  - { to: ${leadsTo}, kind: data, label: a }`] : []),
    '---',
    '',
    body,
  ].join('\n');

function pageOf(site: Site, slug: string): Promise<StopPage> {
  const [published] = site.published;
  if (!published) throw new Error('The small site has a release');
  return stopPage(site, published, slug);
}

const link = (title: string, slug: string) => ({ title, href: `/v0.1/${slug}/` });

describe('the way back of a side path', () => {
  const ways = async (content: Record<string, string>, ...slugs: string[]) => {
    const site = await smallSite({ content });
    const pages = await Promise.all(slugs.map((slug) => pageOf(site, slug)));
    return pages.map(({ wayBack }) => wayBack);
  };

  test('it leads to the stop of the main path that leads here, however far before', async () => {
    expect(
      await ways(
        {
          [`${folder}/05-door.md`]: stop('Door', { leadsTo: 'aside' }),
          [`${folder}/30-aside.md`]: stop('Aside', { side: true }),
        },
        'aside',
      ),
    ).toEqual([link('Door', 'door')]);
  });

  test('of two that lead here the nearer is meant', async () => {
    expect(
      await ways(
        {
          [`${folder}/04-far.md`]: stop('Far', { leadsTo: 'aside' }),
          [`${folder}/05-near.md`]: stop('Near', { leadsTo: 'aside' }),
          [`${folder}/30-aside.md`]: stop('Aside', { side: true }),
        },
        'aside',
      ),
    ).toEqual([link('Near', 'near')]);
  });

  test('when none leads here it is the stop of the main path before it', async () => {
    expect(
      await ways({ [`${folder}/15-aside.md`]: stop('Aside', { side: true }) }, 'aside'),
    ).toEqual([link('Run: until closed', 'run')]);
  });

  test('a side path of several stops leads back past all of them, also to another chapter', async () => {
    expect(
      await ways(
        {
          'content/tour/20-more/chapter.md': '---\ntitle: More\nsummary: S\n---\n',
          'content/tour/20-more/10-one.md': stop('One', { side: true, leadsTo: 'two' }),
          'content/tour/20-more/20-two.md': stop('Two', { side: true }),
          'content/tour/20-more/30-on.md': stop('On'),
        },
        'one',
        'two',
      ),
    ).toEqual([link('The queue', 'the-queue'), link('The queue', 'the-queue')]);
  });

  test('a stop further on that leads here is not the way back', async () => {
    expect(
      await ways(
        {
          [`${folder}/15-aside.md`]: stop('Aside', { side: true }),
          [`${folder}/30-later.md`]: stop('Later', { leadsTo: 'aside' }),
        },
        'aside',
      ),
    ).toEqual([link('Run: until closed', 'run')]);
  });

  test('there is none before the main path has begun, and none on the main path', async () => {
    const content = { [`${folder}/05-aside.md`]: stop('Aside', { side: true }) };
    expect(await ways(content, 'aside', 'run', 'the-queue')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('the order of reading', () => {
  test('after the last stop the path begins anew', async () => {
    expect((await pageOf(await smallSite(), 'the-queue')).next).toEqual(
      link('Run: until closed', 'run'),
    );
  });

  test('before the first stop there is nothing', async () => {
    expect((await pageOf(await smallSite(), 'run')).previous).toBeUndefined();
  });

  test('it goes through side paths as well', async () => {
    const site = await smallSite({
      content: { [`${folder}/15-aside.md`]: stop('Aside', { side: true }) },
    });
    expect((await pageOf(site, 'run')).next).toEqual(link('Aside', 'aside'));
    const aside = await pageOf(site, 'aside');
    expect([aside.previous, aside.next]).toEqual([
      link('Run: until closed', 'run'),
      link('The queue', 'the-queue'),
    ]);
    expect(aside.stop.side).toBe(true);
  });

  test('a side path at the end leads on to the first stop, and back to the main path', async () => {
    const site = await smallSite({
      content: { [`${folder}/30-aside.md`]: stop('Aside', { side: true }) },
    });
    const aside = await pageOf(site, 'aside');
    expect(aside.next).toEqual(link('Run: until closed', 'run'));
    expect(aside.wayBack).toEqual(link('The queue', 'the-queue'));
  });
});

describe('blocks', () => {
  test('a picture is a block with its name, where the content has it', async () => {
    const body = 'Before.\n\n::picture{of="six-arrows"}\n\nAfter.\n';
    const site = await smallSite({
      content: { [`${folder}/30-new.md`]: stop('New', { body }) },
    });
    expect((await pageOf(site, 'new')).blocks).toEqual([
      { kind: 'prose', html: '<p>Before.</p>' },
      { kind: 'picture', name: 'six-arrows' },
      { kind: 'prose', html: '<p>After.</p>' },
    ]);
  });

  test('what links once does so where a reader meets it first: notes count, questions come last', async () => {
    const body =
      '::excerpt{of="pkg/loop/queue.go#Queue.Get"}\n\n:::note[`ErrClosed`]{at="if len(q.keys) == 0 {"}\nNot `ErrClosed`.\n:::\n\nNor `ErrClosed` here.\n';
    const site = await smallSite({
      content: {
        [`${folder}/chapter.md`]:
          '---\ntitle: C\nsummary: S\n---\n\n:::question[What of `Loop.Run`?]\n`ErrClosed`, `Loop.Run`.\n:::\n',
        [`${folder}/30-new.md`]: stop('New', { body }),
      },
    });
    const { blocks, questions } = await pageOf(site, 'new');
    const [excerpt, prose] = blocks;
    expect(excerpt?.kind === 'excerpt' && excerpt.html).toContain(
      'Not <a href="/v0.1/source/pkg/loop/loop.go/#L10" class="name"',
    );
    expect(prose).toEqual({ kind: 'prose', html: '<p>Nor <code>ErrClosed</code> here.</p>' });
    expect(questions).toEqual([
      {
        question: 'What of <code>Loop.Run</code>?',
        answer:
          '<p><code>ErrClosed</code>, <a href="/v0.1/run/" class="name" title="Loop.Run in pkg/loop/loop.go"><code>Loop.Run</code></a>.</p>',
      },
    ]);
  });
});

test('a run stands in the release of the ports; other releases lead there, and ask nothing', async () => {
  const body = [
    '::run{of="get"}',
    ':::predict{run="get" scenario="one" fact="taken"}\nHow many?\n\n- 1\n- 2\n\nOne.\n:::',
  ].join('\n\n');
  const { byId, ...site } = await siteOfReleases(
    { [portsRelease]: { ...smallSource }, 'v1.21': { ...smallSource } },
    { [`${folder}/30-new.md`]: stop('New', { body }) },
  );
  const run = { run: { id: 'get', title: 'Take keys', scenarios: [] } } as unknown as LoadedRun;
  const later = byId.get('v1.21');
  if (!later) throw new Error('v1.21 is published');
  const page = await stopPage({ ...site, runs: new Map([['get', run]]) }, later, 'new');
  expect(page.blocks).toEqual([
    {
      kind: 'run-elsewhere',
      title: 'Take keys',
      href: `/${portsRelease}/new/#run-get`,
      release: portsRelease.replace('v', 'Small '),
    },
  ]);
});
