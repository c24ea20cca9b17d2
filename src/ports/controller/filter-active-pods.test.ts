import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import { longPod, type ShortPod } from '../../../conformance/short-pod.ts';
import { filterActivePods } from './filter-active-pods.ts';

interface FilterCase {
  readonly pods: readonly ShortPod[];
  /** Indexes of the active ones. */
  readonly active: readonly number[];
}

describe('filterActivePods', () => {
  const { symbol, cases } = readVectors<FilterCase>('filter-active-pods');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/controller_utils.go#FilterActivePods');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const { pods, active } of cases) {
      const all = pods.map((pod, at) => longPod(pod, `${at}`));
      const kept = filterActivePods(all);
      expect({ pods, active: kept.map((pod) => all.indexOf(pod)) }).toEqual({ pods, active });
    }
  });

  test('pkg/controller/controller_utils_test.go#TestActivePodFiltering', () => {
    const pods = (['Succeeded', 'Failed', 'Running', 'Running', 'Running'] as const).map((p, at) =>
      longPod({ p }, `pod${at}`),
    );
    expect(filterActivePods(pods).map(({ metadata }) => metadata.name)).toEqual([
      'pod2',
      'pod3',
      'pod4',
    ]);
  });
});
