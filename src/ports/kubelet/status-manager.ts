import type { ContainerStatus, Pod, PodSpec, PodStatus } from '../api/pod.ts';
import { formatTime } from '../api/format-time.ts';
import { isNotFound } from '../api/status-error.ts';
import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { normalizeStatus } from './normalize-status.ts';
import { podConditionByKubelet } from './pod-condition-by-kubelet.ts';
import { selectReady } from './select-ready.ts';
import { semanticDeepEqual } from '../api/semantic-deep-equal.ts';
import { ticker } from './ticker.ts';

/** A pod's status with a number that only grows, so that an older one never overwrites a newer. */
export interface VersionedPodStatus {
  readonly status: PodStatus;
  readonly version: number;
  readonly podName: string;
  readonly podNamespace: string;
}

export interface PodStatusSyncRequest {
  readonly podUID: string;
  readonly status: VersionedPodStatus;
}

/** What the status manager asks the API server for. */
export interface StatusClient {
  get(namespace: string, name: string): Task<readonly [Pod | undefined, Error | undefined]>;
  /** Stands for PatchPodStatus: sends what differs in the status, and nothing if nothing does. */
  patchPodStatus(
    namespace: string,
    name: string,
    uid: string,
    oldPodStatus: PodStatus,
    newPodStatus: PodStatus,
  ): Task<readonly [pod: Pod | undefined, unchanged: boolean, error: Error | undefined]>;
  delete(
    namespace: string,
    name: string,
    options: { gracePeriodSeconds: number; preconditions: { uid: string } },
  ): Task<Error | undefined>;
}

/** What it asks the rest of the kubelet for. */
export interface StatusManagerSource {
  readonly runtime: Runtime;
  readonly kubeClient: StatusClient;
  /** The pod as the API server last sent it. */
  getPodByUID(uid: string): Pod | undefined;
  /** Whether nothing of a pod is left on the node. */
  podResourcesAreReclaimed(pod: Pod, status: PodStatus): boolean;
}

/** Milliseconds between two looks at every status. */
const syncPeriod = 10_000;

/**
 * Holds the status of each pod as the kubelet sees it, and sends it to the API server when it
 * changes. Static pods, and the mirror pods that stand for them, are not part of the tour.
 */
export class StatusManager {
  /** By the UID of the pod. */
  readonly podStatuses = new Map<string, VersionedPodStatus>();
  readonly podStatusChannel: Channel<PodStatusSyncRequest>;
  /** UID of a pod -> the version of the status that the API server has. */
  readonly apiStatusVersions = new Map<string, number>();
  readonly #source: StatusManagerSource;

  constructor(source: StatusManagerSource, capacity = 1000) {
    this.#source = source;
    this.podStatusChannel = new Channel(capacity);
  }

  /**
   * Begins to send statuses: each when it changes, and every ten seconds those that the API server
   * does not have.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.Start
   */
  start(): void {
    const { runtime } = this.#source;
    const { podStatusChannel } = this;
    // left out (there is a client): if m.kubeClient == nil {
    // left out (logging): klog.Info("Starting to sync
    const syncTicker = ticker(runtime, syncPeriod); // go: syncTicker := time.Tick(syncPeriod)
    const syncPod = (request: PodStatusSyncRequest): Task<void> =>
      this.syncPod(request.podUID, request.status);
    const syncBatch = (): Task<void> => this.syncBatch();
    // go: go wait.Forever(
    runtime.go(function* (): Task<void> {
      // go: for {
      for (;;) {
        const ready = yield* selectReady(runtime, [podStatusChannel, syncTicker]); // go: select {
        if (ready === 0) {
          const [syncRequest] = yield* podStatusChannel.receive();
          // left out (logging): klog.V(5).Infof("Status Manager: syncing pod:
          if (syncRequest) yield* syncPod(syncRequest); // go: m.syncPod(syncRequest.podUID,
        } else {
          yield* syncTicker.receive();
          // left out (logging): klog.V(5).Infof("Status Manager: syncing batch")
          // go+: for i := len(m.podStatusChannel); i > 0; i-- {
          for (let i = podStatusChannel.length; i > 0; i--) {
            yield* podStatusChannel.receive();
          }
          yield* syncBatch(); // go: m.syncBatch()
        }
      }
    }, 'status manager');
  }

