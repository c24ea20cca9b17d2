/** A container in the pod's place ended, and its restart waits. */
export const errCrashLoopBackOff = new Error('CrashLoopBackOff');
export const errRunContainer = new Error('RunContainerError');
export const errKillContainer = new Error('KillContainerError');
export const errCreatePodSandbox = new Error('CreatePodSandboxError');
export const errConfigPodSandbox = new Error('ConfigPodSandboxError');
export const errKillPodSandbox = new Error('KillPodSandboxError');
export const errCreateContainer = new Error('CreateContainerError');
/** An image could not be had. */
export const errImagePull = new Error('ErrImagePull');
/** Likewise, and the next try waits. */
export const errImagePullBackOff = new Error('ImagePullBackOff');

export type SyncAction =
  'StartContainer' | 'KillContainer' | 'CreatePodSandbox' | 'ConfigPodSandbox' | 'KillPodSandbox';

/** How one action of a sync went. */
export class SyncResult {
  readonly action: SyncAction;
  /** The name of the container, or what stands for a sandbox. */
  readonly target: string;
  error: Error | undefined;
  message = '';

  constructor(action: SyncAction, target: string) {
    this.action = action;
    this.target = target;
  }

  /** @ports pkg/kubelet/container/sync_result.go#SyncResult.Fail */
  fail(err: Error, msg: string): void {
    this.error = err; // go: r.Error, r.Message = err, msg
    this.message = msg;
  }
}

/** How a sync of a pod, or its end, went. */
export class PodSyncResult {
  readonly syncResults: SyncResult[] = [];
  /** Of none of the actions. */
  syncError: Error | undefined;

  /** @ports pkg/kubelet/container/sync_result.go#PodSyncResult.AddSyncResult */
  addSyncResult(...result: readonly SyncResult[]): void {
    this.syncResults.push(...result); // go: p.SyncResults = append(
  }

  /** @ports pkg/kubelet/container/sync_result.go#PodSyncResult.AddPodSyncResult */
  addPodSyncResult(result: PodSyncResult): void {
    this.addSyncResult(...result.syncResults); // go: p.AddSyncResult(
    this.syncError = result.syncError; // go: p.SyncError = result.SyncError
  }

  /** @ports pkg/kubelet/container/sync_result.go#PodSyncResult.Fail */
  fail(err: Error): void {
    this.syncError = err; // go: p.SyncError = err
  }

  /**
   * One error for all that failed.
   *
   * @ports pkg/kubelet/container/sync_result.go#PodSyncResult.Error
   */
  error(): Error | undefined {
    const errlist: string[] = []; // go: errlist := []error{}
    // go: if p.SyncError != nil {
    if (this.syncError !== undefined) {
      errlist.push(`failed to SyncPod: ${this.syncError.message}`); // go: errlist = append(errlist, fmt.Errorf("failed to SyncPod
    }
    // go: for _, result := range p.SyncResults {
    for (const result of this.syncResults) {
      // go: if result.Error != nil {
      if (result.error !== undefined) {
        // go: errlist = append(errlist, fmt.Errorf("failed to %q for
        errlist.push(
          `failed to "${result.action}" for "${result.target}" with ${result.error.message}: ${JSON.stringify(result.message)}`,
        );
      }
    }
    const messages = [...new Set(errlist)];
    if (messages.length === 0) return undefined;
    const [only = ''] = messages;
    return new Error(messages.length === 1 ? only : `[${messages.join(', ')}]`); // go: return utilerrors.NewAggregate(errlist)
  }
}
