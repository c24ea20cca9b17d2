import { describe, expect, test } from 'vitest';
import { readVectors } from '../../../conformance/read-vectors.ts';
import {
  expanded,
  replayStrategy,
  type StrategyCase,
} from '../../../conformance/replay-strategy.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { setObjectDefaults_ReplicaSet } from './defaults.ts';
import { ReplicaSetStatusStrategy, ReplicaSetStrategy } from './replica-set-strategy.ts';

const kind = {
  defaults: setObjectDefaults_ReplicaSet,
  strategy: new ReplicaSetStrategy(),
  statusStrategy: new ReplicaSetStatusStrategy(),
};

describe('ReplicaSetStrategy', () => {
  const { symbol, cases } = readVectors<StrategyCase<ReplicaSet>>('replica-set-strategy');

  test('the vectors are of the symbol that it ports, and enough', () => {
    expect(symbol).toBe('pkg/registry/apps/replicaset/strategy.go#rsStrategy.PrepareForUpdate');
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  test('does what Go did', () => {
    for (const [at, one] of cases.map(expanded).entries()) {
      expect({ at, ...one, out: replayStrategy(kind, one) }).toEqual({ at, ...one });
    }
  });
});

const file = 'pkg/registry/apps/replicaset/strategy_test.go';
const ctx = { runtime: new Scheduler() };

function replicaSet(replicas: number, status: ReplicaSet['status']): ReplicaSet {
  return {
    metadata: { name: 'abc', namespace: 'default' },
    spec: { replicas, selector: { matchLabels: { a: 'b' } }, template: {} },
    status,
  };
}

// Of validation, which is handed in, nothing is tested here.
test(`${file}#TestReplicaSetStrategy`, () => {
  const { strategy } = kind;
  expect([strategy.namespaceScoped(), strategy.allowCreateOnUpdate()]).toEqual([true, false]);
  const rs = replicaSet(1, { replicas: 1, observedGeneration: 10 });
  strategy.prepareForCreate(ctx, rs);
  expect(rs.status).toEqual({ replicas: 0 });
  const invalid: ReplicaSet = {
    metadata: { name: 'bar', resourceVersion: '4' },
    spec: { template: {} },
    status: { replicas: 0 },
  };
  strategy.prepareForUpdate(ctx, invalid, rs);
  expect(invalid.metadata.resourceVersion).toBe('4');
});

test(`${file}#TestReplicaSetStatusStrategy`, () => {
  const { statusStrategy } = kind;
  expect([statusStrategy.namespaceScoped(), statusStrategy.allowCreateOnUpdate()]).toEqual([
    true,
    false,
  ]);
  const oldRS = replicaSet(3, { replicas: 1, observedGeneration: 10 });
  const newRS = replicaSet(1, { replicas: 3, observedGeneration: 11 });
  statusStrategy.prepareForUpdate(ctx, newRS, oldRS);
  expect([newRS.status.replicas, newRS.spec.replicas]).toEqual([3, 3]);
});

describe(`${file}#TestReplicasetDefaultGarbageCollectionPolicy`, () => {
  const policyOf = (apiGroup: string, apiVersion: string) =>
    kind.strategy.defaultGarbageCollectionPolicy({
      ...ctx,
      requestInfo: { apiGroup, apiVersion, resource: 'replicasets' },
    });
  test('extensions > "APIGroup:   "extensions""', () => {
    expect(policyOf('extensions', 'v1beta1')).toBe('OrphanDependents');
  });
  test('v1beta2', () => {
    expect(policyOf('apps', 'v1beta2')).toBe('OrphanDependents');
  });
  test('apps v1 > "rest.DeleteDependents," @1', () => {
    expect(policyOf('apps', 'v1')).toBe('DeleteDependents');
  });
  test('no request info > "expectedGCPolicy: rest.DeleteDependents"', () => {
    expect(kind.strategy.defaultGarbageCollectionPolicy(ctx)).toBe('DeleteDependents');
  });
});
