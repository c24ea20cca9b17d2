import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lanes } from '../tour/lane.ts';

const tokens = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** Name -> its colour in light and in dark. */
const colours = new Map(
  [...tokens.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** WCAG 2: the share of light that a colour of sRGB gives back. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2: from 1 (the same) to 21 (black on white). */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

const papers = ['paper', 'code-paper'];
/** Behind code of two releases, where only the colours of code stand. */
const diffPapers = ['removed-paper', 'added-paper', 'removed-word', 'added-word'];
/** Only code stands on them, and the numbers of lines on no marked word. */
const standsOn = (text: string, paper: string): boolean =>
  text.startsWith('code-') && !(text === 'code-number' && paper.endsWith('-word'));
/** What is never the colour of letters. */
const others = ['rule', ...diffPapers];
const texts = [...colours.keys()].filter((name) => ![...papers, ...others].includes(name));

test('the measure itself: black on white is 21, a colour on itself 1, a known pair as W3C has it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#8a3b12', '#8a3b12')).toBe(1);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#ffffff', '#0000ff')).toBeCloseTo(8.59, 2);
});

test('every colour of the file is read, and every lane has one', () => {
  expect(colours.size).toBe(tokens.match(/light-dark\(/g)?.length);
  expect(texts).toEqual(
    expect.arrayContaining([
      'ink',
      'ink-soft',
      'accent',
      'code-ink',
      'code-number',
      'code-comment',
      'code-keyword',
      'code-string',
      'code-function',
      'code-type',
      'code-constant',
      ...lanes,
    ]),
  );
});

test('every lane is tied to its colour', () => {
  for (const lane of lanes) {
    expect(tokens).toMatch(
      new RegExp(`\\[data-lane='${lane}'\\] \\{\\s+--lane: var\\(--${lane}\\);`),
    );
  }
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  const pairs = texts.flatMap((text) => [
    ...papers.map((paper) => ({ text, paper })),
    ...diffPapers.flatMap((paper) => (standsOn(text, paper) ? [{ text, paper }] : [])),
  ]);

  test.each(pairs)('$text on $paper has a contrast of 4.5 to 1 at least', ({ text, paper }) => {
    const [front, back] = [colours.get(text)?.[scheme], colours.get(paper)?.[scheme]];
    if (!front || !back) throw new Error(`${text} or ${paper} has no colour`);
    expect(contrast(front, back)).toBeGreaterThanOrEqual(4.5);
  });
});
