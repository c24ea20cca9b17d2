import type { Pod } from '../api/pod.ts';

/**
 * The key of a pod in expectations. Unlike the key of a cache it keeps the slash when there is no
 * namespace.
 *
 * @ports pkg/controller/controller_utils.go#PodKey
 */
export function podKey(pod: Pod): string {
  const { namespace = '', name } = pod.metadata;
  return [namespace, name].join('/'); // go: return fmt.Sprintf(
}
