import { newConflict } from '../api/new-status-error.ts';
import type { Pod } from '../api/pod.ts';
import { StatusError } from '../api/status-error.ts';
import { updatePodCondition } from '../api/update-pod-condition.ts';
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
