import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import type { Pod } from '../api/pod.ts';
import { getPodKeys } from './get-pod-keys.ts';

interface PodKeysCase {
  readonly pods: readonly (readonly [namespace: string, name: string])[];
  readonly keys: readonly string[];
}

const podOf = ([namespace, name]: readonly [string, string]): Pod => ({
  metadata: namespace === '' ? { name } : { namespace, name },
  spec: {},
  status: {},
});

describe('getPodKeys', () => {
  const { symbol, cases } = readVectors<PodKeysCase>('get-pod-keys');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set.go#getPodKeys');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('answers as Go did', () => {
    for (const one of cases) {
      expect({ ...one, keys: getPodKeys(one.pods.map(podOf)) }).toEqual(one);
    }
  });

  describe('pkg/controller/replicaset/replica_set_test.go#TestGetPodKeys', () => {
    test('len(pods) = 0 (i.e., pods = nil)', () => {
      expect(getPodKeys([])).toEqual([]);
    });

    test('len(pods) > 0', () => {
      const pods = [podOf(['default', 'pod1']), podOf(['default', 'pod2'])];
      expect(getPodKeys(pods)).toEqual(['default/pod1', 'default/pod2']);
    });
  });
});
