import type { PodStatus } from '../api/pod.ts';

/** @ports pkg/kubelet/eviction/helpers.go#PodIsEvicted */
export function podIsEvicted(podStatus: PodStatus): boolean {
  return podStatus.phase === 'Failed' && podStatus.reason === 'Evicted'; // go: return podStatus.Phase ==
}
