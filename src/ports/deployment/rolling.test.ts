import { describe, expect, test } from 'vitest';
import { fakeDeploymentSyncer } from '../../../conformance/fake-deployment-syncer.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import {
  cleanupUnhealthyReplicas,
  reconcileNewReplicaSet,
  reconcileOldReplicaSets,
  scaleDownOldReplicaSetsForRollingUpdate,
} from './rolling.ts';

// The vectors of whole rollouts are replayed in deployment-controller.test.ts.

const run = new Scheduler();

/** Takes every update, and says what the ReplicaSets were scaled to. */
function fakeSyncer(): { readonly dc: DeploymentSyncer; readonly updates: number[] } {
  const updates: number[] = [];
  const dc = fakeDeploymentSyncer((rs) => {
    updates.push(rs.spec.replicas ?? 1);
    return undefined;
  });
  return { dc, updates };
}

function rsOf(name: string, replicas: number, availableReplicas = 0): ReplicaSet {
  return {
    metadata: { name, namespace: 'default' },
    spec: { replicas, template: {} },
    status: { replicas: 0, availableReplicas },
  };
}

function deploymentOf(replicas: number, maxSurge: number, maxUnavailable: number): Deployment {
  return {
    metadata: { name: 'foo', namespace: 'default', uid: 'uid' },
    spec: {
      replicas,
      template: {},
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
    },
    status: {},
  };
}

describe('pkg/controller/deployment/rolling_test.go#TestDeploymentController_reconcileNewReplicaSet', () => {
  test.each([
    { name: '0 > "maxSurge:" @1', maxSurge: 0, old: 10, fresh: 0, updates: [] },
    { name: '1 > "maxSurge:" @2', maxSurge: 2, old: 10, fresh: 0, updates: [2] },
    { name: '2 > "maxSurge:" @3', maxSurge: 2, old: 5, fresh: 0, updates: [7] },
    { name: '3 > "maxSurge:" @4', maxSurge: 2, old: 10, fresh: 2, updates: [] },
    { name: '4 > "maxSurge:" @5', maxSurge: 2, old: 2, fresh: 11, updates: [10] },
  ])('$name', ({ maxSurge, old, fresh, updates }) => {
    const syncer = fakeSyncer();
    const newRS = rsOf('foo-v2', fresh);
    const all = [newRS, rsOf('foo-v2', old)];
    const answer = run.run(() =>
      reconcileNewReplicaSet(syncer.dc, all, newRS, deploymentOf(10, maxSurge, 0)),
    );
    expect({ answer, updates: syncer.updates }).toEqual({
      answer: [updates.length > 0, undefined],
      updates,
    });
  });
});

describe('pkg/controller/deployment/rolling_test.go#TestDeploymentController_reconcileOldReplicaSets', () => {
  test.each([
    { name: '0 > "maxUnavailable:" @1', unavailable: 0, old: 10, fresh: 0, ready: 10, last: 9 },
    { name: '1 > "maxUnavailable:" @2', unavailable: 2, old: 10, fresh: 0, ready: 10, last: 8 },
    { name: '2 > "maxUnavailable:" @3', unavailable: 2, old: 10, fresh: 0, ready: 8, last: 8 },
    { name: '3 > "maxUnavailable:" @4', unavailable: 2, old: 10, fresh: 0, ready: 9, last: 8 },
    { name: '4 > "maxUnavailable:" @5', unavailable: 2, old: 8, fresh: 2, ready: 8, last: 0 },
  ])('$name', ({ unavailable, old, fresh, ready, last }) => {
    const syncer = fakeSyncer();
    const newRS = rsOf('foo-new', fresh, 0);
    const oldRS = rsOf('foo-old', old, ready);
    const [scaled] = run.run(() =>
      reconcileOldReplicaSets(
        syncer.dc,
        [oldRS, newRS],
        [oldRS],
        newRS,
        deploymentOf(10, 0, unavailable),
      ),
    );
    expect(scaled).toBe(last > 0);
    if (scaled) expect(syncer.updates.at(-1)).toBe(last);
    else expect(syncer.updates).toEqual([]);
  });
});

describe('pkg/controller/deployment/rolling_test.go#TestDeploymentController_cleanupUnhealthyReplicas', () => {
  test.each([
    { name: '0 > "maxCleanupCount:" @1', ready: 8, unhealthy: 2, max: 1, cleaned: 1 },
    { name: '1 > "maxCleanupCount:" @2', ready: 8, unhealthy: 2, max: 3, cleaned: 2 },
    { name: '2 > "maxCleanupCount:" @3', ready: 8, unhealthy: 2, max: 0, cleaned: 0 },
    { name: '3 > "maxCleanupCount:" @4', ready: 10, unhealthy: 0, max: 3, cleaned: 0 },
  ])('$name', ({ ready, unhealthy, max, cleaned }) => {
    const syncer = fakeSyncer();
    const old = [rsOf('foo-v2', ready + unhealthy, ready)];
    const [, count] = run.run(() =>
      cleanupUnhealthyReplicas(syncer.dc, old, deploymentOf(10, 2, 2), max),
    );
    expect(count).toBe(cleaned);
  });
});

describe('pkg/controller/deployment/rolling_test.go#TestDeploymentController_scaleDownOldReplicaSetsForRollingUpdate', () => {
  test.each([
    { name: '0 > "maxUnavailable:" @1', unavailable: 0, ready: 10, old: 10, updates: [9] },
    { name: '1 > "maxUnavailable:" @2', unavailable: 2, ready: 10, old: 10, updates: [8] },
    { name: '2 > "maxUnavailable:" @3', unavailable: 2, ready: 8, old: 10, updates: [] },
    { name: '3 > "maxUnavailable:" @4', unavailable: 2, ready: 10, old: 0, updates: [] },
    { name: '4 > "maxUnavailable:" @5', unavailable: 2, ready: 1, old: 10, updates: [] },
  ])('$name', ({ unavailable, ready, old, updates }) => {
    const syncer = fakeSyncer();
    const sets = [rsOf('foo-v2', old, ready)];
    const [scaled] = run.run(() =>
      scaleDownOldReplicaSetsForRollingUpdate(
        syncer.dc,
        [...sets],
        sets,
        deploymentOf(10, 0, unavailable),
      ),
    );
    expect({ scaled: scaled > 0, updates: syncer.updates }).toEqual({
      scaled: updates.length > 0,
      updates,
    });
  });
});
