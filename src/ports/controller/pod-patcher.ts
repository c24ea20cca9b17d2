import type { Task } from '../runtime/task.ts';

/** How controllers change who controls a pod: a method of Go's PodControlInterface. */
export interface PodPatcher {
  /** @param data A strategic merge patch in JSON. */
  patchPod(namespace: string, name: string, data: string): Task<Error | undefined>;
}
