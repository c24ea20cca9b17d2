import { expect, test } from 'vitest';
import { formatClusterLink, parseClusterLink } from './cluster-link.ts';
import { stateAt, summaryOf } from './cluster-state.ts';

const recording = {
  objects: [
    { at: 1, key: 'pods/a', type: 'ADDED' as const, resourceVersion: '5', object: {} },
    { at: 3, key: 'pods/a', type: 'MODIFIED' as const, resourceVersion: '6', object: {} },
    { at: 4, key: 'pods/a', type: 'DELETED' as const, resourceVersion: '7', object: {} },
  ],
  queues: [
    { at: 2, queue: 'q', lane: 'l', sets: { queue: ['a'] } },
    { at: 3, queue: 'q', lane: 'l', sets: { queue: [] } },
  ],
  caches: [
    { at: 2, cache: 'c', lane: 'l', key: 'pods/a', resourceVersion: '5' },
    { at: 5, cache: 'c', lane: 'l', key: 'pods/a' },
  ],
};

test('an instant holds the last change of each thing up to it', () => {
  const versions = (time: number) =>
    [...stateAt(recording, time).objects.values()].map(({ resourceVersion }) => resourceVersion);
  expect([0, 1, 2.9, 3, 4].map(versions)).toEqual([[], ['5'], ['5'], ['6'], []]);
  expect(stateAt(recording, 2).queues.get('l q')?.sets).toEqual({ queue: ['a'] });
  expect(stateAt(recording, 3).queues.get('l q')?.sets).toEqual({ queue: [] });
  expect([...(stateAt(recording, 4).caches.get('l c')?.objects ?? [])]).toEqual([['pods/a', '5']]);
  expect([...(stateAt(recording, 5).caches.get('l c')?.objects ?? [])]).toEqual([]);
});

test('an object in a few words', () => {
  expect(
    summaryOf({
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      spec: { nodeName: 'node-1' },
      status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
    }),
  ).toBe('Running, ready, on node-1, being deleted');
  expect(summaryOf({ spec: { replicas: 3 }, status: { replicas: 2, readyReplicas: 1 } })).toBe(
    'wants 3, has 2, ready 1',
  );
  expect(summaryOf({ reason: 'Scheduled', message: 'assigned' })).toBe('Scheduled: assigned');
  expect(summaryOf({})).toBe('');
});

test('a link reopens its instant; what it lacks is left open', () => {
  const link = { scenario: 'apply-three', at: 12, open: 'pods/default/web-1' };
  expect(parseClusterLink(formatClusterLink(link))).toEqual(link);
  expect(parseClusterLink('#at=soon')).toEqual({
    scenario: undefined,
    at: undefined,
    open: undefined,
  });
});
