import type { Pod, PodCondition } from '../api/pod.ts';
import type { Task } from '../runtime/task.ts';

/** What the scheduler asks of the API server. */
export interface SchedulingClient {
  /** Creates a Binding: the API server sets the pod's node, if it has none. */
  bind(namespace: string, name: string, uid: string, nodeName: string): Task<Error | undefined>;
  /** Patches a pod's status. */
  patchPodStatus(
    pod: Pod,
    status: {
      readonly conditions: readonly PodCondition[];
      readonly nominatedNodeName: string | undefined;
    },
  ): Task<Error | undefined>;
}
