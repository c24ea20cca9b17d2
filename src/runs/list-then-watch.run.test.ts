import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('list-then-watch');

describe('list-then-watch', () => {
  test('lists only if a watch cannot go on', () => {
    expect(factsOf('follow')).toMatchObject({ lists: 1, watches: 1, isEqual: true });
    expect(factsOf('close')).toMatchObject({ lists: 1, watches: 2, isEqual: true });
    expect(factsOf('refused')).toMatchObject({ lists: 1, isEqual: true });
    expect(factsOf('expired')).toMatchObject({ lists: 2, isEqual: true });
    expect(factsOf('bookmark')).toMatchObject({ lists: 1, isEqual: true });
    expect(factsOf('no-bookmark')).toMatchObject({ lists: 2, isEqual: true });
    expect(factsOf('down-at-first')).toMatchObject({ refused: 4, isEqual: true });
  });

  test('misses changes or lists needlessly without its guards', () => {
    expect(broken('refused', 'from-now')).toMatchObject({ isEqual: false });
    expect(broken('refused', 'list-when-refused')).toMatchObject({ lists: 3, isEqual: true });
  });
});
