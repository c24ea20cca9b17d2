import { describe, expect, test } from 'vitest';
import { smallContent } from '../../test/small-release.ts';
import { slugOf } from './parse-stop.ts';
import { citedPaths, parseTour } from './parse-tour.ts';

const front = '---\ntitle: T\nlane: etcd\nsummary: S\n---\n\n';
const chapter = '---\ntitle: C\nsummary: S\n---\n';

describe('parseTour', () => {
  test('chapters and stops are in the order of their numbers, whatever that of the files', () => {
    const files = new Map([
      ['content/tour/20-second/10-c.md', front],
      ['content/tour/10-first/20-b.md', front],
      ['content/tour/20-second/chapter.md', chapter],
      ['content/tour/10-first/chapter.md', chapter],
      ['content/tour/10-first/10-a.md', front],
    ]);
    const { chapters, problems } = parseTour(files, 'v0.1');
    expect(problems).toEqual([]);
    expect(
      chapters.map((draft) => [draft.chapter.slug, draft.stops.map(({ slug }) => slug)]),
    ).toEqual([
      ['first', ['a', 'b']],
      ['second', ['c']],
    ]);
  });

  test('the number in front is no part of a slug', () => {
    expect(slugOf('content/tour/60-the-controller/70-slow-start.md')).toBe('slow-start');
    expect(slugOf('slow-start.md')).toBe('slow-start');
    expect(slugOf('content/tour/a/10-2-phases.md')).toBe('2-phases');
  });

  test('a chapter without stops is a chapter', () => {
    const { chapters, problems } = parseTour(
      new Map([['content/tour/10-first/chapter.md', chapter]]),
      'v0.1',
    );
    expect(problems).toEqual([]);
    expect(chapters.map(({ stops }) => stops.length)).toEqual([0]);
  });

  test('no files are a tour without chapters', () => {
    expect(parseTour(new Map(), 'v0.1')).toEqual({ chapters: [], problems: [] });
  });
});

describe('citedPaths', () => {
  test('every alternative counts, each path once', () => {
    expect([...citedPaths(parseTour(smallContent(), 'v0.1'))]).toEqual([
      'pkg/loop/loop.go',
      'pkg/loop/gone.go',
      'pkg/loop/queue.go',
    ]);
  });

  test('what is meant for other releases does not count', () => {
    const body =
      ':::release{since="v9.9"}\n::excerpt{of="new.go#X"}\n:::\n\n:::release{until="v9.8"}\n::excerpt{of="old.go#X"}\n:::\n';
    const files = new Map([
      ['content/tour/10-a/chapter.md', chapter],
      ['content/tour/10-a/10-b.md', front + body],
    ]);
    expect([...citedPaths(parseTour(files, 'v9.9'))]).toEqual(['new.go']);
    expect([...citedPaths(parseTour(files, 'v0.1'))]).toEqual(['old.go']);
  });
});
