import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { Task } from '../runtime/task.ts';
import { cleanupDeployment } from './cleanup-deployment.ts';
import {
  deploymentProgressing,
  getDeploymentCondition,
  newDeploymentCondition,
  pausedDeployReason,
  resumedDeployReason,
  setDeploymentCondition,
  timedOutReason,
} from './deployment-condition.ts';
import { hasProgressDeadline } from './deployment-progress.ts';
import type { DeploymentSyncer } from './deployment-syncer.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import { getAllReplicaSetsAndSyncRevision } from './get-new-replica-set.ts';
import { getDesiredReplicasAnnotation } from './replica-set-annotations.ts';
import { replicasOf } from './replicas-of.ts';
import { scale } from './scale.ts';
import { syncDeploymentStatus } from './sync-deployment-status.ts';

/**
 * Writes the status and nothing else: for a Deployment that is being deleted.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.syncStatusOnly
 */
export function* syncStatusOnly(
  dc: DeploymentSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
): Task<Error | undefined> {
  const [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, false); // go: newRS, oldRSs, err :=
  // go: if err != nil {
  if (err) {
    return err; // go: return err
  }

  const allRSs = [...oldRSs, newRS]; // go: allRSs :=
  return yield* syncDeploymentStatus(dc, allRSs, newRS, d); // go: return dc.syncDeploymentStatus(
}

/**
 * Scales a Deployment without a rollout: one whose size was changed, or that is paused.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.sync
 */
export function* sync(
  dc: DeploymentSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
): Task<Error | undefined> {
  const [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, false); // go: newRS, oldRSs, err :=
  // go: if err != nil {
  if (err) {
    return err; // go: return err @1
  }
  const scaleErr = yield* scale(dc, d, newRS, oldRSs); // go: if err := dc.scale(
  if (scaleErr) {
    return scaleErr; // go: return err @2
  }

  // Nothing asks for a rollback any more, so that being paused decides.
  // go: if d.Spec.Paused && getRollbackTo(d) == nil {
  if (d.spec.paused === true) {
    const err = yield* cleanupDeployment(dc, oldRSs, d); // go: if err := dc.cleanupDeployment(
    if (err) {
      return err; // go: return err @3
    }
  }

  const allRSs = [...oldRSs, newRS]; // go: allRSs :=
  return yield* syncDeploymentStatus(dc, allRSs, newRS, d); // go: return dc.syncDeploymentStatus(
}

/**
 * Says in the status that a Deployment was paused or resumed, so that the time in between does not
 * count against its deadline.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.checkPausedConditions
 */
export function* checkPausedConditions(
  dc: Pick<DeploymentSyncer, 'client' | 'runtime'>,
  d: Deployment,
): Task<Error | undefined> {
  // go: if !deploymentutil.HasProgressDeadline(d) {
  if (!hasProgressDeadline(d)) {
    return undefined; // go: return nil @1
  }
  const cond = getDeploymentCondition(d.status, deploymentProgressing); // go: cond :=
  // go: if cond != nil && cond.Reason == deploymentutil.TimedOutReason {
  if (cond !== undefined && cond.reason === timedOutReason) {
    return undefined; // go: return nil @2
  }
  const pausedCondExists = cond !== undefined && cond.reason === pausedDeployReason; // go: pausedCondExists :=
  const paused = d.spec.paused === true;

  let needsUpdate = false; // go: needsUpdate := false
  // go: if d.Spec.Paused && !pausedCondExists {
  if (paused && !pausedCondExists) {
    // go: condition := deploymentutil.NewDeploymentCondition( @1
    const condition = newDeploymentCondition(
      deploymentProgressing,
      'Unknown',
      pausedDeployReason,
      'Deployment is paused',
      dc.runtime.now(),
    );
    setDeploymentCondition(d.status, condition); // go: deploymentutil.SetDeploymentCondition( @1
    needsUpdate = true; // go: needsUpdate = true @1
    // go: else if !d.Spec.Paused && pausedCondExists {
  } else if (!paused && pausedCondExists) {
    // go: condition := deploymentutil.NewDeploymentCondition( @2
    const condition = newDeploymentCondition(
      deploymentProgressing,
      'Unknown',
      resumedDeployReason,
      'Deployment is resumed',
      dc.runtime.now(),
    );
    setDeploymentCondition(d.status, condition); // go: deploymentutil.SetDeploymentCondition( @2
    needsUpdate = true; // go: needsUpdate = true @2
  }

  // go: if !needsUpdate {
  if (!needsUpdate) {
    return undefined; // go: return nil @3
  }

  // left out (the next line declares it): var err error
  const [, err] = yield* dc.client.updateDeploymentStatus(d); // go: _, err = dc.client.
  return err; // go: return err
}

/**
 * Whether the Deployment's number of pods was changed since its active ReplicaSets were last scaled.
 *
 * @ports pkg/controller/deployment/sync.go#DeploymentController.isScalingEvent
 */
export function* isScalingEvent(
  dc: DeploymentSyncer,
  d: Deployment,
  rsList: ReplicaSet[],
): Task<readonly [scaling: boolean, error: Error | undefined]> {
  const [newRS, oldRSs, err] = yield* getAllReplicaSetsAndSyncRevision(dc, d, rsList, false); // go: newRS, oldRSs, err :=
  // go: if err != nil {
  if (err) {
    return [false, err]; // go: return false, err
  }
  const allRSs = [...oldRSs, newRS]; // go: allRSs :=
  // go: for _, rs := range
  for (const rs of filterActiveReplicaSets(allRSs)) {
    const [desired, ok] = getDesiredReplicasAnnotation(rs); // go: desired, ok :=
    // go: if !ok {
    if (!ok) {
      continue; // go: continue
    }
    // go: if desired != *(d.Spec.Replicas) {
    if (desired !== replicasOf(d)) {
      return [true, undefined]; // go: return true, nil
    }
  }
  return [false, undefined]; // go: return false, nil
}
