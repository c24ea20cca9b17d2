import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('sync-replicaset');

describe('sync-replicaset', () => {
  test('does what the cache asks for', () => {
    expect(factsOf('three-missing')).toMatchObject({ created: 3, replicas: 0, error: 'none' });
    expect(factsOf('in-order')).toMatchObject({ requests: 0 });
    expect(factsOf('failed-pod')).toMatchObject({ created: 2, replicas: 1 });
    expect(factsOf('quota')).toMatchObject({ condition: 'FailedCreate', error: 'exceeded quota' });
    expect(factsOf('min-ready')).toMatchObject({ available: 2, comesBack: 'after 10 s' });
    expect(factsOf('being-deleted')).toMatchObject({ created: 0, replicas: 1 });
  });

  test('creates for a dying ReplicaSet, and misses the moment, without its guards', () => {
    expect(broken('being-deleted', 'no-deletion-check')).toMatchObject({ created: 2 });
    expect(broken('min-ready', 'no-requeue')).toMatchObject({ comesBack: 'no' });
  });
});
