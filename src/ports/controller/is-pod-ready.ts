import type { Pod, PodCondition, PodStatus } from '../api/pod.ts';

/**
 * Whether a pod's condition `Ready` is true.
 *
 * @ports pkg/api/v1/pod/util.go#IsPodReady
 */
export function isPodReady(pod: Pod): boolean {
  return isPodReadyConditionTrue(pod.status); // go: return IsPodReadyConditionTrue(pod.Status)
}

/**
 * Whether the condition `Ready` in a pod's status is true.
 *
 * @ports pkg/api/v1/pod/util.go#IsPodReadyConditionTrue
 */
export function isPodReadyConditionTrue(status: PodStatus): boolean {
  const condition = getPodReadyCondition(status); // go: condition := GetPodReadyCondition(status)
  return condition?.status === 'True'; // go: return condition != nil
}

/**
 * The first condition `Ready` in a pod's status.
 *
 * @ports pkg/api/v1/pod/util.go#GetPodReadyCondition
 */
export function getPodReadyCondition(status: PodStatus): PodCondition | undefined {
  const condition = status.conditions?.find(({ type }) => type === 'Ready'); // go: _, condition := GetPodCondition(
  return condition; // go: return condition
}
