import { formatTime } from '../api/format-time.ts';
import type { ReplicaSetCondition, ReplicaSetStatus } from '../api/replica-set.ts';

/**
 * A condition that has just changed.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#NewReplicaSetCondition
 * @param now Milliseconds; Go reads the clock itself.
 */
export function newReplicaSetCondition(
  condType: string,
  status: ReplicaSetCondition['status'],
  reason: string,
  msg: string,
  now: number,
): ReplicaSetCondition {
  // go: return apps.ReplicaSetCondition{
  return {
    type: condType,
    status,
    lastTransitionTime: formatTime(now),
    reason,
    message: msg,
  };
}

/**
 * A copy of the first condition of a type.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#GetCondition
 */
export function getCondition(
  status: ReplicaSetStatus,
  condType: string,
): ReplicaSetCondition | undefined {
  // go: for _, c := range status.Conditions {
  for (const c of status.conditions ?? []) {
    // go: if c.Type == condType {
    if (c.type === condType) {
      return { ...c }; // go: return &c
    }
  }
  return undefined; // go: return nil
}

/**
 * Puts a condition at the end of the others in place of those of its type, unless the first of them
 * has the same status and reason: then all stays, with the old message and time.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#SetCondition
 */
export function setCondition(status: ReplicaSetStatus, condition: ReplicaSetCondition): void {
  const currentCond = getCondition(status, condition.type); // go: currentCond := GetCondition(
  // go: if currentCond != nil && currentCond.Status
  if (
    currentCond !== undefined &&
    currentCond.status === condition.status &&
    (currentCond.reason ?? '') === (condition.reason ?? '')
  ) {
    return; // go: return
  }
  const newConditions = filterOutCondition(status.conditions, condition.type); // go: newConditions := filterOutCondition(
  status.conditions = [...(newConditions ?? []), condition]; // go: status.Conditions = append(
}

/**
 * Takes the conditions of a type out of a status.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#RemoveCondition
 */
export function removeCondition(status: ReplicaSetStatus, condType: string): void {
  const newConditions = filterOutCondition(status.conditions, condType); // go: status.Conditions = filterOutCondition(
  // An absent field is Go's nil.
  if (newConditions) status.conditions = newConditions;
  else delete status.conditions;
}

/**
 * The conditions of all other types, in a new list. With none left it is Go's nil slice, which is
 * not deeply equal to an empty one, so it is undefined here.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#filterOutCondition
 */
export function filterOutCondition(
  conditions: readonly ReplicaSetCondition[] | undefined,
  condType: string,
): ReplicaSetCondition[] | undefined {
  let newConditions: ReplicaSetCondition[] | undefined; // go: var newConditions
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
