import { isNotFound } from '../api/status-error.ts';
import { splitMetaNamespaceKey } from '../cache/split-meta-namespace-key.ts';
import { filterActivePods } from '../controller/filter-active-pods.ts';
import type { UIDTrackingControllerExpectations } from '../controller/uid-tracking-controller-expectations.ts';
import { everything } from '../labels/everything.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { RateLimitingType } from '../workqueue/rate-limiting-type.ts';
import { calculateStatus } from './calculate-status.ts';
import { claimPods, type PodClaimer } from './claim-pods.ts';
import type { RelativesFinder } from './get-indirectly-related-pods.ts';
import { manageReplicas, type ReplicaManager } from './manage-replicas.ts';
import { updateReplicaSetStatus } from './update-replica-set-status.ts';

/** The fields of Go's ReplicaSetController that a sync uses. */
export interface ReplicaSetSyncer extends ReplicaManager, PodClaimer, RelativesFinder {
  readonly runtime: Pick<Runtime, 'go' | 'now'>;
  readonly podControl: ReplicaManager['podControl'] & PodClaimer['podControl'];
  readonly expectations: ReplicaManager['expectations'] &
    Pick<UIDTrackingControllerExpectations, 'satisfiedExpectations' | 'deleteExpectations'>;
  readonly queue: Pick<RateLimitingType<string>, 'addAfter'>;
}

/**
 * Brings what there is closer to what a ReplicaSet asks for: claims pods, creates or deletes some if
 * it has seen what it did the last time, and writes the status. Never run it twice at once for the
 * same key.
 *
 * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.syncReplicaSet
 * @returns Why it should be tried again.
 */
export function* syncReplicaSet(rsc: ReplicaSetSyncer, key: string): Task<Error | undefined> {
  // left out (logging): startTime := time.Now()
  // left out (logging): defer func() {

  const [namespace, name, err] = splitMetaNamespaceKey(key); // go: namespace, name, err := cache.SplitMetaNamespaceKey(key)
  // go: if err != nil { @1
  if (err) {
    return err; // go: return err @1
  }
  const [cached, getErr] = rsc.rsLister.replicaSets(namespace).get(name); // go: rs, err := rsc.rsLister.
  // go: if errors.IsNotFound(err) {
  if (isNotFound(getErr)) {
    // left out (logging): klog.V(4).Infof("%v %v has been deleted"
    rsc.expectations.deleteExpectations(key); // go: rsc.expectations.DeleteExpectations(key)
    return undefined; // go: return nil @1
  }
  // go: if err != nil { @2
  if (getErr || !cached) {
    return getErr; // go: return err @2
  }

  const rsNeedsSync = rsc.expectations.satisfiedExpectations(key); // go: rsNeedsSync := rsc.expectations.
  const [selector, selectorErr] = rsc.labelSelectorAsSelector(cached.spec.selector); // go: selector, err := metav1.LabelSelectorAsSelector(
  // go: if err != nil { @3
  if (selectorErr) {
    const { message } = selectorErr;
    rsc.handleError(new Error(`error converting pod selector to selector: ${message}`)); // go: utilruntime.HandleError(
    return undefined; // go: return nil @2
  }

  // All pods: one of ours may not match any more.
  const [allPods, listErr] = rsc.podLister.pods(cached.metadata.namespace ?? '').list(everything()); // go: allPods, err := rsc.podLister.
  // go: if err != nil { @4
  if (listErr) {
    return listErr; // go: return err @3
  }
  const activePods = filterActivePods(allPods); // go: filteredPods := controller.FilterActivePods(allPods)

  const [filteredPods, claimErr] = yield* claimPods(rsc, cached, selector, activePods); // go: filteredPods, err = rsc.claimPods(
  // go: if err != nil { @5
  if (claimErr) {
    return claimErr; // go: return err @4
  }

  let manageReplicasErr: Error | undefined; // go: var manageReplicasErr error
  // go: if rsNeedsSync && rs.DeletionTimestamp == nil {
  if (rsNeedsSync && cached.metadata.deletionTimestamp === undefined) {
    manageReplicasErr = yield* manageReplicas(rsc, filteredPods, cached); // go: manageReplicasErr = rsc.manageReplicas(
  }
  const rs = structuredClone(cached); // go: rs = rs.DeepCopy()
  const newStatus = calculateStatus(rs, filteredPods, manageReplicasErr, rsc.runtime.now()); // go: newStatus := calculateStatus(

  // go: updatedRS, err := updateReplicaSetStatus(
  const [updatedRS, updateErr] = yield* updateReplicaSetStatus(
    rsc.kubeClient.replicaSets(rs.metadata.namespace ?? ''),
    rs,
    newStatus,
  );
  // go: if err != nil { @6
  if (updateErr || !updatedRS) {
    return updateErr; // go: return err @5
  }
  const { replicas = 1, minReadySeconds = 0 } = updatedRS.spec;
  // Pods that are ready become available by time alone, which no event says.
  // go: if manageReplicasErr == nil &&
  if (
    manageReplicasErr === undefined &&
    minReadySeconds > 0 &&
    (updatedRS.status.readyReplicas ?? 0) === replicas &&
    (updatedRS.status.availableReplicas ?? 0) !== replicas
  ) {
    rsc.queue.addAfter(key, minReadySeconds * 1000); // go: rsc.queue.AddAfter(
  }
  return manageReplicasErr; // go: return manageReplicasErr
}
