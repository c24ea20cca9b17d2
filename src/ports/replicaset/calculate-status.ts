import type { Pod } from '../api/pod.ts';
import type { ReplicaSet, ReplicaSetStatus } from '../api/replica-set.ts';
import { isPodAvailable } from '../controller/is-pod-available.ts';
import { isPodReady } from '../controller/is-pod-ready.ts';
import { selectorFromValidatedSet } from '../labels/selector-from-validated-set.ts';
import {
  getCondition,
  newReplicaSetCondition,
  removeCondition,
  setCondition,
} from './replica-set-condition.ts';

/**
 * The status of a ReplicaSet after a sync: the pods counted, and the condition ReplicaFailure added
 * or taken away.
 *
 * @ports pkg/controller/replicaset/replica_set_utils.go#calculateStatus
 * @param manageReplicasErr Why creating or deleting pods failed.
 * @param now Milliseconds; Go reads the clock itself.
 */
export function calculateStatus(
  rs: ReplicaSet,
  filteredPods: readonly Pod[],
  manageReplicasErr: Error | undefined,
  now: number,
): ReplicaSetStatus {
  const newStatus = { ...rs.status }; // go: newStatus := rs.Status
  let fullyLabeledReplicasCount = 0; // go: fullyLabeledReplicasCount := 0
  let readyReplicasCount = 0; // go: readyReplicasCount := 0
  let availableReplicasCount = 0; // go: availableReplicasCount := 0
  // go: templateLabel := labels.Set(
  const templateLabel = selectorFromValidatedSet(rs.spec.template.metadata?.labels);
  // go: for _, pod := range filteredPods {
  for (const pod of filteredPods) {
    // go: if templateLabel.Matches(
    if (templateLabel.matches(pod.metadata.labels ?? {})) {
      fullyLabeledReplicasCount++; // go: fullyLabeledReplicasCount++
    }
    // go: if podutil.IsPodReady(pod) {
    if (isPodReady(pod)) {
      readyReplicasCount++; // go: readyReplicasCount++
      // go: if podutil.IsPodAvailable(
      if (isPodAvailable(pod, rs.spec.minReadySeconds ?? 0, now)) {
        availableReplicasCount++; // go: availableReplicasCount++
      }
    }
  }

  const failureCond = getCondition(rs.status, 'ReplicaFailure'); // go: failureCond := GetCondition(
  // go: if manageReplicasErr != nil && failureCond == nil {
  if (manageReplicasErr !== undefined && failureCond === undefined) {
    let reason = ''; // go: var reason string
    // The API server sets 1 where nothing is asked for; Go relies on it and dereferences.
    const diff = filteredPods.length - (rs.spec.replicas ?? 1); // go: if diff := len(
    if (diff < 0) {
      reason = 'FailedCreate'; // go: reason = "FailedCreate"
      // go: else if diff > 0 {
    } else if (diff > 0) {
      reason = 'FailedDelete'; // go: reason = "FailedDelete"
    }
    // go: cond := NewReplicaSetCondition(
    const cond = newReplicaSetCondition(
      'ReplicaFailure',
      'True',
      reason,
      manageReplicasErr.message,
      now,
    );
    setCondition(newStatus, cond); // go: SetCondition(&newStatus, cond)
    // go: else if manageReplicasErr == nil && failureCond != nil {
  } else if (manageReplicasErr === undefined && failureCond !== undefined) {
    removeCondition(newStatus, 'ReplicaFailure'); // go: RemoveCondition(
  }

  newStatus.replicas = filteredPods.length; // go: newStatus.Replicas =
  newStatus.fullyLabeledReplicas = fullyLabeledReplicasCount; // go: newStatus.FullyLabeledReplicas =
  newStatus.readyReplicas = readyReplicasCount; // go: newStatus.ReadyReplicas =
  newStatus.availableReplicas = availableReplicasCount; // go: newStatus.AvailableReplicas =
  return newStatus; // go: return newStatus
}
