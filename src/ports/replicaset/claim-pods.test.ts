import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  fakePodControl,
  fakeServer,
  frozen,
  podOf,
  setOf,
  toSelector,
} from '../../../conformance/replica-set-fakes.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { claimPods } from './claim-pods.ts';

interface ClaimCase {
  readonly set: string;
  /** What the API server answers to a get. */
  readonly live: string;
  readonly pods: readonly string[];
  /** Why patches of pods fail. */
  readonly patches: Readonly<Record<string, string>>;
  readonly claimed: readonly string[];
  readonly error: string | null;
  readonly calls: readonly string[];
}

function run(one: ClaimCase) {
  const rs = frozen(setOf(one.set));
  const calls: string[] = [];
  const [selector] = toSelector(rs.spec.selector);
  const [claimed, error] = new Scheduler().run(() =>
    claimPods(
      {
        groupVersionKind: { group: 'apps', version: 'v1', kind: 'ReplicaSet' },
        kubeClient: fakeServer(rs, one.live, [], calls),
        podControl: fakePodControl(one, calls).podControl,
      },
      rs,
      selector,
      frozen(one.pods.map(podOf)),
    ),
  );
  return {
    claimed: claimed.map(({ metadata }) => metadata.name),
    error: error?.message ?? null,
    calls,
  };
}

describe('claimPods', () => {
  const { symbol, cases } = readVectors<ClaimCase>('replica-set-claim-pods');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/controller/replicaset/replica_set.go#ReplicaSetController.claimPods');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('claims what Go did, with the same calls', () => {
    for (const [at, one] of cases.entries()) {
      expect({ at, ...one, ...run(one) }).toEqual({ at, ...one });
    }
  });
});
