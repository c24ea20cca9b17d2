import type { Pod } from '../api/pod.ts';
import { getPodFullName } from './get-pod-full-name.ts';

/**
 * The pods that should be on the node: the kubelet's truth. Static pods, and the mirror pods that
 * stand for them, are not part of the tour; nor are the caches of secrets and config maps.
 */
export class BasicManager {
  #podByUID = new Map<string, Pod>();
  #podByFullName = new Map<string, Pod>();

  constructor() {
    this.setPods([]);
  }

  /**
   * Makes these all the pods.
   *
   * @ports pkg/kubelet/pod/pod_manager.go#basicManager.SetPods
   */
  setPods(newPods: readonly Pod[]): void {
    // left out (locking): pm.lock.Lock()
    // left out (locking): defer pm.lock.Unlock()
    this.#podByUID = new Map<string, Pod>(); // go: pm.podByUID = make(
    this.#podByFullName = new Map<string, Pod>(); // go: pm.podByFullName = make(
    // left out (no mirror pods): pm.mirrorPodByUID = make(
    // left out (no mirror pods): pm.mirrorPodByFullName = make(
    // left out (no mirror pods): pm.translationByUID = make(
    this.updatePodsInternal(newPods); // go: pm.updatePodsInternal(newPods...)
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.AddPod */
  addPod(pod: Pod): void {
    this.updatePod(pod); // go: pm.UpdatePod(pod)
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.UpdatePod */
  updatePod(pod: Pod): void {
    // left out (locking): pm.lock.Lock()
    // left out (locking): defer pm.lock.Unlock()
    this.updatePodsInternal([pod]); // go: pm.updatePodsInternal(pod)
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.updatePodsInternal */
  updatePodsInternal(pods: readonly Pod[]): void {
    // go: for _, pod := range pods {
    for (const pod of pods) {
      // left out (no cache of secrets): if pm.secretManager != nil {
      // left out (no cache of config maps): if pm.configMapManager != nil {
      const podFullName = getPodFullName(pod); // go: podFullName := kubecontainer.GetPodFullName(pod)
      // left out (no mirror pods): if kubetypes.IsMirrorPod(pod) {
      this.#podByUID.set(pod.metadata.uid ?? '', pod);
      this.#podByFullName.set(podFullName, pod);
    }
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.DeletePod */
  deletePod(pod: Pod): void {
    // left out (locking): pm.lock.Lock()
    // left out (locking): defer pm.lock.Unlock()
    // left out (no cache of secrets): if pm.secretManager != nil {
    // left out (no cache of config maps): if pm.configMapManager != nil {
    const podFullName = getPodFullName(pod); // go: podFullName := kubecontainer.GetPodFullName(pod)
    // left out (no mirror pods): if kubetypes.IsMirrorPod(pod) {
    this.#podByUID.delete(pod.metadata.uid ?? '');
    this.#podByFullName.delete(podFullName);
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.GetPods */
  getPods(): Pod[] {
    // left out (locking): pm.lock.RLock()
    // left out (locking): defer pm.lock.RUnlock()
    return podsMapToPods(this.#podByUID); // go: return podsMapToPods(
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.GetPodByUID */
  getPodByUID(uid: string): Pod | undefined {
    // left out (locking): pm.lock.RLock()
    // left out (locking): defer pm.lock.RUnlock()
    const pod = this.#podByUID.get(uid); // go: pod, ok := pm.podByUID[
    return pod; // go: return pod, ok
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.GetPodByName */
  getPodByName(namespace: string, name: string): Pod | undefined {
    const podFullName = `${name}_${namespace}`; // go: podFullName := kubecontainer.BuildPodFullName(
    return this.getPodByFullName(podFullName); // go: return pm.GetPodByFullName(
  }

  /** @ports pkg/kubelet/pod/pod_manager.go#basicManager.GetPodByFullName */
  getPodByFullName(podFullName: string): Pod | undefined {
    // left out (locking): pm.lock.RLock()
    // left out (locking): defer pm.lock.RUnlock()
    const pod = this.#podByFullName.get(podFullName); // go: pod, ok := pm.podByFullName[
    return pod; // go: return pod, ok
  }
}

/** @ports pkg/kubelet/pod/pod_manager.go#podsMapToPods */
function podsMapToPods(UIDMap: ReadonlyMap<string, Pod>): Pod[] {
  const pods: Pod[] = []; // go: pods := make(
  // go: for _, pod := range UIDMap {
  for (const pod of UIDMap.values()) {
    pods.push(pod); // go: pods = append(pods, pod)
  }
  return pods; // go: return pods
}
