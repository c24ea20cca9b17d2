import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('stale-cache');

describe('stale-cache', () => {
  test('creates no Pod twice', () => {
    expect(factsOf('one-seen')).toMatchObject({ created: 3, most: 3 });
    expect(factsOf('none-seen')).toMatchObject({ created: 3, most: 3 });
    expect(factsOf('scaled-down')).toMatchObject({ created: 5, deletes: 2, inTheEnd: 3 });
    expect(factsOf('lost-event')).toMatchObject({ created: 4 });
  });

  test('creates too many without expectations', () => {
    expect(broken('one-seen', 'no-expectations')).toMatchObject({
      created: 5,
      deletes: 2,
      most: 5,
    });
    expect(broken('none-seen', 'no-expectations')).toMatchObject({ created: 12, inTheEnd: 3 });
  });
});
