import { expect, test } from 'vitest';
import { loadGoParser } from '../../go/go-parser.ts';
import { workspaceAt } from '../../release/workspace.ts';
import { formatMutants } from './format-mutants.ts';
import { loadBase } from './load-base.ts';
import { runMutants } from './mutant-suite.ts';

const parser = await loadGoParser();
const base = await loadBase(workspaceAt(process.cwd()), parser, 'v1.20');

test.skipIf(!base)(
  'what is placed in next releases of the real source is placed rightly',
  { timeout: 120_000 },
  () => {
    if (!base) return;
    const { kinds, notRight } = runMutants(parser, base.release, base.anchors, {
      count: 200,
      seed: 3,
    });
    const wrong = notRight.filter(({ verdict }) => verdict.startsWith('wrong'));
    expect(wrong.map(({ kind, carried, truth }) => ({ kind, carried, truth }))).toEqual([]);
    const counts = [...kinds.values()];
    expect(counts.reduce((sum, { mutants }) => sum + mutants, 0)).toBeGreaterThanOrEqual(190);
    const right = counts.reduce((sum, count) => sum + count.right, 0);
    const missed = counts.reduce((sum, count) => sum + count['orphan, needlessly'], 0);
    expect(right / (right + missed)).toBeGreaterThan(0.9);
    const table = formatMutants({ kinds, notRight }).split('\n');
    expect(table[0]).toMatch(
      /^kind +mutants +anchors +placed +right +wrong +rightly orphaned +needless +precision +recall$/,
    );
    expect(table).toHaveLength(kinds.size + 2);
    expect(table.at(-1)).toMatch(/^all .* 100\.0% +\d\d\.\d%$/);
  },
);
