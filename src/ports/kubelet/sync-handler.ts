import type { Pod } from '../api/pod.ts';
import type { Task } from '../runtime/task.ts';

/** What the sync loop calls, by what happened. */
export interface SyncHandler {
  handlePodAdditions(pods: readonly Pod[]): Task<void>;
  handlePodUpdates(pods: readonly Pod[]): Task<void>;
  handlePodRemoves(pods: readonly Pod[]): Task<void>;
  handlePodReconcile(pods: readonly Pod[]): Task<void>;
  handlePodSyncs(pods: readonly Pod[]): Task<void>;
  handlePodCleanups(): Task<Error | undefined>;
}
