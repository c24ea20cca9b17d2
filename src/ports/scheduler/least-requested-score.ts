import { maxNodeScore } from './max-node-score.ts';
import type { ResourceToValueMap, ResourceToWeightMap } from './resource-allocation-scorer.ts';

/**
 * How much of a node stays free: the mean over its resources, cut to a whole number.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/least_allocated.go#leastResourceScorer
 */
export function leastResourceScorer(
  resToWeightMap: ResourceToWeightMap,
): (requested: ResourceToValueMap, allocable: ResourceToValueMap) => number {
  // go: return func(
  return (requested, allocable) => {
    let [nodeScore, weightSum] = [0, 0]; // go: var nodeScore, weightSum int64
    // go: for resource, weight := range resToWeightMap {
    for (const [resource, weight] of resToWeightMap) {
      // go: resourceScore := leastRequestedScore(
      const resourceScore = leastRequestedScore(
        requested.get(resource) ?? 0,
        allocable.get(resource) ?? 0,
      );
      nodeScore += resourceScore * weight; // go: nodeScore += resourceScore * weight
      weightSum += weight; // go: weightSum += weight
    }
    return Math.trunc(nodeScore / weightSum); // go: return nodeScore / weightSum
  };
}

/**
 * How much of a resource stays free: 100 if all, 0 if nothing.
 *
 * @ports pkg/scheduler/framework/plugins/noderesources/least_allocated.go#leastRequestedScore
 */
export function leastRequestedScore(requested: number, capacity: number): number {
  if (capacity === 0) return 0; // go+: if capacity == 0 {
  if (requested > capacity) return 0; // go+: if requested > capacity {

  return Math.trunc(((capacity - requested) * maxNodeScore) / capacity); // go: return ((capacity - requested)
}
