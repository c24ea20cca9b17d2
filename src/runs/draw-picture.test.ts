import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { drawPicture } from './draw-picture.ts';

test('a tone has a mark and a word, and what a run says is text, never markup', () => {
  const html = toHtml(
    drawPicture([
      {
        kind: 'groups',
        groups: [
          { name: '<b>', items: [{ text: '<img src=x onerror=alert(1)>', tone: 'bad' }] },
          { name: 'none', items: [], empty: 'nothing waits' },
        ],
      },
    ]),
  );
  expect(html).toContain('&#x3C;img src=x onerror=alert(1)>');
  expect(html).not.toContain('<img');
  expect(html).toContain('<span class="mark" aria-hidden="true">✕</span>');
  expect(html).toContain('<span class="said">failed: </span>');
  expect(html).toContain('nothing waits');
});

test('tables, times and documents', () => {
  const html = toHtml(
    drawPicture([
      {
        kind: 'grid',
        columns: ['Pod', 'ready'],
        rows: [{ cells: ['web-1', 'no'], tone: 'chosen' }],
      },
      {
        kind: 'times',
        rows: [
          {
            name: 'a',
            moments: [
              { at: 0, label: '1st' },
              { at: 1500, label: '2nd' },
            ],
          },
        ],
      },
      { kind: 'documents', documents: [{ name: 'live', lines: [{ text: 'replicas: 3' }] }] },
    ]),
  );
  expect(html).toContain('<th scope="row"><span class="mark"');
  expect(html).toContain('aria-label="a: 1st at 0 ms, 2nd at 1.5 s"');
  expect(html).toContain('<figcaption>live</figcaption>');
});
