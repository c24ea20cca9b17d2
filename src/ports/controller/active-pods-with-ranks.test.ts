import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod, type ShortPod } from '../../../conformance/short-pod.ts';
import type { Pod } from '../api/pod.ts';
import { ActivePodsWithRanks } from './active-pods-with-ranks.ts';

interface RankedCase {
  readonly pods: readonly ShortPod[];
  readonly rank: readonly number[];
  readonly len: number;
  /** A row for every i, a digit for every j. */
  readonly less: readonly string[];
  readonly swap: readonly [i: number, j: number];
  /** Indexes of the pods after the swap. */
  readonly swapped: readonly number[];
  readonly ranks: readonly number[];
}

describe('ActivePodsWithRanks', () => {
  const { symbol, cases } = readVectors<RankedCase>('active-pods-with-ranks');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#ActivePodsWithRanks');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { pods, rank, swap, ...answer } of cases) {
      const all = pods.map((pod, at) => longPod(pod, `${at}`));
      const ranked = new ActivePodsWithRanks([...all], [...rank]);
      const indexes = [...all.keys()];
      const less = indexes.map((i) => indexes.map((j) => (ranked.less(i, j) ? '1' : '0')).join(''));
      const len = ranked.len();
      if (len > 0) ranked.swap(...swap);
      const swapped = ranked.pods.map((pod) => all.indexOf(pod));
      const input = { pods, rank, swap };
      expect({ input, len, less, swapped, ranks: ranked.rank }).toEqual({ input, ...answer });
    }
  });

  test('an index outside is an error, as it is in Go', () => {
    const ranked = new ActivePodsWithRanks([longPod({})], [0]);
    expect(() => ranked.less(0, 1)).toThrow(RangeError);
    expect(() => ranked.swap(1, 0)).toThrow(RangeError);
  });
});

// The case of ActivePods without ranks, TestSortingActivePods, is not ours: nothing here sorts so.
// `then` is a month before `now`.
describe('pkg/controller/controller_utils_test.go#TestSortingActivePodsWithRanks', () => {
  const now = '2021-01-13T13:28:09Z';
  const then = '2020-12-13T13:28:09Z';
  const ready = (since: string, { restarts = 0, created = since } = {}): ShortPod => ({
    n: 'node',
    p: 'Running',
    c: [['Ready', 'True', since]],
    r: [restarts],
    t: created,
  });
  const pods: Record<string, Pod> = Object.fromEntries(
    Object.entries({
      unscheduled: { p: 'Pending' },
      pending: { n: 'node', p: 'Pending' },
      'unknown-phase': { n: 'node', p: 'Unknown' },
      'not-ready': { n: 'node', p: 'Running' },
      'ready-no-last-transition-time': ready(''),
      'ready-now': ready(now),
      'ready-then': ready(then),
      'ready-high-restarts': ready(now, { restarts: 9001 }),
      'ready-now-created-then': ready(now, { created: then }),
    } satisfies Record<string, ShortPod>).map(([name, pod]) => [name, longPod(pod, name)]),
  );
  const named = (name: string): Pod => {
    const pod = pods[name];
    if (!pod) throw new Error(`There is no pod ${name}`);
    return pod;
  };

  // Upstream has the pod that was created then twice.
  test.each([
    ['unscheduled', '"unscheduledPod," @1'],
    ['pending', '"scheduledPendingPod," @1'],
    ['unknown-phase', '"unknownPhasePod," @1'],
    ['not-ready', '"runningNotReadyPod," @1'],
    ['ready-now-created-then', '"runningReadyNowCreatedThen," @1'],
    ['ready-now', '"runningReadyNow," @1'],
    ['ready-then', '"runningReadyThen," @1'],
    ['ready-high-restarts', '"runningReadyNowHighRestarts," @1'],
  ])('%s is not less than itself > %s', (name) => {
    const ranked = new ActivePodsWithRanks([named(name), named(name)], [1, 1]);
    expect([ranked.less(0, 1), ranked.less(1, 0)]).toEqual([false, false]);
  });

  test.each([
    ['unscheduled', 1, 'pending', 2, 'unscheduledPod, 1}, podWithRank{scheduledPendingPod, 2'],
    ['unscheduled', 2, 'pending', 1, 'unscheduledPod, 2}, podWithRank{scheduledPendingPod, 1'],
    ['pending', 1, 'unknown-phase', 2, 'scheduledPendingPod, 1}, podWithRank{unknownPhasePod, 2'],
    ['unknown-phase', 1, 'not-ready', 2, 'unknownPhasePod, 1}, podWithRank{runningNotReadyPod, 2'],
    [
      'not-ready',
      1,
      'ready-no-last-transition-time',
      1,
      'runningNotReadyPod, 1}, podWithRank{runningReadyNoLastTransitionTimePod, 1',
    ],
    [
      'ready-no-last-transition-time',
      1,
      'ready-now',
      1,
      'runningReadyNoLastTransitionTimePod, 1}, podWithRank{runningReadyNow, 1',
    ],
    [
      'ready-now',
      2,
      'ready-no-last-transition-time',
      1,
      'runningReadyNow, 2}, podWithRank{runningReadyNoLastTransitionTimePod, 1',
    ],
    ['ready-now', 1, 'ready-then', 1, 'runningReadyNow, 1}, podWithRank{runningReadyThen, 1'],
    ['ready-now', 2, 'ready-then', 1, 'runningReadyNow, 2}, podWithRank{runningReadyThen, 1'],
    [
      'ready-high-restarts',
      1,
      'ready-now',
      1,
      'runningReadyNowHighRestarts, 1}, podWithRank{runningReadyNow, 1',
    ],
    [
      'ready-now',
      2,
      'ready-high-restarts',
      1,
      'runningReadyNow, 2}, podWithRank{runningReadyNowHighRestarts, 1',
    ],
    [
      'ready-now',
      1,
      'ready-now-created-then',
      1,
      'runningReadyNow, 1}, podWithRank{runningReadyNowCreatedThen, 1',
    ],
    [
      'ready-now-created-then',
      2,
      'ready-now',
      1,
      'runningReadyNowCreatedThen, 2}, podWithRank{runningReadyNow, 1',
    ],
  ])(
    '%s of rank %i is less than %s of rank %i > "podWithRank{%s}"',
    (lesser, rank1, greater, rank2) => {
      const ranked = new ActivePodsWithRanks([named(lesser), named(greater)], [rank1, rank2]);
      expect([ranked.less(0, 1), ranked.less(1, 0)]).toEqual([true, false]);
    },
  );
});
