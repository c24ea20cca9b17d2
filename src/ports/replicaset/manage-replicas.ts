import { newControllerRef, type GroupVersionKind } from '../api/new-controller-ref.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { hasStatusCause, isNotFound } from '../api/status-error.ts';
import { keyFunc } from '../controller/key-func.ts';
import type { PodControl } from '../controller/pod-control.ts';
import { podKey as podKeyOf } from '../controller/pod-key.ts';
import type { UIDTrackingControllerExpectations } from '../controller/uid-tracking-controller-expectations.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import { getPodKeys } from './get-pod-keys.ts';
import { getPodsToDelete } from './get-pods-to-delete.ts';
import { slowStartBatch } from './slow-start-batch.ts';

/** So many pods are created in the first batch. */
const slowStartInitialBatchSize = 1;

/** The cause that the API server gives when an object is created in a namespace that goes away. */
const namespaceTerminatingCause = 'NamespaceTerminating';

/** The fields of Go's ReplicaSetController that manageReplicas uses, and what it calls beside. */
export interface ReplicaManager {
  readonly runtime: Pick<Runtime, 'go'>;
  readonly groupVersionKind: GroupVersionKind;
  readonly podControl: PodControl;
  /** So many pods are created or deleted in one sync at most. */
  readonly burstReplicas: number;
  readonly expectations: Pick<
    UIDTrackingControllerExpectations,
    'expectCreations' | 'creationObserved' | 'expectDeletions' | 'deletionObserved'
  >;
  /** The pods of all ReplicaSets with the same owner, each once; none with an error. */
  getIndirectlyRelatedPods(
    rs: ReplicaSet,
  ): readonly [pods: readonly Pod[], error: Error | undefined];
  /** Where errors go that nobody acts on. */
  handleError(error: Error): void;
}

/**
 * Creates the pods that a ReplicaSet lacks or deletes those it has too many, and writes down what
 * it then expects to see. A failed call takes its part of the expectation back: nothing will come.
 *
 * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.manageReplicas
 * @param filteredPods The active pods of the ReplicaSet; may have another order afterwards.
 * @returns One of the errors of the calls.
 */
export function* manageReplicas(
  rsc: ReplicaManager,
  filteredPods: Pod[],
  rs: ReplicaSet,
): Task<Error | undefined> {
  const namespace = rs.metadata.namespace ?? '';
  // The API server sets 1 where nothing is asked for; Go relies on it and dereferences.
  let diff = filteredPods.length - (rs.spec.replicas ?? 1); // go: diff := len(filteredPods)
  const rsKey = keyFunc(rs); // go: rsKey, err := controller.KeyFunc(rs)
  // left out (an object of a port always has a key): if err != nil { @1
  // go: if diff < 0 {
  if (diff < 0) {
    diff *= -1; // go: diff *= -1
    diff = Math.min(diff, rsc.burstReplicas); // go+: if diff > rsc.burstReplicas { @1
    rsc.expectations.expectCreations(rsKey, diff); // go: rsc.expectations.ExpectCreations(
    // left out (logging): klog.V(2).InfoS("Too few replicas"
    // go+: successfulCreations, err := slowStartBatch(
    const [successfulCreations, err] = yield* slowStartBatch(
      rsc.runtime,
      diff,
      slowStartInitialBatchSize,
      function* () {
        // go: err := rsc.podControl.CreatePodsWithControllerRef(
        const err = yield* rsc.podControl.createPodsWithControllerRef(
          namespace,
          rs.spec.template,
          rs,
          newControllerRef(rs, rsc.groupVersionKind),
        );
        if (err) {
          // go: if errors.HasStatusCause(
          if (hasStatusCause(err, namespaceTerminatingCause)) {
            // Nothing can be created there any more, so that it's no failure.
            return undefined;
          }
        }
        return err;
      },
    );

    // The calls that the slow start never made, and those that failed.
    const skippedPods = diff - successfulCreations; // go: if skippedPods := diff - successfulCreations
    if (skippedPods > 0) {
      // left out (logging): klog.V(2).Infof("Slow-start failure.
      // go: for i := 0; i < skippedPods; i++ {
      for (let i = 0; i < skippedPods; i++) {
        rsc.expectations.creationObserved(rsKey); // go: rsc.expectations.CreationObserved(rsKey)
      }
    }
    return err; // go: return err @2
    // go: else if diff > 0 {
  } else if (diff > 0) {
    diff = Math.min(diff, rsc.burstReplicas); // go+: if diff > rsc.burstReplicas { @2
    // left out (logging): klog.V(2).InfoS("Too many replicas"

    const [relatedPods, err] = rsc.getIndirectlyRelatedPods(rs); // go: relatedPods, err := rsc.getIndirectlyRelatedPods(rs)
    if (err) rsc.handleError(err); // go: utilruntime.HandleError(err)

    const podsToDelete = getPodsToDelete(filteredPods, relatedPods, diff); // go: podsToDelete := getPodsToDelete(

    rsc.expectations.expectDeletions(rsKey, getPodKeys(podsToDelete)); // go: rsc.expectations.ExpectDeletions(

    const errCh: Error[] = []; // go: errCh := make(chan error, diff)
    const wg = new WaitGroup(); // go: var wg sync.WaitGroup
    wg.add(diff); // go: wg.Add(diff)
    // go: for _, pod := range podsToDelete {
    for (const targetPod of podsToDelete) {
      // go: go func(targetPod *v1.Pod) {
      rsc.runtime.go(function* () {
        try {
          const { name } = targetPod.metadata;
          const err = yield* rsc.podControl.deletePod(namespace, name, rs); // go: if err := rsc.podControl.DeletePod(
          if (err) {
            const podKey = podKeyOf(targetPod); // go: podKey := controller.PodKey(targetPod)
            rsc.expectations.deletionObserved(rsKey, podKey); // go: rsc.expectations.DeletionObserved(
            // go: if !apierrors.IsNotFound(err) {
            if (!isNotFound(err)) {
              // left out (logging): klog.V(2).Infof("Failed to delete
              errCh.push(err); // go: errCh <- err
            }
          }
        } finally {
          wg.done(); // go: defer wg.Done()
        }
      });
    }
    yield* wg.wait(); // go: wg.Wait()

    // go+: select {
    if (errCh[0]) {
      return errCh[0];
    }
  }

  return undefined; // go: return nil @3
}
