import { expect, test } from 'vitest';
import { highlightCode } from '../highlight/highlight-code.ts';
import type { LoadedPort } from '../port-map/load-ports.ts';
import { portHtml } from './port-html.ts';

const text = `/** Doc. */
export function step(q: Queue): boolean {
  // go: key, ok := l.queue.Get()
  const key = q.get(
    1,
  );
  // left out (logging): klog.V(4)
  return key < 2; // go: return nil
}
`;

const port: LoadedPort = {
  name: 'step',
  file: 'src/ports/step.ts',
  lines: { from: 2, to: 9 },
  path: 'pkg/loop/loop.go',
  symbol: 'Loop.step',
  goLines: { from: 1, to: 20 },
  pairs: [
    { typescript: { from: 4, to: 6 }, go: { from: 57, to: 57 } },
    { typescript: { from: 8, to: 8 }, go: { from: 61, to: 66 } },
  ],
  leftOut: [
    { go: { from: 58, to: 60 }, reason: 'logging' },
    { go: { from: 67, to: 67 }, reason: 'metrics' },
  ],
  coverage: { statements: 7, ported: 4, leftOut: 3 },
  text,
  cases: 12,
};

const rendered = await portHtml(port, 'b-', ({ text }, language) => highlightCode(text, language));
const lines = [...rendered.html.matchAll(/<span id="([^"]+)"([^>]*)>(.*?)\n<\/span>/gs)].map(
  ([, id, attributes = '', html = '']) => ({
    id,
    go: /data-go="([^"]+)"/.exec(attributes)?.[1],
    text: html.replace(/<[^>]+>/g, ''),
  }),
);

test('its comments on Go are not shown, nor the lines that hold nothing else', () => {
  expect(lines.map((line) => line.text)).toEqual([
    'export function step(q: Queue): boolean {',
    '  const key = q.get(',
    '    1,',
    '  );',
    '  return key &#x3C; 2;',
    '}',
  ]);
});

test('every line keeps its number in the file and names the Go that it stands for', () => {
  expect(lines.map(({ id, go }) => [id, go])).toEqual([
    ['b-step-2', undefined],
    ['b-step-4', '57-57'],
    ['b-step-5', '57-57'],
    ['b-step-6', '57-57'],
    ['b-step-8', '61-66'],
    ['b-step-9', undefined],
  ]);
});

test('what is left out is said with its lines and its reason', () => {
  expect(rendered.leftOut).toEqual([
    { lines: 'lines 58 to 60', reason: 'logging' },
    { lines: 'line 67', reason: 'metrics' },
  ]);
  expect(rendered.cases).toBe(12);
});
