import { expect, test } from 'vitest';
import { memoryRelease, report, smallContent } from '../../test/small-release.ts';
import { compileTour } from './compile-tour.ts';
import type { Stop } from './tour.ts';

const go = await memoryRelease();
const front = '---\ntitle: New\nlane: etcd\nsummary: S\n---\n\n';

/** A stop with this body, and what is wrong with it. */
function stopWith(body: string): { stop: Stop | undefined; problems: string } {
  const files = smallContent({ 'content/tour/10-the-loop/30-new.md': front + body });
  const { tour, problems } = compileTour(files, 'v0.1', go);
  const stops = tour.chapters.flatMap((chapter) => chapter.stops);
  return { stop: stops.find(({ slug }) => slug === 'new'), problems: report(problems) };
}

test('a picture is a block of its own, between the prose around it', () => {
  const { stop, problems } = stopWith('Before it.\n\n::picture{of="six-arrows"}\n\nAfter.\n');
  expect(problems).toBe('');
  expect(stop?.blocks.map(({ kind }) => kind)).toEqual(['prose', 'picture', 'prose']);
  expect(stop?.blocks[1]).toEqual({ kind: 'picture', name: 'six-arrows' });
});

test('a picture has no words', () => {
  expect(stopWith('Two words.\n\n::picture{of="six-arrows"}\n').stop?.words).toBe(2);
});

test('a picture between an excerpt and its note does not part them', () => {
  const { stop, problems } = stopWith(
    '::excerpt{of="pkg/loop/queue.go#Queue.Add"}\n\n::picture{of="six-arrows"}\n\n:::note[N]{part="signature"}\nX.\n:::\n',
  );
  expect(problems).toBe('');
  const [first] = stop?.blocks ?? [];
  expect(first?.kind === 'excerpt' && first.excerpt.notes.length).toBe(1);
});

test('a picture that the site cannot draw: the nearest is suggested', () => {
  const { stop, problems } = stopWith('Before.\n\n::picture{of="six-arows"}\n');
  expect(problems).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:9:1: There is no picture of \`six-arows\`.
      Did you mean \`six-arrows\`?"
  `);
  expect(stop?.blocks.map(({ kind }) => kind)).toEqual(['prose']);
});

test('a picture that the site cannot draw, and none is near', () => {
  expect(stopWith('::picture{of="the whole cluster"}\n').problems).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: There is no picture of \`the whole cluster\`.
      Pictures: six-arrows."
  `);
});

test('a picture of nothing, and one with an unknown attribute', () => {
  expect(stopWith('::picture\n').problems).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: There is no picture of \`\`.
      Pictures: six-arrows."
  `);
  expect(stopWith('::picture{off="six-arrows"}\n').problems).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: The directive \`picture\` has no attribute \`off\`.
      Did you mean \`of\`?
    content/tour/10-the-loop/30-new.md:7:1: There is no picture of \`\`.
      Pictures: six-arrows."
  `);
});

test('a picture cannot stand in a trace, nor hold words', () => {
  expect(stopWith(':::trace[x]\n::picture{of="six-arrows"}\n:::\n').problems)
    .toMatchInlineSnapshot(`
      "content/tour/10-the-loop/30-new.md:8:1: The directive \`picture\` cannot stand here.
        Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
    `);
  expect(stopWith(':::picture{of="six-arrows"}\nWords.\n:::\n').problems).toMatchInlineSnapshot(`
    "content/tour/10-the-loop/30-new.md:7:1: The directive \`picture\` cannot stand here.
      Known directives: excerpt, note (after an excerpt), trace, picture, run, predict, release, question (in chapter.md)."
  `);
});
