import type { Pod } from '../api/pod.ts';
import { podKey } from '../controller/pod-key.ts';

/**
 * The keys of pods, in their order.
 *
 * @ports pkg/controller/replicaset/replica_set.go#getPodKeys
 */
export function getPodKeys(pods: readonly Pod[]): string[] {
  const podKeys: string[] = []; // go: podKeys := make(
  // go: for _, pod := range pods {
  for (const pod of pods) {
    podKeys.push(podKey(pod)); // go: podKeys = append(
  }
  return podKeys; // go: return podKeys
}
