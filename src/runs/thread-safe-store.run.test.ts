import { describe, expect, test } from 'vitest';
import { factsOfRun } from '../../test/facts-of-run.ts';

const { factsOf, broken } = factsOfRun('thread-safe-store');

describe('thread-safe-store', () => {
  test('moves keys in the indices with their objects', () => {
    expect(factsOf('gets-a-node')).toMatchObject({ stale: '', nodes: 'node-2' });
    expect(factsOf('moves')).toMatchObject({ found: '', nodes: 'node-2' });
    expect(factsOf('deleted')).toMatchObject({ found: 'web-2 (on node-1)', stale: '' });
    expect(factsOf('edited-in-place')).toMatchObject({ found: 'web-1 (on node-2)' });
    expect(factsOf('list')).toMatchObject({ pods: 2, nodes: 'node-2' });
  });

  test('finds what is elsewhere or gone without its guards', () => {
    expect(broken('moves', 'keep-old-entries')).toMatchObject({ found: 'web-1 (on node-2)' });
    expect(broken('moves', 'keep-empty-sets')).toMatchObject({ nodes: 'node-1, node-2' });
    expect(broken('deleted', 'delete-forgets-indices')).toMatchObject({
      found: 'a key without a Pod, web-2 (on node-1)',
    });
  });
});
