import type { Deployment, DeploymentStatus } from '../api/deployment.ts';
import {
  deploymentProgressing as progressing,
  getDeploymentCondition,
  newRSAvailableReason,
  timedOutReason,
} from './deployment-condition.ts';
import { replicasOf } from './replicas-of.ts';

/** Go's math.MaxInt32: by it a Deployment says "no limit". */
const maxInt32 = 2 ** 31 - 1;

/**
 * Whether all pods are of the new template and available, and no old ones are left.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#DeploymentComplete
 */
export function deploymentComplete(deployment: Deployment, newStatus: DeploymentStatus): boolean {
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = newStatus;
  // go: return newStatus.UpdatedReplicas ==
  return (
    updatedReplicas === replicasOf(deployment) &&
    replicas === replicasOf(deployment) &&
    availableReplicas === replicasOf(deployment) &&
    (newStatus.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/**
 * Whether the new status has more updated, ready or available pods, or fewer old ones, than the
 * Deployment had before.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#DeploymentProgressing
 */
export function deploymentProgressing(
  deployment: Deployment,
  newStatus: DeploymentStatus,
): boolean {
  const oldStatus = deployment.status; // go: oldStatus := deployment.Status

  const oldStatusOldReplicas = (oldStatus.replicas ?? 0) - (oldStatus.updatedReplicas ?? 0); // go: oldStatusOldReplicas :=
  const newStatusOldReplicas = (newStatus.replicas ?? 0) - (newStatus.updatedReplicas ?? 0); // go: newStatusOldReplicas :=

  // go: return (newStatus.UpdatedReplicas >
  return (
    (newStatus.updatedReplicas ?? 0) > (oldStatus.updatedReplicas ?? 0) ||
    newStatusOldReplicas < oldStatusOldReplicas ||
    (newStatus.readyReplicas ?? 0) > (oldStatus.readyReplicas ?? 0) ||
    (newStatus.availableReplicas ?? 0) > (oldStatus.availableReplicas ?? 0)
  );
}

/**
 * Whether nothing went on for longer than the Deployment's deadline, or this was found before.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#DeploymentTimedOut
 * @param now Milliseconds; Go asks nowFn.
 */
export function deploymentTimedOut(
  deployment: Deployment,
  newStatus: DeploymentStatus,
  now: number,
): boolean {
  // go: if !HasProgressDeadline(deployment) {
  if (!hasProgressDeadline(deployment)) {
    return false; // go: return false @1
  }

  const condition = getDeploymentCondition(newStatus, progressing); // go: condition := GetDeploymentCondition(
  // go: if condition == nil {
  if (condition === undefined) {
    return false; // go: return false @2
  }
  // go: if condition.Reason == NewRSAvailableReason {
  if (condition.reason === newRSAvailableReason) {
    return false; // go: return false @3
  }
  // go: if condition.Reason == TimedOutReason {
  if (condition.reason === timedOutReason) {
    return true; // go: return true
  }

  const from = Date.parse(condition.lastUpdateTime ?? '0001-01-01T00:00:00Z'); // go: from := condition.LastUpdateTime
  // left out (a parameter): now := nowFn()
  const delta = (deployment.spec.progressDeadlineSeconds ?? 0) * 1000; // go: delta := time.Duration(
  const timedOut = from + delta < now; // go: timedOut := from.Add(

  // left out (logging): klog.V(4).Infof(
  return timedOut; // go: return timedOut
}

/**
 * Whether the Deployment wants to be told when a rollout stands still.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#HasProgressDeadline
 */
export function hasProgressDeadline(d: Deployment): boolean {
  const { progressDeadlineSeconds } = d.spec;
  return progressDeadlineSeconds !== undefined && progressDeadlineSeconds !== maxInt32; // go: return d.Spec.ProgressDeadlineSeconds != nil
}

/**
 * Whether old ReplicaSets are deleted beyond a number.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#HasRevisionHistoryLimit
 */
export function hasRevisionHistoryLimit(d: Deployment): boolean {
  const { revisionHistoryLimit } = d.spec;
  return revisionHistoryLimit !== undefined && revisionHistoryLimit !== maxInt32; // go: return d.Spec.RevisionHistoryLimit != nil
}
