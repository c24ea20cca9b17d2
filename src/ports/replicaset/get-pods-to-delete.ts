import type { Pod } from '../api/pod.ts';
import { ActivePodsWithRanks } from '../controller/active-pods-with-ranks.ts';
import { isPodActive } from '../controller/is-pod-active.ts';
import { sort } from '../runtime/sort.ts';

/**
 * Chooses which pods to delete. Unless it is all of them, they are sorted where they stand: the
 * caller's list has another order afterwards, as in Go.
 *
 * @ports pkg/controller/replicaset/replica_set.go#getPodsToDelete
 * @param filteredPods The pods of the ReplicaSet.
 * @param relatedPods Pods that count when it is asked how full a node is.
 * @param diff How many, at most all.
 */
export function getPodsToDelete(
  filteredPods: Pod[],
  relatedPods: readonly Pod[],
  diff: number,
): Pod[] {
  // go: if diff < len(filteredPods) {
  if (diff < filteredPods.length) {
    const podsWithRanks = getPodsRankedByRelatedPodsOnSameNode(filteredPods, relatedPods); // go: podsWithRanks :=
    sort(podsWithRanks); // go: sort.Sort(podsWithRanks)
  }
  return filteredPods.slice(0, diff); // go: return filteredPods[:diff]
}

/**
 * Ranks every pod by the number of active related pods on its node. Pods without a node share one,
 * so to speak.
 *
 * @ports pkg/controller/replicaset/replica_set.go#getPodsRankedByRelatedPodsOnSameNode
 * @returns A view of the given list: to sort it is to sort the list.
 */
export function getPodsRankedByRelatedPodsOnSameNode(
  podsToRank: Pod[],
  relatedPods: readonly Pod[],
): ActivePodsWithRanks {
  const podsOnNode = new Map<string, number>(); // go: podsOnNode := make(
  // go: for _, pod := range relatedPods {
  for (const pod of relatedPods) {
    // go: if controller.IsPodActive(pod) {
    if (isPodActive(pod)) {
      const nodeName = pod.spec.nodeName ?? '';
      podsOnNode.set(nodeName, (podsOnNode.get(nodeName) ?? 0) + 1); // go: podsOnNode[pod.Spec.NodeName]++
    }
  }
  const ranks: number[] = []; // go: ranks := make(
  // go: for i, pod := range podsToRank {
  for (const pod of podsToRank) {
    ranks.push(podsOnNode.get(pod.spec.nodeName ?? '') ?? 0); // go: ranks[i] = podsOnNode
  }
  return new ActivePodsWithRanks(podsToRank, ranks); // go: return controller.ActivePodsWithRanks{
}
