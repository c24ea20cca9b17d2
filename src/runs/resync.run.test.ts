import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('resync');

describe('resync', () => {
  test('replays the cache to those who are due, without a request', () => {
    expect(factsOf('periods')).toMatchObject({
      requests: 2,
      first: '30 s, 60 s',
      second: '60 s',
      third: 'never',
    });
    expect(factsOf('between')).toMatchObject({ second: '60 s' });
    expect(factsOf('lost-event')).toMatchObject({ store: 'web 90, db 91', agrees: false });
    expect(factsOf('relist')).toMatchObject({ requests: 4, agrees: true });
    expect(factsOf('never')).toMatchObject({ first: 'never' });
  });

  test('replays to everybody or too often without its guards', () => {
    expect(broken('periods', 'resync-to-all')).toMatchObject({ third: '30 s, 60 s' });
    expect(broken('between', 'no-next-time')).toMatchObject({ second: '60 s, 90 s' });
  });
});
