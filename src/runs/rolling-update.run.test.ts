import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('rolling-update');

describe('rolling-update', () => {
  test('ends within its limits', () => {
    expect(factsOf('three')).toMatchObject({ steps: 6, mostAsked: 4, leastAvailable: 3 });
    expect(factsOf('ten-surge')).toMatchObject({
      complete: 'yes',
      mostPods: 12,
      leastAvailable: 10,
    });
    expect(factsOf('no-surge')).toMatchObject({ complete: 'yes', mostPods: 10, leastAvailable: 7 });
    expect(factsOf('unhealthy-old')).toMatchObject({ complete: 'yes' });
  });

  test('stops with a broken version', () => {
    expect(factsOf('broken-version')).toMatchObject({ result: 'old 8, new 5', leastAvailable: 8 });
    expect(factsOf('some-start')).toMatchObject({ complete: 'no' });
  });

  test('is stuck without the cleanup, and asks for too many when it counts Pods', () => {
    expect(broken('unhealthy-old', 'no-cleanup')).toMatchObject({ result: 'old 10, new 0' });
    expect(broken('three', 'count-pods')).toMatchObject({ mostAsked: 5 });
  });
});
