import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('claim-pods');

describe('claim-pods', () => {
  test('keeps, adopts, releases and leaves alone', () => {
    expect(factsOf('one-of-each')).toMatchObject({
      claimed: 'web-1, bare',
      adopted: 1,
      released: 1,
    });
    expect(factsOf('own-only')).toMatchObject({ requests: 0 });
    expect(factsOf('dying-owner')).toMatchObject({ claimed: 'web-1', adopted: 0 });
    expect(factsOf('created-again')).toMatchObject({ claimed: 'none' });
    expect(factsOf('three-orphans')).toMatchObject({ adopted: 3, liveReads: 1 });
    expect(factsOf('lost-race')).toMatchObject({ claimed: 'web-1', adopted: 0 });
  });

  test('adopts for the dead without its checks', () => {
    expect(broken('dying-owner', 'no-recheck')).toMatchObject({ adopted: 1, error: 'none' });
    expect(broken('created-again', 'no-uid')).toMatchObject({ adopted: 1 });
    expect(broken('three-orphans', 'not-once')).toMatchObject({ liveReads: 3 });
  });
});
