import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('claim-replicasets');

describe('claim-replicasets', () => {
  test('keeps, adopts, releases and leaves alone', () => {
    expect(factsOf('one-of-each')).toMatchObject({
      claimed: 'front-1, web',
      adopted: 1,
      released: 1,
      stolen: 0,
    });
    expect(factsOf('our-web')).toMatchObject({ claimed: 'web', adopted: 1, liveReads: 1 });
    expect(factsOf('dying-set')).toMatchObject({ claimed: 'front-1', adopted: 0 });
    expect(factsOf('one-fails')).toMatchObject({ claimed: 'web-2, front-1', liveReads: 1 });
  });

  test('takes what is not its own without its checks', () => {
    expect(broken('one-of-each', 'any-owner')).toMatchObject({ stolen: 1 });
    expect(factsOf('dying-owner')).toMatchObject({ claimed: 'front-1', adopted: 0 });
    expect(broken('dying-owner', 'no-recheck')).toMatchObject({ adopted: 1, error: 'none' });
    expect(broken('dying-set', 'adopt-the-dying')).toMatchObject({ adopted: 1 });
  });
});
