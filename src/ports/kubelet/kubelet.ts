import type { Pod } from '../api/pod.ts';
import type { Channel } from '../runtime/channel.ts';
import { sort } from '../runtime/sort.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { Backoff } from './backoff.ts';
import type { BasicManager } from './basic-manager.ts';
import {
  filterOutTerminatedPods,
  generateAPIPodStatus,
  notRunning,
  podAndContainersAreTerminal,
  podIsTerminated,
  type PodStatusSource,
} from './kubelet-pods.ts';
import { needToReconcilePodReadiness } from './need-to-reconcile-pod-readiness.ts';
import type { PodCache } from './pod-cache.ts';
import { podIsEvicted } from './pod-is-evicted.ts';
import type { PodLifecycleEvent } from './pod-lifecycle-event.ts';
import { isHostNetworkPod } from './pod-sandbox-changed.ts';
import type { PodStatus } from './pod-status.ts';
import type { PodStatus as ApiPodStatus } from '../api/pod.ts';
import type { EventRecorder } from './pod-storage.ts';
import type { PodUpdate } from './pod-update.ts';
import {
  networkNotReadyErrorMsg,
  type PodWorkers,
  type SyncPodOptions,
  type SyncPodType,
} from './pod-workers.ts';
import type { ReasonCache } from './reason-cache.ts';
import {
  convertPodStatusToRunningPod,
  findPodByID,
  type PodPair,
  type RunningPod,
} from './running-pod.ts';
import { selectReady } from './select-ready.ts';
import type { StatusManager } from './status-manager.ts';
import type { SyncHandler } from './sync-handler.ts';
import { errCrashLoopBackOff, errImagePullBackOff, type PodSyncResult } from './sync-result.ts';
import { ticker } from './ticker.ts';

export interface PodAdmitResult {
  readonly admit: boolean;
  /** One word. */
  readonly reason?: string;
  readonly message?: string;
}

/** Whether a pod may run beside others. */
export interface PodAdmitHandler {
  admit(attrs: { readonly pod: Pod; readonly otherPods: readonly Pod[] }): PodAdmitResult;
}

/** What the kubelet asks the container runtime for. */
export interface ContainerRuntime {
  syncPod(pod: Pod, podStatus: PodStatus, backOff: Backoff): Task<PodSyncResult>;
  /** @param gracePeriodOverride Seconds, in place of those of the pod. */
  killPod(
    pod: Pod | undefined,
    runningPod: RunningPod,
    gracePeriodOverride?: number,
  ): Task<Error | undefined>;
}

/** The result of a liveness probe. */
export interface LivenessUpdate {
  readonly podUID: string;
  readonly result: 'success' | 'failure' | 'unknown';
}

/** The parts that a kubelet is made of. */
export interface KubeletSource extends PodStatusSource {
  readonly runtime: Runtime;
  readonly recorder: EventRecorder;
  readonly podManager: Pick<
    BasicManager,
    'addPod' | 'updatePod' | 'deletePod' | 'getPods' | 'getPodByUID'
  >;
  readonly statusManager: Pick<
    StatusManager,
    'getPodStatus' | 'setPodStatus' | 'terminatePod' | 'removeOrphanedStatuses'
  >;
  readonly podWorkers: Pick<
    PodWorkers,
    'updatePod' | 'forgetWorker' | 'forgetNonExistingPodWorkers'
  >;
  readonly probeManager: PodStatusSource['probeManager'] & {
    addPod(pod: Pod): void;
    removePod(pod: Pod): void;
    /** Ends the probes of pods that are not among these UIDs. */
    cleanupPods(desiredPods: ReadonlySet<string>): void;
  };
  readonly reasonCache: Pick<ReasonCache, 'get' | 'update'>;
  readonly podKiller: { killPod(pair: PodPair): Task<void> };
  readonly podCache: Pick<PodCache, 'get'>;
  /** The pods that run, not older than two seconds. */
  readonly runtimeCache: {
    getPods(): Task<readonly [RunningPod[] | undefined, Error | undefined]>;
    forceUpdateIfOlder(minExpectedCacheTime: number): Task<Error | undefined>;
  };
  readonly containerRuntime: ContainerRuntime;
  readonly backOff: Backoff;
  readonly workQueue: { getWork(): string[] };
  readonly sourcesReady: { addSource(source: string): void; allReady(): boolean };
  readonly pleg: { watch(): Channel<PodLifecycleEvent> };
  readonly livenessManager: { updates(): Channel<LivenessUpdate> };
  /** Asked before a pod is taken. */
  readonly admitHandlers?: readonly PodAdmitHandler[];
  /** Asked at each sync. */
  readonly softAdmitHandlers?: readonly PodAdmitHandler[];
  readonly podSyncLoopHandlers?: readonly { shouldSync(pod: Pod): boolean }[];
  readonly runtimeState: {
    /** Why no pod can be synced. */
    runtimeErrors(): Error | undefined;
    /** Why only pods of the node's own network can be. */
    networkErrors(): Error | undefined;
  };
  readonly containerDeletor: {
    /** Has dead containers deleted: all, or those that are not kept for their logs. */
    deleteContainersInPod(
      filterContainerID: string,
      podStatus: PodStatus,
      removeAll: boolean,
    ): void;
  };
  readonly sandboxDeleter: {
    /** Has dead sandboxes deleted, but for the newest so many. */
    deleteSandboxesInPod(podStatus: PodStatus, toKeep: number): void;
  };
}

