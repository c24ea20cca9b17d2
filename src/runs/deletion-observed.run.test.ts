import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('deletion-observed');

describe('deletion-observed', () => {
  test('counts a deletion once, and only if it is awaited', () => {
    expect(factsOf('four-reports')).toMatchObject({ del: 2, mayAct: 'no' });
    expect(factsOf('not-expected')).toMatchObject({ del: 1, queued: 'default/web' });
    expect(factsOf('tombstone')).toMatchObject({ del: 0 });
    expect(factsOf('lost-owner')).toMatchObject({ del: 1 });
    expect(factsOf('other-kind')).toMatchObject({ queued: 'nothing' });
  });

  test('counts every report without the list, and none of a tombstone', () => {
    expect(broken('four-reports', 'no-list')).toMatchObject({ del: -1, mayAct: 'yes' });
    expect(broken('tombstone', 'no-tombstone')).toMatchObject({ del: 1, queued: 'nothing' });
  });
});
