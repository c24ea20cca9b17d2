import type { Pod } from '../api/pod.ts';
import { milliValue } from '../api/quantity.ts';

const isSupportedQoSComputeResource = (name: string): boolean =>
  name === 'cpu' || name === 'memory';

/**
 * How well a pod is served when a node runs short: the better the more exactly it says what it
 * takes. Amounts are compared in thousandths.
 *
 * @ports pkg/apis/core/helper/qos/qos.go#GetPodQOS
 */
export function getPodQOS(pod: Pod): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const requests = new Map<string, number>(); // go: requests := core.ResourceList{}
  const limits = new Map<string, number>(); // go: limits := core.ResourceList{}
  const zeroQuantity = 0; // go: zeroQuantity :=
  let isGuaranteed = true; // go: isGuaranteed := true
  // left out (put together at once): allContainers := []core.Container{}
  // go: allContainers = append(allContainers, pod.Spec.Containers...)
  const allContainers = [
    ...(pod.spec.containers ?? []),
    ...(pod.spec.initContainers ?? []), // go: allContainers = append(allContainers, pod.Spec.InitContainers...)
  ];
  // go: for _, container := range allContainers {
  for (const container of allContainers) {
    // go: for name, quantity := range container.Resources.Requests {
    for (const [name, quantity] of Object.entries(container.resources?.requests ?? {})) {
      if (!isSupportedQoSComputeResource(name)) continue; // go+: if !isSupportedQoSComputeResource(name) { @1
      // go: if quantity.Cmp(zeroQuantity) == 1 { @1
      if (milliValue(quantity) > zeroQuantity) {
        const delta = milliValue(quantity); // go: delta := quantity.DeepCopy() @1
        requests.set(name, (requests.get(name) ?? 0) + delta); // go+: if _, exists := requests[name]; !exists {
      }
    }
    const qosLimitsFound = new Set<string>(); // go: qosLimitsFound :=
    // go: for name, quantity := range container.Resources.Limits {
    for (const [name, quantity] of Object.entries(container.resources?.limits ?? {})) {
      if (!isSupportedQoSComputeResource(name)) continue; // go+: if !isSupportedQoSComputeResource(name) { @2
      // go: if quantity.Cmp(zeroQuantity) == 1 { @2
      if (milliValue(quantity) > zeroQuantity) {
        qosLimitsFound.add(name); // go: qosLimitsFound.Insert(
        const delta = milliValue(quantity); // go: delta := quantity.DeepCopy() @2
        limits.set(name, (limits.get(name) ?? 0) + delta); // go+: if _, exists := limits[name]; !exists {
      }
    }

    // go: if !qosLimitsFound.HasAll(
    if (!qosLimitsFound.has('memory') || !qosLimitsFound.has('cpu')) {
      isGuaranteed = false; // go: isGuaranteed = false @1
    }
  }
  if (requests.size === 0 && limits.size === 0) return 'BestEffort'; // go+: if len(requests) == 0 &&
  // go: if isGuaranteed { @1
  if (isGuaranteed) {
    // go: for name, req := range requests {
    for (const [name, req] of requests) {
      // go: if lim, exists := limits[name]; !exists ||
      if (limits.get(name) !== req) {
        isGuaranteed = false; // go: isGuaranteed = false @2
        break; // go: break
      }
    }
  }
  if (isGuaranteed && requests.size === limits.size) return 'Guaranteed'; // go+: if isGuaranteed && @1
  return 'Burstable'; // go: return core.PodQOSBurstable
}
