import type { Node } from '../api/node.ts';
import type { Pod } from '../api/pod.ts';
import { calculateResource } from './calculate-resource.ts';
import { getPodKey } from './get-pod-key.ts';
import { newResource, Resource } from './resource.ts';

let generation = 0;

/**
 * A number that no NodeInfo had before.
 *
 * @ports pkg/scheduler/framework/types.go#nextGeneration
 */
function nextGeneration(): number {
  return ++generation; // go: return atomic.AddInt64(
}

/**
 * What the scheduler knows about a node: the pods on it and what they ask for in sum. Left out are
 * ports of the node, affinity between pods, images and volumes.
 */
export class NodeInfo {
  /** None after it was deleted, while its pods are still there. */
  node: Node | undefined;
  pods: Pod[] = [];
  requested = new Resource();
  /** As it counts in scores. */
  nonZeroRequested = new Resource();
  allocatable = new Resource();
  /** Higher after every change. */
  generation = nextGeneration();

  /**
   * A copy in which pods can be put without changing this one.
   *
   * @ports pkg/scheduler/framework/types.go#NodeInfo.Clone
   */
  clone(): NodeInfo {
    const clone = new NodeInfo(); // go: clone := &NodeInfo{
    clone.node = this.node;
    clone.requested = this.requested.clone();
    clone.nonZeroRequested = this.nonZeroRequested.clone();
    clone.allocatable = this.allocatable.clone();
    clone.generation = this.generation;
    clone.pods = [...this.pods]; // go+: if len(n.Pods) > 0 {
    // left out (ports of the node): if len(n.UsedPorts) > 0 {
    // left out (affinity): if len(n.PodsWithAffinity) > 0 {
    // left out (affinity): if len(n.PodsWithRequiredAntiAffinity) > 0 {
    return clone; // go: return clone
  }

  /**
   * Puts a pod on the node.
   *
   * @ports pkg/scheduler/framework/types.go#NodeInfo.AddPod
   */
  addPod(pod: Pod): void {
    // left out (affinity): podInfo := NewPodInfo(pod)
    const [res, non0CPU, non0Mem] = calculateResource(pod); // go: res, non0CPU, non0Mem := calculateResource(pod)
    this.requested.milliCPU += res.milliCPU; // go: n.Requested.MilliCPU += res.MilliCPU
    this.requested.memory += res.memory; // go: n.Requested.Memory += res.Memory
    this.requested.ephemeralStorage += res.ephemeralStorage; // go: n.Requested.EphemeralStorage += res.EphemeralStorage
    // left out (the map is there): if n.Requested.ScalarResources == nil
    // go: for rName, rQuant := range res.ScalarResources {
    for (const [rName, rQuant] of res.scalarResources) {
      this.requested.addScalar(rName, rQuant); // go: n.Requested.ScalarResources[rName] += rQuant
    }
    this.nonZeroRequested.milliCPU += non0CPU; // go: n.NonZeroRequested.MilliCPU += non0CPU
    this.nonZeroRequested.memory += non0Mem; // go: n.NonZeroRequested.Memory += non0Mem
    this.pods.push(pod); // go: n.Pods = append(n.Pods, podInfo)
    // left out (affinity): if podWithAffinity(pod) {
    // left out (affinity): if podWithRequiredAntiAffinity(pod) {
    // left out (ports of the node): n.updateUsedPorts(
    this.generation = nextGeneration(); // go: n.Generation = nextGeneration()
  }

  /**
   * Takes a pod off the node.
   *
   * @ports pkg/scheduler/framework/types.go#NodeInfo.RemovePod
   */
  removePod(pod: Pod): Error | undefined {
    const [k, err] = getPodKey(pod); // go: k, err := GetPodKey(pod)
    if (err) return err; // go+: if err != nil { @1
    // left out (affinity): if podWithAffinity(pod) {
    // left out (affinity): if podWithRequiredAntiAffinity(pod) {

    // go: for i := range n.Pods {
    for (const [i, other] of this.pods.entries()) {
      const [k2] = getPodKey(other); // go: k2, err := GetPodKey(n.Pods[i].Pod)
      // left out (who was put on it has a key): if err != nil { @2
      // go: if k == k2 {
      if (k === k2) {
        // The last one takes its place.
        this.pods[i] = this.pods.at(-1) ?? other; // go: n.Pods[i] = n.Pods[len(n.Pods)-1]
        this.pods.pop(); // go: n.Pods = n.Pods[:len(n.Pods)-1]
        const [res, non0CPU, non0Mem] = calculateResource(pod); // go: res, non0CPU, non0Mem := calculateResource(pod)

        this.requested.milliCPU -= res.milliCPU; // go: n.Requested.MilliCPU -= res.MilliCPU
        this.requested.memory -= res.memory; // go: n.Requested.Memory -= res.Memory
        this.requested.ephemeralStorage -= res.ephemeralStorage; // go: n.Requested.EphemeralStorage -= res.EphemeralStorage
        // left out (the map is there): if len(res.ScalarResources) > 0
        // go: for rName, rQuant := range res.ScalarResources {
        for (const [rName, rQuant] of res.scalarResources) {
          this.requested.addScalar(rName, -rQuant); // go: n.Requested.ScalarResources[rName] -= rQuant
        }
        this.nonZeroRequested.milliCPU -= non0CPU; // go: n.NonZeroRequested.MilliCPU -= non0CPU
        this.nonZeroRequested.memory -= non0Mem; // go: n.NonZeroRequested.Memory -= non0Mem
        // left out (ports of the node): n.updateUsedPorts(

        this.generation = nextGeneration(); // go: n.Generation = nextGeneration()
        // left out (an empty list is none): n.resetSlicesIfEmpty()
        return undefined; // go: return nil
      }
    }
    // go: return fmt.Errorf("no corresponding pod %s in pods of node %s"
    return new Error(
      `no corresponding pod ${pod.metadata.name} in pods of node ${this.node?.metadata.name}`,
    );
  }

  /**
   * Sets what the API says about the node.
   *
   * @ports pkg/scheduler/framework/types.go#NodeInfo.SetNode
   */
  setNode(node: Node): void {
    this.node = node; // go: n.node = node
    this.allocatable = newResource(node.status.allocatable); // go: n.Allocatable = NewResource(
    // left out (volumes): n.TransientInfo = NewTransientSchedulerInfo()
    this.generation = nextGeneration(); // go: n.Generation = nextGeneration()
    // left out (it cannot fail): return nil
  }

  /**
   * Forgets the node, but not its pods.
   *
   * @ports pkg/scheduler/framework/types.go#NodeInfo.RemoveNode
   */
  removeNode(): void {
    this.node = undefined; // go: n.node = nil
    this.generation = nextGeneration(); // go: n.Generation = nextGeneration()
  }
}
