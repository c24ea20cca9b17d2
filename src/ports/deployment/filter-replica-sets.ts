import type { ReplicaSet } from '../api/replica-set.ts';
import type { ReplicaSets } from './replica-counts.ts';
import { replicasOf } from './replicas-of.ts';

/**
 * The ReplicaSets that ask for pods.
 *
 * @ports pkg/controller/controller_utils.go#FilterActiveReplicaSets
 */
export function filterActiveReplicaSets(replicaSets: ReplicaSets): ReplicaSet[] {
  // go+: activeFilter := func(
  const activeFilter = (rs: ReplicaSet | undefined): rs is ReplicaSet =>
    rs !== undefined && replicasOf(rs) > 0;
  return filterReplicaSets(replicaSets, activeFilter); // go: return FilterReplicaSets(
}

/**
 * Those that a filter lets through.
 *
 * @ports pkg/controller/controller_utils.go#FilterReplicaSets
 */
export function filterReplicaSets(
  rses: ReplicaSets,
  filterFn: (rs: ReplicaSet | undefined) => rs is ReplicaSet,
): ReplicaSet[] {
  const filtered: ReplicaSet[] = []; // go: var filtered
  // go: for i := range RSes {
  for (const rs of rses) {
    // go: if filterFn(RSes[i]) {
    if (filterFn(rs)) {
      filtered.push(rs); // go: filtered = append(
    }
  }
  return filtered; // go: return filtered
}
