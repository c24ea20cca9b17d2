import type { Deployment } from '../api/deployment.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { getScaledValueFromIntOrPercent } from './get-scaled-value-from-int-or-percent.ts';
import { getReplicaCountForReplicaSets, type ReplicaSets } from './replica-counts.ts';
import { replicasOf } from './replicas-of.ts';

/**
 * How many pods the new ReplicaSet may ask for now: with a rolling update so many that all together
 * stay within the surge, and never more than the Deployment wants.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#NewRSNewReplicas
 */
export function newRSNewReplicas(
  deployment: Deployment,
  allRSs: ReplicaSets,
  newRS: ReplicaSet,
): readonly [replicas: number, error: Error | undefined] {
  const { type = '', rollingUpdate } = deployment.spec.strategy ?? {};
  // go: switch deployment.Spec.Strategy.Type {
  switch (type) {
    case 'RollingUpdate': {
      // go: maxSurge, err := intstrutil.GetScaledValueFromIntOrPercent(
      const [maxSurge, err] = getScaledValueFromIntOrPercent(
        rollingUpdate?.maxSurge,
        replicasOf(deployment),
        true,
      );
      // go: if err != nil {
      if (err) {
        return [0, err]; // go: return 0, err
      }
      const currentPodCount = getReplicaCountForReplicaSets(allRSs); // go: currentPodCount := GetReplicaCountForReplicaSets(
      const maxTotalPods = replicasOf(deployment) + maxSurge; // go: maxTotalPods :=
      // go: if currentPodCount >= maxTotalPods {
      if (currentPodCount >= maxTotalPods) {
        return [replicasOf(newRS), undefined]; // go: return *(newRS.Spec.Replicas), nil
      }
      let scaleUpCount = maxTotalPods - currentPodCount; // go: scaleUpCount := maxTotalPods
      // go: scaleUpCount = int32(
      scaleUpCount = Math.min(scaleUpCount, replicasOf(deployment) - replicasOf(newRS));
      return [replicasOf(newRS) + scaleUpCount, undefined]; // go: return *(newRS.Spec.Replicas) + scaleUpCount, nil
    }
    case 'Recreate':
      return [replicasOf(deployment), undefined]; // go: return *(deployment.Spec.Replicas), nil
    default:
      return [0, new Error(`deployment type ${type} isn't supported`)]; // go: return 0, fmt.Errorf(
  }
}
