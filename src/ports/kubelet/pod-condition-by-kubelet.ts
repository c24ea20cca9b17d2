/** The conditions of a pod that the kubelet writes; others may write any other one. */
export const podConditionsByKubelet: readonly string[] = [
  'PodScheduled',
  'Ready',
  'Initialized',
  'ContainersReady',
];

/**
 * Whether the kubelet writes a condition.
 *
 * @ports pkg/kubelet/types/pod_status.go#PodConditionByKubelet
 */
export function podConditionByKubelet(conditionType: string): boolean {
  // go: for _, c := range PodConditionsByKubelet {
  for (const c of podConditionsByKubelet) {
    // go: if c == conditionType {
    if (c === conditionType) {
      return true; // go: return true
    }
  }
  return false; // go: return false
}
