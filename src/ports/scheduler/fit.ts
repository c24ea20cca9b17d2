import type { Pod } from '../api/pod.ts';
import type { CycleState } from './cycle-state.ts';
import { isExtendedResourceName } from './is-scalar-resource-name.ts';
import type { NodeInfo } from './node-info.ts';
import { Resource } from './resource.ts';
import { Status } from './status.ts';

const preFilterStateKey = 'PreFilterNodeResourcesFit';

/** A resource of which a node has too little left, in thousandths of a CPU, bytes or numbers. */
export interface InsufficientResource {
  readonly resourceName: string;
  readonly reason: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
}

/** The plugin that lets a pod only on nodes that have left what it asks for. */
export class Fit {
  readonly name = 'NodeResourcesFit';
  readonly #ignoredResources: ReadonlySet<string>;
  readonly #ignoredResourceGroups: ReadonlySet<string>;

  /** Which extended resources, or groups of them, others take care of: none by default. */
  constructor(
    ignoredResources: ReadonlySet<string> = new Set(),
    ignoredResourceGroups: ReadonlySet<string> = new Set(),
  ) {
    this.#ignoredResources = ignoredResources;
    this.#ignoredResourceGroups = ignoredResourceGroups;
  }

  /**
   * Counts once what the pod asks for.
   *
   * @ports pkg/scheduler/framework/plugins/noderesources/fit.go#Fit.PreFilter
   */
  preFilter(cycleState: CycleState, pod: Pod): Status | undefined {
    cycleState.set(preFilterStateKey, computePodResourceRequest(pod)); // go: cycleState.Write(
    return undefined; // go: return nil
  }

  /**
   * Whether a node has enough left; else all reasons why not.
   *
   * @ports pkg/scheduler/framework/plugins/noderesources/fit.go#Fit.Filter
   */
  filter(cycleState: CycleState, _pod: Pod, nodeInfo: NodeInfo): Status | undefined {
    const s = cycleState.get(preFilterStateKey); // go: s, err := getPreFilterState(cycleState)
    // go: if err != nil {
    if (!(s instanceof Resource)) {
      // go: return framework.NewStatus(framework.Error
      return new Status('Error', [
        `error reading "${preFilterStateKey}" from cycleState: not found`,
      ]);
    }

    // go: insufficientResources := fitsRequest(
    const insufficientResources = fitsRequest(
      s,
      nodeInfo,
      this.#ignoredResources,
      this.#ignoredResourceGroups,
    );

    // go: if len(insufficientResources) != 0 {
    if (insufficientResources.length !== 0) {
      const failureReasons: string[] = []; // go: failureReasons := make(
      // go: for _, r := range insufficientResources {
      for (const r of insufficientResources) {
        failureReasons.push(r.reason); // go: failureReasons = append(
      }
      return new Status('Unschedulable', failureReasons); // go: return framework.NewStatus(framework.Unschedulable
    }
    return undefined; // go: return nil
  }
}

/**
 * What a pod asks for: its containers in sum, or the init container that asks for most, whatever is
 * more; and what running it costs beside.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/fit.go#computePodResourceRequest
 */
export function computePodResourceRequest(pod: Pod): Resource {
  const result = new Resource(); // go: result := &preFilterState{}
  // go: for _, container := range pod.Spec.Containers {
  for (const container of pod.spec.containers ?? []) {
    result.add(container.resources?.requests); // go: result.Add(container
  }
  // go: for _, container := range pod.Spec.InitContainers {
  for (const container of pod.spec.initContainers ?? []) {
    result.setMaxResource(container.resources?.requests); // go: result.SetMaxResource(
  }
  // The feature gate is on by default.
  if (pod.spec.overhead) result.add(pod.spec.overhead); // go+: if pod.Spec.Overhead != nil
  return result; // go: return result
}

/**
 * The resources of which a node has too little left for a pod; none when it fits. Go goes through
 * the scalar resources in any order.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/fit.go#fitsRequest
 */
