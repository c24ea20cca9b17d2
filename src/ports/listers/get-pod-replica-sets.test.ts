import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { FakeStore, podOf, setLister, toSelector } from '../../../conformance/replica-set-fakes.ts';
import { replayLookups, type LookupCase } from '../../../conformance/replay-lookups.ts';
import { getPodReplicaSets } from './get-pod-replica-sets.ts';

describe('getPodReplicaSets', () => {
  const { cases } = readVectors<LookupCase>('replica-set-lookups');

  test('finds what Go did, or fails with the same error', () => {
    expect(cases.flatMap(({ listed }) => listed).length).toBeGreaterThanOrEqual(200);
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, listed: replayLookups(one).listed }).toEqual({ at, ...one });
    }
  });

  // In Go no lister over a cache fails, so that no vector can show it.
  test('hands on the error of a lister', () => {
    const lister = setLister(new FakeStore('replicasets'), true);
    const pod = podOf('ns;p;p;a=1;;Running;;;0;1');
    const [rss, error] = getPodReplicaSets(lister, toSelector, pod);
    expect({ rss, error: error?.message }).toEqual({ rss: [], error: 'sets cannot be listed' });
  });
});
