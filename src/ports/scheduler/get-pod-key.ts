import type { Pod } from '../api/pod.ts';

/**
 * The key of a pod in the scheduler's cache: its UID.
 *
 * @ports pkg/scheduler/framework/types.go#GetPodKey
 */
export function getPodKey(
  pod: Pod,
): readonly [key: string, error: undefined] | readonly [key: '', error: Error] {
  const uid = pod.metadata.uid ?? ''; // go: uid := string(pod.UID)
  // go+: if len(uid) == 0 {
  if (uid === '') {
    return ['', new Error('Cannot get cache key for pod with empty UID')];
  }
  return [uid, undefined]; // go: return uid, nil
}
