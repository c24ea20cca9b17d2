import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { plainText, toInlineProse, toProse, wordsIn, type ProseContext } from './to-prose.ts';
import type { Prose } from './tour.ts';

const contextOf = (text: string): ProseContext => ({
  file: 'a.md',
  text,
  stops: new Set(['run']),
  problems: [],
  lookUp: () => ({ kind: 'other' }),
});

const proseOf = (text: string): Prose => toProse(parseMarkdown(text, 'a.md').body, contextOf(text));

/** A label: what stands inside the first paragraph. */
function labelOf(text: string): Prose {
  const [paragraph] = parseMarkdown(text, 'a.md').body;
  if (paragraph?.type !== 'paragraph') throw new Error('The label is no paragraph');
  return toInlineProse(paragraph.children, contextOf(text));
}

describe('toProse', () => {
  test('the Markdown is left as it was, so that it can be used again', () => {
    const text = 'At 10:30, [a link](stop:run).\n';
    const { body } = parseMarkdown(text, 'a.md');
    const before = structuredClone(body);
    const first = toProse(body, contextOf(text));
    expect(body).toEqual(before);
    expect(toProse(body, contextOf(text))).toEqual(first);
  });

  test('what looks like a directive stays as it was typed, wherever it stands', () => {
    expect(toHtml(proseOf('- *at 10:30*\n- [web:v1[0]{x}](stop:run)\n'))).toBe(
      '<ul>\n<li><em>at 10:30</em></li>\n<li><a href="stop:run">web:v1[0]{x}</a></li>\n</ul>',
    );
  });
});

describe('toInlineProse', () => {
  test('no blanks come between the pieces of a label', () => {
    expect(toHtml(labelOf('`Get`s at 10:30, *now*.'))).toBe(
      '<code>Get</code>s at 10:30, <em>now</em>.',
    );
  });

  test('the text of a label is that of its pieces', () => {
    expect(plainText(labelOf('`Get`s at 10:30, *now*.'))).toBe('Gets at 10:30, now.');
  });
});

describe('wordsIn', () => {
  test.each([
    ['nothing', '', 0],
    ['a sentence with marks and code', 'One `two three` *four*, [five](stop:run).', 5],
    ['paragraphs and lists', 'One\n\ntwo\n\n- three\n- four', 4],
    ['code between fences', '```go\nf() // two\n```', 3],
    ['the cells of a table', '| a | b |\n|---|---|\n| c | d |', 4],
  ])('%s', (_, text, words) => {
    expect(wordsIn(proseOf(text))).toBe(words);
  });
});
