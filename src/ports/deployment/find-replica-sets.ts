import type { Deployment } from '../api/deployment.ts';
import type { PodTemplateSpec } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { sort } from '../runtime/sort.ts';
import { defaultDeploymentUniqueLabelKey } from './annotations.ts';
import { filterActiveReplicaSets } from './filter-replica-sets.ts';
import { equalTemplates } from './pod-template-dump.ts';
import { replicasOf } from './replicas-of.ts';
import { ReplicaSetsByCreationTimestamp } from './replica-sets-by.ts';

/**
 * Whether two templates of pods ask for the same, but for the label with their hash.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#EqualIgnoreHash
 */
export function equalIgnoreHash(template1: PodTemplateSpec, template2: PodTemplateSpec): boolean {
  const t1Copy = structuredClone(template1); // go: t1Copy :=
  const t2Copy = structuredClone(template2); // go: t2Copy :=
  delete t1Copy.metadata?.labels?.[defaultDeploymentUniqueLabelKey]; // go: delete(t1Copy.Labels,
  delete t2Copy.metadata?.labels?.[defaultDeploymentUniqueLabelKey]; // go: delete(t2Copy.Labels,
  return equalTemplates(t1Copy, t2Copy); // go: return apiequality.Semantic.DeepEqual(
}

/**
 * The oldest ReplicaSet with the Deployment's template.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#FindNewReplicaSet
 * @param rsList Is sorted by age.
 */
export function findNewReplicaSet(
  deployment: Deployment,
  rsList: ReplicaSet[],
): ReplicaSet | undefined {
  sort(new ReplicaSetsByCreationTimestamp(rsList)); // go: sort.Sort(
  // go: for i := range rsList {
  for (const rs of rsList) {
    // go: if EqualIgnoreHash(
    if (equalIgnoreHash(rs.spec.template, deployment.spec.template)) {
      return rs; // go: return rsList[i]
    }
  }
  return undefined; // go: return nil
}

/**
 * All ReplicaSets but the new one.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#FindOldReplicaSets
 * @param rsList Is sorted by age.
 * @returns Those that ask for pods, and all.
 */
export function findOldReplicaSets(
  deployment: Deployment,
  rsList: ReplicaSet[],
): readonly [required: ReplicaSet[], all: ReplicaSet[]] {
  const requiredRSs: ReplicaSet[] = []; // go: var requiredRSs
  const allRSs: ReplicaSet[] = []; // go: var allRSs
  const newRS = findNewReplicaSet(deployment, rsList); // go: newRS := FindNewReplicaSet(
  // go: for _, rs := range rsList {
  for (const rs of rsList) {
    // go: if newRS != nil && rs.UID == newRS.UID {
    if (newRS !== undefined && (rs.metadata.uid ?? '') === (newRS.metadata.uid ?? '')) {
      continue; // go: continue
    }
    allRSs.push(rs); // go: allRSs = append(
    // go: if *(rs.Spec.Replicas) != 0 {
    if (replicasOf(rs) !== 0) {
      requiredRSs.push(rs); // go: requiredRSs = append(
    }
  }
  return [requiredRSs, allRSs]; // go: return requiredRSs, allRSs
}

/**
 * The one ReplicaSet that scaling alone concerns: the only active one, or with none active the
 * newest. None if several are active.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#FindActiveOrLatest
 * @param oldRSs Is sorted, the newest first.
 */
export function findActiveOrLatest(
  newRS: ReplicaSet | undefined,
  oldRSs: ReplicaSet[],
): ReplicaSet | undefined {
  // go: if newRS == nil && len(oldRSs) == 0 {
  if (newRS === undefined && oldRSs.length === 0) {
    return undefined; // go: return nil @1
  }

  const byAge = new ReplicaSetsByCreationTimestamp(oldRSs);
  // go: sort.Sort(
  sort({
    len: () => byAge.len(),
    less: (i, j) => byAge.less(j, i),
    swap: (i, j) => {
      byAge.swap(i, j);
    },
  });
  const allRSs = filterActiveReplicaSets([...oldRSs, newRS]); // go: allRSs := controller.FilterActiveReplicaSets(

  // go: switch len(allRSs) {
  switch (allRSs.length) {
    case 0:
      // go: if newRS != nil {
      if (newRS !== undefined) {
        return newRS; // go: return newRS
      }
      return oldRSs[0]; // go: return oldRSs[0]
    case 1:
      return allRSs[0]; // go: return allRSs[0]
    default:
      return undefined; // go: return nil @2
  }
}
