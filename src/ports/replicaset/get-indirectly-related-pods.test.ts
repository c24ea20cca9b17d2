import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  FakeStore,
  podLister,
  podOf,
  setLister,
  setOf,
  toSelector,
} from '../../../conformance/replica-set-fakes.ts';
import { replayLookups, type LookupCase } from '../../../conformance/replay-lookups.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import {
  getIndirectlyRelatedPods,
  getReplicaSetsWithSameController,
} from './get-indirectly-related-pods.ts';

describe('getIndirectlyRelatedPods', () => {
  const { symbol, cases } = readVectors<LookupCase>('replica-set-lookups');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe(
      'pkg/controller/replicaset/replica_set.go#ReplicaSetController.getIndirectlyRelatedPods',
    );
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('finds what Go did, and hands on the same errors', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...replayLookups(one) }).toEqual({ at, ...one });
    }
  });
});

// Upstream adds the ReplicaSets of one case after another to the same cache.
const sets = {
  some: setOf('default;rs1;u1;123:t;foo=bar;1;0;'),
  related: setOf('default;rs2;u2;123:t;foo=baz;1;0;'),
  unrelated: setOf('default;rs3;u3;456:t;foo=quux;1;0;'),
  pendingDeletion: setOf('default;rs4;u4;789:t;foo=xyzzy;1;0;deleted'),
};

const namesOf = (objects: readonly (Pod | ReplicaSet)[]): readonly string[] =>
  objects.map(({ metadata }) => metadata.name).sort();

function unexpected(error: Error): never {
  throw error;
}

describe('pkg/controller/replicaset/replica_set_test.go#TestGetReplicaSetsWithSameController', () => {
  const { some, related, unrelated, pendingDeletion } = sets;
  const namesWith = (stored: readonly ReplicaSet[], rs: ReplicaSet): readonly string[] => {
    const rsLister = setLister(new FakeStore('replicasets', stored));
    return namesOf(getReplicaSetsWithSameController({ rsLister, handleError: unexpected }, rs));
  };

  test('expect to get back a ReplicaSet that is pending deletion', () => {
    expect(namesWith([pendingDeletion, unrelated], pendingDeletion)).toEqual(['rs4']);
  });

  test('expect to get back only the given ReplicaSet if there is no related ReplicaSet', () => {
    expect(namesWith([pendingDeletion, some, unrelated], some)).toEqual(['rs1']);
  });

  test('expect to get back the given ReplicaSet as well as any related ReplicaSet but not an unrelated ReplicaSet', () => {
    const stored = [pendingDeletion, some, related, unrelated];
    expect(namesWith(stored, some)).toEqual(['rs1', 'rs2']);
  });
});

describe('pkg/controller/replicaset/replica_set_test.go#TestRelatedPodsLookup', () => {
  const { some, related, unrelated, pendingDeletion } = sets;
  const pod = (name: string, labels: string, owner: string): Pod =>
    podOf(`default;${name};${name};${labels};${owner}:t;Running;;True@60;0;`);
  const pod1 = pod('pod1', 'foo=bar', 'u1');
  const pod2 = pod('pod2', 'foo=bar', 'u1');
  const pod3 = pod('pod3', 'foo=baz', 'u2');
  const pod4 = pod('pod4', 'foo=quux', 'u3');

  const namesWith = (
    stored: readonly ReplicaSet[],
    pods: readonly Pod[],
    rs: ReplicaSet,
  ): readonly string[] => {
    const [found, error] = getIndirectlyRelatedPods(
      {
        rsLister: setLister(new FakeStore('replicasets', stored)),
        podLister: podLister(new FakeStore('pods', pods)),
        labelSelectorAsSelector: toSelector,
        handleError: unexpected,
      },
      rs,
    );
    expect(error).toBeUndefined();
    return namesOf(found);
  };

  test('expect to get a pod even if its owning ReplicaSet is pending deletion', () => {
    const pods = [pod('pod', 'foo=xyzzy', 'u4')];
    expect(namesWith([pendingDeletion, unrelated], pods, pendingDeletion)).toEqual(['pod']);
  });

  test("expect to get only the ReplicaSet's own pods if there is no related ReplicaSet", () => {
    const names = namesWith([some, unrelated], [pod1, pod2, pod4], some);
    expect(names).toEqual(['pod1', 'pod2']);
  });

  test("expect to get own pods as well as any related ReplicaSet's but not an unrelated ReplicaSet's", () => {
    const names = namesWith([some, related, unrelated], [pod1, pod2, pod3, pod4], some);
    expect(names).toEqual(['pod1', 'pod2', 'pod3']);
  });
});
