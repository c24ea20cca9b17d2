import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('work-loop');

describe('work-loop', () => {
  test('tries again with delays that double', () => {
    expect(factsOf('succeeds')).toMatchObject({ syncs: 1, lastDelay: 'none' });
    expect(factsOf('fails')).toMatchObject({
      syncs: 6,
      delays: '5 ms, 10 ms, 20 ms, 40 ms, 80 ms',
    });
    expect(factsOf('added-meanwhile')).toMatchObject({ syncs: 3 });
    expect(factsOf('fails-again')).toMatchObject({ lastDelay: '5 ms' });
    expect(factsOf('not-delayed')).toMatchObject({ syncs: 9 });
  });

  test('shows what Forget, Done and the delay are for', () => {
    expect(broken('fails-again', 'no-forget')).toMatchObject({ lastDelay: '160 ms' });
    expect(broken('added-meanwhile', 'no-done')).toMatchObject({ syncs: 1, heldForEver: 'yes' });
    expect(broken('fails', 'no-delay')).toMatchObject({ syncs: 20 });
  });
});
