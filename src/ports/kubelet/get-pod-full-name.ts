import type { Pod } from '../api/pod.ts';

/**
 * The name of a pod together with its namespace.
 *
 * @ports pkg/kubelet/container/runtime.go#GetPodFullName
 */
export function getPodFullName(pod: Pod): string {
  return `${pod.metadata.name}_${pod.metadata.namespace ?? ''}`; // go: return pod.Name + "_" + pod.Namespace
}
