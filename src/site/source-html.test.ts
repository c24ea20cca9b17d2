import { describe, expect, test } from 'vitest';
import { smallSite, smallSource } from '../../test/small-release.ts';
import { highlightCode } from '../highlight/highlight-code.ts';
import { citationsOf, sourceHtml, type Citation } from './source-html.ts';
import { urlsAt } from './urls.ts';

const urls = urlsAt('/');
const path = 'pkg/loop/loop.go';
const [published] = (await smallSite()).published;
if (!published) throw new Error('The small site has a release');
const citations = citationsOf(published.tour);

describe('citationsOf', () => {
  test('every excerpt cites its file, in the order of reading', () => {
    expect([...citations.keys()]).toEqual([path, 'pkg/loop/queue.go']);
    expect(citations.get(path)).toEqual([
      {
        stop: 'run',
        title: 'Run: until closed',
        lane: 'kube-controller-manager',
        symbol: 'Loop.Run',
        lines: { from: 34, to: 54 },
        notes: [
          { number: 1, label: 'Each worker', lines: { from: 38, to: 46 } },
          { number: 2, label: 'The one branch', lines: { from: 41, to: 45 } },
        ],
      },
      {
        stop: 'run',
        title: 'Run: until closed',
        lane: 'kube-controller-manager',
        symbol: 'Loop.step',
        lines: { from: 56, to: 68 },
        notes: [
          { number: 3, label: 'Why it waits', lines: { from: 57, to: 60 } },
          { number: 4, label: 'Back again', lines: { from: 62, to: 63 } },
        ],
      },
    ]);
  });
});

describe('sourceHtml', () => {
  test('every line of the file is there, under its number', async () => {
    const { html, lineCount } = sourceHtml(
      await highlightCode(smallSource[path] ?? ''),
      [],
      'v0.1',
      urls,
    );
    expect(lineCount).toBe(82);
    const ids = [...html.matchAll(/<span id="L(\d+)" class="l i\d" data-n="(\d+)">/g)].map(
      ([, id, number]) => [Number(id), Number(number)],
    );
    expect(ids).toEqual(Array.from({ length: 82 }, (_, at) => [at + 1, at + 1]));
  });

  test('lines that a stop shows and lines that a note speaks of have their classes', async () => {
    const { html } = sourceHtml(
      await highlightCode(smallSource[path] ?? ''),
      citations.get(path) ?? [],
      'v0.1',
      urls,
    );
    const classOf = (line: number): string | undefined =>
      new RegExp(`id="L${line}" class="l i\\d ?([^"]*)"`).exec(html)?.[1];
    expect([33, 34, 37, 38, 46, 47, 54, 55].map(classOf)).toEqual([
      '',
      'x',
      'x',
      'x a',
      'x a',
      'x',
      'x',
      '',
    ]);
  });

  test('a note is linked from its first line', async () => {
    const { html } = sourceHtml(
      await highlightCode(smallSource[path] ?? ''),
      citations.get(path) ?? [],
      'v0.1',
      urls,
    );
    expect(html).toContain(
      '<a class="m" href="/v0.1/run/#note-2" title="Run: until closed: The one branch" aria-label="Note 2 of Run: until closed: The one branch">2</a>',
    );
    expect(html.match(/class="m"/g)?.length).toBe(4);
  });

  test('the stops that cite the file are in the order of its lines', () => {
    const at = (from: number, stop: string): Citation => ({
      stop,
      title: stop,
      lane: 'etcd',
      symbol: stop,
      lines: { from, to: from },
      notes: [],
    });
    const listing = sourceHtml([], [at(9, 'nine'), at(2, 'two'), at(30, 'thirty')], 'v0.1', urls);
    expect(listing.citations.map(({ title, href }) => [title, href])).toEqual([
      ['two', '/v0.1/two/'],
      ['nine', '/v0.1/nine/'],
      ['thirty', '/v0.1/thirty/'],
    ]);
  });

  test('a long file is cut into blocks of a hundred lines', async () => {
    const lines = await highlightCode(Array.from({ length: 201 }, () => 'x').join('\n'));
    const { html } = sourceHtml(lines, [], 'v0.1', urls);
    expect(html.match(/<pre><code>/g)?.length).toBe(3);
    expect(html).toContain('</pre><pre><code><span id="L101"');
    expect(html).toContain('</pre><pre><code><span id="L201"');
  });

  test('what means something in HTML is escaped, in code and in titles', async () => {
    const lines = await highlightCode('package a\n\nvar s = "</pre><script>alert(1)</script>"\n');
    const citation: Citation = {
      stop: 'run',
      title: 'The "<b>" stop',
      lane: 'etcd',
      symbol: 's',
      lines: { from: 3, to: 3 },
      notes: [{ number: 1, label: '"><script>', lines: { from: 3, to: 3 } }],
    };
    const { html } = sourceHtml(lines, [citation], 'v0.1', urls);
    expect(html).toContain('"&#x3C;/pre>&#x3C;script>alert(1)&#x3C;/script>"');
    expect(html).toContain('title="The &#x22;<b>&#x22; stop: &#x22;><script>"');
    expect(html.replaceAll(/"[^"]*"/g, '""')).not.toContain('<script');
  });
});
