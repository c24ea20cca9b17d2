import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { sort } from '../runtime/sort.ts';
import type { Task } from '../runtime/task.ts';
import { cleanupDeployment } from './cleanup-deployment.ts';
import { deploymentComplete } from './deployment-progress.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import { getAllReplicaSetsAndSyncRevision } from './get-new-replica-set.ts';
import { newRSNewReplicas } from './new-rs-new-replicas.ts';
import { syncRolloutStatus } from './progress.ts';
import {
  getAvailableReplicaCountForReplicaSets,
  getReplicaCountForReplicaSets,
  type ReplicaSets,
} from './replica-counts.ts';
import { ReplicaSetsByCreationTimestamp } from './replica-sets-by.ts';
import { replicasOf } from './replicas-of.ts';
import { maxUnavailable as maxUnavailableOf } from './resolve-fenceposts.ts';
import { scaleReplicaSetAndRecordEvent } from './scale.ts';

/**
 * One step of a rolling update: it scales the new ReplicaSet up or, if that need not or must not be,
 * old ones down, and writes the status. What the cluster then does brings the next step.
 *
 * @ports pkg/controller/deployment/rolling.go#DeploymentController.rolloutRolling
 */
export function* rolloutRolling(
  dc: DeploymentSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
): Task<Error | undefined> {
  const [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, true); // go: newRS, oldRSs, err :=
  // go: if err != nil { @1
  if (err || !newRS) {
    return err; // go: return err @1
  }
  const allRSs = [...oldRSs, newRS]; // go: allRSs := append(

  const [scaledUp, upErr] = yield* reconcileNewReplicaSet(dc, allRSs, newRS, d); // go: scaledUp, err :=
  // go: if err != nil { @2
  if (upErr) {
    return upErr; // go: return err @2
  }
  // go: if scaledUp {
  if (scaledUp) {
    return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @1
  }

  // go: scaledDown, err :=
  const [scaledDown, downErr] = yield* reconcileOldReplicaSets(
    dc,
    allRSs,
    filterActiveReplicaSets(oldRSs),
    newRS,
    d,
  );
  // go: if err != nil { @3
  if (downErr) {
    return downErr; // go: return err @3
  }
  // go: if scaledDown {
  if (scaledDown) {
    return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @2
  }

  // go: if deploymentutil.DeploymentComplete(
  if (deploymentComplete(d, d.status)) {
    const err = yield* cleanupDeployment(dc, oldRSs, d); // go: if err := dc.cleanupDeployment(
    if (err) {
      return err; // go: return err @4
    }
  }

  return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @3
}

/**
 * Brings the new ReplicaSet nearer to what the Deployment wants.
 *
 * @ports pkg/controller/deployment/rolling.go#DeploymentController.reconcileNewReplicaSet
 * @returns Whether it was scaled.
 */
export function* reconcileNewReplicaSet(
  dc: DeploymentSyncer,
  allRSs: ReplicaSets,
  newRS: ReplicaSet,
  deployment: Deployment,
): Task<readonly [scaled: boolean, error: Error | undefined]> {
  // go: if *(newRS.Spec.Replicas) == *(deployment.Spec.Replicas) {
  if (replicasOf(newRS) === replicasOf(deployment)) {
    return [false, undefined]; // go: return false, nil
  }
  // go: if *(newRS.Spec.Replicas) > *(deployment.Spec.Replicas) {
  if (replicasOf(newRS) > replicasOf(deployment)) {
    // go: scaled, _, err := dc.scaleReplicaSetAndRecordEvent(newRS, *(
    const [scaled, , err] = yield* scaleReplicaSetAndRecordEvent(
      dc,
      newRS,
      replicasOf(deployment),
      deployment,
    );
    return [scaled, err]; // go: return scaled, err @1
  }
  const [newReplicasCount, countErr] = newRSNewReplicas(deployment, allRSs, newRS); // go: newReplicasCount, err :=
  // go: if err != nil {
  if (countErr) {
    return [false, countErr]; // go: return false, err
  }
  // go: scaled, _, err := dc.scaleReplicaSetAndRecordEvent(newRS, newReplicasCount
  const [scaled, , err] = yield* scaleReplicaSetAndRecordEvent(
    dc,
    newRS,
    newReplicasCount,
    deployment,
  );
  return [scaled, err]; // go: return scaled, err @2
}