/** Milliseconds between two cleanups. */
const housekeepingPeriod = 2000;

/** The agent of a node: brings what runs on it to what the API server says should. */
export class Kubelet implements SyncHandler {
  /** UID of a pod -> when one of its containers was last seen to start. */
  readonly lastContainerStartedTime = new Map<string, number>();
  readonly #kl: KubeletSource;

  constructor(source: KubeletSource) {
    this.#kl = source;
  }

  /**
   * Handles what happens, one thing after the other, until the channel of updates is closed.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.syncLoop
   */
  *syncLoop(updates: Channel<PodUpdate>, handler: SyncHandler): Task<void> {
    const { runtime, runtimeState } = this.#kl;
    // left out (logging): klog.Info("Starting kubelet main
    const syncTicker = ticker(runtime, 1000); // go: syncTicker := time.NewTicker(
    // left out (a run ends as a whole): defer syncTicker.Stop()
    const housekeepingTicker = ticker(runtime, housekeepingPeriod); // go: housekeepingTicker := time.NewTicker(
    // left out (a run ends as a whole): defer housekeepingTicker.Stop()
    const plegCh = this.#kl.pleg.watch(); // go: plegCh := kl.pleg.Watch()
    const [base, max, factor] = [100, 5000, 2]; // go: const (
    let duration = base; // go: duration := base
    // left out (no name servers): if kl.dnsConfigurer != nil &&
    // go: for {
    for (;;) {
      const err = runtimeState.runtimeErrors(); // go: if err := kl.runtimeState.
      if (err !== undefined) {
        // left out (logging): klog.Errorf("skipping pod
        yield* runtime.sleep(duration); // go: time.Sleep(duration)
        duration = Math.min(max, factor * duration); // go: duration = time.Duration(
        continue; // go: continue
      }
      duration = base; // go: duration = base
      // left out (health checks): kl.syncLoopMonitor.Store(kl.clock.Now()) @1
      // go: if !kl.syncLoopIteration(
      if (
        !(yield* this.syncLoopIteration(updates, handler, syncTicker, housekeepingTicker, plegCh))
      ) {
        break; // go: break
      }
      // left out (health checks): kl.syncLoopMonitor.Store(kl.clock.Now()) @2
    }
  }

