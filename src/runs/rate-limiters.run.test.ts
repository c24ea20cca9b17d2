import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('rate-limiters');

describe('rate-limiters', () => {
  test('doubles the delay of a key, and limits all keys together', () => {
    expect(factsOf('one-key')).toMatchObject({ last: '640 ms', total: '1.275 s' });
    expect(factsOf('forget')).toMatchObject({ delays: '5 ms, 10 ms, 20 ms, 5 ms' });
    expect(factsOf('longest')).toMatchObject({ last: '1000 s' });
    expect(factsOf('all-at-once')).toMatchObject({ last: '300 ms' });
    expect(factsOf('empty-bucket')).toMatchObject({ last: '25 ms' });
    expect(factsOf('overflow')).toMatchObject({ last: '1000 s' });
  });

  test('waits too long or not at all without its guards', () => {
    expect(broken('forget', 'no-forget')).toMatchObject({ last: '40 ms' });
    expect(broken('overflow', 'no-overflow-check')).toMatchObject({ last: '0 ms' });
    expect(broken('all-at-once', 'no-bucket')).toMatchObject({ last: '5 ms' });
  });
});
