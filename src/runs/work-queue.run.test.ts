import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('work-queue');

describe('work-queue', () => {
  test('folds additions, and gives a key to one worker at a time', () => {
    expect(factsOf('four-states')).toMatchObject({ additions: 3, turns: 2, mostAtOnce: 1 });
    expect(factsOf('burst')).toMatchObject({ additions: 10, turns: 1, line: '' });
    expect(factsOf('second-worker')).toMatchObject({ turns: 2, mostAtOnce: 1 });
    expect(factsOf('oldest-first')).toMatchObject({ order: 'web, db, api', dirty: 'web' });
    expect(factsOf('no-done')).toMatchObject({ order: 'web, db', dirty: 'web', asleep: 1 });
    expect(factsOf('shutdown')).toMatchObject({ order: 'web', dirty: '' });
  });

  test('queues a key often, gives it to two, or forgets it without its guards', () => {
    expect(broken('burst', 'no-dirty-check')).toMatchObject({
      line: Array(8).fill('web').join(', '),
    });
    expect(broken('second-worker', 'no-processing-check')).toMatchObject({ mostAtOnce: 2 });
    expect(broken('second-worker', 'done-forgets')).toMatchObject({ turns: 1, dirty: 'web' });
  });
});
