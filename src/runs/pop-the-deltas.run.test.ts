import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('pop-the-deltas');

describe('pop-the-deltas', () => {
  test('brings items into the store, and counts the first list', () => {
    expect(factsOf('first-list')).toMatchObject({ syncedAfter: '3 pops', processed: 4 });
    expect(factsOf('vanished')).toMatchObject({ store: '' });
    expect(factsOf('error')).toMatchObject({ store: 'web 93, api 95', syncedAfter: '3 pops' });
    expect(factsOf('requeue')).toMatchObject({
      order: 'web, db, api, web',
      storeWhenSynced: 'db 94, api 95',
    });
    expect(factsOf('retry')).toMatchObject({ order: 'web, db, web' });
    expect(factsOf('empty')).toMatchObject({ syncedAfter: '0 pops' });
  });

  test('keeps what is gone, loses items or is synced too soon without its guards', () => {
    expect(broken('vanished', 'gap')).toMatchObject({ store: 'web 93' });
    expect(broken('requeue', 'no-requeue')).toMatchObject({ store: 'db 94, api 95' });
    expect(broken('first-list', 'synced-too-soon')).toMatchObject({ syncedAfter: '0 pops' });
  });
});
