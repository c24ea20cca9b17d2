import type { Pod } from '../api/pod.ts';

/**
 * A pod in a message: `name_namespace(uid)`.
 *
 * @ports pkg/kubelet/util/format/pod.go#PodDesc
 */
export function formatPod(pod: Pod): string {
  const { name, namespace = '', uid = '' } = pod.metadata;
  return `${name}_${namespace}(${uid})`; // go: return fmt.Sprintf("%s_%s(%s)"
}
