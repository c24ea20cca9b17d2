import type { Pod } from '../api/pod.ts';

/**
 * Whether a pod has neither ended nor begun to be deleted.
 *
 * @ports pkg/controller/controller_utils.go#IsPodActive
 */
export function isPodActive(p: Pod): boolean {
  // go: return v1.PodSucceeded != p.Status.Phase
  return (
    p.status.phase !== 'Succeeded' &&
    p.status.phase !== 'Failed' &&
    p.metadata.deletionTimestamp === undefined
  );
}