/**
 * Scales old ReplicaSets down as far as enough pods stay available: first pods that are not
 * available, which costs nothing, then others. A failed call counts as nothing done; the next sync
 * tries again.
 *
 * @ports pkg/controller/deployment/rolling.go#DeploymentController.reconcileOldReplicaSets
 * @returns Whether any was scaled.
 */
export function* reconcileOldReplicaSets(
  dc: DeploymentSyncer,
  allRSs: ReplicaSets,
  oldRSs: ReplicaSet[],
  newRS: ReplicaSet,
  deployment: Deployment,
): Task<readonly [scaled: boolean, error: Error | undefined]> {
  const oldPodsCount = getReplicaCountForReplicaSets(oldRSs); // go: oldPodsCount :=
  // go: if oldPodsCount == 0 {
  if (oldPodsCount === 0) {
    return [false, undefined]; // go: return false, nil @1
  }

  const allPodsCount = getReplicaCountForReplicaSets(allRSs); // go: allPodsCount :=
  // left out (logging): klog.V(4).Infof("New replica set
  const maxUnavailable = maxUnavailableOf(deployment); // go: maxUnavailable :=

  // Unavailable pods of the new ReplicaSet are taken off, so that they don't cost old ones.
  const minAvailable = replicasOf(deployment) - maxUnavailable; // go: minAvailable := *(
  const newRSUnavailablePodCount = replicasOf(newRS) - (newRS.status.availableReplicas ?? 0); // go: newRSUnavailablePodCount :=
  const maxScaledDown = allPodsCount - minAvailable - newRSUnavailablePodCount; // go: maxScaledDown := allPodsCount - minAvailable - newRSUnavailablePodCount
  // go: if maxScaledDown <= 0 {
  if (maxScaledDown <= 0) {
    return [false, undefined]; // go: return false, nil @2
  }

  // go: oldRSs, cleanupCount, err :=
  const [cleaned, cleanupCount, err] = yield* cleanupUnhealthyReplicas(
    dc,
    oldRSs,
    deployment,
    maxScaledDown,
  );
  // go: if err != nil { @1
  if (err || !cleaned) {
    return [false, undefined]; // go: return false, nil @3
  }
  // left out (logging): klog.V(4).Infof("Cleaned up

  const all = [...cleaned, newRS]; // go: allRSs = append(
  // go: scaledDownCount, err :=
  const [scaledDownCount, downErr] = yield* scaleDownOldReplicaSetsForRollingUpdate(
    dc,
    all,
    cleaned,
    deployment,
  );
  // go: if err != nil { @2
  if (downErr) {
    return [false, undefined]; // go: return false, nil @4
  }
  // left out (logging): klog.V(4).Infof("Scaled down

  const totalScaledDown = cleanupCount + scaledDownCount; // go: totalScaledDown :=
  return [totalScaledDown > 0, undefined]; // go: return totalScaledDown > 0, nil
}

/**
 * Takes pods that are not available from old ReplicaSets, the oldest first; a ReplicaSet deletes
 * such pods before others.
 *
 * @ports pkg/controller/deployment/rolling.go#DeploymentController.cleanupUnhealthyReplicas
 * @param oldRSs Is sorted by age, and has those that were scaled as they then are.
 */
