import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('enqueue-the-key');

describe('enqueue-the-key', () => {
  test('acts on the newest, once', () => {
    expect(factsOf('scaled-twice')).toMatchObject({ adds: 3, syncs: 1, actedFor: '2' });
    expect(factsOf('in-a-sync')).toMatchObject({ adds: 3, syncs: 2, actedFor: '3, 2', waits: 0 });
    expect(factsOf('own-status')).toMatchObject({ syncs: 2 });
    expect(factsOf('deleted')).toMatchObject({ last: 'knows that it is gone', expectations: 0 });
  });

  test('enqueues what has not changed, too', () => {
    expect(factsOf('resync')).toMatchObject({ syncs: 2 });
    expect(broken('resync', 'only-if-scaled')).toMatchObject({ syncs: 1 });
  });

  test('forgets what the ReplicaSet before it waited for', () => {
    expect(factsOf('recreated')).toMatchObject({ actedFor: '2', expectations: 0 });
    expect(broken('recreated', 'no-uid')).toMatchObject({
      actedFor: 'nothing',
      last: 'must wait for 3 Pods',
    });
  });
});
