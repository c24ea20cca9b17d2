import { expect, test } from 'vitest';
import { loadGoParser } from '../../go/go-parser.ts';
import { workspaceAt } from '../../release/workspace.ts';
import { loadBase } from './load-base.ts';
import { runMutants } from './mutant-suite.ts';

const parser = await loadGoParser();
const base = await loadBase(workspaceAt(process.cwd()), parser, 'v1.20');

test.skipIf(!base)(
  'what is placed in 155 next releases of the real source is placed rightly',
  { timeout: 120_000 },
  () => {
    if (!base) return;
    const { kinds, notRight } = runMutants(parser, base.release, base.anchors, {
      count: 155,
      seed: 3,
    });
    const wrong = notRight.filter(({ verdict }) => verdict.startsWith('wrong'));
    expect(wrong.map(({ kind, carried, truth }) => ({ kind, carried, truth }))).toEqual([]);
    const counts = [...kinds.values()];
    expect(counts.reduce((sum, { mutants }) => sum + mutants, 0)).toBeGreaterThanOrEqual(140);
    const right = counts.reduce((sum, count) => sum + count.right, 0);
    const missed = counts.reduce((sum, count) => sum + count['orphan, needlessly'], 0);
    expect(right / (right + missed)).toBeGreaterThan(0.9);
  },
);
