import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('read-the-cache');

describe('read-the-cache', () => {
  test('reads what the cache has, however old', () => {
    expect(factsOf('own-write')).toMatchObject({ requests: 1, storedReady: 3, spoiled: 'no' });
    expect(factsOf('stale')).toMatchObject({ refusedWrites: 1, created: 2, spoiled: 'no' });
    expect(factsOf('not-found')).toMatchObject({ notFound: 1, requests: 1 });
  });

  test('writes a status again that failed, unless the cache was changed', () => {
    expect(factsOf('write-fails')).toMatchObject({ storedReady: 3, spoiled: 'no' });
    expect(broken('write-fails', 'no-deep-copy')).toMatchObject({
      storedReady: 0,
      cachedReady: 3,
      spoiled: 'yes',
    });
  });

  test('acts on a cached object that a handler has changed', () => {
    expect(factsOf('edit-in-place')).toMatchObject({ created: 2, deleted: 2, spoiled: 'yes' });
    expect(factsOf('edit-a-copy')).toMatchObject({ created: 0, requests: 0, spoiled: 'no' });
  });
});
