import type { ObjectMeta, OwnerReference } from '../api/meta.ts';
import type { Pod, PodTemplateSpec } from '../api/pod.ts';
import { hasStatusCause, isNotFound } from '../api/status-error.ts';
import type { Task } from '../runtime/task.ts';
import type { EventRecorder } from './event-recorder.ts';
import { getPodFromTemplate } from './get-pod-from-template.ts';
import type { PodControl } from './pod-control.ts';
import type { PodPatcher } from './pod-patcher.ts';
import { validateControllerRef } from './validate-controller-ref.ts';

/** The calls to the API server for the pods of one namespace. */
export interface PodsClient {
  /** Answers with the pod as it was stored. */
  create(pod: Pod): Task<readonly [pod: Pod | undefined, error: Error | undefined]>;
  delete(name: string): Task<Error | undefined>;
  /** @param data A strategic merge patch in JSON. */
  patch(
    name: string,
    data: string,
  ): Task<readonly [pod: Pod | undefined, error: Error | undefined]>;
}

export interface PodControlClient {
  pods(namespace: string): PodsClient;
}

interface Parent {
  readonly metadata: ObjectMeta;
}

/** Creates, deletes and patches pods at the API server, and tells of it in events. */
export class RealPodControl implements PodControl, PodPatcher {
  readonly #kubeClient: PodControlClient;
  readonly #recorder: EventRecorder;

  constructor(kubeClient: PodControlClient, recorder: EventRecorder) {
    this.#kubeClient = kubeClient;
    this.#recorder = recorder;
  }

  /** @ports pkg/controller/controller_utils.go#RealPodControl.CreatePods */
  createPods(
    namespace: string,
    template: PodTemplateSpec,
    object: Parent,
  ): Task<Error | undefined> {
    return this.#createPods('', namespace, template, object, undefined); // go: return r.createPods(
  }

  /** @ports pkg/controller/controller_utils.go#RealPodControl.CreatePodsWithControllerRef */
  *createPodsWithControllerRef(
    namespace: string,
    template: PodTemplateSpec,
    controllerObject: Parent,
    controllerRef: OwnerReference | undefined,
  ): Task<Error | undefined> {
    const err = validateControllerRef(controllerRef);
    // go: if err := validateControllerRef(
    if (err) {
      return err; // go: return err
    }
    // go: return r.createPods(
    return yield* this.#createPods('', namespace, template, controllerObject, controllerRef);
  }

  /**
   * As above, on a node that no scheduler has to choose.
   *
   * @ports pkg/controller/controller_utils.go#RealPodControl.CreatePodsOnNode
   */
  *createPodsOnNode(
    nodeName: string,
    namespace: string,
    template: PodTemplateSpec,
    object: Parent,
    controllerRef: OwnerReference | undefined,
  ): Task<Error | undefined> {
    const err = validateControllerRef(controllerRef);
    // go: if err := validateControllerRef(
    if (err) {
      return err; // go: return err
    }
    return yield* this.#createPods(nodeName, namespace, template, object, controllerRef); // go: return r.createPods(
  }

  /** @ports pkg/controller/controller_utils.go#RealPodControl.PatchPod */
  *patchPod(namespace: string, name: string, data: string): Task<Error | undefined> {
    const [, err] = yield* this.#kubeClient.pods(namespace).patch(name, data); // go: _, err := r.KubeClient.CoreV1().Pods(
    return err; // go: return err
  }

  /** @ports pkg/controller/controller_utils.go#RealPodControl.createPods */
  *#createPods(
    nodeName: string,
    namespace: string,
    template: PodTemplateSpec,
    object: Parent,
    controllerRef: OwnerReference | undefined,
  ): Task<Error | undefined> {
    const pod = getPodFromTemplate(template, object, controllerRef); // go: pod, err := GetPodFromTemplate(
    // left out (every object here has metadata): if err != nil { @1
    // go: if len(nodeName) != 0 {
    if (nodeName.length !== 0) {
      pod.spec.nodeName = nodeName; // go: pod.Spec.NodeName = nodeName
    }
    // go: if len(labels.Set(pod.Labels)) == 0 {
    if (Object.keys(pod.metadata.labels ?? {}).length === 0) {
      return new Error('unable to create pods, no labels'); // go: return fmt.Errorf(
    }
    const [newPod, err] = yield* this.#kubeClient.pods(namespace).create(pod); // go: newPod, err := r.KubeClient.CoreV1().Pods(
    // go: if err != nil { @2
    if (err) {
      // go: if !apierrors.HasStatusCause(
      if (!hasStatusCause(err, 'NamespaceTerminating')) {
        // go: r.Recorder.Eventf(object, v1.EventTypeWarning
        this.#recorder.event(object, 'Warning', 'FailedCreate', `Error creating: ${err.message}`);
      }
      return err; // go: return err @2
    }
    // left out (every object here has metadata): accessor, err := meta.Accessor(
    // left out (every object here has metadata): if err != nil { @3
    // left out (logging): klog.V(4).Infof(
    const name = newPod?.metadata.name ?? '';
    this.#recorder.event(object, 'Normal', 'SuccessfulCreate', `Created pod: ${name}`); // go: r.Recorder.Eventf(object, v1.EventTypeNormal

    return undefined; // go: return nil @2
  }

  /**
   * An error is the API server's own only if there is no such pod.
   *
   * @ports pkg/controller/controller_utils.go#RealPodControl.DeletePod
   */
  *deletePod(namespace: string, podID: string, object: Parent): Task<Error | undefined> {
    // left out (every object here has metadata): accessor, err := meta.Accessor(
    // left out (every object here has metadata): if err != nil {
    // left out (logging): klog.V(2).InfoS(
    const err = yield* this.#kubeClient.pods(namespace).delete(podID);
    // go: if err := r.KubeClient.CoreV1().Pods(
    if (err) {
      // go: if apierrors.IsNotFound(err) {
      if (isNotFound(err)) {
        // left out (logging): klog.V(4).Infof(
        return err; // go: return err
      }
      // go: r.Recorder.Eventf(object, v1.EventTypeWarning
      this.#recorder.event(object, 'Warning', 'FailedDelete', `Error deleting: ${err.message}`);
      return new Error(`unable to delete pods: ${err.message}`); // go: return fmt.Errorf("unable to
    }
    this.#recorder.event(object, 'Normal', 'SuccessfulDelete', `Deleted pod: ${podID}`); // go: r.Recorder.Eventf(object, v1.EventTypeNormal

    return undefined; // go: return nil
  }
}