  /**
   * The status that is held of a pod.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.GetPodStatus
   */
  getPodStatus(uid: string): PodStatus | undefined {
    // left out (locking): m.podStatusesLock.RLock()
    // left out (locking): defer m.podStatusesLock.RUnlock()
    const status = this.podStatuses.get(uid); // go: status, ok := m.podStatuses[
    return status?.status; // go: return status.status, ok
  }

  /**
   * Takes a new status of a pod. For a pod that is being deleted it is sent even if nothing changed.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.SetPodStatus
   */
  setPodStatus(pod: Pod, given: PodStatus): void {
    // left out (locking): m.podStatusesLock.Lock()
    // left out (locking): defer m.podStatusesLock.Unlock()
    const status = structuredClone(given); // go: status = *status.DeepCopy()
    this.updateStatusInternal(pod, status, pod.metadata.deletionTimestamp !== undefined); // go: m.updateStatusInternal(
  }

  /**
   * Marks every container of a pod as ended, those of which nobody knows with exit code 137.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.TerminatePod
   */
  terminatePod(pod: Pod): void {
    // left out (locking): m.podStatusesLock.Lock()
    // left out (locking): defer m.podStatusesLock.Unlock()
    let oldStatus = pod.status; // go: oldStatus := &pod.Status
    const cachedStatus = this.podStatuses.get(pod.metadata.uid ?? ''); // go: if cachedStatus, ok :=
    if (cachedStatus !== undefined) {
      oldStatus = cachedStatus.status; // go: oldStatus = &cachedStatus.status
    }
    const status = structuredClone(oldStatus); // go: status := *oldStatus.DeepCopy()
    // go: for i := range status.ContainerStatuses {
    for (const one of status.containerStatuses ?? []) {
      // go+: if status.ContainerStatuses[i].State.Terminated != nil ||
      if (one.state?.terminated !== undefined || one.state?.waiting !== undefined) continue;
      // go: status.ContainerStatuses[i].State = v1.ContainerState{
      one.state = {
        terminated: {
          reason: 'ContainerStatusUnknown',
          message: 'The container could not be located when the pod was terminated',
          exitCode: 137,
        },
      };
    }
    // go: for i := range status.InitContainerStatuses {
    for (const one of status.initContainerStatuses ?? []) {
      // go+: if status.InitContainerStatuses[i].State.Terminated != nil ||
      if (one.state?.terminated !== undefined || one.state?.waiting !== undefined) continue;
      // go: status.InitContainerStatuses[i].State = v1.ContainerState{
      one.state = {
        terminated: {
          reason: 'ContainerStatusUnknown',
          message: 'The container could not be located when the pod was terminated',
          exitCode: 137,
        },
      };
    }
    this.updateStatusInternal(pod, status, true); // go: m.updateStatusInternal(pod, status, true)
  }

