import type { ResourceList } from '../api/pod.ts';
import { milliValue, value } from '../api/quantity.ts';
import { isScalarResourceName } from './is-scalar-resource-name.ts';

/** What counts in scores for a container that asks for none: a tenth of a CPU, 200 MiB. */
const defaultMilliCPURequest = 100;
const defaultMemoryRequest = 200 * 1024 * 1024;

/**
 * CPU and memory as they count in scores.
 *
 * @ports pkg/scheduler/util/non_zero.go#GetNonzeroRequests
 */
export function getNonzeroRequests(
  requests: ResourceList | undefined,
): readonly [milliCPU: number, memory: number] {
  // go: return GetNonzeroRequestForResource(
  return [
    getNonzeroRequestForResource('cpu', requests),
    getNonzeroRequestForResource('memory', requests),
  ];
}

/**
 * How much of a resource a container asks for, as it counts in scores. What is asked for as zero is
 * zero.
 *
 * @ports pkg/scheduler/util/non_zero.go#GetNonzeroRequestForResource
 */
export function getNonzeroRequestForResource(
  resource: string,
  requests: ResourceList | undefined,
): number {
  const quantity = requests?.[resource];
  // go: switch resource {
  switch (resource) {
    case 'cpu':
      if (quantity === undefined) return defaultMilliCPURequest; // go+: if _, found := (*requests)[v1.ResourceCPU]; !found {
      return milliValue(quantity); // go: return requests.Cpu().MilliValue()
    case 'memory':
      if (quantity === undefined) return defaultMemoryRequest; // go+: if _, found := (*requests)[v1.ResourceMemory]; !found {
      return value(quantity); // go: return requests.Memory().Value()
    case 'ephemeral-storage':
      // left out (the feature gate is on by default): if !utilfeature.DefaultFeatureGate.Enabled(
      // left out (looked up above): quantity, found := (*requests)[v1.ResourceEphemeralStorage]
      if (quantity === undefined) return 0; // go+: if !found { @1
      return value(quantity); // go: return quantity.Value() @1
    default:
      // go: if IsScalarResourceName(resource) {
      if (isScalarResourceName(resource)) {
        // left out (looked up above): quantity, found := (*requests)[resource]
        if (quantity === undefined) return 0; // go+: if !found { @2
        return value(quantity); // go: return quantity.Value() @2
      }
  }
  return 0; // go: return 0 @4
}
