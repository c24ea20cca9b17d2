import { getControllerOf } from '../api/get-controller-of.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { keyFunc } from '../controller/key-func.ts';
import { everything } from '../labels/everything.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { PodLister, ReplicaSetLister } from '../listers/lister.ts';

/** The fields of Go's ReplicaSetController that are used to find what is related. */
export interface RelativesFinder {
  readonly rsLister: Pick<ReplicaSetLister, 'replicaSets'>;
  readonly podLister: PodLister;
  readonly labelSelectorAsSelector: ToSelector;
  handleError(error: Error): void;
}

/**
 * The pods that match any ReplicaSet with the same owner, each once; whoever controls them.
 *
 * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.getIndirectlyRelatedPods
 */
export function getIndirectlyRelatedPods(
  rsc: RelativesFinder,
  rs: ReplicaSet,
): readonly [pods: readonly Pod[], error: Error | undefined] {
  const relatedPods: Pod[] = []; // go: var relatedPods []*v1.Pod
  const seen = new Set<string>(); // go: seen := make(map[types.UID]*apps.ReplicaSet)
  // go: for _, relatedRS := range rsc.getReplicaSetsWithSameController(rs) {
  for (const relatedRS of getReplicaSetsWithSameController(rsc, rs)) {
    const [selector, err] = rsc.labelSelectorAsSelector(relatedRS.spec.selector); // go: selector, err := metav1.LabelSelectorAsSelector(
    // go: if err != nil { @1
    if (err) {
      return [[], err]; // go: return nil, err @1
    }
    const [pods, listErr] = rsc.podLister.pods(relatedRS.metadata.namespace ?? '').list(selector); // go: pods, err := rsc.podLister.
    // go: if err != nil { @2
    if (listErr) {
      return [[], listErr]; // go: return nil, err @2
    }
    // go: for _, pod := range pods {
    for (const pod of pods) {
      const { uid = '' } = pod.metadata;
      // go: if otherRS, found := seen[pod.UID]; found {
      if (seen.has(uid)) {
        // left out (logging): klog.V(5).Infof("Pod %s/%s is owned by both
        continue; // go: continue
      }
      seen.add(uid); // go: seen[pod.UID] = relatedRS
      relatedPods.push(pod); // go: relatedPods = append(relatedPods, pod)
    }
  }
  // left out (logging): if klog.V(4).Enabled() {
  return [relatedPods, undefined]; // go: return relatedPods, nil
}

/**
 * The ReplicaSets of the namespace with the same controller, the given one among them. One without a
 * controller has none.
 *
 * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.getReplicaSetsWithSameController
 */
export function getReplicaSetsWithSameController(
  rsc: Pick<RelativesFinder, 'rsLister' | 'handleError'>,
  rs: ReplicaSet,
): readonly ReplicaSet[] {
  const controllerRef = getControllerOf(rs); // go: controllerRef := metav1.GetControllerOf(rs)
  // go: if controllerRef == nil {
  if (controllerRef === undefined) {
    rsc.handleError(new Error(`ReplicaSet has no controller: ${keyFunc(rs)}`)); // go: utilruntime.HandleError(fmt.Errorf(
    return []; // go: return nil @1
  }

  // go: allRSs, err := rsc.rsLister.ReplicaSets(
  const [allRSs, err] = rsc.rsLister.replicaSets(rs.metadata.namespace ?? '').list(everything());
  // go: if err != nil {
  if (err) {
    rsc.handleError(err); // go: utilruntime.HandleError(err)
    return []; // go: return nil @2
  }

  const relatedRSs: ReplicaSet[] = []; // go: var relatedRSs []*apps.ReplicaSet
  // go: for _, r := range allRSs {
  for (const r of allRSs) {
    const ref = getControllerOf(r); // go: if ref := metav1.GetControllerOf(r); ref != nil
    if (ref !== undefined && ref.uid === controllerRef.uid) {
      relatedRSs.push(r); // go: relatedRSs = append(relatedRSs, r)
    }
  }

  // left out (logging): if klog.V(2).Enabled() {
  return relatedRSs; // go: return relatedRSs
}
