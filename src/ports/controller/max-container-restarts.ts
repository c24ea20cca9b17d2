import type { Pod } from '../api/pod.ts';

/**
 * How often the container that restarted most did; no less than 0.
 *
 * @ports pkg/controller/controller_utils.go#maxContainerRestarts
 */
export function maxContainerRestarts(pod: Pod): number {
  let maxRestarts = 0; // go: maxRestarts := 0
  // go: for _, c := range pod.Status.ContainerStatuses {
  for (const c of pod.status.containerStatuses ?? []) {
    maxRestarts = Math.max(maxRestarts, c.restartCount ?? 0); // go: maxRestarts = integer.IntMax(
  }
  return maxRestarts; // go: return maxRestarts
}
