import type { ObjectMeta, OwnerReference } from '../api/meta.ts';
import type { PodTemplateSpec } from '../api/pod.ts';
import type { Task } from '../runtime/task.ts';

/** How controllers create and delete pods: the methods of Go's PodControlInterface that ports call. */
export interface PodControl {
  /** Creates a pod from a template for the object that controls it. */
  createPodsWithControllerRef(
    namespace: string,
    template: PodTemplateSpec,
    object: { readonly metadata: ObjectMeta },
    controllerRef: OwnerReference,
  ): Task<Error | undefined>;
  /** Deletes a pod by its name. */
  deletePod(
    namespace: string,
    podID: string,
    object: { readonly metadata: ObjectMeta },
  ): Task<Error | undefined>;
}
