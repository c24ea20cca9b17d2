import type { Pod } from '../api/pod.ts';

/**
 * The priority of a pod; 0 if it has none.
 *
 * @ports staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go#PodPriority
 */
export function podPriority(pod: Pod): number {
  if (pod.spec.priority !== undefined) return pod.spec.priority; // go+: if pod.Spec.Priority != nil {
  return 0; // go: return 0
}
