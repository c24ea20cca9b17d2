import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallContent, smallSource } from '../../test/small-release.ts';
import { blobIdOf } from '../release/blob-id.ts';
import { compileTour } from './compile-tour.ts';
import { plainText } from './to-prose.ts';
import type { Block, Excerpt, Stop, Tour } from './tour.ts';

const go = await memoryRelease();
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';
const folder = 'content/tour/10-the-loop';

function stopsOf(tour: Tour): readonly Stop[] {
  return tour.chapters.flatMap(({ stops }) => stops);
}

function stopNamed(tour: Tour, slug: string): Stop {
  const stop = stopsOf(tour).find((candidate) => candidate.slug === slug);
  if (!stop) throw new Error(`There is no stop ${slug}`);
  return stop;
}

function excerptsOf({ blocks }: Stop): Excerpt[] {
  return blocks.flatMap((block) => (block.kind === 'excerpt' ? [block.excerpt] : []));
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'excerpt':
      return block.excerpt.symbol;
    case 'picture':
    case 'run':
      return block.name;
    case 'predict':
      return block.run;
    default:
      return plainText(block.prose).replace(/\s+/g, ' ').trim();
  }
}

/** The stop `new` whose body this is; it must be without problems. */
function newStop(body: string, release = 'v0.1'): Stop {
  const files = smallContent({ [`${folder}/30-new.md`]: front + body });
  const { tour, problems } = compileTour(files, release, go);
  expect(report(problems)).toBe('');
  return stopNamed(tour, 'new');
}

describe('the small tour', () => {
  const compiled = compileTour(smallContent(), 'v0.1', go);
  const { tour, problems } = compiled;
  const run = stopNamed(tour, 'run');
  const [runExcerpt, stepExcerpt] = excerptsOf(run);

  test('it has no problems', () => {
    expect(report(problems)).toBe('');
  });

  test('it has its chapter and stops, as the front matter has them', () => {
    expect(tour.release).toBe('v0.1');
    expect(
      tour.chapters.map(({ slug, title, summary, stops }) => ({
        slug,
        title,
        summary,
        stops: stops.map((stop) => [stop.slug, stop.title, stop.lane, stop.summary, stop.needs]),
      })),
    ).toEqual([
      {
        slug: 'the-loop',
        title: 'The loop',
        summary: 'A loop that never ends.',
        stops: [
          [
            'run',
            'Run: until closed',
            'kube-controller-manager',
            'The loop runs until its queue is closed.',
            [],
          ],
          ['the-queue', 'The queue', 'client-go', 'Keys in order, each once.', ['run']],
        ],
      },
    ]);
  });

  test('the chapter has its prose and its questions', () => {
    const [chapter] = tour.chapters;
    expect(chapter && plainText(chapter.prose).trim()).toBe('One chapter, two stops.');
    expect(
      chapter?.questions.map(({ question, answer }) => [
        plainText(question),
        plainText(answer).trim(),
      ]),
    ).toEqual([['Why does the key come back?', 'Because the error is a wish to be called again.']]);
  });

  test('blocks are in the order of the file, without what is meant for another release', () => {
    expect(run.blocks.map((block) => [block.kind, textOf(block)])).toEqual([
      ['prose', 'The loop is told how many workers it has. It starts at 10:30 and asks the queue.'],
      ['excerpt', 'Loop.Run'],
      ['excerpt', 'Loop.step'],
      ['trace', 'Nothing is recorded yet.'],
    ]);
    const trace = run.blocks.at(-1);
    expect(trace?.kind === 'trace' && plainText(trace.label)).toBe('at the start');
  });

  test('an excerpt says where it is, and shows the doc comment with the declaration', () => {
    expect(runExcerpt).toMatchObject({
      anchor: 'pkg/loop/loop.go#Loop.Run',
      path: 'pkg/loop/loop.go',
      blob: blobIdOf(Buffer.from(smallSource['pkg/loop/loop.go'] ?? '')),
      symbol: 'Loop.Run',
      lines: { from: 34, to: 54 },
      folds: [],
    });
  });

  test('of alternatives the first that is there is shown', () => {
    expect(stepExcerpt?.anchor).toBe('pkg/loop/loop.go#Loop.step');
    expect(stepExcerpt?.lines).toEqual({ from: 56, to: 68 });
  });

  test('notes are numbered over the whole stop, in the order of lines and not of the file', () => {
    const notes = excerptsOf(run).flatMap((excerpt) => excerpt.notes);
    expect(
      notes.map(({ number, label, lines, anchor }) => [number, plainText(label), lines, anchor]),
    ).toEqual([
      [
        1,
        'Each worker',
        { from: 38, to: 46 },
        'pkg/loop/loop.go#Loop.Run > "for i := 0; i < workers; i++ {"',
      ],
      [
        2,
        'The one branch',
        { from: 41, to: 45 },
        'pkg/loop/loop.go#Loop.Run > "} else if workers > burst {"',
      ],
      [
        3,
        'Why it waits',
        { from: 57, to: 60 },
        'pkg/loop/loop.go#Loop.step > "key, ok := l.queue.Get()" .. "if !ok {"',
      ],
      [
        4,
        'Back again',
        { from: 62, to: 63 },
        'pkg/loop/loop.go#Loop.step > "// The key comes back,"',
      ],
    ]);
  });

  test('a note on a part lies on the lines of the part', () => {
    const [, stack] = excerptsOf(stopNamed(tour, 'the-queue'));
    expect(stack?.lines).toEqual({ from: 28, to: 29 });
    expect(stack?.notes.map(({ anchor, lines }) => [anchor, lines])).toEqual([
      ['pkg/loop/queue.go#Stack > doc', { from: 28, to: 28 }],
    ]);
  });

  test('an edge has its kind and its label with marks', () => {
    expect(run.leadsTo.map(({ to, kind }) => [to, kind])).toEqual([['the-queue', 'call']]);
    expect(run.leadsTo[0]?.label.children.map((node) => [node.type, plainText(node)])).toEqual([
      ['text', 'takes a key by '],
      ['element', 'Get'],
    ]);
  });

  test('a call that leads to another stop is a link, at its columns', () => {
    expect(runExcerpt?.calls).toEqual([]);
    expect(stepExcerpt?.calls).toEqual([{ line: 57, from: 20, to: 23, stop: 'the-queue' }]);
  });

  test('words count prose, labels and notes, and no code of the excerpt', () => {
    expect(run.words).toBe(17 + (3 + 4) + (2 + 4) + (3 + 4) + (2 + 4) + 4);
  });

  test('a link to a stop stays a link to a stop', () => {
    const [prose] = run.blocks;
    expect(JSON.stringify(prose)).toContain('"href":"stop:the-queue"');
  });

  test('the same input gives the same tour', () => {
    expect(compileTour(smallContent(), 'v0.1', go)).toEqual(compiled);
  });

  test('another reading of the same source gives the same tour', async () => {
    expect(compileTour(smallContent(), 'v0.1', await memoryRelease()).tour).toEqual(tour);
  });

  test('the order in which files are read does not matter', () => {
    const turned = new Map([...smallContent()].reverse());
    expect(compileTour(turned, 'v0.1', go).tour).toEqual(tour);
  });

  test('it is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(tour))).toStrictEqual(tour);
  });

  test('the input is left as it was', () => {
    const files = smallContent();
    compileTour(files, 'v0.1', go);
    expect(files).toEqual(smallContent());
  });
});