  /**
   * Reads one of the channels, any of those that are ready, and calls the handler for it.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.syncLoopIteration
   * @returns Whether to go on.
   */
  *syncLoopIteration(
    configCh: Channel<PodUpdate>,
    handler: SyncHandler,
    syncCh: Channel<unknown>,
    housekeepingCh: Channel<unknown>,
    plegCh: Channel<PodLifecycleEvent>,
  ): Task<boolean> {
    const kl = this.#kl;
    const livenessCh = kl.livenessManager.updates();
    const channels = [configCh, plegCh, syncCh, livenessCh, housekeepingCh];
    const ready = channels[yield* selectReady(kl.runtime, channels)]; // go: select {
    if (ready === configCh) {
      const [u] = yield* configCh.receive();
      // go: if !open {
      if (u === undefined) {
        // left out (logging): klog.Errorf("Update channel is closed
        return false; // go: return false
      }
      // go: switch u.Op {
      switch (u.op) {
        case 'ADD':
          // left out (logging): klog.V(2).Infof("SyncLoop (ADD
          yield* handler.handlePodAdditions(u.pods); // go: handler.HandlePodAdditions(
          break;
        case 'UPDATE':
          // left out (logging): klog.V(2).Infof("SyncLoop (UPDATE
          yield* handler.handlePodUpdates(u.pods); // go: handler.HandlePodUpdates(u.Pods) @1
          break;
        case 'REMOVE':
          // left out (logging): klog.V(2).Infof("SyncLoop (REMOVE
          yield* handler.handlePodRemoves(u.pods); // go: handler.HandlePodRemoves(
          break;
        case 'RECONCILE':
          // left out (logging): klog.V(4).Infof("SyncLoop (RECONCILE
          yield* handler.handlePodReconcile(u.pods); // go: handler.HandlePodReconcile(
          break;
        case 'DELETE':
          // left out (logging): klog.V(2).Infof("SyncLoop (DELETE
          yield* handler.handlePodUpdates(u.pods); // go: handler.HandlePodUpdates(u.Pods) @2
          break;
        case 'SET':
        // left out (logging): klog.Errorf("Kubelet does not support
        // left out (logging): klog.Errorf("Invalid event type
      }
      kl.sourcesReady.addSource(u.source); // go: kl.sourcesReady.AddSource(
    } else if (ready === plegCh) {
      const [e] = yield* plegCh.receive();
      if (e === undefined) return true;
      // go: if e.Type == pleg.ContainerStarted {
      if (e.type === 'ContainerStarted') {
        this.lastContainerStartedTime.set(e.id, kl.runtime.now()); // go: kl.lastContainerStartedTime.Add(
      }
      // go: if isSyncPodWorthy(e) {
      if (isSyncPodWorthy(e)) {
        const pod = kl.podManager.getPodByUID(e.id); // go: if pod, ok :=
        if (pod !== undefined) {
          // left out (logging): klog.V(2).Infof("SyncLoop (PLEG): %q
          yield* handler.handlePodSyncs([pod]); // go: handler.HandlePodSyncs([]*v1.Pod{pod}) @1
        } else {
          // left out (logging): klog.V(4).Infof("SyncLoop (PLEG): ignore
        }
      }
      // go: if e.Type == pleg.ContainerRemoved {
      if (e.type === 'ContainerRemoved') {
        this.deletePodSandbox(e.id); // go: kl.deletePodSandbox(e.ID)
      }
      // go: if e.Type == pleg.ContainerDied {
      if (e.type === 'ContainerDied') {
        const containerID = e.data; // go: if containerID, ok :=
        if (containerID !== undefined) {
          this.cleanUpContainersInPod(e.id, containerID); // go: kl.cleanUpContainersInPod(
        }
      }
    } else if (ready === syncCh) {
      yield* syncCh.receive();
      const podsToSync = this.getPodsToSync(); // go: podsToSync := kl.getPodsToSync()
      // go: if len(podsToSync) == 0 {
      if (podsToSync.length === 0) {
        return true; // go: break @1
      }
      // left out (logging): klog.V(4).Infof("SyncLoop (SYNC)
      yield* handler.handlePodSyncs(podsToSync); // go: handler.HandlePodSyncs(podsToSync)
    } else if (ready === livenessCh) {
      const [update] = yield* livenessCh.receive();
      // go: if update.Result == proberesults.Failure {
      if (update?.result === 'failure') {
        const pod = kl.podManager.getPodByUID(update.podUID); // go: pod, ok := kl.podManager.GetPodByUID(update
        // go: if !ok {
        if (pod === undefined) {
          // left out (logging): klog.V(4).Infof("SyncLoop (container unhealthy): ignore
          return true; // go: break @2
        }
        // left out (logging): klog.V(1).Infof("SyncLoop (container unhealthy)
        yield* handler.handlePodSyncs([pod]); // go: handler.HandlePodSyncs([]*v1.Pod{pod}) @2
      }
    } else {
      yield* housekeepingCh.receive();
      // go: if !kl.sourcesReady.AllReady() {
      if (!kl.sourcesReady.allReady()) {
        // left out (logging): klog.V(4).Infof("SyncLoop (housekeeping, skipped)
      } else {
        // left out (logging): klog.V(4).Infof("SyncLoop (housekeeping)")
        // left out (logging): klog.Errorf("Failed cleaning pods
        yield* handler.handlePodCleanups(); // go: if err := handler.HandlePodCleanups()
      }
    }
    return true; // go: return true
  }

  /**
   * Takes new pods, the oldest first. A pod that the node cannot take fails.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.HandlePodAdditions
   */

