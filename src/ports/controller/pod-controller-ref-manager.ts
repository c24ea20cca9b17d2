import { isInvalid } from '../api/is-invalid.ts';
import type { GroupVersionKind } from '../api/new-controller-ref.ts';
import type { Pod } from '../api/pod.ts';
import { isNotFound } from '../api/status-error.ts';
import type { Selector } from '../labels/selector.ts';
import type { Task } from '../runtime/task.ts';
import { BaseControllerRefManager, type MetaObject } from './base-controller-ref-manager.ts';
import { newAggregate } from './new-aggregate.ts';
import { deleteOwnerRefStrategicMergePatch, ownerRefControllerPatch } from './owner-ref-patches.ts';
import type { PodPatcher } from './pod-patcher.ts';

/** Claims pods for a controller, one sync long. */
export class PodControllerRefManager extends BaseControllerRefManager {
  readonly #controllerKind: GroupVersionKind;
  readonly #podControl: PodPatcher;

  /** @param canAdopt Called before the first adoption; with an error no pod is adopted. */
  constructor(
    podControl: PodPatcher,
    controller: MetaObject,
    selector: Selector,
    controllerKind: GroupVersionKind,
    canAdopt?: () => Task<Error | undefined>,
  ) {
    super(controller, selector, canAdopt);
    this.#controllerKind = controllerKind;
    this.#podControl = podControl;
  }

  /**
   * Adopts and releases pods one after the other, and goes on after an error.
   *
   * @ports pkg/controller/controller_ref_manager.go#PodControllerRefManager.ClaimPods
   * @param filters A pod matches only if each of them says so, too.
   * @returns The pods that are ours now, and all errors as one.
   */
  *claimPods(
    pods: readonly Pod[],
    ...filters: readonly ((pod: Pod) => boolean)[]
  ): Task<readonly [claimed: Pod[], error: Error | undefined]> {
    const claimed: Pod[] = []; // go: var claimed []*v1.Pod
    const errlist: Error[] = []; // go: var errlist []error

    // go: match := func(
    const match = (pod: Pod): boolean => {
      // left out (the type says it): pod := obj.(*v1.Pod)
      // go: if !m.Selector.Matches(
      if (!this.selector.matches(pod.metadata.labels ?? {})) {
        return false; // go: return false @1
      }
      // go: for _, filter := range filters {
      for (const filter of filters) {
        // go: if !filter(pod) {
        if (!filter(pod)) {
          return false; // go: return false @2
        }
      }
      return true; // go: return true @1
    };
    const adopt = (pod: Pod): Task<Error | undefined> => this.adoptPod(pod); // go+: adopt := func(
    const release = (pod: Pod): Task<Error | undefined> => this.releasePod(pod); // go+: release := func(

    // go: for _, pod := range pods {
    for (const pod of pods) {
      const [ok, err] = yield* this.claimObject(pod, match, adopt, release); // go: ok, err := m.ClaimObject(
      // go: if err != nil {
      if (err) {
        errlist.push(err); // go: errlist = append(errlist, err)
        continue; // go: continue
      }
      // go: if ok {
      if (ok) {
        claimed.push(pod); // go: claimed = append(claimed, pod)
      }
    }
    return [claimed, newAggregate(errlist)]; // go: return claimed, utilerrors.NewAggregate(errlist)
  }

  /**
   * Patches a pod to be under the controller.
   *
   * @ports pkg/controller/controller_ref_manager.go#PodControllerRefManager.AdoptPod
   */
  *adoptPod(pod: Pod): Task<Error | undefined> {
    const { namespace = '', name, uid = '' } = pod.metadata;
    const err = yield* this.canAdopt(); // go: if err := m.CanAdopt(); err != nil {
    if (err) {
      // As in Go the error is no cause of the new one: if the controller is not found, that does
      // not say that the pod is not.
      return new Error(`can't adopt Pod ${namespace}/${name} (${uid}): ${err.message}`); // go: return fmt.Errorf(
    }
    const patchBytes = ownerRefControllerPatch(this.controller, this.#controllerKind, uid); // go: patchBytes, err := ownerRefControllerPatch(
    // left out (a patch can always be made): if err != nil {
    return yield* this.#podControl.patchPod(namespace, name, patchBytes); // go: return m.podControl.PatchPod(
  }

  /**
   * Patches a pod to be under the controller no more. It is no error if there is no such pod, or if
   * the patch is invalid for it, as it is for a new pod of the same name.
   *
   * @ports pkg/controller/controller_ref_manager.go#PodControllerRefManager.ReleasePod
   */
  *releasePod(pod: Pod): Task<Error | undefined> {
    const { namespace = '', name, uid = '' } = pod.metadata;
    // left out (logging): klog.V(2).Infof("patching pod
    // go: patchBytes, err := deleteOwnerRefStrategicMergePatch(
    const patchBytes = deleteOwnerRefStrategicMergePatch(uid, this.controller.metadata.uid ?? '');
    // left out (a patch can always be made): if err != nil { @1
    const err = yield* this.#podControl.patchPod(namespace, name, patchBytes); // go: err = m.podControl.PatchPod(
    // go: if err != nil { @2
    if (err) {
      // go: if errors.IsNotFound(err) {
      if (isNotFound(err)) {
        return undefined; // go: return nil @1
      }
      // go: if errors.IsInvalid(err) {
      if (isInvalid(err)) {
        return undefined; // go: return nil @2
      }
    }
    return err; // go: return err @2
  }
}
