import { podPriority } from './pod-priority.ts';
import type { QueuedPodInfo } from './queued-pod-info.ts';

/**
 * Whether a pod is to be scheduled before another: by priority, then by who waits longer. It is the
 * order of the plugin PrioritySort.
 *
 * @ports pkg/scheduler/framework/plugins/queuesort/priority_sort.go#PrioritySort.Less
 */
export function less(pInfo1: QueuedPodInfo, pInfo2: QueuedPodInfo): boolean {
  const p1 = podPriority(pInfo1.pod); // go: p1 := corev1helpers.PodPriority(pInfo1.Pod)
  const p2 = podPriority(pInfo2.pod); // go: p2 := corev1helpers.PodPriority(pInfo2.Pod)
  return p1 > p2 || (p1 === p2 && pInfo1.timestamp < pInfo2.timestamp); // go: return (p1 > p2)
}
