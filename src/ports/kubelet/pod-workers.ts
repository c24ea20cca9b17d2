import type { Pod, PodStatus as ApiPodStatus } from '../api/pod.ts';
import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { jitter } from '../wait/jitter.ts';
import type { PodStatus } from './pod-status.ts';

export type SyncPodType = 'sync' | 'update' | 'create' | 'kill';

export interface KillPodOptions {
  /** Makes the status that the pod gets. */
  podStatusFunc?: (pod: Pod, podStatus: PodStatus) => ApiPodStatus;
  /** Seconds. */
  podTerminationGracePeriodSecondsOverride?: number;
}

export interface UpdatePodOptions {
  readonly pod: Pod;
  readonly updateType: SyncPodType;
  /** Called after the sync; an update that a later one replaces is never synced. */
  readonly onCompleteFunc?: (err: Error | undefined) => void;
  readonly killPodOptions?: KillPodOptions;
}

export interface SyncPodOptions {
  readonly pod: Pod;
  readonly updateType: SyncPodType;
  readonly podStatus: PodStatus;
  readonly killPodOptions?: KillPodOptions;
}

/** Part of the message of an error that says so; a sync that fails with it is soon tried again. */
export const networkNotReadyErrorMsg = 'network is not ready';

export interface PodWorkersSource {
  readonly runtime: Runtime;
  /** Brings a pod to what it should be. It can run for several pods at once. */
  syncPodFn(options: SyncPodOptions): Task<Error | undefined>;
  readonly recorder: {
    event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string): void;
  };
  /** Where a pod is put that is to be synced again after so many milliseconds. */
  readonly workQueue: { enqueue(uid: string, delay: number): void };
  readonly podCache: {
    /** What the runtime tells of a pod, once it is newer than a time. */
    getNewerThan(
      uid: string,
      minTime: number,
    ): Task<readonly [PodStatus, undefined] | readonly [undefined, Error]>;
  };
  /** Milliseconds until a pod is synced again, after success and after an error. */
  readonly resyncInterval: number;
  readonly backOffPeriod: number;
}

const workerResyncIntervalJitterFactor = 0.5;
const workerBackOffPeriodJitterFactor = 0.5;
const backOffOnTransientErrorPeriod = 1000;

/**
 * One task for each pod, which syncs it when there is an update. Of the updates that come while it
 * works only the last one is kept, but none replaces a kill.
 */
export class PodWorkers {
  /** All maps are by the UID of the pod. */
  readonly podUpdates = new Map<string, Channel<UpdatePodOptions>>();
  readonly isWorking = new Map<string, boolean>();
  readonly lastUndeliveredWorkUpdate = new Map<string, UpdatePodOptions>();
  readonly #source: PodWorkersSource;

  constructor(source: PodWorkersSource) {
    this.#source = source;
  }

