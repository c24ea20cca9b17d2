import { describe, expect, test } from 'vitest';
import { editedSource, siteOfReleases, type Edits } from '../../test/site-of-releases.ts';
import { smallSource } from '../../test/small-release.ts';
import { compareTours, type ComparedStop } from './compare-tours.ts';

async function compared(
  edits: Edits,
  content: Record<string, string | undefined> = {},
): Promise<ReadonlyMap<string, ComparedStop>> {
  const { byId } = await siteOfReleases(
    { 'v0.1': smallSource, 'v0.2': editedSource(edits) },
    content,
  );
  const [before, after] = [byId.get('v0.1'), byId.get('v0.2')];
  if (!before || !after) throw new Error('Both are published');
  return compareTours(before, after);
}

const loop = 'pkg/loop/loop.go';
const queue = 'pkg/loop/queue.go';
const excerpts = (stop: ComparedStop | undefined) =>
  stop?.excerpts.map(({ change, removed, added, isEdited }) => [change, removed, added, isEdited]);

describe('an excerpt in two releases', () => {
  test('same, when nothing is different', async () => {
    const both = await compared({});
    expect([...both].map(([slug, { change }]) => [slug, change])).toEqual([
      ['run', 'same'],
      ['the-queue', 'same'],
    ]);
  });

  test('moved, when other lines stand above', async () => {
    const both = await compared({ [queue]: (text) => text.replace('package', '\npackage') });
    expect(both.get('the-queue')?.change).toBe('moved');
    expect(excerpts(both.get('the-queue'))).toEqual([
      ['moved', 0, 0, false],
      ['moved', 0, 0, false],
    ]);
  });

  test('comments, when the compiler reads what it read before', async () => {
    const both = await compared({
      [queue]: (text) => text.replace('takes the first key', 'takes the oldest key'),
    });
    expect(excerpts(both.get('the-queue'))).toEqual([
      ['comments', 1, 1, false],
      ['same', 0, 0, false],
    ]);
  });

  test('edited, and which of its notes', async () => {
    const both = await compared({
      [loop]: (text) => text.replace('workers = burst', 'workers = 1'),
    });
    const [first, second] = both.get('run')?.excerpts ?? [];
    expect(first).toMatchObject({ change: 'edited', removed: 1, added: 1, isEdited: true });
    expect(first?.notes.map(({ after, change }) => [after?.number, change])).toEqual([
      [1, 'edited'],
      [2, 'edited'],
    ]);
    expect(second).toMatchObject({ change: 'same' });
    expect(second?.notes.map(({ change }) => change)).toEqual(['same', 'same']);
    expect(both.get('the-queue')?.change).toBe('same');
  });

  test('relocated, when an alternative is in another file', async () => {
    const step = smallSource[loop]?.slice(
      smallSource[loop].indexOf('func (l *Loop) step'),
      smallSource[loop].indexOf('func init()'),
    );
    const { byId } = await siteOfReleases({
      'v0.1': smallSource,
      'v0.2': { ...smallSource, 'pkg/loop/gone.go': `package loop\n\n${step}` },
    });
    const [before, after] = [byId.get('v0.1'), byId.get('v0.2')];
    if (!before || !after) throw new Error('Both are published');
    expect(excerpts(compareTours(before, after).get('run'))).toEqual([
      ['same', 0, 0, false],
      ['relocated', 0, 0, false],
    ]);
  });
});

describe('a stop that content writes by release', () => {
  const stop = (body: string, front = ''): string =>
    `---\ntitle: New\nlane: etcd\nsummary: S\n${front}---\n\n${body}\n`;
  const file = 'content/tour/10-the-loop/30-new.md';

  test('what is written for each release only is compared all the same', async () => {
    const body = [
      ':::release{until="v0.1"}\n::excerpt{of="pkg/loop/queue.go#Queue.Add"}\n:::',
      ':::release{since="v0.2"}\n::excerpt{of="pkg/loop/queue.go#Queue.Get"}\n:::',
    ].join('\n\n');
    const both = await compared({}, { [file]: stop(body) });
    const [pair] = both.get('new')?.excerpts ?? [];
    expect([pair?.before?.symbol, pair?.after?.symbol, pair?.change]).toEqual([
      'Queue.Add',
      'Queue.Get',
      'relocated',
    ]);
  });

  test('an excerpt more is new, one less is gone', async () => {
    const body =
      '::excerpt{of="pkg/loop/queue.go#Queue"}\n\n:::release{since="v0.2"}\n::excerpt{of="pkg/loop/queue.go#Queue.Get"}\n:::';
    const both = await compared({}, { [file]: stop(body) });
    expect(both.get('new')?.excerpts.map(({ change }) => change)).toEqual(['same', 'new']);
    const less = await compared({}, { [file]: stop(body.replace('since="v0.2"', 'until="v0.1"')) });
    expect(less.get('new')?.excerpts.map(({ change }) => change)).toEqual(['same', 'gone']);
    expect(less.get('new')?.change).toBe('gone');
  });

  test('a stop of one release only has nothing to compare', async () => {
    const body = '::excerpt{of="pkg/loop/queue.go#Queue"}';
    const since = await compared({}, { [file]: stop(body, 'since: v0.2\n') });
    expect(since.get('new')).toEqual({ slug: 'new', change: 'new', excerpts: [] });
    const until = await compared({}, { [file]: stop(body, 'until: v0.1\n') });
    expect(until.get('new')).toEqual({ slug: 'new', change: 'gone', excerpts: [] });
  });
});
