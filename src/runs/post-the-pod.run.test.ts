import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('post-the-pod');

describe('post-the-pod', () => {
  test('tells the caller and people of each answer', () => {
    expect(factsOf('stored')).toMatchObject({ requests: 3, stored: 3, errors: 0, events: 3 });
    expect(factsOf('quota')).toMatchObject({ stored: 1, errors: 2, events: 3 });
    expect(factsOf('connection-breaks')).toMatchObject({ stored: 3, errors: 1, events: 3 });
    expect(factsOf('no-uid')).toMatchObject({ requests: 3, stored: 0, errors: 3 });
  });

  test('sends no event that would be refused', () => {
    expect(factsOf('terminating')).toMatchObject({ errors: 3, events: 0, refusedEvents: 0 });
    expect(broken('terminating', 'always-an-event')).toMatchObject({ refusedEvents: 3 });
  });

  test('sends nothing that nobody would control', () => {
    expect(factsOf('no-controller')).toMatchObject({ requests: 0, errors: 3 });
    expect(broken('no-controller', 'any-owner')).toMatchObject({ stored: 3, orphans: 3 });
    expect(factsOf('no-labels')).toMatchObject({ requests: 0, errors: 3 });
    expect(broken('no-labels', 'no-labels-either')).toMatchObject({ stored: 3, withoutLabels: 3 });
  });
});
