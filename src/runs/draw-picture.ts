import type { Element, ElementContent } from 'hast';
import { h, s } from 'hastscript';
import type { Documents, Grid, Groups, Item, Part, Picture, Times, Tone } from './picture.ts';
import { seconds } from './seconds.ts';

/** A tone's mark and word: colour alone never tells. */
const tones: Readonly<Record<Tone, readonly [mark: string, word: string]>> = {
  plain: ['', ''],
  waiting: ['…', 'waits'],
  busy: ['▸', 'under way'],
  good: ['✓', 'done'],
  bad: ['✕', 'failed'],
  chosen: ['●', 'chosen'],
  gone: ['–', 'gone'],
};

/** Draws a picture; the same function serves the build and the page. */
export function drawPicture(picture: Picture): Element {
  return h('div', { className: ['picture-parts'] }, picture.map(drawPart));
}

function drawPart(part: Part): Element {
  const title = part.title === undefined ? [] : [h('p', { className: ['part-title'] }, part.title)];
  return h('div', { className: ['part', `part-${part.kind}`] }, [...title, drawBody(part)]);
}

function drawBody(part: Part): Element {
  switch (part.kind) {
    case 'groups':
      return drawGroups(part);
    case 'grid':
      return drawGrid(part);
    case 'times':
      return drawTimes(part);
    case 'documents':
      return drawDocuments(part);
  }
}

const drawGroups = ({ groups }: Groups): Element =>
  h(
    'dl',
    groups.flatMap(({ name, items, empty, note }) => [
      h('dt', [name, ...noted(note)]),
      h(
        'dd',
        items.length === 0
          ? [h('span', { className: ['none'] }, empty ?? 'empty')]
          : items.map(drawItem),
      ),
    ]),
  );

const drawItem = ({ text, tone = 'plain', note }: Item): Element =>
  h('span', { className: ['item', tone] }, [...marked(tone), text, ...noted(note)]);

const drawGrid = ({ columns, rows }: Grid): Element =>
  h('table', [
    h(
      'thead',
      h(
        'tr',
        columns.map((column) => h('th', { scope: 'col' }, column)),
      ),
    ),
    h(
      'tbody',
      rows.map(({ cells, tone = 'plain', note }) =>
        h('tr', { className: [tone] }, [
          ...cells.map((cell, at) =>
            at === 0
              ? h('th', { scope: 'row' }, [...marked(tone), cell, ...noted(note)])
              : h('td', cell),
          ),
        ]),
      ),
    ),
  ]);

/** Width of the axis and height of a row, in the drawing's own units. */
const [axis, rowHeight, left] = [600, 34, 120];

function drawTimes({ rows }: Times): Element {
  const moments = rows.flatMap((row) => row.moments);
  const end = Math.max(1, ...moments.map(({ at }) => at));
  const x = (at: number): number => Math.round(left + (at / end) * (axis - left - 60));
  const words = rows.map(
    ({ name, moments }) =>
      `${name}: ${moments.map(({ at, label }) => `${label} at ${seconds(at)}`).join(', ') || 'nothing'}`,
  );
  return s(
    'svg',
    {
      viewBox: `0 0 ${axis} ${rows.length * rowHeight + 8}`,
      role: 'img',
      ariaLabel: words.join('; '),
    },
    rows.flatMap(({ name, moments }, row) => {
      const y = row * rowHeight + 22;
      return [
        s('text', { x: 0, y: y + 4, className: ['row-name'] }, name),
        s('line', { x1: left, y1: y, x2: axis - 40, y2: y, className: ['axis'] }),
        ...moments.flatMap(({ at, label }) => [
          s('circle', { cx: x(at), cy: y, r: 4, className: ['moment'] }),
          s('text', { x: x(at), y: y - 9, className: ['moment-name'] }, label),
        ]),
      ];
    }),
  );
}

const drawDocuments = ({ documents }: Documents): Element =>
  h(
    'div',
    { className: ['documents'] },
    documents.map(({ name, lines }) =>
      h('figure', [
        h('figcaption', name),
        h(
          'pre',
          { tabIndex: 0 },
          lines.map(({ text, tone = 'plain' }) =>
            h('span', { className: ['doc-line', tone] }, [...marked(tone), `${text}\n`]),
          ),
        ),
      ]),
    ),
  );

function marked(tone: Tone): ElementContent[] {
  const [mark, word] = tones[tone];
  if (mark === '') return [];
  return [
    h('span', { className: ['mark'], ariaHidden: 'true' }, mark),
    h('span', { className: ['said'] }, `${word}: `),
  ];
}

const noted = (note: string | undefined): ElementContent[] =>
  note === undefined ? [] : [h('small', note)];
