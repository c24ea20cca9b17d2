import { maxNodeScore } from './max-node-score.ts';
import type { ResourceToValueMap } from './resource-allocation-scorer.ts';

/**
 * How evenly a node's CPU and memory are used: 100 if to the same part, 0 if one is used up.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go#balancedResourceScorer
 */
export function balancedResourceScorer(
  requested: ResourceToValueMap,
  allocable: ResourceToValueMap,
): number {
  const cpuFraction = fractionOfCapacity(requested.get('cpu') ?? 0, allocable.get('cpu') ?? 0); // go: cpuFraction := fractionOfCapacity(
  // go: memoryFraction := fractionOfCapacity(
  const memoryFraction = fractionOfCapacity(
    requested.get('memory') ?? 0,
    allocable.get('memory') ?? 0,
  );
  if (cpuFraction >= 1 || memoryFraction >= 1) return 0; // go+: if cpuFraction >= 1 || memoryFraction >= 1 {
  // left out (the feature gate for volumes is off by default): if includeVolumes
  const diff = Math.abs(cpuFraction - memoryFraction); // go: diff := math.Abs(
  return Math.trunc((1 - diff) * maxNodeScore); // go: return int64((1 - diff)
}

/**
 * Which part of something is asked for; of nothing it is all.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go#fractionOfCapacity
 */
export function fractionOfCapacity(requested: number, capacity: number): number {
  if (capacity === 0) return 1; // go+: if capacity == 0 {
  return requested / capacity; // go: return float64(requested)
}
