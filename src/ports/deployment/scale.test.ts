import { describe, expect, test } from 'vitest';
import { fakeDeploymentSyncer } from '../../../conformance/fake-deployment-syncer.ts';
import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { Scheduler } from '../runtime/scheduler.ts';
import { setReplicasAnnotations } from './replica-set-annotations.ts';
import { maxSurge } from './resolve-fenceposts.ts';
import { scale } from './scale.ts';

// The vectors of whole rollouts, scaled amid them, are replayed in deployment-controller.test.ts.

const deploymentOf = (replicas: number, maxSurge = 0, maxUnavailable = 0): Deployment => ({
  metadata: { name: 'foo', namespace: 'default' },
  spec: {
    replicas,
    template: {},
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } },
  },
  status: {},
});

/** Sizes of ReplicaSets: the new one, if there is any, and the old ones, newest first. */
interface Sizes {
  readonly fresh: number | undefined;
  readonly old: readonly number[];
}

interface ScaleCase {
  readonly name: string;
  readonly to: Deployment;
  readonly from: Deployment;
  readonly before: Sizes;
  readonly after: Sizes;
  /** What the first of the old ones says was desired, if not what the Deployment says. */
  readonly oldDesired?: number;
}

const sizes = (fresh: number | undefined, ...old: number[]): Sizes => ({ fresh, old });

describe('pkg/controller/deployment/sync_test.go#TestScale', () => {
  const cases: ScaleCase[] = [
    {
      name: 'normal scaling event: 10 -> 12',
      to: deploymentOf(12),
      from: deploymentOf(10),
      before: sizes(10),
      after: sizes(12),
    },
    {
      name: 'normal scaling event: 10 -> 5',
      to: deploymentOf(5),
      from: deploymentOf(10),
      before: sizes(10),
      after: sizes(5),
    },
    {
      name: 'proportional scaling: 5 -> 10',
      to: deploymentOf(10),
      from: deploymentOf(5),
      before: sizes(2, 3),
      after: sizes(4, 6),
    },
    {
      name: 'proportional scaling: 5 -> 3',
      to: deploymentOf(3),
      from: deploymentOf(5),
      before: sizes(2, 3),
      after: sizes(1, 2),
    },
    {
      name: 'proportional scaling: 9 -> 4',
      to: deploymentOf(4),
      from: deploymentOf(9),
      before: sizes(8, 1),
      after: sizes(4, 0),
    },
    {
      name: 'proportional scaling: 7 -> 10',
      to: deploymentOf(10),
      from: deploymentOf(7),
      before: sizes(2, 3, 2),
      after: sizes(3, 4, 3),
    },
    {
      name: 'proportional scaling: 13 -> 8',
      to: deploymentOf(8),
      from: deploymentOf(13),
      before: sizes(2, 8, 3),
      after: sizes(1, 5, 2),
    },
    {
      name: 'leftover distribution: 3 -> 4',
      to: deploymentOf(4),
      from: deploymentOf(3),
      before: sizes(1, 1, 1),
      after: sizes(2, 1, 1),
    },
    {
      name: 'leftover distribution: 3 -> 2',
      to: deploymentOf(2),
      from: deploymentOf(3),
      before: sizes(1, 1, 1),
      after: sizes(1, 1, 0),
    },
    {
      name: 'proportional scaling (no new rs): 4 -> 5',
      to: deploymentOf(5),
      from: deploymentOf(4),
      before: sizes(undefined, 2, 2),
      after: sizes(undefined, 3, 2),
    },
    {
      name: 'proportional scaling: 6 -> 0',
      to: deploymentOf(0),
      from: deploymentOf(6),
      before: sizes(3, 2, 1),
      after: sizes(0, 0, 0),
    },
    {
      name: 'proportional scaling: 0 -> 6',
      to: deploymentOf(6),
      from: deploymentOf(6),
      before: sizes(0, 0, 0),
      after: sizes(6, 0, 0),
    },
    {
      name: 'failed rs update',
      to: deploymentOf(5),
      from: deploymentOf(5),
      before: sizes(2, 1, 1),
      after: sizes(2, 2, 1),
      oldDesired: 3,
    },
    {
      name: 'deployment with surge pods',
      to: deploymentOf(20, 2),
      from: deploymentOf(10, 2),
      before: sizes(6, 6),
      after: sizes(11, 11),
    },
    {
      name: 'change both surge and size',
      to: deploymentOf(50, 6),
      from: deploymentOf(10, 3),
      before: sizes(5, 8),
      after: sizes(22, 34),
    },
    {
      name: 'change both size and template',
      to: deploymentOf(14),
      from: deploymentOf(10),
      before: sizes(undefined, 7, 3),
      after: sizes(undefined, 10, 4),
    },
    {
      name: 'saturated but broken new replica set does not affect old pods',
      to: deploymentOf(2, 1, 1),
      from: deploymentOf(2, 1, 1),
      before: sizes(2, 1),
      after: sizes(2, 1),
    },
  ];

  test.each(cases)('$name', ({ to, from, before, after, oldDesired }) => {
    const rsOf = (name: string, replicas: number, hour: number, desired?: number): ReplicaSet => {
      const creationTimestamp = `2016-05-20T0${hour}:00:00Z`;
      const rs: ReplicaSet = {
        metadata: { name, namespace: 'default', creationTimestamp },
        spec: { replicas, template: {} },
        status: { replicas: 0 },
      };
      const wanted = desired ?? from.spec.replicas ?? 1;
      setReplicasAnnotations(rs, wanted, wanted + maxSurge(from));
      return rs;
    };
    const newRS = before.fresh === undefined ? undefined : rsOf('new', before.fresh, 2);
    const oldRSs = before.old.map((size, i) =>
      rsOf(`old${i}`, size, 1 - i, i === 0 ? oldDesired : undefined),
    );
    const sizeOf = new Map<string, number>();
    for (const rs of [newRS, ...oldRSs])
      if (rs) sizeOf.set(rs.metadata.name, rs.spec.replicas ?? 1);
    const dc = fakeDeploymentSyncer((rs) => {
      // Upstream's server loses the update of these two.
      const isLost = oldDesired !== undefined && rs.metadata.name !== 'old0';
      if (!isLost) sizeOf.set(rs.metadata.name, rs.spec.replicas ?? 1);
      return undefined;
    });
    const err = new Scheduler().run(() => scale(dc, to, newRS, oldRSs));
    expect({
      err,
      fresh: sizeOf.get('new'),
      old: before.old.map((_, i) => sizeOf.get(`old${i}`)),
    }).toEqual({ err: undefined, ...after });
  });
});