describe('excerpts and notes', () => {
  test('a narrowed excerpt shows only the lines of its piece', () => {
    const stop = newStop(
      '::excerpt{of=\'pkg/loop/loop.go#Loop.step > "if err := l.sync"\'}\n\n:::note[N]{at="l.queue.Add(key)"}\nWords.\n:::\n',
    );
    const [excerpt] = excerptsOf(stop);
    expect(excerpt?.anchor).toBe('pkg/loop/loop.go#Loop.step > "if err := l.sync"');
    expect(excerpt?.lines).toEqual({ from: 61, to: 66 });
    expect(excerpt?.notes.map(({ lines }) => lines)).toEqual([{ from: 64, to: 64 }]);
  });

  test('calls outside a narrowed excerpt are no links', () => {
    const stop = newStop('::excerpt{of=\'pkg/loop/loop.go#Loop.step > "if !ok"\'}\n');
    expect(excerptsOf(stop)[0]?.calls).toEqual([]);
  });

  test('notes that begin on one line stand with the longer first', () => {
    const stop = newStop(
      [
        '::excerpt{of="pkg/loop/queue.go#Queue.Get"}',
        ':::note[Short]{part="signature"}\nA.\n:::',
        ':::note[Long]{part="body"}\nB.\n:::',
      ].join('\n\n'),
    );
    expect(
      excerptsOf(stop)[0]?.notes.map(({ number, label }) => [number, plainText(label)]),
    ).toEqual([
      [1, 'Long'],
      [2, 'Short'],
    ]);
  });

  test('prose between an excerpt and its note does not part them', () => {
    const stop = newStop(
      '::excerpt{of="pkg/loop/queue.go#Queue.Add"}\n\nBetween.\n\n:::note[N]{part="signature"}\nWords.\n:::\n',
    );
    expect(stop.blocks.map(({ kind }) => kind)).toEqual(['excerpt', 'prose']);
    expect(excerptsOf(stop)[0]?.notes.length).toBe(1);
  });

  test('a long excerpt is folded, unless it says otherwise', async () => {
    const statements = Array.from({ length: 60 }, (_, at) => `\twork(${at})`).join('\n');
    const long = await memoryRelease({
      'long.go': `package long\n\n// f is long.\nfunc f() {\n${statements}\n}\n`,
    });
    const foldsWith = (attributes: string): unknown => {
      const files = new Map([
        ['content/tour/10-a/chapter.md', '---\ntitle: A\nsummary: S\n---\n'],
        [
          'content/tour/10-a/10-b.md',
          `${front}::excerpt{of="long.go#f"${attributes}}\n\n:::note[N]{at="work(30)"}\nWords.\n:::\n`,
        ],
      ]);
      const { tour, problems } = compileTour(files, 'v0.1', long);
      expect(report(problems)).toBe('');
      return excerptsOf(stopNamed(tour, 'b')).map(({ folds }) => folds);
    };
    expect(foldsWith('')).toEqual([
      [
        { from: 7, to: 32 },
        { from: 38, to: 62 },
      ],
    ]);
    expect(foldsWith(' fold="none"')).toEqual([[]]);
  });
});

