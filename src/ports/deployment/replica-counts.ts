import type { ReplicaSet } from '../api/replica-set.ts';
import { replicasOf } from './replicas-of.ts';

/** ReplicaSets, with none at the place of one that does not exist yet. */
export type ReplicaSets = readonly (ReplicaSet | undefined)[];

/**
 * How many pods some ReplicaSets ask for together.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetReplicaCountForReplicaSets
 */
export function getReplicaCountForReplicaSets(replicaSets: ReplicaSets): number {
  let totalReplicas = 0; // go: totalReplicas := int32(0)
  // go: for _, rs := range replicaSets {
  for (const rs of replicaSets) {
    // go: if rs != nil {
    if (rs !== undefined) {
      totalReplicas += replicasOf(rs); // go: totalReplicas += *(rs.Spec.Replicas)
    }
  }
  return totalReplicas; // go: return totalReplicas
}

/**
 * How many pods some ReplicaSets have together.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetActualReplicaCountForReplicaSets
 */
export function getActualReplicaCountForReplicaSets(replicaSets: ReplicaSets): number {
  let totalActualReplicas = 0; // go: totalActualReplicas := int32(0)
  // go: for _, rs := range replicaSets {
  for (const rs of replicaSets) {
    // go: if rs != nil {
    if (rs !== undefined) {
      totalActualReplicas += rs.status.replicas; // go: totalActualReplicas += rs.Status.Replicas
    }
  }
  return totalActualReplicas; // go: return totalActualReplicas
}

/**
 * How many pods of some ReplicaSets are ready.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetReadyReplicaCountForReplicaSets
 */
export function getReadyReplicaCountForReplicaSets(replicaSets: ReplicaSets): number {
  let totalReadyReplicas = 0; // go: totalReadyReplicas := int32(0)
  // go: for _, rs := range replicaSets {
  for (const rs of replicaSets) {
    // go: if rs != nil {
    if (rs !== undefined) {
      totalReadyReplicas += rs.status.readyReplicas ?? 0; // go: totalReadyReplicas += rs.Status.ReadyReplicas
    }
  }
  return totalReadyReplicas; // go: return totalReadyReplicas
}

/**
 * How many pods of some ReplicaSets are available.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetAvailableReplicaCountForReplicaSets
 */
export function getAvailableReplicaCountForReplicaSets(replicaSets: ReplicaSets): number {
  let totalAvailableReplicas = 0; // go: totalAvailableReplicas := int32(0)
  // go: for _, rs := range replicaSets {
  for (const rs of replicaSets) {
    // go: if rs != nil {
    if (rs !== undefined) {
      totalAvailableReplicas += rs.status.availableReplicas ?? 0; // go: totalAvailableReplicas += rs.Status.AvailableReplicas
    }
  }
  return totalAvailableReplicas; // go: return totalAvailableReplicas
}
