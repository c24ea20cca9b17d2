import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { desiredReplicasAnnotation } from './annotations.ts';
import { parseInt64 } from '../runtime/parse-int.ts';
import { replicasOf } from './replicas-of.ts';

/**
 * Whether a ReplicaSet asks for all pods of its Deployment, was last scaled for this number, and
 * has them all available.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#IsSaturated
 */
export function isSaturated(deployment: Deployment, rs: ReplicaSet | undefined): boolean {
  // go: if rs == nil {
  if (rs === undefined) {
    return false; // go: return false @1
  }
  const desiredString = rs.metadata.annotations?.[desiredReplicasAnnotation] ?? ''; // go: desiredString :=
  const [desired, err] = parseInt64(desiredString, 'Atoi'); // go: desired, err := strconv.Atoi(
  // go: if err != nil {
  if (err) {
    return false; // go: return false @2
  }
  // go: return *(rs.Spec.Replicas) ==
  return (
    replicasOf(rs) === replicasOf(deployment) &&
    Number(BigInt.asIntN(32, desired)) === replicasOf(deployment) &&
    (rs.status.availableReplicas ?? 0) === replicasOf(deployment)
  );
}
