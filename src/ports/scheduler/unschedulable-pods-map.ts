import type { Pod } from '../api/pod.ts';
import type { QueuedPodInfo } from './queued-pod-info.ts';

/** Pods that were tried and fit nowhere, by `name_namespace`. */
export class UnschedulablePodsMap {
  readonly podInfoMap = new Map<string, QueuedPodInfo>();

  /**
   * Puts a pod in, or in the place of the one of its name.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#UnschedulablePodsMap.addOrUpdate
   */
  addOrUpdate(pInfo: QueuedPodInfo): void {
    const podID = getPodFullName(pInfo.pod); // go: podID := u.keyFunc(pInfo.Pod)
    // left out (metrics): if _, exists := u.podInfoMap[podID]; !exists
    this.podInfoMap.set(podID, pInfo); // go: u.podInfoMap[podID] = pInfo
  }

  /**
   * Takes a pod out, if it is there.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#UnschedulablePodsMap.delete
   */
  delete(pod: Pod): void {
    const podID = getPodFullName(pod); // go: podID := u.keyFunc(pod)
    // left out (metrics): if _, exists := u.podInfoMap[podID]; exists
    this.podInfoMap.delete(podID); // go: delete(u.podInfoMap, podID)
  }

  /**
   * The pod of the same name.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#UnschedulablePodsMap.get
   */
  get(pod: Pod): QueuedPodInfo | undefined {
    const podKey = getPodFullName(pod); // go: podKey := u.keyFunc(pod)
    return this.podInfoMap.get(podKey); // go+: if pInfo, exists := u.podInfoMap[podKey]; exists {
    // left out (said above): return nil
  }
}

/**
 * `name_namespace`.
 *
 * @ports pkg/scheduler/util/utils.go#GetPodFullName
 */
export function getPodFullName(pod: Pod): string {
  return `${pod.metadata.name}_${pod.metadata.namespace ?? ''}`; // go: return pod.Name + "_" + pod.Namespace
}