  *handlePodAdditions(given: readonly Pod[]): Task<void> {
    const { podManager, probeManager } = this.#kl;
    // left out (metrics): start := kl.clock.Now()
    const pods = sortByCreationTime(given); // go: sort.Sort(
    // go: for _, pod := range pods {
    for (const pod of pods) {
      const existingPods = podManager.getPods(); // go: existingPods := kl.podManager.GetPods()
      podManager.addPod(pod); // go: kl.podManager.AddPod(pod)
      // left out (no mirror pods): if kubetypes.IsMirrorPod(pod) {
      // go: if !kl.podIsTerminated(pod) {
      if (!podIsTerminated(this.#kl, pod)) {
        const activePods = filterOutTerminatedPods(this.#kl, existingPods); // go: activePods := kl.filterOutTerminatedPods(
        const { admit, reason = '', message = '' } = this.canAdmitPod(activePods, pod); // go: if ok, reason, message := kl.canAdmitPod(
        if (!admit) {
          this.rejectPod(pod, reason, message); // go: kl.rejectPod(pod, reason, message)
          continue; // go: continue @2
        }
      }
      // left out (no mirror pods): mirrorPod, _ := kl.podManager.GetMirrorPodByPod(pod)
      this.dispatchWork(pod, 'create'); // go: kl.dispatchWork(
      probeManager.addPod(pod); // go: kl.probeManager.AddPod(pod)
    }
  }

  /**
   * Takes what changed in pods, also that one is to end.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.HandlePodUpdates
   */

  *handlePodUpdates(pods: readonly Pod[]): Task<void> {
    // left out (metrics): start := kl.clock.Now()
    // go: for _, pod := range pods {
    for (const pod of pods) {
      this.#kl.podManager.updatePod(pod); // go: kl.podManager.UpdatePod(pod)
      // left out (no mirror pods): if kubetypes.IsMirrorPod(pod) {
      // left out (no mirror pods): mirrorPod, _ := kl.podManager.GetMirrorPodByPod(pod)
      this.dispatchWork(pod, 'update'); // go: kl.dispatchWork(
    }
  }

  /**
   * Forgets pods that are gone from the API server, and kills what of them runs.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.HandlePodRemoves
   */
  *handlePodRemoves(pods: readonly Pod[]): Task<void> {
    // left out (metrics): start := kl.clock.Now()
    // go: for _, pod := range pods {
    for (const pod of pods) {
      this.#kl.podManager.deletePod(pod); // go: kl.podManager.DeletePod(pod)
      // left out (no mirror pods): if kubetypes.IsMirrorPod(pod) {
      // left out (no mirror pods): if _, ok := kl.podManager.GetMirrorPodByPod(pod); ok {
      // left out (logging): klog.V(2).Infof("Failed to delete
      yield* this.deletePod(pod); // go: if err := kl.deletePod(pod)
      this.#kl.probeManager.removePod(pod); // go: kl.probeManager.RemovePod(pod)
    }
  }

  /**
   * Takes pods of which only the status changed.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.HandlePodReconcile
   */

  *handlePodReconcile(pods: readonly Pod[]): Task<void> {
    const { podManager, podCache, containerDeletor } = this.#kl;
    // left out (metrics): start := kl.clock.Now()
    // go: for _, pod := range pods {
    for (const pod of pods) {
      podManager.updatePod(pod); // go: kl.podManager.UpdatePod(pod)
      // go: if status.NeedToReconcilePodReadiness(pod) {
      if (needToReconcilePodReadiness(pod)) {
        // left out (no mirror pods): mirrorPod, _ := kl.podManager.GetMirrorPodByPod(pod)
        this.dispatchWork(pod, 'sync'); // go: kl.dispatchWork(
      }
      // go: if eviction.PodIsEvicted(pod.Status) {
      if (podIsEvicted(pod.status)) {
        const [podStatus, err] = podCache.get(pod.metadata.uid ?? ''); // go: if podStatus, err := kl.podCache.Get(
        if (err === undefined && podStatus !== undefined) {
          containerDeletor.deleteContainersInPod('', podStatus, true); // go: kl.containerDeletor.deleteContainersInPod(
        }
      }
    }
  }

  /**
   * Has pods synced.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.HandlePodSyncs
   */

  *handlePodSyncs(pods: readonly Pod[]): Task<void> {
    // left out (metrics): start := kl.clock.Now()
    // go: for _, pod := range pods {
    for (const pod of pods) {
      // left out (no mirror pods): mirrorPod, _ := kl.podManager.GetMirrorPodByPod(pod)
      this.dispatchWork(pod, 'sync'); // go: kl.dispatchWork(
    }
  }

  /**
   * Ends the workers of pods that have ended, kills pods that nobody wants, and forgets the statuses
   * of pods that are gone.
   *
   * @ports pkg/kubelet/kubelet_pods.go#Kubelet.HandlePodCleanups
   */
  *handlePodCleanups(): Task<Error | undefined> {
    const kl = this.#kl;
    // left out (no cgroups): var (
    // left out (no cgroups): if kl.cgroupsPerQOS { @1
    const allPods = kl.podManager.getPods(); // go: allPods, mirrorPods :=
    const activePods = filterOutTerminatedPods(kl, allPods); // go: activePods :=
    const desiredPods = new Set<string>(); // go: desiredPods := make(
    // go: for _, pod := range activePods {
    for (const pod of activePods) {
      desiredPods.add(pod.metadata.uid ?? ''); // go: desiredPods[pod.UID] =
    }
    kl.podWorkers.forgetNonExistingPodWorkers(desiredPods); // go: kl.podWorkers.ForgetNonExistingPodWorkers(
    kl.probeManager.cleanupPods(desiredPods); // go: kl.probeManager.CleanupPods(
    const [runningPods, err] = yield* kl.runtimeCache.getPods(); // go: runningPods, err := kl.runtimeCache.
    // go: if err != nil { @2
    if (runningPods === undefined) {
      // left out (logging): klog.Errorf("Error listing containers: %#v", err) @1
      return err; // go: return err @1
    }
    // go: for _, pod := range runningPods {
    for (const pod of runningPods) {
      // go: if _, found := desiredPods[
      if (!desiredPods.has(pod.id)) {
        yield* kl.podKiller.killPod({ apiPod: undefined, runningPod: pod }); // go: kl.podKiller.KillPod(
      }
    }
    this.removeOrphanedPodStatuses(allPods); // go: kl.removeOrphanedPodStatuses(
    // left out (no volumes): runningPods, err = kl.containerRuntime.
    // left out (no volumes): if err != nil { @3
    // left out (no volumes): err = kl.cleanupOrphanedPodDirs(
    // left out (no volumes): if err != nil { @4
    // left out (no mirror pods): kl.deleteOrphanedMirrorPods()
    // left out (no cgroups): if kl.cgroupsPerQOS { @2
    kl.backOff.gc(); // go: kl.backOff.GC()
    return undefined; // go: return nil
  }

  /** @ports pkg/kubelet/kubelet_pods.go#Kubelet.removeOrphanedPodStatuses */
  removeOrphanedPodStatuses(pods: readonly Pod[]): void {
    const podUIDs = new Set<string>(); // go: podUIDs := make(
    // go: for _, pod := range pods {
    for (const pod of pods) {
      podUIDs.add(pod.metadata.uid ?? ''); // go: podUIDs[pod.UID] = true @1
    }
    // left out (no mirror pods): for _, pod := range mirrorPods {
    this.#kl.statusManager.removeOrphanedStatuses(podUIDs); // go: kl.statusManager.RemoveOrphanedStatuses(
  }

  /**
   * Has the worker of a pod sync it; of a pod that has ended there is nothing more to do.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.dispatchWork
   */
  dispatchWork(pod: Pod, syncType: SyncPodType): void {
    const [containersTerminal, podWorkerTerminal] = podAndContainersAreTerminal(this.#kl, pod); // go: containersTerminal, podWorkerTerminal :=
    // go: if pod.DeletionTimestamp != nil &&
    if (pod.metadata.deletionTimestamp !== undefined && containersTerminal) {
      // left out (logging): klog.V(4).Infof("Pod %q has completed execution
      this.#kl.statusManager.terminatePod(pod); // go: kl.statusManager.TerminatePod(pod)
      return; // go: return @1
    }
    // go: if podWorkerTerminal {
    if (podWorkerTerminal) {
      // left out (logging): klog.V(4).Infof("Pod %q has completed, ignoring
      return; // go: return @2
    }
    // left out (metrics): if err != nil {
    this.#kl.podWorkers.updatePod({ pod, updateType: syncType }); // go: kl.podWorkers.UpdatePod(
    // left out (metrics): if syncType == kubetypes.SyncPodCreate {
  }

  /**
   * Asks whether the node can take a pod beside those it has.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.canAdmitPod
   */
  canAdmitPod(pods: readonly Pod[], pod: Pod): PodAdmitResult {
    const attrs = { pod, otherPods: pods }; // go: attrs := &lifecycle.
    // go: for _, podAdmitHandler := range
    for (const podAdmitHandler of this.#kl.admitHandlers ?? []) {
      const result = podAdmitHandler.admit(attrs); // go: if result := podAdmitHandler.
      if (!result.admit) {
        return result; // go: return false, result.Reason
      }
    }
    return { admit: true }; // go: return true, "", ""
  }

  /**
   * Asks whether a pod may run now.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.canRunPod
   */
  canRunPod(pod: Pod): PodAdmitResult {
    // go: attrs := &lifecycle.
    const attrs = {
      pod,
      otherPods: filterOutTerminatedPods(this.#kl, this.#kl.podManager.getPods()), // go: attrs.OtherPods =
    };
    // go: for _, handler := range
    for (const handler of this.#kl.softAdmitHandlers ?? []) {
      const result = handler.admit(attrs); // go: if result := handler.
      if (!result.admit) {
        return result; // go: return result
      }
    }
    return { admit: true }; // go: return lifecycle.PodAdmitResult{
  }

  /**
   * Has a pod fail that the node cannot take.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.rejectPod
   */
  rejectPod(pod: Pod, reason: string, message: string): void {
    this.#kl.recorder.event(pod, 'Warning', reason, message); // go: kl.recorder.Eventf(
    // go: kl.statusManager.SetPodStatus(
    this.#kl.statusManager.setPodStatus(pod, {
      phase: 'Failed',
      reason,
      message: `Pod ${message}`,
    });
  }

  /**
   * Ends the worker of a pod, and has killed what of it runs.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.deletePod
   * @returns An error if that must wait for the next cleanup.
   */
  *deletePod(pod: Pod): Task<Error | undefined> {
    const kl = this.#kl;
    const uid = pod.metadata.uid ?? '';
    // left out (there is always one): if pod == nil {
    // go: if !kl.sourcesReady.AllReady() {
    if (!kl.sourcesReady.allReady()) {
      return new Error("skipping delete because sources aren't ready yet"); // go: return fmt.Errorf("skipping delete
    }
    kl.podWorkers.forgetWorker(uid); // go: kl.podWorkers.ForgetWorker(
    const lastContainerStarted = this.lastContainerStartedTime.get(uid); // go: if lastContainerStarted, ok :=
    if (lastContainerStarted !== undefined) {
      const updateErr = yield* kl.runtimeCache.forceUpdateIfOlder(lastContainerStarted); // go: if err := kl.runtimeCache.
      if (updateErr !== undefined) {
        return new Error(`error updating containers: ${updateErr.message}`); // go: return fmt.Errorf("error updating
      }
    }
    const [runningPods, err] = yield* kl.runtimeCache.getPods(); // go: runningPods, err := kl.runtimeCache.
    // go: if err != nil {
    if (runningPods === undefined) {
      return new Error(`error listing containers: ${err?.message ?? ''}`); // go: return fmt.Errorf("error listing
    }
    const runningPod = findPodByID(runningPods, uid); // go: runningPod := kubecontainer.
    // go: if runningPod.IsEmpty() {
    if (runningPod === undefined) {
      return new Error('pod not found'); // go: return fmt.Errorf("pod not found")
    }
    const podPair: PodPair = { apiPod: pod, runningPod }; // go: podPair := kubecontainer.
    yield* kl.podKiller.killPod(podPair); // go: kl.podKiller.KillPod(
    return undefined; // go: return nil
  }

  /**
   * Pods whose time for another sync has come.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.getPodsToSync
   */
  getPodsToSync(): Pod[] {
    const allPods = this.#kl.podManager.getPods(); // go: allPods := kl.podManager.
    const podUIDs = this.#kl.workQueue.getWork(); // go: podUIDs := kl.workQueue.
    const podUIDSet = new Set<string>(podUIDs); // go: podUIDSet := sets.
    // left out (the set is made of them): for _, podUID := range podUIDs {
    const podsToSync: Pod[] = []; // go: var podsToSync
    // go: for _, pod := range allPods {
    for (const pod of allPods) {
      // go: if podUIDSet.Has(
      if (podUIDSet.has(pod.metadata.uid ?? '')) {
        podsToSync.push(pod); // go: podsToSync = append(podsToSync, pod) @1
        continue; // go: continue
      }
      // go: for _, podSyncLoopHandler := range
      for (const podSyncLoopHandler of this.#kl.podSyncLoopHandlers ?? []) {
        // go: if podSyncLoopHandler.ShouldSync(pod) {
        if (podSyncLoopHandler.shouldSync(pod)) {
          podsToSync.push(pod); // go: podsToSync = append(podsToSync, pod) @2
          break; // go: break
        }
      }
    }
    return podsToSync; // go: return podsToSync
  }

  /**
   * Brings one pod to what it should be: its worker calls it.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.syncPod
   * @returns An error if it is to be tried again sooner than usual.
   */
  *syncPod(o: SyncPodOptions): Task<Error | undefined> {
    const kl = this.#kl;
    const { pod } = o; // go: pod := o.pod
    // left out (no mirror pods): mirrorPod := o.mirrorPod
    // A copy: Go writes into the status that the cache holds.
    const podStatus: PodStatus = {
      ...o.podStatus,
      containerStatuses: [...o.podStatus.containerStatuses],
    }; // go: podStatus := o.podStatus
    const { updateType } = o; // go: updateType := o.updateType

    // go: if updateType == kubetypes.SyncPodKill {
    if (updateType === 'kill') {
      const { killPodOptions } = o; // go: killPodOptions := o.killPodOptions
      // go: if killPodOptions == nil ||
      if (killPodOptions?.podStatusFunc === undefined) {
        return new Error('kill pod options are required if update type is kill'); // go: return fmt.Errorf("kill pod options
      }
      const killedStatus = killPodOptions.podStatusFunc(pod, podStatus); // go: apiPodStatus := killPodOptions.
      kl.statusManager.setPodStatus(pod, killedStatus); // go: kl.statusManager.SetPodStatus(pod, apiPodStatus) @1
      const killErr = yield* this.killPod(
        pod,
        undefined,
        podStatus,
        killPodOptions.podTerminationGracePeriodSecondsOverride,
      ); // go: if err := kl.killPod(pod, nil, podStatus, killPodOptions.
      if (killErr !== undefined) {
        const message = `error killing pod: ${killErr.message}`;
        kl.recorder.event(pod, 'Warning', 'FailedKillPod', message); // go: kl.recorder.Eventf(pod, v1.EventTypeWarning, events.FailedToKillPod @1
        // left out (logging): utilruntime.HandleError(err)
        return killErr; // go: return err @1
      }
      return undefined; // go: return nil @1
    }

    // left out (metrics): var firstSeenTime time.Time
    // left out (metrics): if firstSeenTimeStr, ok :=
    // left out (metrics): if updateType == kubetypes.SyncPodCreate {
    const apiPodStatus: ApiPodStatus = generateAPIPodStatus(kl, pod, podStatus); // go: apiPodStatus := kl.generateAPIPodStatus(
    podStatus.ips = []; // go: podStatus.IPs = make(
    // go: for _, ipInfo := range apiPodStatus.PodIPs {
    for (const ipInfo of apiPodStatus.podIPs ?? []) {
      podStatus.ips.push(ipInfo.ip); // go: podStatus.IPs = append(
    }
    // go: if len(podStatus.IPs) == 0 &&
    if (podStatus.ips.length === 0 && (apiPodStatus.podIP ?? '') !== '') {
      podStatus.ips = [apiPodStatus.podIP ?? '']; // go: podStatus.IPs = []string{
    }
    // left out (metrics): existingStatus, ok :=
    // left out (metrics): if !ok || existingStatus.Phase ==

    const runnable = this.canRunPod(pod); // go: runnable := kl.canRunPod(pod)
    // go: if !runnable.Admit { @1
    if (!runnable.admit) {
      apiPodStatus.reason = runnable.reason ?? ''; // go: apiPodStatus.Reason =
      apiPodStatus.message = runnable.message ?? ''; // go: apiPodStatus.Message =
      const waitingReason = 'Blocked'; // go: const waitingReason =
      // go: for _, cs := range apiPodStatus.InitContainerStatuses {
      for (const cs of apiPodStatus.initContainerStatuses ?? []) {
        // go: if cs.State.Waiting != nil { @1
        if (cs.state?.waiting !== undefined) {
          cs.state.waiting.reason = waitingReason; // go: cs.State.Waiting.Reason = waitingReason @1
        }
      }
      // go: for _, cs := range apiPodStatus.ContainerStatuses {
      for (const cs of apiPodStatus.containerStatuses ?? []) {
        // go: if cs.State.Waiting != nil { @2
        if (cs.state?.waiting !== undefined) {
          cs.state.waiting.reason = waitingReason; // go: cs.State.Waiting.Reason = waitingReason @2
        }
      }
    }
    kl.statusManager.setPodStatus(pod, apiPodStatus); // go: kl.statusManager.SetPodStatus(pod, apiPodStatus) @2

    // go: if !runnable.Admit || pod.DeletionTimestamp
    if (
      !runnable.admit ||
      pod.metadata.deletionTimestamp !== undefined ||
      apiPodStatus.phase === 'Failed'
    ) {
      let syncErr: Error | undefined; // go: var syncErr error
      const killErr = yield* this.killPod(pod, undefined, podStatus); // go: if err := kl.killPod(pod, nil, podStatus, nil); err != nil {
      if (killErr !== undefined) {
        syncErr = new Error(`error killing pod: ${killErr.message}`); // go: syncErr = fmt.Errorf("error killing
        kl.recorder.event(pod, 'Warning', 'FailedKillPod', syncErr.message); // go: kl.recorder.Eventf(pod, v1.EventTypeWarning, events.FailedToKillPod @2
        // left out (logging): utilruntime.HandleError(syncErr)
      } else {
        // go: if !runnable.Admit { @2
        if (!runnable.admit) {
          syncErr = new Error(`pod cannot be run: ${runnable.message ?? ''}`); // go: syncErr = fmt.Errorf("pod cannot
        }
      }
      return syncErr; // go: return syncErr
    }

    const networkErr = kl.runtimeState.networkErrors(); // go: if err := kl.runtimeState.networkErrors();
    if (networkErr !== undefined && !isHostNetworkPod(pod)) {
      const message = `${networkNotReadyErrorMsg}: ${networkErr.message}`;
      kl.recorder.event(pod, 'Warning', 'NetworkNotReady', message); // go: kl.recorder.Eventf(pod, v1.EventTypeWarning, events.NetworkNotReady
      return new Error(message); // go: return fmt.Errorf("%s: %v", NetworkNotReadyErrorMsg
    }

    // left out (no cgroups): pcm := kl.containerManager.
    // left out (no cgroups): if !kl.podIsTerminated(pod) { @1
    // left out (no mirror pods): if kubetypes.IsStaticPod(pod) {
    // left out (no volumes): if err := kl.makePodDataDirs(
    // left out (no volumes): if !kl.podIsTerminated(pod) { @2
    // left out (no pull secrets): pullSecrets :=
    const result = yield* kl.containerRuntime.syncPod(pod, podStatus, kl.backOff); // go: result := kl.containerRuntime.SyncPod(
    kl.reasonCache.update(pod.metadata.uid ?? '', result); // go: kl.reasonCache.Update(
    const err = result.error(); // go: if err := result.Error();
    if (err !== undefined) {
      // go: for _, r := range result.SyncResults {
      for (const r of result.syncResults) {
        // Go counts here what did not fail at all, too.
        // go: if r.Error != kubecontainer.ErrCrashLoopBackOff &&
        if (r.error !== errCrashLoopBackOff && r.error !== errImagePullBackOff) {
          return err; // go: return err @4
        }
      }
      return undefined; // go: return nil @2
    }
    return undefined; // go: return nil @3
  }

  /**
   * Has the runtime stop all that runs of a pod.
   *
   * @ports pkg/kubelet/kubelet_pods.go#Kubelet.killPod
   * @param runningPod What runs; if absent, it is taken from the status.
   */
  *killPod(
    pod: Pod | undefined,
    runningPod: RunningPod | undefined,
    status: PodStatus | undefined,
    gracePeriodOverride?: number,
  ): Task<Error | undefined> {
    let p: RunningPod; // go: var p kubecontainer.Pod
    // go: if runningPod != nil {
    if (runningPod !== undefined) {
      p = runningPod; // go: p = *runningPod
      // go: else if status != nil {
    } else if (status !== undefined) {
      p = convertPodStatusToRunningPod(status); // go: p = kubecontainer.ConvertPodStatusToRunningPod(
    } else {
      return new Error('one of the two arguments must be non-nil: runningPod, status'); // go: return fmt.Errorf(
    }
    const err = yield* this.#kl.containerRuntime.killPod(pod, p, gracePeriodOverride); // go: if err := kl.containerRuntime.KillPod(
    if (err !== undefined) {
      return err; // go: return err
    }
    // left out (no cgroups): if err := kl.containerManager.UpdateQOSCgroups()
    return undefined; // go: return nil
  }

  /**
   * Has a container deleted that ended, or all when the pod is to go and has ended.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.cleanUpContainersInPod
   */
  cleanUpContainersInPod(podID: string, exitedContainerID: string): void {
    const kl = this.#kl;
    const [cached, err] = kl.podCache.get(podID); // go: if podStatus, err :=
    if (err === undefined && cached !== undefined) {
      const podStatus = { ...cached, containerStatuses: [...cached.containerStatuses] };
      let removeAll = false; // go: removeAll := false
      const syncedPod = kl.podManager.getPodByUID(podID); // go: if syncedPod, ok :=
      if (syncedPod !== undefined) {
        const apiPodStatus = generateAPIPodStatus(kl, syncedPod, podStatus); // go: apiPodStatus :=
        // go: removeAll = eviction.
        removeAll =
          podIsEvicted(syncedPod.status) ||
          (syncedPod.metadata.deletionTimestamp !== undefined &&
            notRunning(apiPodStatus.containerStatuses));
      }
      kl.containerDeletor.deleteContainersInPod(exitedContainerID, podStatus, removeAll); // go: kl.containerDeletor.
    }
  }

  /**
   * Has the dead sandboxes of a pod deleted, but for the newest of a pod that stays.
   *
   * @ports pkg/kubelet/kubelet.go#Kubelet.deletePodSandbox
   */
  deletePodSandbox(podID: string): void {
    const [podStatus, err] = this.#kl.podCache.get(podID); // go: if podStatus, err :=
    if (err === undefined && podStatus !== undefined) {
      let toKeep = 1; // go: toKeep := 1
      // go: if kl.IsPodDeleted(podID) {
      if (this.isPodDeleted(podID)) {
        toKeep = 0; // go: toKeep = 0
      }
      this.#kl.sandboxDeleter.deleteSandboxesInPod(podStatus, toKeep); // go: kl.sandboxDeleter.
    }
  }

  /**
   * Whether a pod is gone, or is to go and nothing of it runs.
   *
   * @ports pkg/kubelet/kubelet_pods.go#Kubelet.IsPodDeleted
   */
  isPodDeleted(uid: string): boolean {
    const pod = this.#kl.podManager.getPodByUID(uid); // go: pod, podFound :=
    // go: if !podFound {
    if (pod === undefined) {
      return true; // go: return true
    }
    let status = this.#kl.statusManager.getPodStatus(uid); // go: status, statusFound :=
    status ??= pod.status; // go+: if !statusFound {
    // go: return eviction.PodIsEvicted(
    return (
      podIsEvicted(status) ||
      (pod.metadata.deletionTimestamp !== undefined && notRunning(status.containerStatuses))
    );
  }

  /**
   * Whether nothing of a pod is left on the node: only then it is deleted from the API server.
   *
   * @ports pkg/kubelet/kubelet_pods.go#Kubelet.PodResourcesAreReclaimed
   */
  podResourcesAreReclaimed(pod: Pod, status: ApiPodStatus): boolean {
    // go: if !notRunning(
    if (!notRunning(status.containerStatuses)) {
      // left out (logging): klog.V(3).Infof("Pod %q is terminated, but some containers are still
      return false; // go: return false @1
    }
    const [runtimeStatus, err] = this.#kl.podCache.get(pod.metadata.uid ?? ''); // go: runtimeStatus, err :=
    // go: if err != nil {
    if (err !== undefined || runtimeStatus === undefined) {
      // left out (logging): klog.V(3).Infof("Pod %q is terminated, Error getting
      return false; // go: return false @2
    }
    // go: if len(runtimeStatus.ContainerStatuses) > 0 {
    if (runtimeStatus.containerStatuses.length > 0) {
      // left out (logging): var statusStr string
      // left out (logging): for _, status := range
      // left out (logging): klog.V(3).Infof("Pod %q is terminated, but some containers have not
      return false; // go: return false @3
    }
    // go: if len(runtimeStatus.SandboxStatuses) > 0 {
    if (runtimeStatus.sandboxStatuses.length > 0) {
      // left out (logging): var sandboxStr string
      // left out (logging): for _, sandbox := range
      // left out (logging): klog.V(3).Infof("Pod %q is terminated, but some pod sandboxes
      return false; // go: return false @4
    }
    // left out (no volumes): if kl.podVolumesExist(
    // left out (no cgroups): if kl.kubeletConfiguration.CgroupsPerQOS {
    return true; // go: return true
  }
}

/**
 * Whether an event of a container can have changed its pod.
 *
 * @ports pkg/kubelet/kubelet.go#isSyncPodWorthy
 */
export function isSyncPodWorthy(event: PodLifecycleEvent): boolean {
  return event.type !== 'ContainerRemoved'; // go: return event.Type !=
}

/** A copy, the oldest first. */
function sortByCreationTime(given: readonly Pod[]): Pod[] {
  const pods = [...given];
  const timeAt = (at: number): string => pods[at]?.metadata.creationTimestamp ?? '';
  sort({
    len: () => pods.length,
    less: (i, j) => timeAt(i) < timeAt(j),
    swap: (i, j) => {
      const [a, b] = [pods[i], pods[j]];
      if (a && b) [pods[i], pods[j]] = [b, a];
    },
  });
  return pods;
}
