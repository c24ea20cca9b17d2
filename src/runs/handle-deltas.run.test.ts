import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('handle-deltas');

describe('handle-deltas', () => {
  test('tells what is new by the store', () => {
    expect(factsOf('one-life')).toMatchObject({ handler1: 4, handler2: 4, store: '' });
    expect(factsOf('relist')).toMatchObject({ handler1: 3, handler2: 4 });
    expect(factsOf('resync')).toMatchObject({ handler1: 2, handler2: 4 });
    expect(factsOf('unseen')).toMatchObject({ last: 'delete by a tombstone of default/web' });
    expect(factsOf('late')).toMatchObject({ late: 'add web 97; add db 98; update 97 to 107' });
    expect(factsOf('wrong-name')).toMatchObject({ adds: 1, last: 'update 97 to 107' });
  });

  test('tells too much or too little without its guards', () => {
    expect(broken('relist', 'relist-to-all')).toMatchObject({ handler1: 4 });
    expect(broken('relist', 'believe-the-type')).toMatchObject({ adds: 4 });
    expect(broken('late', 'no-history')).toMatchObject({ late: 'update 97 to 107' });
  });
});
