import type { GroupVersionKind } from '../api/new-controller-ref.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import type { MetaObject } from '../controller/base-controller-ref-manager.ts';
import { PodControllerRefManager } from '../controller/pod-controller-ref-manager.ts';
import type { PodPatcher } from '../controller/pod-patcher.ts';
import { recheckDeletionTimestamp } from '../controller/recheck-deletion-timestamp.ts';
import type { Selector } from '../labels/selector.ts';
import type { Task } from '../runtime/task.ts';
import type { ReplicaSetsGetter } from './replica-set-client.ts';

/** The fields of Go's ReplicaSetController that claimPods uses. */
export interface PodClaimer {
  readonly groupVersionKind: GroupVersionKind;
  readonly kubeClient: ReplicaSetsGetter;
  readonly podControl: PodPatcher;
}

/**
 * Adopts the pods that match a ReplicaSet and that nobody controls, and releases those of its own
 * that do not match. Before the first adoption it asks the API server whether the ReplicaSet is
 * still the same and not being deleted: the cache may be behind.
 *
 * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.claimPods
 * @returns The pods that are the ReplicaSet's now, and all errors as one.
 */
export function* claimPods(
  rsc: PodClaimer,
  rs: ReplicaSet,
  selector: Selector,
  filteredPods: readonly Pod[],
): Task<readonly [claimed: Pod[], error: Error | undefined]> {
  const { namespace = '', name, uid = '' } = rs.metadata;
  // go: canAdoptFunc := controller.RecheckDeletionTimestamp(
  const canAdoptFunc = recheckDeletionTimestamp(function* (): Task<
    readonly [obj: MetaObject | undefined, error: Error | undefined]
  > {
    const [fresh, err] = yield* rsc.kubeClient.replicaSets(namespace).get(name); // go: fresh, err := rsc.kubeClient.
    // go: if err != nil {
    if (err || !fresh) {
      return [undefined, err]; // go: return nil, err
    }
    const freshUID = fresh.metadata.uid ?? '';
    // go: if fresh.UID != rs.UID {
    if (freshUID !== uid) {
      const { kind } = rsc.groupVersionKind;
      // go: return nil, fmt.Errorf("original
      return [
        undefined,
        new Error(
          `original ${kind} ${namespace}/${name} is gone: got uid ${freshUID}, wanted ${uid}`,
        ),
      ];
    }
    return [fresh, undefined]; // go: return fresh, nil
  });
  // go: cm := controller.NewPodControllerRefManager(
  const cm = new PodControllerRefManager(
    rsc.podControl,
    rs,
    selector,
    rsc.groupVersionKind,
    canAdoptFunc,
  );
  return yield* cm.claimPods(filteredPods); // go: return cm.ClaimPods(filteredPods)
}