export function* cleanupUnhealthyReplicas(
  dc: DeploymentSyncer,
  oldRSs: ReplicaSet[],
  deployment: Deployment,
  maxCleanupCount: number,
): Task<readonly [oldRSs: ReplicaSet[] | undefined, scaledDown: number, error: Error | undefined]> {
  sort(new ReplicaSetsByCreationTimestamp(oldRSs)); // go: sort.Sort(
  let totalScaledDown = 0; // go: totalScaledDown := int32(0)
  // go: for i, targetRS := range oldRSs {
  for (const [i, targetRS] of oldRSs.entries()) {
    // go: if totalScaledDown >= maxCleanupCount {
    if (totalScaledDown >= maxCleanupCount) {
      break; // go: break
    }
    // go: if *(targetRS.Spec.Replicas) == 0 {
    if (replicasOf(targetRS) === 0) {
      continue; // go: continue @1
    }
    // left out (logging): klog.V(4).Infof(
    const available = targetRS.status.availableReplicas ?? 0;
    // go: if *(targetRS.Spec.Replicas) == targetRS.Status.AvailableReplicas {
    if (replicasOf(targetRS) === available) {
      continue; // go: continue @2
    }

    // go: scaledDownCount :=
    const scaledDownCount = Math.min(
      maxCleanupCount - totalScaledDown,
      replicasOf(targetRS) - available,
    );
    const newReplicasCount = replicasOf(targetRS) - scaledDownCount; // go: newReplicasCount :=
    // go: if newReplicasCount > *(targetRS.Spec.Replicas) {
    if (newReplicasCount > replicasOf(targetRS)) {
      const { namespace = '', name } = targetRS.metadata;
      // go: return nil, 0, fmt.Errorf(
      return [
        undefined,
        0,
        new Error(
          `when cleaning up unhealthy replicas, got invalid request to scale down ${namespace}/${name} ${replicasOf(targetRS)} -> ${newReplicasCount}`,
        ),
      ];
    }
    // go: _, updatedOldRS, err :=
    const [, updatedOldRS, err] = yield* scaleReplicaSetAndRecordEvent(
      dc,
      targetRS,
      newReplicasCount,
      deployment,
    );
    // go: if err != nil {
    if (err || !updatedOldRS) {
      return [undefined, totalScaledDown, err]; // go: return nil, totalScaledDown, err
    }
    totalScaledDown += scaledDownCount; // go: totalScaledDown += scaledDownCount
    oldRSs[i] = updatedOldRS; // go: oldRSs[i] = updatedOldRS
  }
  return [oldRSs, totalScaledDown, undefined]; // go: return oldRSs, totalScaledDown, nil
}

/**
 * Scales old ReplicaSets down by the available pods that there are too many, the oldest first.
 *
 * @ports pkg/controller/deployment/rolling.go#DeploymentController.scaleDownOldReplicaSetsForRollingUpdate
 * @param oldRSs Is sorted by age.
 */
export function* scaleDownOldReplicaSetsForRollingUpdate(
  dc: DeploymentSyncer,
  allRSs: ReplicaSets,
  oldRSs: ReplicaSet[],
  deployment: Deployment,
): Task<readonly [scaledDown: number, error: Error | undefined]> {
  const maxUnavailable = maxUnavailableOf(deployment); // go: maxUnavailable :=

  const minAvailable = replicasOf(deployment) - maxUnavailable; // go: minAvailable :=
  const availablePodCount = getAvailableReplicaCountForReplicaSets(allRSs); // go: availablePodCount :=
  // go: if availablePodCount <= minAvailable {
  if (availablePodCount <= minAvailable) {
    return [0, undefined]; // go: return 0, nil
  }
  // left out (logging): klog.V(4).Infof(

  sort(new ReplicaSetsByCreationTimestamp(oldRSs)); // go: sort.Sort(

  let totalScaledDown = 0; // go: totalScaledDown := int32(0)
  const totalScaleDownCount = availablePodCount - minAvailable; // go: totalScaleDownCount :=
  // go: for _, targetRS := range oldRSs {
  for (const targetRS of oldRSs) {
    // go: if totalScaledDown >= totalScaleDownCount {
    if (totalScaledDown >= totalScaleDownCount) {
      break; // go: break
    }
    // go: if *(targetRS.Spec.Replicas) == 0 {
    if (replicasOf(targetRS) === 0) {
      continue; // go: continue
    }
    const scaleDownCount = Math.min(replicasOf(targetRS), totalScaleDownCount - totalScaledDown); // go: scaleDownCount :=
    const newReplicasCount = replicasOf(targetRS) - scaleDownCount; // go: newReplicasCount :=
    // go: if newReplicasCount > *(targetRS.Spec.Replicas) {
    if (newReplicasCount > replicasOf(targetRS)) {
      const { namespace = '', name } = targetRS.metadata;
      // go: return 0, fmt.Errorf(
      return [
        0,
        new Error(
          `when scaling down old RS, got invalid request to scale down ${namespace}/${name} ${replicasOf(targetRS)} -> ${newReplicasCount}`,
        ),
      ];
    }
    // go: _, _, err :=
    const [, , err] = yield* scaleReplicaSetAndRecordEvent(
      dc,
      targetRS,
      newReplicasCount,
      deployment,
    );
    // go: if err != nil {
    if (err) {
      return [totalScaledDown, err]; // go: return totalScaledDown, err
    }

    totalScaledDown += scaleDownCount; // go: totalScaledDown += scaleDownCount
  }

  return [totalScaledDown, undefined]; // go: return totalScaledDown, nil
}
