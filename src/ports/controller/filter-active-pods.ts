import type { Pod } from '../api/pod.ts';
import { isPodActive } from './is-pod-active.ts';

/**
 * The pods that are active, in the order that they had.
 *
 * @ports pkg/controller/controller_utils.go#FilterActivePods
 */
export function filterActivePods(pods: readonly Pod[]): Pod[] {
  const result: Pod[] = []; // go: var result []*v1.Pod
  // go: for _, p := range pods {
  for (const p of pods) {
    // go: if IsPodActive(p) {
    if (isPodActive(p)) {
      result.push(p); // go: result = append(result, p)
    }
    // left out (logging): klog.V(4).Infof("Ignoring inactive pod
  }
  return result; // go: return result
}
