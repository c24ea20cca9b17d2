import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { isNotFound } from '../api/status-error.ts';
import { sort } from '../runtime/sort.ts';
import type { Task } from '../runtime/task.ts';
import { hasRevisionHistoryLimit } from './deployment-progress.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { filterReplicaSets } from './filter-replica-sets.ts';
import { ReplicaSetsByCreationTimestamp } from './replica-sets-by.ts';
import { replicasOf } from './replicas-of.ts';

/**
 * Deletes the oldest of the old ReplicaSets beyond the history that the Deployment keeps. One that
 * still has pods is spared, and no other goes in its place.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.cleanupDeployment
 */
export function* cleanupDeployment(
  dc: Pick<DeploymentSyncer, 'client'>,
  oldRSs: readonly ReplicaSet[],
  deployment: Deployment,
): Task<Error | undefined> {
  // go: if !deploymentutil.HasRevisionHistoryLimit(
  if (!hasRevisionHistoryLimit(deployment)) {
    return undefined; // go: return nil @1
  }

  // go+: aliveFilter := func(
  const aliveFilter = (rs: ReplicaSet | undefined): rs is ReplicaSet =>
    rs !== undefined && rs.metadata.deletionTimestamp === undefined;
  const cleanableRSes = filterReplicaSets(oldRSs, aliveFilter); // go: cleanableRSes :=

  const diff = cleanableRSes.length - (deployment.spec.revisionHistoryLimit ?? 0); // go: diff :=
  // go: if diff <= 0 {
  if (diff <= 0) {
    return undefined; // go: return nil @2
  }

  sort(new ReplicaSetsByCreationTimestamp(cleanableRSes)); // go: sort.Sort(
  // left out (logging): klog.V(4).Infof("Looking to cleanup

  // go: for i := int32(0); i < diff; i++ {
  for (const rs of cleanableRSes.slice(0, diff)) {
    // left out (the loop gives it): rs := cleanableRSes[i]
    const { namespace = '', name, generation = 0, deletionTimestamp } = rs.metadata;
    // go: if rs.Status.Replicas != 0 ||
    if (
      rs.status.replicas !== 0 ||
      replicasOf(rs) !== 0 ||
      generation > (rs.status.observedGeneration ?? 0) ||
      deletionTimestamp !== undefined
    ) {
      continue; // go: continue
    }
    // left out (logging): klog.V(4).Infof("Trying to cleanup
    const err = yield* dc.client.deleteReplicaSet(namespace, name); // go: if err := dc.client.
    if (err && !isNotFound(err)) {
      return err; // go: return err
    }
  }

  return undefined; // go: return nil @3
}
