import type { Pod } from '../api/pod.ts';
import { value as quantityValue } from '../api/quantity.ts';
import { getNonzeroRequestForResource } from './get-nonzero-requests.ts';
import { isScalarResourceName } from './is-scalar-resource-name.ts';
import type { NodeInfo } from './node-info.ts';
import { Status } from './status.ts';

/** How much a resource counts, by its name. */
export type ResourceToWeightMap = ReadonlyMap<string, number>;

/** How much there is of a resource, by its name. */
export type ResourceToValueMap = ReadonlyMap<string, number>;

/** CPU and memory count alike. */
export const defaultRequestedRatioResources: ResourceToWeightMap = new Map([
  ['memory', 1],
  ['cpu', 1],
]);

/** A score from what a node has and what would be asked for with one more pod. */
export class ResourceAllocationScorer {
  readonly #scorer: (requested: ResourceToValueMap, allocatable: ResourceToValueMap) => number;
  readonly #resourceToWeightMap: ResourceToWeightMap;

  constructor(
    scorer: (requested: ResourceToValueMap, allocatable: ResourceToValueMap) => number,
    resourceToWeightMap: ResourceToWeightMap = defaultRequestedRatioResources,
  ) {
    this.#scorer = scorer;
    this.#resourceToWeightMap = resourceToWeightMap;
  }

  /**
   * The score of a node for a pod.
   *
   * @ports pkg/scheduler/framework/plugins/noderesources/resource_allocation.go#resourceAllocationScorer.score
   */
  score(pod: Pod, nodeInfo: NodeInfo): readonly [score: number, status: Status | undefined] {
    const { node } = nodeInfo; // go: node := nodeInfo.Node()
    if (!node) return [0, new Status('Error', ['node not found'])]; // go+: if node == nil {
    // left out (the map is there): if r.resourceToWeightMap == nil {
    const requested = new Map<string, number>(); // go: requested := make(
    const allocatable = new Map<string, number>(); // go: allocatable := make(
    // go: for resource := range r.resourceToWeightMap {
    for (const resource of this.#resourceToWeightMap.keys()) {
      const [has, asked] = calculateResourceAllocatableRequest(nodeInfo, pod, resource); // go: allocatable[resource], requested[resource] =
      allocatable.set(resource, has);
      requested.set(resource, asked);
    }
    // Volumes do not count: their feature gate is off by default.
    const score = this.#scorer(requested, allocatable); // go+: if len(pod.Spec.Volumes) > 0 @1
    // left out (declared above): var score int64
    // left out (logging): if klog.V(10).Enabled() {
    return [score, undefined]; // go: return score, nil
  }
}

/**
 * How much a node has of a resource, and how much would be asked for with one more pod.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/resource_allocation.go#calculateResourceAllocatableRequest
 */
export function calculateResourceAllocatableRequest(
  nodeInfo: NodeInfo,
  pod: Pod,
  resource: string,
): readonly [allocatable: number, requested: number] {
  const podRequest = calculatePodResourceRequest(pod, resource); // go: podRequest := calculatePodResourceRequest(
  const { allocatable, requested, nonZeroRequested } = nodeInfo;
  // go: switch resource {
  switch (resource) {
    case 'cpu':
      return [allocatable.milliCPU, nonZeroRequested.milliCPU + podRequest]; // go: return nodeInfo.Allocatable.MilliCPU
    case 'memory':
      return [allocatable.memory, nonZeroRequested.memory + podRequest]; // go: return nodeInfo.Allocatable.Memory
    case 'ephemeral-storage':
      return [allocatable.ephemeralStorage, requested.ephemeralStorage + podRequest]; // go: return nodeInfo.Allocatable.EphemeralStorage
    default:
      // go: if schedutil.IsScalarResourceName(resource) {
      if (isScalarResourceName(resource)) {
        // go: return nodeInfo.Allocatable.ScalarResources[resource]
        return [
          allocatable.scalarResources.get(resource) ?? 0,
          (requested.scalarResources.get(resource) ?? 0) + podRequest,
        ];
      }
  }
  // left out (logging): if klog.V(10).Enabled() {
  return [0, 0]; // go: return 0, 0
}

/**
 * How much of a resource a pod asks for, as it counts in scores. For the CPU of its overhead Go
 * takes whole ones, not thousandths.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/resource_allocation.go#calculatePodResourceRequest
 */
export function calculatePodResourceRequest(pod: Pod, resource: string): number {
  let podRequest = 0; // go: var podRequest int64
  // go: for i := range pod.Spec.Containers {
  for (const container of pod.spec.containers ?? []) {
    // left out (named above): container := &pod.Spec.Containers[i]
    const value = getNonzeroRequestForResource(resource, container.resources?.requests); // go: value := schedutil.GetNonzeroRequestForResource(resource, &container
    podRequest += value; // go: podRequest += value
  }
  // go: for i := range pod.Spec.InitContainers {
  for (const initContainer of pod.spec.initContainers ?? []) {
    // left out (named above): initContainer := &pod.Spec.InitContainers[i]
    const value = getNonzeroRequestForResource(resource, initContainer.resources?.requests); // go: value := schedutil.GetNonzeroRequestForResource(resource, &initContainer
    podRequest = Math.max(podRequest, value); // go+: if podRequest < value {
  }
  // The feature gate is on by default.
  // go: if pod.Spec.Overhead != nil
  if (pod.spec.overhead) {
    const quantity = pod.spec.overhead[resource];
    // go: if quantity, found := pod.Spec.Overhead[resource]; found {
    if (quantity !== undefined) {
      podRequest += quantityValue(quantity); // go: podRequest += quantity.Value()
    }
  }
  return podRequest; // go: return podRequest
}
