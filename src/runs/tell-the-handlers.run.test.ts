import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('tell-the-handlers');

describe('tell-the-handlers', () => {
  test('lets nobody wait for a slow handler', () => {
    expect(factsOf('both-quick')).toMatchObject({ firstEnds: 20, secondEnds: 20 });
    expect(factsOf('first-slow')).toMatchObject({
      distributedAt: 40,
      firstEnds: 400,
      secondEnds: 40,
      lostByFirst: 0,
    });
    expect(factsOf('burst')).toMatchObject({ distributedAt: 0, firstEnds: 400, secondEnds: 80 });
    expect(factsOf('stopped')).toMatchObject({ lostByFirst: 2, lostBySecond: 0 });
  });

  test('loses updates without its buffer', () => {
    expect(broken('first-slow', 'no-buffer')).toMatchObject({ lostByFirst: 2, lostBySecond: 0 });
    expect(broken('first-slow', 'newest-only')).toMatchObject({ first: '101, 102, 103, 105' });
  });
});
