import type { Pod } from '../api/pod.ts';
import type { DeleteOptions } from './delete-options.ts';
import { getPodQOS } from './get-pod-qos.ts';
import { PlainStrategy, type Validate } from './plain-strategy.ts';
import type { RequestContext } from './request-context.ts';

/** What the API server does with Pods. */
export class PodStrategy extends PlainStrategy<Pod> {
  constructor(validate?: Validate<Pod>) {
    super({ group: '', kind: 'Pod' }, true, validate);
  }

  /**
   * A new pod is pending, whatever the client says.
   *
   * @ports pkg/registry/core/pod/strategy.go#podStrategy.PrepareForCreate
   */
  override prepareForCreate(_ctx: RequestContext, pod: Pod): void {
    // left out (types do it): pod := obj.(
    pod.status = { phase: 'Pending', qosClass: getPodQOS(pod) }; // go: pod.Status =

    // left out (feature gates): podutil.DropDisabledPodFields(

    // left out (our pods have no seccomp profile): applySeccompVersionSkew(
  }

  /**
   * An update keeps the status.
   *
   * @ports pkg/registry/core/pod/strategy.go#podStrategy.PrepareForUpdate
   */
  override prepareForUpdate(_ctx: RequestContext, newPod: Pod, oldPod: Pod): void {
    // left out (types do it): newPod := obj.(
    // left out (types do it): oldPod := old.(
    newPod.status = oldPod.status; // go: newPod.Status =

    // left out (feature gates): podutil.DropDisabledPodFields(
  }

  /**
   * A pod gets the time to end that the client or the pod gives it; none if nothing of it runs.
   *
   * @ports pkg/registry/core/pod/strategy.go#podStrategy.CheckGracefulDelete
   */
  checkGracefulDelete(
    _ctx: RequestContext,
    pod: Pod,
    options: DeleteOptions | undefined,
  ): options is DeleteOptions & { gracePeriodSeconds: number } {
    if (!options) return false; // go+: if options == nil {
    // left out (types do it): pod := obj.(
    let period = 0; // go: period := int64(0)
    // go: if options.GracePeriodSeconds != nil {
    if (options.gracePeriodSeconds !== undefined) {
      period = options.gracePeriodSeconds; // go: period = *options.GracePeriodSeconds
    } else {
      // go: if pod.Spec.TerminationGracePeriodSeconds != nil {
      if (pod.spec.terminationGracePeriodSeconds !== undefined) {
        period = pod.spec.terminationGracePeriodSeconds; // go: period = *pod.Spec.TerminationGracePeriodSeconds
      }
    }
    // go: if len(pod.Spec.NodeName) == 0 {
    if (!pod.spec.nodeName) {
      period = 0; // go: period = 0 @1
    }
    // go: if pod.Status.Phase == api.PodFailed ||
    if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
      period = 0; // go: period = 0 @2
    }
    options.gracePeriodSeconds = period; // go: options.GracePeriodSeconds = &period
    return true; // go: return true
  }
}

/** The same for the status of a Pod. */
export class PodStatusStrategy extends PodStrategy {
  /**
   * An update of the status keeps the spec and the owners.
   *
   * @ports pkg/registry/core/pod/strategy.go#podStatusStrategy.PrepareForUpdate
   */
  override prepareForUpdate(_ctx: RequestContext, newPod: Pod, oldPod: Pod): void {
    // left out (types do it): newPod := obj.(
    // left out (types do it): oldPod := old.(
    newPod.spec = oldPod.spec; // go: newPod.Spec =
    delete newPod.metadata.deletionTimestamp; // go: newPod.DeletionTimestamp = nil

    // go: newPod.OwnerReferences =
    if (oldPod.metadata.ownerReferences) {
      newPod.metadata.ownerReferences = oldPod.metadata.ownerReferences;
    } else {
      delete newPod.metadata.ownerReferences;
    }
  }
}
