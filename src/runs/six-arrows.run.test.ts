import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('six-arrows');

describe('six-arrows', () => {
  test('goes around until nothing is missing', () => {
    expect(factsOf('around')).toEqual({ syncs: 3, posts: 2, pods: 3, stored: 3 });
    expect(factsOf('in-order')).toMatchObject({ posts: 0, pods: 3 });
    expect(factsOf('deleted')).toMatchObject({ posts: 1, pods: 3, stored: 3 });
  });

  test('counts too few while its own Pods are on the way', () => {
    expect(factsOf('woken-early')).toMatchObject({ posts: 2, pods: 4 });
    expect(factsOf('no-event')).toMatchObject({ syncs: 0, pods: 0 });
  });

  test('needs every arrow', () => {
    expect(broken('around', 'no-store')).toMatchObject({ pods: 12, stored: 0 });
    expect(broken('around', 'no-handlers')).toMatchObject({ syncs: 0, pods: 1, stored: 1 });
  });
});