export function fitsRequest(
  podRequest: Resource,
  nodeInfo: NodeInfo,
  ignoredExtendedResources: ReadonlySet<string>,
  ignoredResourceGroups: ReadonlySet<string>,
): InsufficientResource[] {
  const insufficientResources: InsufficientResource[] = []; // go: insufficientResources := make(

  const { allowedPodNumber } = nodeInfo.allocatable; // go: allowedPodNumber := nodeInfo.Allocatable.AllowedPodNumber
  // go: if len(nodeInfo.Pods)+1 > allowedPodNumber {
  if (nodeInfo.pods.length + 1 > allowedPodNumber) {
    // go: insufficientResources = append( @1
    insufficientResources.push({
      resourceName: 'pods',
      reason: 'Too many pods',
      requested: 1,
      used: nodeInfo.pods.length,
      capacity: allowedPodNumber,
    });
  }

  // go: if podRequest.MilliCPU == 0 &&
  if (
    podRequest.milliCPU === 0 &&
    podRequest.memory === 0 &&
    podRequest.ephemeralStorage === 0 &&
    podRequest.scalarResources.size === 0
  ) {
    return insufficientResources; // go: return insufficientResources @1
  }

  const { allocatable, requested } = nodeInfo;
  // go: if nodeInfo.Allocatable.MilliCPU < podRequest.MilliCPU+
  if (allocatable.milliCPU < podRequest.milliCPU + requested.milliCPU) {
    // go: insufficientResources = append( @2
    insufficientResources.push({
      resourceName: 'cpu',
      reason: 'Insufficient cpu',
      requested: podRequest.milliCPU,
      used: requested.milliCPU,
      capacity: allocatable.milliCPU,
    });
  }
  // go: if nodeInfo.Allocatable.Memory < podRequest.Memory+
  if (allocatable.memory < podRequest.memory + requested.memory) {
    // go: insufficientResources = append( @3
    insufficientResources.push({
      resourceName: 'memory',
      reason: 'Insufficient memory',
      requested: podRequest.memory,
      used: requested.memory,
      capacity: allocatable.memory,
    });
  }
  // go: if nodeInfo.Allocatable.EphemeralStorage < podRequest.EphemeralStorage+
  if (allocatable.ephemeralStorage < podRequest.ephemeralStorage + requested.ephemeralStorage) {
    // go: insufficientResources = append( @4
    insufficientResources.push({
      resourceName: 'ephemeral-storage',
      reason: 'Insufficient ephemeral-storage',
      requested: podRequest.ephemeralStorage,
      used: requested.ephemeralStorage,
      capacity: allocatable.ephemeralStorage,
    });
  }

  // go: for rName, rQuant := range podRequest.ScalarResources {
  for (const [rName, rQuant] of podRequest.scalarResources) {
    // go: if v1helper.IsExtendedResourceName(rName) {
    if (isExtendedResourceName(rName)) {
      let rNamePrefix = ''; // go: var rNamePrefix string
      if (ignoredResourceGroups.size > 0) rNamePrefix = rName.split('/')[0] ?? ''; // go+: if ignoredResourceGroups.Len() > 0 {
      // go: if ignoredExtendedResources.Has(
      if (ignoredExtendedResources.has(rName) || ignoredResourceGroups.has(rNamePrefix)) {
        continue; // go: continue
      }
    }
    const used = requested.scalarResources.get(rName) ?? 0;
    const capacity = allocatable.scalarResources.get(rName) ?? 0;
    // go: if nodeInfo.Allocatable.ScalarResources[rName] < rQuant+
    if (capacity < rQuant + used) {
      // go: insufficientResources = append( @5
      insufficientResources.push({
        resourceName: rName,
        reason: `Insufficient ${rName}`,
        requested: rQuant,
        used,
        capacity,
      });
    }
  }

  return insufficientResources; // go: return insufficientResources @2
}
