import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('events-to-the-queue');

describe('events-to-the-queue', () => {
  test('moves its version on behind the queue', () => {
    expect(factsOf('three-pods')).toMatchObject({ queued: 5, next: '98' });
    expect(factsOf('breaks')).toMatchObject({ queued: 3, next: '96' });
    expect(factsOf('bookmark')).toMatchObject({ queued: 0, next: '4711' });
    expect(factsOf('expired')).toMatchObject({ next: 'a list' });
    expect(factsOf('very-short')).toMatchObject({ next: 'a list' });
    expect(factsOf('another-type')).toMatchObject({ queued: 2, reported: 1 });
  });

  test('repeats, takes anything or hurries without its guards', () => {
    expect(broken('breaks', 'version-stays')).toMatchObject({ next: '92' });
    expect(broken('another-type', 'any-type')).toMatchObject({ queued: 3, reported: 0 });
    expect(broken('very-short', 'short-is-fine')).toMatchObject({ next: '92' });
  });
});
