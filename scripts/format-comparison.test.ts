import { expect, test } from 'vitest';
import { formatComparison } from './format-comparison.ts';

const symbol = 'pkg/loop/loop.go#Loop';
const ports = [
  { name: 'step', file: 'src/ports/step.ts', anchor: `${symbol}.step` },
  { name: 'loops', file: 'src/ports/loops.ts', anchor: `${symbol}s` },
];
const same = { cases: 5, same: 5, different: [], onlyFrom: 0, onlyTo: 0 };

test('each symbol that is answered otherwise is told with its ports and first case', () => {
  const different = [
    { vectors: 'loop', at: 3, asked: { do: 'add' }, from: { len: 2 }, to: undefined },
    { vectors: 'loop', at: 4, asked: {}, from: {}, to: { len: 1 } },
  ];
  const compared = new Map([
    ['pkg/loop/queue.go#pop', same],
    [symbol, { cases: 9, same: 6, different, onlyFrom: 1, onlyTo: 2 }],
  ]);
  expect(formatComparison(compared, ports, ['v1.20', 'v1.21'])).toMatchInlineSnapshot(`
    "pkg/loop/loop.go#Loop: 2 of 9 cases differ, 1 only of v1.20, 2 only of v1.21
      port step in src/ports/step.ts
      first in loop.json, case 3:
        asked  {"do":"add"}
        v1.20  {"len":2}
        v1.21  nothing

    2 symbols recorded from both: of 14 cases v1.21 answers 11 as v1.20 did, and 2 otherwise."
  `);
});

test('where all is the same there is the sum alone', () => {
  expect(formatComparison(new Map([[symbol, same]]), ports, ['v1.20', 'v1.21'])).toBe(
    '1 symbol recorded from both: of 5 cases v1.21 answers 5 as v1.20 did, and 0 otherwise.',
  );
});

test('a long question is cut', () => {
  const different = [{ vectors: 'loop', at: 0, asked: 'x'.repeat(400), from: 1, to: 2 }];
  const compared = new Map([[symbol, { ...same, cases: 1, same: 0, different }]]);
  const text = formatComparison(compared, ports, ['v1.20', 'v1.21']);
  expect(text).toContain(`asked  "${'x'.repeat(299)} ...\n`);
});
