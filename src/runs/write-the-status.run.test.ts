import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('write-the-status');

describe('write-the-status', () => {
  test('writes if it must, and twice at most', () => {
    expect(factsOf('one-more-ready')).toMatchObject({ requests: 'PUT: 200', ready: 2 });
    expect(factsOf('unchanged')).toMatchObject({ requests: 'none' });
    expect(factsOf('conflict')).toMatchObject({ requests: 'PUT: 409, GET, PUT: 200' });
    expect(factsOf('scaled-meanwhile')).toMatchObject({ observedGeneration: 1, generation: 2 });
    expect(factsOf('two-conflicts')).toMatchObject({ puts: 2, ready: 1 });
    expect(factsOf('refused')).toMatchObject({ condition: 'FailedCreate' });
  });

  test('writes always, gives up, or claims too much without its guards', () => {
    expect(broken('unchanged', 'no-comparison')).toMatchObject({ puts: 1 });
    expect(broken('conflict', 'no-retry')).toMatchObject({ puts: 1, ready: 1 });
    expect(broken('scaled-meanwhile', 'newest-generation')).toMatchObject({
      observedGeneration: 2,
    });
  });
});