describe('the release directive', () => {
  const body = [
    ':::release{until="v0.2"}\nfor one and two\n:::',
    ':::release{since="v0.2"}\nnot for one\n:::',
    '::::release{until="v9.8"}\nouter\n\n:::release{since="v0.2" until="v0.2"}\ninner\n:::\n::::',
  ].join('\n\n');

  test.each([
    ['v0.1', 'for one and two outer'],
    ['v0.2', 'for one and two not for one outer inner'],
    ['v9.9', 'not for one'],
  ])('in %s the text is "%s"', (release, text) => {
    expect(newStop(body, release).blocks.map(textOf).join(' ')).toBe(text);
  });

  test('an excerpt and its note may stand inside', () => {
    const stop = newStop(
      '::::release{until="v0.1"}\n::excerpt{of="pkg/loop/queue.go#Queue"}\n\n:::note[N]{at="keys []string"}\nWords.\n:::\n::::\n',
    );
    expect(excerptsOf(stop)[0]?.notes.map(({ lines }) => lines)).toEqual([{ from: 5, to: 5 }]);
  });
});

describe('prose', () => {
  const proseOf = (text: string): string => newStop(text).blocks.map(textOf).join('\n');

  test.each([
    'It starts at 10:30 and ends at 11:45.',
    'The image nginx:1.19 is pulled.',
    'A key such as default/web:v1[0]{x} stays.',
    'Ports 80:8080 and 443:8443, :wq',
  ])('what only looks like a directive stays as it was typed: %s', (text) => {
    expect(proseOf(text)).toBe(text);
  });

  test('what looks like a directive in a label stays as well', () => {
    const [first] = newStop(':::trace[at 10:30 sharp]\nWords.\n:::').blocks;
    expect(first?.kind === 'trace' && plainText(first.label)).toBe('at 10:30 sharp');
  });

  test('what looks like a directive in the label of an edge stays as well', () => {
    const edge = front.replace(
      '---\n\n',
      'leads-to:\n  - {to: run, kind: data, label: "at 10:30, `a:b`"}\n---\n',
    );
    const { tour, problems } = compileTour(
      smallContent({ [`${folder}/30-new.md`]: edge }),
      'v0.1',
      go,
    );
    expect(report(problems)).toBe('');
    expect(
      stopNamed(tour, 'new').leadsTo.map(({ label }) => label.children.map(plainText)),
    ).toEqual([['at 10', ':30', ', ', 'a:b']]);
  });

  test('tables, lists and code are HTML elements', () => {
    const [block] = newStop('| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n\n```go\nf()\n```').blocks;
    const tags = block?.kind === 'prose' ? block.prose.children : [];
    expect(tags.flatMap((node) => (node.type === 'element' ? [node.tagName] : []))).toEqual([
      'table',
      'ul',
      'pre',
    ]);
  });

  test('positions of the Markdown are no part of the tour', () => {
    expect(JSON.stringify(newStop('Words with [a link](https://example.com).'))).not.toContain(
      '"position"',
    );
  });
});
