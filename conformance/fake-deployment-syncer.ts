import type { ReplicaSet } from '../src/ports/api/replica-set.ts';
import type { DeploymentSyncer } from '../src/ports/deployment/deployment-syncer.ts';

/**
 * What a Deployment is synced with, for tests that only scale ReplicaSets.
 *
 * @param update Sees every update, and may refuse it.
 */
export function fakeDeploymentSyncer(
  update: (rs: ReplicaSet) => Error | undefined,
): DeploymentSyncer {
  const never = (): never => {
    throw new Error('This is not called');
  };
  return {
    runtime: { now: () => 0 },
    client: {
      getDeployment: never,
      updateDeploymentStatus: never,
      createReplicaSet: never,
      deleteReplicaSet: never,
      *updateReplicaSet(rs) {
        yield;
        const err = update(rs);
        return err ? [undefined, err] : [structuredClone(rs), undefined];
      },
    },
    recorder: { event: () => undefined },
    rsLister: { replicaSets: never },
    enqueueRateLimited: never,
    enqueueAfter: never,
  };
}
