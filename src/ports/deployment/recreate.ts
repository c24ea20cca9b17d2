import type { Deployment } from '../api/deployment.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { Task } from '../runtime/task.ts';
import { cleanupDeployment } from './cleanup-deployment.ts';
import { deploymentComplete } from './deployment-progress.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import { getAllReplicaSetsAndSyncRevision } from './get-new-replica-set.ts';
import { syncRolloutStatus } from './progress.ts';
import { getActualReplicaCountForReplicaSets } from './replica-counts.ts';
import { replicasOf } from './replicas-of.ts';
import { scaleReplicaSetAndRecordEvent } from './scale.ts';

/** UID of a ReplicaSet -> its pods. */
export type PodMap = ReadonlyMap<string, readonly Pod[]>;

/**
 * One step of a rollout that first ends all old pods, and then creates new ones.
 *
 * @ports pkg/controller/deployment/recreate.go#DeploymentController.rolloutRecreate
 */
export function* rolloutRecreate(
  dc: DeploymentSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
  podMap: PodMap,
): Task<Error | undefined> {
  // go: newRS, oldRSs, err := dc.getAllReplicaSetsAndSyncRevision(
  let [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, false);
  // go: if err != nil { @1
  if (err) {
    return err; // go: return err @1
  }
  let allRSs = [...oldRSs, newRS]; // go: allRSs := append(
  const activeOldRSs = filterActiveReplicaSets(oldRSs); // go: activeOldRSs :=

  const [scaledDown, downErr] = yield* scaleDownOldReplicaSetsForRecreate(dc, activeOldRSs, d); // go: scaledDown, err :=
  // go: if err != nil { @2
  if (downErr) {
    return downErr; // go: return err @2
  }
  // go: if scaledDown {
  if (scaledDown) {
    return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @1
  }

  // go: if oldPodsRunning(
  if (oldPodsRunning(newRS, oldRSs, podMap)) {
    return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @2
  }

  // go: if newRS == nil {
  if (newRS === undefined) {
    // go: newRS, oldRSs, err = dc.getAllReplicaSetsAndSyncRevision(
    [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, true);
    // go: if err != nil { @3
    if (err || !newRS) {
      return err; // go: return err @3
    }
    allRSs = [...oldRSs, newRS]; // go: allRSs = append(
  }

  const [, upErr] = yield* scaleUpNewReplicaSetForRecreate(dc, newRS, d); // go: if _, err := dc.scaleUpNewReplicaSetForRecreate(
  if (upErr) {
    return upErr; // go: return err @4
  }

  // go: if util.DeploymentComplete(
  if (deploymentComplete(d, d.status)) {
    const err = yield* cleanupDeployment(dc, oldRSs, d); // go: if err := dc.cleanupDeployment(
    if (err) {
      return err; // go: return err @5
    }
  }

  return yield* syncRolloutStatus(dc, allRSs, newRS, d); // go: return dc.syncRolloutStatus( @3
}

/**
 * Scales all old ReplicaSets to 0.
 *
 * @ports pkg/controller/deployment/recreate.go#DeploymentController.scaleDownOldReplicaSetsForRecreate
 * @param oldRSs Has those that were scaled as they then are.
 * @returns Whether any was scaled.
 */
export function* scaleDownOldReplicaSetsForRecreate(
  dc: DeploymentSyncer,
  oldRSs: ReplicaSet[],
  deployment: Deployment,
): Task<readonly [scaled: boolean, error: Error | undefined]> {
  let scaled = false; // go: scaled := false
  // go: for i := range oldRSs {
  for (const [i, rs] of oldRSs.entries()) {
    // left out (the loop gives it): rs := oldRSs[i]
    // go: if *(rs.Spec.Replicas) == 0 {
    if (replicasOf(rs) === 0) {
      continue; // go: continue
    }
    // go: scaledRS, updatedRS, err :=
    const [scaledRS, updatedRS, err] = yield* scaleReplicaSetAndRecordEvent(dc, rs, 0, deployment);
    // go: if err != nil {
    if (err) {
      return [false, err]; // go: return false, err
    }
    // go: if scaledRS {
    if (scaledRS && updatedRS) {
      oldRSs[i] = updatedRS; // go: oldRSs[i] = updatedRS
      scaled = true; // go: scaled = true
    }
  }
  return [scaled, undefined]; // go: return scaled, nil
}

/**
 * Whether pods of other templates still run, or an old ReplicaSet says that it has some.
 *
 * @ports pkg/controller/deployment/recreate.go#oldPodsRunning
 */
export function oldPodsRunning(
  newRS: ReplicaSet | undefined,
  oldRSs: readonly ReplicaSet[],
  podMap: PodMap,
): boolean {
  // go: if oldPods := util.GetActualReplicaCountForReplicaSets(
  if (getActualReplicaCountForReplicaSets(oldRSs) > 0) {
    return true; // go: return true @1
  }
  // go: for rsUID, podList := range podMap {
  for (const [rsUID, podList] of podMap) {
    // go: if newRS != nil && newRS.UID == rsUID {
    if (newRS !== undefined && (newRS.metadata.uid ?? '') === rsUID) {
      continue; // go: continue @1
    }
    // go: for _, pod := range podList {
    for (const pod of podList) {
      // go: switch pod.Status.Phase {
      switch (pod.status.phase) {
        case 'Failed':
        case 'Succeeded':
          continue; // go: continue @2
        case 'Unknown':
          // Its node may only be cut off.
          return true; // go: return true @2
        default:
          return true; // go: return true @3
      }
    }
  }
  return false; // go: return false
}

/**
 * Scales the new ReplicaSet to all pods at once.
 *
 * @ports pkg/controller/deployment/recreate.go#DeploymentController.scaleUpNewReplicaSetForRecreate
 */
export function* scaleUpNewReplicaSetForRecreate(
  dc: DeploymentSyncer,
  newRS: ReplicaSet,
  deployment: Deployment,
): Task<readonly [scaled: boolean, error: Error | undefined]> {
  // go: scaled, _, err :=
  const [scaled, , err] = yield* scaleReplicaSetAndRecordEvent(
    dc,
    newRS,
    replicasOf(deployment),
    deployment,
  );
  return [scaled, err]; // go: return scaled, err
}
