import type { DeploymentCondition, DeploymentStatus } from '../api/deployment.ts';
import { formatTime } from '../api/format-time.ts';
import type { ReplicaSetCondition } from '../api/replica-set.ts';

/** Why a Deployment makes progress, or none. */
export const replicaSetUpdatedReason = 'ReplicaSetUpdated';
export const failedRSCreateReason = 'ReplicaSetCreateError';
export const newReplicaSetReason = 'NewReplicaSetCreated';
export const foundNewRSReason = 'FoundNewReplicaSet';
export const newRSAvailableReason = 'NewReplicaSetAvailable';
export const timedOutReason = 'ProgressDeadlineExceeded';
export const pausedDeployReason = 'DeploymentPaused';
export const resumedDeployReason = 'DeploymentResumed';
/** Why a Deployment is available, or not. */
export const minimumReplicasAvailable = 'MinimumReplicasAvailable';
export const minimumReplicasUnavailable = 'MinimumReplicasUnavailable';

/** Types of a Deployment's conditions. */
export const deploymentAvailable = 'Available';
export const deploymentProgressing = 'Progressing';
export const deploymentReplicaFailure = 'ReplicaFailure';

/**
 * A condition of a Deployment as of now.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#NewDeploymentCondition
 * @param now Milliseconds; Go reads the clock itself.
 */
export function newDeploymentCondition(
  condType: string,
  status: DeploymentCondition['status'],
  reason: string,
  message: string,
  now: number,
): DeploymentCondition {
  // go: return &apps.DeploymentCondition{
  return {
    type: condType,
    status,
    lastUpdateTime: formatTime(now),
    lastTransitionTime: formatTime(now),
    reason,
    message,
  };
}

/**
 * A copy of the first condition of a type.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetDeploymentCondition
 */
export function getDeploymentCondition(
  status: DeploymentStatus,
  condType: string,
): DeploymentCondition | undefined {
  // go: for i := range status.Conditions {
  for (const c of status.conditions ?? []) {
    // left out (the loop gives the condition itself): c := status.Conditions[i]
    // go: if c.Type == condType {
    if (c.type === condType) {
      return { ...c }; // go: return &c
    }
  }
  return undefined; // go: return nil
}

/**
 * Puts a condition at the end in place of those of its type, unless status and reason stay: then
 * the old message and times do, too.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#SetDeploymentCondition
 */
export function setDeploymentCondition(
  status: DeploymentStatus,
  condition: DeploymentCondition,
): void {
  const currentCond = getDeploymentCondition(status, condition.type); // go: currentCond := GetDeploymentCondition(
  // go: if currentCond != nil && currentCond.Status == condition.Status && currentCond.Reason
  if (
    currentCond !== undefined &&
    currentCond.status === condition.status &&
    (currentCond.reason ?? '') === (condition.reason ?? '')
  ) {
    return; // go: return
  }
  const added = { ...condition };
  // go: if currentCond != nil && currentCond.Status == condition.Status {
  if (currentCond !== undefined && currentCond.status === condition.status) {
    // go: condition.LastTransitionTime = currentCond.LastTransitionTime
    if (currentCond.lastTransitionTime === undefined) delete added.lastTransitionTime;
    else added.lastTransitionTime = currentCond.lastTransitionTime;
  }
  const newConditions = filterOutCondition(status.conditions, condition.type); // go: newConditions := filterOutCondition(
  status.conditions = [...(newConditions ?? []), added]; // go: status.Conditions = append(
}

/**
 * Takes the conditions of a type out of a status.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#RemoveDeploymentCondition
 */
export function removeDeploymentCondition(status: DeploymentStatus, condType: string): void {
  const newConditions = filterOutCondition(status.conditions, condType); // go: status.Conditions = filterOutCondition(
  // An absent field is Go's nil.
  if (newConditions) status.conditions = newConditions;
  else delete status.conditions;
}

/**
 * The conditions of all other types, in a new list; none is Go's nil.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#filterOutCondition
 */
export function filterOutCondition(
  conditions: readonly DeploymentCondition[] | undefined,
  condType: string,
): DeploymentCondition[] | undefined {
  let newConditions: DeploymentCondition[] | undefined; // go: var newConditions
  // go: for _, c := range conditions {
  for (const c of conditions ?? []) {
    // go: if c.Type == condType {
    if (c.type === condType) {
      continue; // go: continue
    }
    newConditions = [...(newConditions ?? []), c]; // go: newConditions = append(
  }
  return newConditions; // go: return newConditions
}

/**
 * A ReplicaSet's condition as one of its Deployment; when it last changed is also when it was last
 * updated.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#ReplicaSetToDeploymentCondition
 */
export function replicaSetToDeploymentCondition(cond: ReplicaSetCondition): DeploymentCondition {
  const { type, status, lastTransitionTime, reason = '', message = '' } = cond;
  // go: return apps.DeploymentCondition{
  return {
    type,
    status,
    ...(lastTransitionTime !== undefined && {
      lastTransitionTime,
      lastUpdateTime: lastTransitionTime,
    }),
    reason,
    message,
  };
}
