import type { Pod } from '../api/pod.ts';
import { deepEqual } from '../runtime/deep-equal.ts';

/**
 * Whether something changed that may make a pod fit where it did not: anything but its status and
 * version.
 *
 * @ports pkg/scheduler/internal/queue/scheduling_queue.go#isPodUpdated
 */
export function isPodUpdated(oldPod: Pod, newPod: Pod): boolean {
  // go+: strip := func(pod *v1.Pod) *v1.Pod {
  const strip = (pod: Pod): unknown => ({
    ...pod,
    metadata: { ...pod.metadata, resourceVersion: undefined, generation: undefined },
    status: {},
  });
  return !deepEqual(strip(oldPod), strip(newPod)); // go: return !reflect.DeepEqual(
}
