import type { ReplicaSet, ReplicaSetCondition, ReplicaSetStatus } from '../api/replica-set.ts';
import { isEqual } from '../controller/meta-time.ts';
import type { Task } from '../runtime/task.ts';
import type { ReplicaSetClient } from './replica-set-client.ts';

/** So often an update is tried again. */
const statusUpdateRetries = 1;

/**
 * Writes the status of a ReplicaSet unless it is the same. If that fails, the ReplicaSet is read
 * anew and written once more: the counts are of the pods, whatever somebody else wrote meanwhile.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#updateReplicaSetStatus
 * @param rs A copy: its status changes.
 * @returns The ReplicaSet as it is now; or the error of the last update, or of reading.
 */
export function* updateReplicaSetStatus(
  c: ReplicaSetClient,
  rs: ReplicaSet,
  newStatus: ReplicaSetStatus,
): Task<readonly [updatedRS: ReplicaSet | undefined, error: Error | undefined]> {
  const { generation = 0 } = rs.metadata;
  const old = rs.status;
  // go: if rs.Status.Replicas == newStatus.Replicas &&
  if (
    old.replicas === newStatus.replicas &&
    (old.fullyLabeledReplicas ?? 0) === (newStatus.fullyLabeledReplicas ?? 0) &&
    (old.readyReplicas ?? 0) === (newStatus.readyReplicas ?? 0) &&
    (old.availableReplicas ?? 0) === (newStatus.availableReplicas ?? 0) &&
    generation === (old.observedGeneration ?? 0) &&
    areConditionsEqual(old.conditions, newStatus.conditions)
  ) {
    return [rs, undefined]; // go: return rs, nil
  }

  // Of the ReplicaSet that was acted on: the one read anew may have changed.
  newStatus = { ...newStatus, observedGeneration: generation }; // go: newStatus.ObservedGeneration = rs.Generation

  let getErr: Error | undefined; // go: var getErr, updateErr error
  let updateErr: Error | undefined;
  let updatedRS: ReplicaSet | undefined; // go: var updatedRS *apps.ReplicaSet
  // go: for i, rs := 0, rs; ; i++ {
  for (let i = 0, fresh: ReplicaSet | undefined = rs; ; i++) {
    // left out (logging): klog.V(4).Infof(
    fresh.status = newStatus; // go: rs.Status = newStatus
    [updatedRS, updateErr] = yield* c.updateStatus(fresh); // go: updatedRS, updateErr = c.UpdateStatus(
    // go: if updateErr == nil {
    if (updateErr === undefined) {
      return [updatedRS, undefined]; // go: return updatedRS, nil
    }
    // go: if i >= statusUpdateRetries {
    if (i >= statusUpdateRetries) {
      break; // go: break
    }
    [fresh, getErr] = yield* c.get(fresh.metadata.name); // go: if rs, getErr = c.Get(
    if (getErr || !fresh) {
      return [undefined, getErr]; // go: return nil, getErr
    }
    // The answer is the caller's own in Go; here a client may hand out what it keeps.
    fresh = { ...fresh };
  }

  return [undefined, updateErr]; // go: return nil, updateErr
}

/** As Go's reflect.DeepEqual: a list that is empty is not one that is absent. */
function areConditionsEqual(
  a: readonly ReplicaSetCondition[] | undefined,
  b: readonly ReplicaSetCondition[] | undefined,
): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((one, at) => isConditionEqual(one, b[at]));
}

function isConditionEqual(a: ReplicaSetCondition, b: ReplicaSetCondition | undefined): boolean {
  return (
    a.type === b?.type &&
    a.status === b.status &&
    isEqual(a.lastTransitionTime, b.lastTransitionTime) &&
    (a.reason ?? '') === (b.reason ?? '') &&
    (a.message ?? '') === (b.message ?? '')
  );
}
