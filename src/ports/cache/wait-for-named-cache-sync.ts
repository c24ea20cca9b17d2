import type { Runtime, Task } from '../runtime/task.ts';
import { pollImmediateUntil } from '../wait/poll-immediate-until.ts';
import type { StopChannel } from '../wait/stop-channel.ts';

/** Whether a cache holds what there was when it began to watch. */
export type InformerSynced = () => boolean;

/** Milliseconds. */
const syncedPollPeriod = 100;

/**
 * Waits until all caches are filled, and says so if that does not come.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#WaitForNamedCacheSync
 */
export function* waitForNamedCacheSync(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  handleError: (error: Error) => void,
  controllerName: string,
  stopCh: StopChannel,
  ...cacheSyncs: readonly InformerSynced[]
): Task<boolean> {
  // left out (logging): klog.Infof("Waiting for caches to sync
  const synced = yield* waitForCacheSync(runtime, stopCh, ...cacheSyncs); // go: if !WaitForCacheSync(
  if (!synced) {
    handleError(new Error(`unable to sync caches for ${controllerName}`)); // go: utilruntime.HandleError(
    return false; // go: return false
  }

  // left out (logging): klog.Infof("Caches are synced for
  return true; // go: return true
}

/**
 * Waits until all caches are filled.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#WaitForCacheSync
 * @returns Whether they are; not if it was stopped before.
 */
export function* waitForCacheSync(
  runtime: Pick<Runtime, 'go' | 'sleep'>,
  stopCh: StopChannel,
  ...cacheSyncs: readonly InformerSynced[]
): Task<boolean> {
  // go: err := wait.PollImmediateUntil(
  const err = yield* pollImmediateUntil(
    runtime,
    syncedPollPeriod,
    function* () {
      // go: for _, syncFunc := range cacheSyncs {
      for (const syncFunc of cacheSyncs) {
        // go: if !syncFunc() {
        if (!syncFunc()) {
          return [false, undefined]; // go: return false, nil
        }
      }
      return [true, undefined]; // go: return true, nil
    },
    stopCh,
  );
  // go: if err != nil {
  if (err) {
    // left out (logging): klog.V(2).Infof("stop requested")
    return false; // go: return false @2
  }

  // left out (logging): klog.V(4).Infof("caches populated")
  return true; // go: return true @2
}
