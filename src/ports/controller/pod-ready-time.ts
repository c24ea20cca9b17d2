import type { Pod } from '../api/pod.ts';
import { isPodReady } from './is-pod-ready.ts';
import type { MetaTime } from './meta-time.ts';

/**
 * Since when a pod has been ready; the zero time if it is not or does not say.
 *
 * @ports pkg/controller/controller_utils.go#podReadyTime
 */
export function podReadyTime(pod: Pod): MetaTime {
  // go: if podutil.IsPodReady(pod) {
  if (isPodReady(pod)) {
    // go: for _, c := range pod.Status.Conditions {
    for (const c of pod.status.conditions ?? []) {
      // go: if c.Type == v1.PodReady
      if (c.type === 'Ready' && c.status === 'True') {
        return c.lastTransitionTime; // go: return &c.LastTransitionTime
      }
    }
  }
  return undefined; // go: return &metav1.Time{}
}