  /**
   * Holds a new status of a pod and queues it to be sent, unless it says the same as the last one
   * or has an ended container run again that must not.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.updateStatusInternal
   * @param status Is changed: it gets its times, and is brought into the usual form.
   * @returns Whether it was queued.
   */
  updateStatusInternal(pod: Pod, status: PodStatus, forceUpdate: boolean): boolean {
    const uid = pod.metadata.uid ?? '';
    let oldStatus: PodStatus; // go: var oldStatus v1.PodStatus
    const cachedStatus = this.podStatuses.get(uid); // go: cachedStatus, isCached :=
    // go: if isCached {
    if (cachedStatus !== undefined) {
      oldStatus = cachedStatus.status; // go: oldStatus = cachedStatus.status
      // go: else if mirrorPod, ok :=
    } else {
      // left out (no mirror pods): oldStatus = mirrorPod.Status
      oldStatus = pod.status; // go: oldStatus = pod.Status
    }
    const { restartPolicy } = pod.spec;
    // go: if err := checkContainerStateTransition(oldStatus.ContainerStatuses,
    if (
      checkContainerStateTransition(
        oldStatus.containerStatuses,
        status.containerStatuses,
        restartPolicy,
      ) !== undefined
    ) {
      // left out (logging): klog.Errorf("Status update on pod %v/%v aborted: %v", pod.Namespace, pod.Name, err) @1
      return false; // go: return false @1
    }
    // go: if err := checkContainerStateTransition(oldStatus.InitContainerStatuses,
    if (
      checkContainerStateTransition(
        oldStatus.initContainerStatuses,
        status.initContainerStatuses,
        restartPolicy,
      ) !== undefined
    ) {
      // left out (logging): klog.Errorf("Status update on pod %v/%v aborted: %v", pod.Namespace, pod.Name, err) @2
      return false; // go: return false @2
    }
    const now = formatTime(this.#source.runtime.now());
    updateLastTransitionTime(status, oldStatus, 'ContainersReady', now); // go: updateLastTransitionTime(&status, &oldStatus, v1.ContainersReady)
    updateLastTransitionTime(status, oldStatus, 'Ready', now); // go: updateLastTransitionTime(&status, &oldStatus, v1.PodReady)
    updateLastTransitionTime(status, oldStatus, 'Initialized', now); // go: updateLastTransitionTime(&status, &oldStatus, v1.PodInitialized)
    updateLastTransitionTime(status, oldStatus, 'PodScheduled', now); // go: updateLastTransitionTime(&status, &oldStatus, v1.PodScheduled)
    // go: if oldStatus.StartTime != nil &&
    if (oldStatus.startTime !== undefined) {
      status.startTime = oldStatus.startTime; // go: status.StartTime = oldStatus.StartTime
      // go: else if status.StartTime.IsZero() {
    } else if (status.startTime === undefined) {
      // left out (read above): now := metav1.Now()
      status.startTime = now; // go: status.StartTime = &now
    }
    normalizeStatus(pod, status); // go: normalizeStatus(pod, &status)
    // go: if isCached && isPodStatusByKubeletEqual(
    if (
      cachedStatus !== undefined &&
      isPodStatusByKubeletEqual(cachedStatus.status, status) &&
      !forceUpdate
    ) {
      // left out (logging): klog.V(3).Infof("Ignoring same
      return false; // go: return false // No new status.
    }
    // go: newStatus := versionedPodStatus{
    const newStatus: VersionedPodStatus = {
      status,
      version: (cachedStatus?.version ?? 0) + 1,
      podName: pod.metadata.name,
      podNamespace: pod.metadata.namespace ?? '',
    };
    this.podStatuses.set(uid, newStatus); // go: m.podStatuses[pod.UID] = newStatus
    // left out (logging): klog.V(5).Infof("Status Manager: adding pod:
    // left out (logging): klog.V(4).Infof("Skipping the status
    // left out (trySend answers): return true
    // left out (trySend answers): return false @4
    return this.podStatusChannel.trySend({ podUID: uid, status: newStatus }); // go: select {
  }

  /**
   * Forgets the status of a pod.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.deletePodStatus
   */
  deletePodStatus(uid: string): void {
    // left out (locking): m.podStatusesLock.Lock()
    // left out (locking): defer m.podStatusesLock.Unlock()
    this.podStatuses.delete(uid); // go: delete(m.podStatuses, uid)
  }

  /**
   * Forgets the statuses of pods that are not among those given.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.RemoveOrphanedStatuses
   */
  removeOrphanedStatuses(podUIDs: ReadonlySet<string>): void {
    // left out (locking): m.podStatusesLock.Lock()
    // left out (locking): defer m.podStatusesLock.Unlock()
    // go: for key := range m.podStatuses {
    for (const key of this.podStatuses.keys()) {
      // go: if _, ok := podUIDs[key]; !ok {
      if (!podUIDs.has(key)) {
        // left out (logging): klog.V(5).Infof("Removing %q
        this.podStatuses.delete(key); // go: delete(m.podStatuses, key)
      }
    }
  }

  /**
   * Sends every status that the API server does not have.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.syncBatch
   */
  *syncBatch(): Task<void> {
    const updatedStatuses: PodStatusSyncRequest[] = []; // go: var updatedStatuses []podStatusSyncRequest
    // left out (no mirror pods): podToMirror, mirrorToPod :=
    // go: func() { // Critical section
    // left out (locking): m.podStatusesLock.RLock()
    // left out (locking): defer m.podStatusesLock.RUnlock()
    // go: for uid := range m.apiStatusVersions {
    for (const uid of this.apiStatusVersions.keys()) {
      const hasPod = this.podStatuses.has(uid); // go: _, hasPod := m.podStatuses[
      // left out (no mirror pods): _, hasMirror := mirrorToPod[uid]
      // go: if !hasPod && !hasMirror {
      if (!hasPod) {
        this.apiStatusVersions.delete(uid); // go: delete(m.apiStatusVersions, uid)
      }
    }
    // go: for uid, status := range m.podStatuses {
    for (const [uid, status] of this.podStatuses) {
      // left out (no mirror pods): syncedUID := kubetypes.MirrorPodUID(uid)
      // left out (no mirror pods): if mirrorUID, ok :=
      // go: if m.needsUpdate(types.UID(syncedUID), status) {
      if (this.needsUpdate(uid, status)) {
        updatedStatuses.push({ podUID: uid, status }); // go: updatedStatuses = append(updatedStatuses, podStatusSyncRequest{uid, status}) @1
        // go: else if m.needsReconcile(
      } else if (this.needsReconcile(uid, status.status)) {
        this.apiStatusVersions.delete(uid); // go: delete(m.apiStatusVersions, syncedUID)
        updatedStatuses.push({ podUID: uid, status }); // go: updatedStatuses = append(updatedStatuses, podStatusSyncRequest{uid, status}) @2
      }
    }
    // go: for _, update := range updatedStatuses {
    for (const update of updatedStatuses) {
      // left out (logging): klog.V(5).Infof("Status Manager: syncPod in
      yield* this.syncPod(update.podUID, update.status); // go: m.syncPod(update.podUID, update.status)
    }
  }

  /**
   * Sends a status of a pod, and deletes the pod for good when its end was asked for and nothing of
   * it is left.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.syncPod
   */
  *syncPod(uid: string, status: VersionedPodStatus): Task<void> {
    // go: if !m.needsUpdate(uid, status) {
    if (!this.needsUpdate(uid, status)) {
      // left out (logging): klog.V(1).Infof("Status for pod %q is up-to-date; skipping", uid)
      return; // go: return @1
    }
    const { kubeClient } = this.#source;
    const [found, getErr] = yield* kubeClient.get(status.podNamespace, status.podName); // go: pod, err := m.kubeClient.
    // go: if errors.IsNotFound(err) {
    if (isNotFound(getErr)) {
      // left out (logging): klog.V(3).Infof("Pod %q does not exist
      return; // go: return @2
    }
    // go: if err != nil { @1
    if (getErr !== undefined || found === undefined) {
      // left out (logging): klog.Warningf("Failed to get status
      return; // go: return @3
    }
    let pod = found;
    const translatedUID = pod.metadata.uid ?? ''; // go: translatedUID := m.podManager.
    // go: if len(translatedUID) > 0 &&
    if (translatedUID.length > 0 && translatedUID !== uid) {
      // left out (logging): klog.V(2).Infof("Pod %q was deleted and
      this.deletePodStatus(uid); // go: m.deletePodStatus(uid) @1
      return; // go: return @4
    }
    const oldStatus = structuredClone(pod.status); // go: oldStatus := pod.Status.DeepCopy()
    const { name, namespace = '' } = pod.metadata;
    // go: newPod, patchBytes, unchanged, err :=
    const [newPod, unchanged, err] = yield* kubeClient.patchPodStatus(
      namespace,
      name,
      translatedUID,
      oldStatus,
      mergePodStatus(oldStatus, status.status),
    );
    // left out (logging): klog.V(3).Infof("Patch status for
    // go: if err != nil { @2
    if (err !== undefined) {
      // left out (logging): klog.Warningf("Failed to update status
      return; // go: return @5
    }
    // go: if unchanged {
    if (!unchanged && newPod !== undefined) {
      // left out (logging): klog.V(3).Infof("Status for pod %q is up-to-date: (%d)"
      // left out (logging): klog.V(3).Infof("Status for pod %q updated
      pod = newPod; // go: pod = newPod
    }
    this.apiStatusVersions.set(pod.metadata.uid ?? '', status.version); // go: m.apiStatusVersions[
    // go: if m.canBeDeleted(
    if (this.canBeDeleted(pod, status.status)) {
      // go: deleteOptions := metav1.DeleteOptions{
      const deleteOptions = {
        gracePeriodSeconds: 0,
        preconditions: { uid: pod.metadata.uid ?? '' },
      };
      const deleteErr = yield* kubeClient.delete(namespace, pod.metadata.name, deleteOptions); // go: err = m.kubeClient.
      // go: if err != nil { @3
      if (deleteErr !== undefined) {
        // left out (logging): klog.Warningf("Failed to delete status
        return; // go: return @6
      }
      // left out (logging): klog.V(3).Infof("Pod %q fully terminated
      this.deletePodStatus(uid); // go: m.deletePodStatus(uid) @2
    }
  }

  /**
   * Whether the API server lacks a status, or has it and the pod can be deleted.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.needsUpdate
   */
  needsUpdate(uid: string, status: VersionedPodStatus): boolean {
    const latest = this.apiStatusVersions.get(uid); // go: latest, ok := m.apiStatusVersions[
    // go: if !ok || latest < status.version {
    if (latest === undefined || latest < status.version) {
      return true; // go: return true
    }
    const pod = this.#source.getPodByUID(uid); // go: pod, ok := m.podManager.GetPodByUID(uid)
    // go: if !ok { @1
    if (pod === undefined) {
      return false; // go: return false
    }
    return this.canBeDeleted(pod, status.status); // go: return m.canBeDeleted(
  }

  /**
   * Whether a pod is to be deleted, and nothing of it is left.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.canBeDeleted
   */
  canBeDeleted(pod: Pod, status: PodStatus): boolean {
    // go: if pod.DeletionTimestamp == nil ||
    if (pod.metadata.deletionTimestamp === undefined) {
      return false; // go: return false
    }
    return this.#source.podResourcesAreReclaimed(pod, status); // go: return m.podDeletionSafety.
  }

  /**
   * Whether somebody else has changed what the kubelet writes into a pod's status.
   *
   * @ports pkg/kubelet/status/status_manager.go#manager.needsReconcile
   */
  needsReconcile(uid: string, status: PodStatus): boolean {
    const pod = this.#source.getPodByUID(uid); // go: pod, ok := m.podManager.GetPodByUID(uid)
    // go: if !ok { @1
    if (pod === undefined) {
      // left out (logging): klog.V(4).Infof("Pod %q has been
      return false; // go: return false @1
    }
    // left out (no static pods): if kubetypes.IsStaticPod(pod) {
    const podStatus = structuredClone(pod.status); // go: podStatus := pod.Status.DeepCopy()
    normalizeStatus(pod, podStatus); // go: normalizeStatus(pod, podStatus)
    // go: if isPodStatusByKubeletEqual(
    if (isPodStatusByKubeletEqual(podStatus, status)) {
      return false; // go: return false @3
    }
    // left out (logging): klog.V(3).Infof("Pod status is inconsistent
    return true; // go: return true
  }
}

/**
 * Whether two statuses say the same, apart from conditions that others than the kubelet write and
 * from the times of conditions.
 *
 * @ports pkg/kubelet/status/status_manager.go#isPodStatusByKubeletEqual
 */
export function isPodStatusByKubeletEqual(oldStatus: PodStatus, status: PodStatus): boolean {
  const { conditions: oldConditions, ...oldCopy } = oldStatus; // go: oldCopy := oldStatus.DeepCopy()
  const { conditions, ...rest } = status;
  // go: for _, c := range status.Conditions {
  for (const c of conditions ?? []) {
    // go: if kubetypes.PodConditionByKubelet(c.Type) {
    if (podConditionByKubelet(c.type)) {
      const oc = oldConditions?.find(({ type }) => type === c.type); // go: _, oc := podutil.GetPodCondition(
      // go: if oc == nil ||
      if (
        oc?.status !== c.status ||
        (oc.message ?? '') !== (c.message ?? '') ||
        (oc.reason ?? '') !== (c.reason ?? '')
      ) {
        return false; // go: return false
      }
    }
  }
  // left out (neither has its conditions any more): oldCopy.Conditions = status.Conditions
  return semanticDeepEqual(oldCopy, rest); // go: return apiequality.Semantic.
}

/**
 * A new status with the conditions that others than the kubelet wrote into the old one.
 *
 * @ports pkg/kubelet/status/status_manager.go#mergePodStatus
 */
export function mergePodStatus(oldPodStatus: PodStatus, newPodStatus: PodStatus): PodStatus {
  const podConditions = []; // go: podConditions := []v1.PodCondition{}
  // go: for _, c := range oldPodStatus.Conditions {
  for (const c of oldPodStatus.conditions ?? []) {
    // go: if !kubetypes.PodConditionByKubelet(c.Type) {
    if (!podConditionByKubelet(c.type)) {
      podConditions.push(c); // go: podConditions = append(podConditions, c) @1
    }
  }
  // go: for _, c := range newPodStatus.Conditions {
  for (const c of newPodStatus.conditions ?? []) {
    // go: if kubetypes.PodConditionByKubelet(c.Type) {
    if (podConditionByKubelet(c.type)) {
      podConditions.push(c); // go: podConditions = append(podConditions, c) @2
    }
  }
  // left out (written below): newPodStatus.Conditions = podConditions
  return { ...newPodStatus, conditions: podConditions }; // go: return newPodStatus
}

/**
 * Gives a condition the time at which its status changed: the old one if it did not.
 *
 * @ports pkg/kubelet/status/status_manager.go#updateLastTransitionTime
 * @param now As the API writes a time; Go reads the clock itself.
 */
export function updateLastTransitionTime(
  status: PodStatus,
  oldStatus: PodStatus,
  conditionType: string,
  now: string,
): void {
  const condition = status.conditions?.find(({ type }) => type === conditionType); // go: _, condition := podutil.
  if (condition === undefined) return; // go+: if condition == nil {
  let lastTransitionTime: string | undefined = now; // go: lastTransitionTime := metav1.Now()
  const oldCondition = oldStatus.conditions?.find(({ type }) => type === conditionType); // go: _, oldCondition := podutil.
  // go: if oldCondition != nil &&
  if (oldCondition !== undefined && condition.status === oldCondition.status) {
    lastTransitionTime = oldCondition.lastTransitionTime; // go: lastTransitionTime = oldCondition.
  }
  // go: condition.LastTransitionTime = lastTransitionTime
  if (lastTransitionTime === undefined) delete condition.lastTransitionTime;
  else condition.lastTransitionTime = lastTransitionTime;
}

/**
 * An error when a container that has ended, and may not start again, is no longer ended.
 *
 * @ports pkg/kubelet/status/status_manager.go#checkContainerStateTransition
 */
export function checkContainerStateTransition(
  oldStatuses: readonly ContainerStatus[] | undefined,
  newStatuses: readonly ContainerStatus[] | undefined,
  restartPolicy: PodSpec['restartPolicy'],
): Error | undefined {
  // go: if restartPolicy == v1.RestartPolicyAlways {
  if (restartPolicy === 'Always') {
    return undefined; // go: return nil @1
  }
  // go: for _, oldStatus := range oldStatuses {
  for (const oldStatus of oldStatuses ?? []) {
    const terminated = oldStatus.state?.terminated;
    if (terminated === undefined) continue; // go+: if oldStatus.State.Terminated == nil {
    if (terminated.exitCode !== 0 && restartPolicy === 'OnFailure') continue; // go+: if oldStatus.State.Terminated.ExitCode != 0 &&
    // go: for _, newStatus := range newStatuses {
    for (const newStatus of newStatuses ?? []) {
      // go: if oldStatus.Name == newStatus.Name &&
      if (oldStatus.name === newStatus.name && newStatus.state?.terminated === undefined) {
        // go: return fmt.Errorf(
        return new Error(
          `terminated container ${newStatus.name} attempted illegal transition to non-terminated state`,
        );
      }
    }
  }
  return undefined; // go: return nil @2
}
