import type { Pod } from '../api/pod.ts';

/**
 * Pods for which others were preempted on a node, and which wait for the room. The simulated
 * scheduler preempts none, so that a pod is nominated only if its status says so.
 */
export class NominatedPodMap {
  /** By the name of the node. */
  readonly nominatedPods = new Map<string, Pod[]>();
  /** Names of nodes by the pod's UID. */
  readonly nominatedPodToNode = new Map<string, string>();

  /**
   * Takes a pod out, if it is there.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.DeleteNominatedPodIfExists
   */
  deleteNominatedPodIfExists(pod: Pod): void {
    // left out (locking): npm.Lock()
    this.delete(pod); // go: npm.delete(pod)
    // left out (locking): npm.Unlock()
  }

  /**
   * Nominates a pod.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.AddNominatedPod
   * @param nodeName If empty, the node that the pod's status has.
   */
  addNominatedPod(pod: Pod, nodeName: string): void {
    // left out (locking): npm.Lock()
    this.add(pod, nodeName); // go: npm.add(pod, nodeName)
    // left out (locking): npm.Unlock()
  }

  /**
   * The pods that wait for room on a node.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.NominatedPodsForNode
   */
  nominatedPodsForNode(nodeName: string): readonly Pod[] {
    // left out (locking): npm.RLock()
    // left out (locking): defer npm.RUnlock()
    return this.nominatedPods.get(nodeName) ?? []; // go: return npm.nominatedPods[nodeName]
  }

  /**
   * Puts the new pod in the place of the old one.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.UpdateNominatedPod
   */
  updateNominatedPod(oldPod: Pod | undefined, newPod: Pod): void {
    // left out (locking): npm.Lock()
    // left out (locking): defer npm.Unlock()
    // Go calls it with no old pod never, but could: it would panic there.
    if (!oldPod) throw new TypeError('nil pointer dereference');
    let nodeName = ''; // go: nodeName := ""
    // go: if NominatedNodeName(oldPod) == ""
    if (nominatedNodeName(oldPod) === '' && nominatedNodeName(newPod) === '') {
      // Neither says so: what was nominated here, and is not written yet, stays.
      nodeName = this.nominatedPodToNode.get(uidOf(oldPod)) ?? ''; // go+: if nnn, ok := npm.nominatedPodToNode[oldPod.UID]; ok {
    }
    this.delete(oldPod); // go: npm.delete(oldPod)
    this.add(newPod, nodeName); // go: npm.add(newPod, nodeName)
  }

  /**
   * Puts a pod in, once at most.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.add
   */
  add(p: Pod, nodeName: string): void {
    this.delete(p); // go: npm.delete(p)
    let nnn = nodeName; // go: nnn := nodeName
    // go: if len(nnn) == 0 { @1
    if (nnn.length === 0) {
      nnn = nominatedNodeName(p); // go: nnn = NominatedNodeName(p)
      if (nnn.length === 0) return; // go+: if len(nnn) == 0 { @2
    }
    this.nominatedPodToNode.set(uidOf(p), nnn); // go: npm.nominatedPodToNode[p.UID] = nnn
    const pods = this.nominatedPods.get(nnn) ?? [];
    // go: for _, np := range npm.nominatedPods[nnn] {
    for (const np of pods) {
      // go: if np.UID == p.UID {
      if (uidOf(np) === uidOf(p)) {
        // left out (logging): klog.V(4).Infof("Pod
        return; // go: return @2
      }
    }
    this.nominatedPods.set(nnn, [...pods, p]); // go: npm.nominatedPods[nnn] = append(
  }

  /**
   * Takes a pod out, if it is there.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#nominatedPodMap.delete
   */
  delete(p: Pod): void {
    const nnn = this.nominatedPodToNode.get(uidOf(p)); // go: nnn, ok := npm.nominatedPodToNode[p.UID]
    if (nnn === undefined) return; // go+: if !ok {
    const pods = this.nominatedPods.get(nnn) ?? [];
    // go: for i, np := range npm.nominatedPods[nnn] {
    for (const [i, np] of pods.entries()) {
      // go: if np.UID == p.UID {
      if (uidOf(np) === uidOf(p)) {
        const left = pods.toSpliced(i, 1);
        this.nominatedPods.set(nnn, left); // go: npm.nominatedPods[nnn] = append(
        if (left.length === 0) this.nominatedPods.delete(nnn); // go+: if len(npm.nominatedPods[nnn]) == 0 {
        break; // go: break
      }
    }
    this.nominatedPodToNode.delete(uidOf(p)); // go: delete(npm.nominatedPodToNode, p.UID)
  }
}

const uidOf = (pod: Pod): string => pod.metadata.uid ?? '';

/**
 * The node that the pod's status nominates; empty if none.
 *
 * @ports pkg/scheduler/internal/queue/scheduling_queue.go#NominatedNodeName
 */
export function nominatedNodeName(pod: Pod): string {
  return pod.status.nominatedNodeName ?? ''; // go: return pod.Status.NominatedNodeName
}
