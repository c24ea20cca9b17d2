import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('delta-fifo');

describe('delta-fifo', () => {
  test('keeps the history of each key, and one of two deletions', () => {
    expect(factsOf('three-changes')).toMatchObject({
      pops: 2,
      first: 'Added 93, Updated 97, Updated 107',
    });
    expect(factsOf('created-again')).toMatchObject({ last: 'Deleted 195, Added 196' });
    expect(factsOf('missed-deletion')).toMatchObject({
      last: 'Deleted tombstone',
      store: 'web 93',
    });
    expect(factsOf('deleted-twice')).toMatchObject({ last: 'Deleted 195', deletions: 1 });
    expect(factsOf('resync')).toMatchObject({ store: 'web 97, db 94', last: 'Sync 94' });
    // A fault of this release, kubernetes#115658.
    expect(factsOf('ghost')).toMatchObject({ store: 'web 93' });
    expect(factsOf('unknown')).toMatchObject({ pops: 0 });
  });

  test('deletes twice, forgets or goes back in time without its guards', () => {
    expect(broken('deleted-twice', 'no-dedup')).toMatchObject({ deletions: 2 });
    expect(broken('created-again', 'overwrite')).toMatchObject({ last: 'Added 196', deletions: 0 });
    expect(broken('resync', 'sync-over-news')).toMatchObject({ store: 'web 93, db 94' });
  });
});