  /**
   * Syncs a pod for each update, until its channel is closed.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.managePodLoop
   */
  *managePodLoop(podUpdates: Channel<UpdatePodOptions>): Task<void> {
    const { podCache, recorder, runtime } = this.#source;
    let lastSyncTime = 0; // go: var lastSyncTime time.Time
    // go: for update := range podUpdates {
    for (;;) {
      const [update] = yield* podUpdates.receive();
      if (update === undefined) return;
      const podUID = update.pod.metadata.uid ?? ''; // go: podUID := update.Pod.UID
      let err: Error | undefined; // go: err := func() error {
      const [status, statusErr] = yield* podCache.getNewerThan(podUID, lastSyncTime); // go: status, err := p.podCache.
      // go: if err != nil { @1
      if (status === undefined) {
        // go: p.recorder.Eventf(
        recorder.event(
          update.pod,
          'Warning',
          'FailedSync',
          `error determining status: ${statusErr.message}`,
        );
        err = statusErr; // go: return err @1
      } else {
        // go: err = p.syncPodFn(
        err = yield* this.#source.syncPodFn({
          pod: update.pod,
          podStatus: status,
          ...(update.killPodOptions && { killPodOptions: update.killPodOptions }),
          updateType: update.updateType,
        });
        lastSyncTime = runtime.now(); // go: lastSyncTime = time.Now()
        // left out (it is in err): return err @2
      }
      // go+: if update.OnCompleteFunc != nil {
      update.onCompleteFunc?.(err);
      // left out (logging): if err != nil { @2
      this.wrapUp(podUID, err); // go: p.wrapUp(
    }
  }

  /**
   * Takes an update of a pod, and starts its task if it has none.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.UpdatePod
   */
  updatePod(options: UpdatePodOptions): void {
    const { pod } = options; // go: pod := options.Pod
    const uid = pod.metadata.uid ?? ''; // go: uid := pod.UID
    let podUpdates = this.podUpdates.get(uid); // go: var podUpdates chan
    // left out (a map says itself that there is none): var exists bool
    // left out (locking): p.podLock.Lock()
    // left out (locking): defer p.podLock.Unlock()
    // go: if podUpdates, exists = p.podUpdates[uid]; !exists {
    if (podUpdates === undefined) {
      const created = new Channel<UpdatePodOptions>(1); // go: podUpdates = make(
      podUpdates = created;
      this.podUpdates.set(uid, created); // go: p.podUpdates[uid] = podUpdates
      // go: go func() {
      // left out (a panic ends the run): defer runtime.HandleCrash()
      this.#source.runtime.go(() => this.managePodLoop(created), `pod worker ${uid}`); // go: p.managePodLoop(podUpdates)
    }
    // go: if !p.isWorking[pod.UID] {
    if (this.isWorking.get(uid) !== true) {
      this.isWorking.set(uid, true); // go: p.isWorking[pod.UID] = true
      // There is room: nobody puts anything there while the worker works.
      podUpdates.trySend(options); // go: podUpdates <- *options
    } else {
      const update = this.lastUndeliveredWorkUpdate.get(uid); // go: update, found :=
      // go: if !found ||
      if (update?.updateType !== 'kill') {
        this.lastUndeliveredWorkUpdate.set(uid, options); // go: p.lastUndeliveredWorkUpdate[pod.UID] = *options
      }
    }
  }

  /**
   * Ends the task of a pod after what it does now.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.removeWorker
   */
  removeWorker(uid: string): void {
    const ch = this.podUpdates.get(uid); // go: if ch, ok :=
    if (ch !== undefined) {
      ch.close(); // go: close(ch)
      this.podUpdates.delete(uid); // go: delete(p.podUpdates, uid)
      this.lastUndeliveredWorkUpdate.delete(uid); // go: delete(p.lastUndeliveredWorkUpdate, uid)
    }
  }

  /**
   * Likewise, from outside.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.ForgetWorker
   */
  forgetWorker(uid: string): void {
    // left out (locking): p.podLock.Lock()
    // left out (locking): defer p.podLock.Unlock()
    this.removeWorker(uid); // go: p.removeWorker(uid)
  }

  /**
   * Ends the tasks of pods that are not among those given.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.ForgetNonExistingPodWorkers
   */
  forgetNonExistingPodWorkers(desiredPods: ReadonlySet<string>): void {
    // left out (locking): p.podLock.Lock()
    // left out (locking): defer p.podLock.Unlock()
    // go: for key := range p.podUpdates {
    for (const key of [...this.podUpdates.keys()]) {
      // go: if _, exists := desiredPods[key]; !exists {
      if (!desiredPods.has(key)) {
        this.removeWorker(key); // go: p.removeWorker(key)
      }
    }
  }

  /**
   * Has a pod synced again later, how much later depends on how the sync went.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.wrapUp
   */
  wrapUp(uid: string, syncErr: Error | undefined): void {
    const { workQueue, resyncInterval, backOffPeriod, runtime } = this.#source;
    const random = (): number => runtime.random();
    // go: switch {
    if (syncErr === undefined) {
      workQueue.enqueue(uid, jitter(random, resyncInterval, workerResyncIntervalJitterFactor)); // go: p.workQueue.Enqueue(uid, wait.Jitter(p.resyncInterval,
    } else if (syncErr.message.includes(networkNotReadyErrorMsg)) {
      // go: p.workQueue.Enqueue(uid, wait.Jitter(backOffOnTransientErrorPeriod,
      workQueue.enqueue(
        uid,
        jitter(random, backOffOnTransientErrorPeriod, workerBackOffPeriodJitterFactor),
      );
    } else {
      workQueue.enqueue(uid, jitter(random, backOffPeriod, workerBackOffPeriodJitterFactor)); // go: p.workQueue.Enqueue(uid, wait.Jitter(p.backOffPeriod,
    }
    this.checkForUpdates(uid); // go: p.checkForUpdates(uid)
  }

  /**
   * Hands the worker the update that came while it worked, if there is one.
   *
   * @ports pkg/kubelet/pod_workers.go#podWorkers.checkForUpdates
   */
  checkForUpdates(uid: string): void {
    // left out (locking): p.podLock.Lock()
    // left out (locking): defer p.podLock.Unlock()
    const workUpdate = this.lastUndeliveredWorkUpdate.get(uid); // go: if workUpdate, exists :=
    if (workUpdate !== undefined) {
      this.podUpdates.get(uid)?.trySend(workUpdate); // go: p.podUpdates[uid] <- workUpdate
      this.lastUndeliveredWorkUpdate.delete(uid); // go: delete(p.lastUndeliveredWorkUpdate, uid)
    } else {
      this.isWorking.set(uid, false); // go: p.isWorking[uid] = false
    }
  }
}
