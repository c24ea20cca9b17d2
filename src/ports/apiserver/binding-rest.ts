import { formatTime } from '../api/format-time.ts';
import { newConflict } from '../api/new-status-error.ts';
import type { Pod, PodCondition, PodStatus } from '../api/pod.ts';
import { StatusError } from '../api/status-error.ts';
import type { Task } from '../runtime/task.ts';
import type { Result } from './etcd-store.ts';
import { interpretGetError, interpretUpdateError } from './interpret-storage-error.ts';
import type { RequestContext } from './request-context.ts';
import type { Store } from './store.ts';

/** The API by which the scheduler gives a pod its node. */
export class BindingREST {
  readonly #store: Store<Pod>;

  constructor(store: Store<Pod>) {
    this.#store = store;
  }

  /**
   * Sets the node of a pod that still has the old one.
   *
   * @ports pkg/registry/core/pod/storage/storage.go#BindingREST.setPodHostAndAnnotations
   */
  *#setPodHostAndAnnotations(
    ctx: RequestContext,
    podID: string,
    oldMachine: string,
    machine: string,
    annotations: Readonly<Record<string, string>>,
  ): Task<Result<Pod>> {
    let finalPod: Pod | undefined;
    const [podKey, keyErr] = this.#store.keyFunc(ctx, podID); // go: podKey, err := r.store.KeyFunc(
    if (keyErr) return [undefined, keyErr]; // go+: if err != nil {
    // go: err = r.store.Storage.GuaranteedUpdate(
    const [, err] = yield* this.#store.storage.guaranteedUpdate(
      podKey,
      false,
      undefined,
      function* (pod): Task<Result<Pod>> {
        // left out (types do it): pod, ok := obj.(
        // left out (types do it): if !ok {
        // go: if pod.DeletionTimestamp != nil {
        if (pod.metadata.deletionTimestamp) {
          const { name } = pod.metadata;
          // go: return nil, fmt.Errorf("pod %s is being deleted
          return [
            undefined,
            new Error(`pod ${name} is being deleted, cannot be assigned to a host`),
          ];
        }
        const { nodeName = '' } = pod.spec;
        // go: if pod.Spec.NodeName != oldMachine {
        if (nodeName !== oldMachine) {
          // go: return nil, fmt.Errorf("pod %v is already assigned
          return [
            undefined,
            new Error(
              `pod ${pod.metadata.name} is already assigned to node ${JSON.stringify(nodeName)}`,
            ),
          ];
        }
        pod.spec.nodeName = machine; // go: pod.Spec.NodeName = machine
        pod.metadata.annotations ??= {}; // go+: if pod.Annotations == nil {
        // go: for k, v := range annotations {
        for (const [k, v] of Object.entries(annotations)) {
          pod.metadata.annotations[k] = v; // go: pod.Annotations[k] = v
        }
        // go: podutil.UpdatePodCondition(
        updatePodCondition(pod.status, { type: 'PodScheduled', status: 'True' }, ctx.runtime.now());
        finalPod = pod; // go: finalPod = pod
        return [pod, undefined]; // go: return pod, nil
      },
    );
    if (err) return [undefined, err];
    if (!finalPod) throw new Error('a pod that was not updated has no error');
    return [finalPod, undefined]; // go: return finalPod, err
  }

  /**
   * Gives a pod without a node one.
   *
   * @ports pkg/registry/core/pod/storage/storage.go#BindingREST.assignPod
   */
  *assignPod(
    ctx: RequestContext,
    podID: string,
    machine: string,
    annotations: Readonly<Record<string, string>> = {},
  ): Task<Error | undefined> {
    const pods = { group: '', resource: 'pods' };
    const [, podErr] = yield* this.#setPodHostAndAnnotations(ctx, podID, '', machine, annotations); // go: if _, err = r.setPodHostAndAnnotations(
    if (podErr) {
      let err = interpretGetError(podErr, pods, podID); // go: err = storeerr.InterpretGetError(
      err = interpretUpdateError(err, pods, podID); // go: err = storeerr.InterpretUpdateError(
      // go: if _, ok := err.(*errors.StatusError); !ok {
      if (!(err instanceof StatusError)) {
        err = newConflict({ group: '', resource: 'pods/binding' }, podID, err); // go: err = errors.NewConflict(
      }
      return err;
    }
    return undefined; // go: return
  }
}

/**
 * Sets a condition; its time of transition is now unless its status stays.
 *
 * @ports pkg/api/pod/util.go#UpdatePodCondition
 * @param now Milliseconds.
 * @returns Whether anything changed.
 */
export function updatePodCondition(
  status: PodStatus,
  condition: PodCondition,
  now: number,
): boolean {
  condition.lastTransitionTime = formatTime(now); // go: condition.LastTransitionTime = metav1.Now()
  const [conditionIndex, oldCondition] = getPodCondition(status, condition.type); // go: conditionIndex, oldCondition :=

  // go: if oldCondition == nil {
  if (!oldCondition) {
    status.conditions = [...(status.conditions ?? []), condition]; // go: status.Conditions = append(
    return true; // go: return true
  }
  // go: if condition.Status == oldCondition.Status {
  if (condition.status === oldCondition.status) {
    // go: condition.LastTransitionTime = oldCondition
    if (oldCondition.lastTransitionTime === undefined) delete condition.lastTransitionTime;
    else condition.lastTransitionTime = oldCondition.lastTransitionTime;
  }

  // go: isEqual :=
  const isEqual =
    condition.status === oldCondition.status &&
    (condition.reason ?? '') === (oldCondition.reason ?? '') &&
    (condition.message ?? '') === (oldCondition.message ?? '') &&
    condition.lastProbeTime === oldCondition.lastProbeTime &&
    condition.lastTransitionTime === oldCondition.lastTransitionTime;

  status.conditions?.splice(conditionIndex, 1, condition); // go: status.Conditions[conditionIndex] =
  return !isEqual; // go: return !isEqual
}

/**
 * The condition of a type, and where it is.
 *
 * @ports pkg/api/pod/util.go#GetPodCondition
 */
function getPodCondition(
  status: PodStatus,
  conditionType: string,
): readonly [index: number, condition: PodCondition | undefined] {
  // left out (types do it): if status == nil {
  // go: for i := range status.Conditions {
  for (const [i, condition] of (status.conditions ?? []).entries()) {
    // go: if status.Conditions[i].Type == conditionType {
    if (condition.type === conditionType) {
      return [i, condition]; // go: return i, &status.Conditions[i]
    }
  }
  return [-1, undefined]; // go: return -1, nil @2
}
