import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { replicasOf } from './replicas-of.ts';
import { getMaxReplicasAnnotation } from './replica-set-annotations.ts';
import { maxSurge } from './resolve-fenceposts.ts';

/**
 * The share of a ReplicaSet when a Deployment is scaled amid a rollout, within what is left to be
 * given out.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetProportion
 * @param deploymentReplicasToAdd Pods for all ReplicaSets; negative when pods go.
 * @param deploymentReplicasAdded How many of them others already got.
 */
export function getProportion(
  rs: ReplicaSet | undefined,
  d: Deployment,
  deploymentReplicasToAdd: number,
  deploymentReplicasAdded: number,
): number {
  // go: if rs == nil || *(rs.Spec.Replicas) == 0
  if (
    rs === undefined ||
    replicasOf(rs) === 0 ||
    deploymentReplicasToAdd === 0 ||
    deploymentReplicasToAdd === deploymentReplicasAdded
  ) {
    return 0; // go: return int32(0)
  }

  const rsFraction = getReplicaSetFraction(rs, d); // go: rsFraction :=
  const allowed = deploymentReplicasToAdd - deploymentReplicasAdded; // go: allowed :=

  // go: if deploymentReplicasToAdd > 0 {
  if (deploymentReplicasToAdd > 0) {
    return Math.min(rsFraction, allowed); // go: return integer.Int32Min(
  }
  return Math.max(rsFraction, allowed); // go: return integer.Int32Max(
}

/**
 * By how many pods a ReplicaSet must change to keep its part of the whole.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#getReplicaSetFraction
 */
export function getReplicaSetFraction(rs: ReplicaSet, d: Deployment): number {
  // go: if *(d.Spec.Replicas) == int32(0) {
  if (replicasOf(d) === 0) {
    return 0 - replicasOf(rs); // go: return -*(rs.Spec.Replicas)
  }

  const deploymentReplicas = replicasOf(d) + maxSurge(d); // go: deploymentReplicas :=
  const [annotated, ok] = getMaxReplicasAnnotation(rs); // go: annotatedReplicas, ok :=
  let annotatedReplicas = annotated;
  // go: if !ok {
  if (!ok) {
    annotatedReplicas = d.status.replicas ?? 0; // go: annotatedReplicas = d.Status.Replicas
  }

  // Go multiplies in 32 bits, which may overflow.
  const newRSsize = Math.imul(replicasOf(rs), deploymentReplicas) / annotatedReplicas; // go: newRSsize :=
  return (roundToInt32(newRSsize) - replicasOf(rs)) | 0; // go: return integer.RoundToInt32(
}

/** Rounds halves away from zero; what is no number, or too big, is the lowest one, as on amd64. */
function roundToInt32(a: number): number {
  const rounded = Math.trunc(a < 0 ? a - 0.5 : a + 0.5);
  return Math.abs(rounded) < 2 ** 31 ? rounded : -(2 ** 31);
}
