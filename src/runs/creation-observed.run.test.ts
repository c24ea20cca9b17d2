import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('creation-observed');

describe('creation-observed', () => {
  test('counts only what the owner waits for', () => {
    expect(factsOf('three-seen')).toMatchObject({ add: 0, queued: 'default/web' });
    expect(factsOf('orphan')).toMatchObject({ add: 1, queued: 'default/web' });
    expect(factsOf('old-life')).toMatchObject({ add: 1, queued: 'nothing' });
    expect(factsOf('leaving')).toMatchObject({ add: 1 });
    expect(factsOf('by-hand')).toMatchObject({ add: 0, mayAct: 'yes' });
  });

  test('counts too much without its checks', () => {
    expect(broken('old-life', 'no-uid')).toMatchObject({ add: 0, mayAct: 'yes' });
    expect(broken('leaving', 'no-leaving')).toMatchObject({ add: 0, mayAct: 'yes' });
  });
});
