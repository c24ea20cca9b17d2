import { describe, expect, test } from 'vitest';
import { memoryRelease, report, smallContent, smallSource } from '../../test/small-release.ts';
import { compileTour } from './compile-tour.ts';
import { mentionedPaths, neededPaths, parseTour } from './parse-tour.ts';

const far = 'pkg/far/far.go';
const source = {
  ...smallSource,
  [far]: 'package far\n\nfunc FarAway() {}\n',
  'pkg/far/beside.go': 'package far\n\nfunc BesideIt() {}\n',
  'pkg/loop/loop_test.go': 'package loop\n\nfunc TestLoop() {}\n',
};
const go = await memoryRelease(source);

const stop = 'content/tour/10-the-loop/30-new.md';
const chapter = 'content/tour/10-the-loop/chapter.md';
const stopWith = (mentions: string, body = ''): string =>
  `---\ntitle: New\nlane: etcd\nsummary: S\n${mentions}---\n\n${body}`;
const chapterWith = (mentions: string): string => `---\ntitle: C\nsummary: S\n${mentions}---\n`;

const problems = (changes: Record<string, string>): string =>
  report(compileTour(smallContent(changes), 'v0.1', go).problems);

describe('names of files that the tour does not show', () => {
  const body = 'Calls `FarAway`.\n';

  test('are unknown', () => {
    expect(problems({ [stop]: stopWith('', body) })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:7:7: Prose names \`FarAway\`, which the packages that the tour shows do not have.
        If it is declared elsewhere, add its file to \`mentions:\` in the front matter."
    `);
  });

  test('are known to a stop that mentions the file', () => {
    expect(problems({ [stop]: stopWith(`mentions: [${far}]\n`, body) })).toBe('');
  });

  test('are known to the stops of a chapter that mentions the file', () => {
    expect(
      problems({ [stop]: stopWith('', body), [chapter]: chapterWith(`mentions: [${far}]\n`) }),
    ).toBe('');
  });

  test('are unknown still when another file of their package is mentioned', () => {
    expect(problems({ [stop]: stopWith('mentions: [pkg/far/beside.go]\n', body) }))
      .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:8:7: Prose names \`FarAway\`, which the packages that the tour shows do not have.
        If it is declared elsewhere, add its file to \`mentions:\` in the front matter."
    `);
  });

  test('of a test are unknown, though its package is shown', () => {
    expect(problems({ [stop]: stopWith('', 'See `TestLoop`.\n') })).toContain('`TestLoop`');
    expect(
      problems({ [stop]: stopWith('mentions: [pkg/loop/loop_test.go]\n', 'See `TestLoop`.\n') }),
    ).toBe('');
  });

  test('have a place, and count as names', () => {
    const files = smallContent({ [stop]: stopWith(`mentions: [${far}]\n`, `${body}\n${body}`) });
    const { tour, names } = compileTour(files, 'v0.1', go);
    expect(JSON.stringify(tour)).toContain(
      JSON.stringify({ dataPath: far, dataSymbol: 'FarAway', dataLine: '3' }),
    );
    expect(names).toBe(compileTour(smallContent(), 'v0.1', go).names + 1);
  });
});

describe('mentions that are no list of files', () => {
  test('in a stop', () => {
    expect(problems({ [stop]: stopWith(`mentions: ${far}\n`) })).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:5:11: \`mentions\`: Invalid input: expected array, received string."`,
    );
    expect(problems({ [stop]: stopWith('mentions: [1]\n') })).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/30-new.md:5:12: \`mentions.0\`: Invalid input: expected string, received number."`,
    );
    expect(problems({ [stop]: stopWith(`mention: [${far}]\n`) })).toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:5:10: Unknown key \`mention\`.
        Did you mean \`mentions\`?"
    `);
  });

  test('in a chapter', () => {
    expect(problems({ [chapter]: chapterWith(`mentions: ${far}\n`) })).toMatchInlineSnapshot(
      `"content/tour/10-the-loop/chapter.md:4:11: \`mentions\`: Invalid input: expected array, received string."`,
    );
  });
});

describe('neededPaths', () => {
  const paths = Object.keys(source);
  const needed = (changes: Record<string, string> = {}): string[] =>
    [...neededPaths(parseTour(smallContent(changes), 'v0.1'), paths)].sort();
  const shown = ['pkg/loop/gone.go', 'pkg/loop/loop.go', 'pkg/loop/queue.go'];

  test('are the cited files over all alternatives, and their packages without tests', () => {
    expect(needed()).toEqual(shown);
    const more = { ...source, 'pkg/loop/more.go': 'package loop\n' };
    expect([...neededPaths(parseTour(smallContent(), 'v0.1'), Object.keys(more))].sort()).toEqual([
      'pkg/loop/gone.go',
      'pkg/loop/loop.go',
      'pkg/loop/more.go',
      'pkg/loop/queue.go',
    ]);
  });

  test('are also the files that stops and chapters mention, each once', () => {
    expect(needed({ [stop]: stopWith(`mentions: [${far}, ${far}, pkg/loop/loop.go]\n`) })).toEqual([
      far,
      ...shown,
    ]);
    expect(needed({ [chapter]: chapterWith('mentions: [pkg/far/beside.go]\n') })).toEqual([
      'pkg/far/beside.go',
      ...shown,
    ]);
  });

  test('hold no mentioned file that the release does not have', () => {
    expect(needed({ [stop]: stopWith('mentions: [pkg/far/gone.go]\n') })).toEqual(shown);
  });

  test('without a list of the files of a release they are the cited ones', () => {
    expect([...neededPaths(parseTour(smallContent(), 'v0.1'), [])].sort()).toEqual(shown);
  });

  test('mentionedPaths has those of stops and of chapters', () => {
    const draft = parseTour(
      smallContent({
        [stop]: stopWith('mentions: [a.go, b.go]\n'),
        [chapter]: chapterWith('mentions: [c.go, a.go]\n'),
      }),
      'v0.1',
    );
    expect([...mentionedPaths(draft)].sort()).toEqual(['a.go', 'b.go', 'c.go']);
    expect([...mentionedPaths(parseTour(smallContent(), 'v0.1'))]).toEqual([]);
  });
});
