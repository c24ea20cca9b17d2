import type { Container, Pod } from '../api/pod.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { WaitGroup } from '../runtime/wait-group.ts';
import type { Backoff } from './backoff.ts';
import { computePodActions, type PodActionsSource } from './compute-pod-actions.ts';
import { formatPod } from './format-pod.ts';
import { isHostNetworkPod } from './pod-sandbox-changed.ts';
import {
  findContainerStatusByName,
  type PodStatus,
  type SandboxStatus,
  type Status,
} from './pod-status.ts';
import type { EventRecorder } from './pod-storage.ts';
import { convertPodStatusToRunningPod, type RunningPod } from './running-pod.ts';
import {
  errCrashLoopBackOff,
  errCreateContainer,
  errCreatePodSandbox,
  errKillContainer,
  errKillPodSandbox,
  errRunContainer,
  PodSyncResult,
  SyncResult,
} from './sync-result.ts';

/** The container runtime, behind its interface of simple commands. */
export interface RuntimeService {
  /** @returns The ID of the sandbox. */
  runPodSandbox(
    pod: Pod,
    attempt: number,
  ): Task<readonly [id: string | undefined, Error | undefined]>;
  stopPodSandbox(id: string): Task<Error | undefined>;
  podSandboxStatus(id: string): Task<readonly [SandboxStatus | undefined, Error | undefined]>;
  /** @returns The ID of the container. */
  createContainer(
    sandboxID: string,
    pod: Pod,
    container: Container,
    options: {
      readonly restartCount: number;
      readonly imageRef: string;
      readonly podIPs: string[];
    },
  ): Task<readonly [id: string | undefined, Error | undefined]>;
  startContainer(id: string): Task<Error | undefined>;
  /** @param timeout Seconds until it is killed. */
  stopContainer(id: string, timeout: number): Task<Error | undefined>;
  removeContainer(id: string): Task<Error | undefined>;
}

export interface RuntimeManagerSource extends PodActionsSource {
  readonly runtime: Runtime;
  readonly runtimeService: RuntimeService;
  readonly recorder: EventRecorder;
  readonly imagePuller: {
    /** Pulls the image of a container if it must; `errImagePullBackOff` if it is too early. */
    ensureImageExists(
      pod: Pod,
      container: Container,
    ): Task<readonly [imageRef: string, message: string, error: Error | undefined]>;
  };
}

/** Seconds that every container gets to end. */
const minimumGracePeriodInSeconds = 2;

/** Brings the containers of a pod to what its spec says, by commands to the runtime. */
export class KubeGenericRuntimeManager {
  readonly #m: RuntimeManagerSource;

  constructor(source: RuntimeManagerSource) {
    this.#m = source;
  }

  /**
   * Kills what should not run, creates a sandbox if there is none, and starts the next init
   * container or, when all those are done, the containers. Of init containers one is started at a
   * time: when it has ended, there is another sync.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.SyncPod
   */
  *syncPod(pod: Pod, podStatus: PodStatus, backOff: Backoff): Task<PodSyncResult> {
    const { recorder, runtimeService } = this.#m;
    const result = new PodSyncResult();
    const podContainerChanges = computePodActions(this.#m, pod, podStatus); // go: podContainerChanges := m.computePodActions(
    // left out (logging): klog.V(3).Infof("computePodActions got
    // go: if podContainerChanges.CreateSandbox { @1
    if (podContainerChanges.createSandbox) {
      // left out (events are of the pod): ref, err := ref.GetReference(
      // left out (events are of the pod): if err != nil { @1
      // go: if podContainerChanges.SandboxID != "" {
      if (podContainerChanges.sandboxID !== '') {
        // go: m.recorder.Eventf(ref, v1.EventTypeNormal, events.SandboxChanged
        recorder.event(
          pod,
          'Normal',
          'SandboxChanged',
          'Pod sandbox changed, it will be killed and re-created.',
        );
      } else {
        // left out (logging): klog.V(4).Infof("SyncPod received new
      }
    }

    // go: if podContainerChanges.KillPod {
    if (podContainerChanges.killPod) {
      // left out (logging): if podContainerChanges.CreateSandbox { @2
      const killResult = yield* this.killPodWithSyncResult(
        pod,
        convertPodStatusToRunningPod(podStatus),
      ); // go: killResult := m.killPodWithSyncResult(
      result.addPodSyncResult(killResult); // go: result.AddPodSyncResult(killResult)
      // go: if killResult.Error() != nil {
      if (killResult.error() !== undefined) {
        // left out (logging): klog.Errorf("killPodWithSyncResult failed
        return result; // go: return @1
      }
      // go: if podContainerChanges.CreateSandbox { @3
      if (podContainerChanges.createSandbox) {
        yield* this.purgeInitContainers(pod, podStatus); // go: m.purgeInitContainers(pod, podStatus)
      }
    } else {
      // go: for containerID, containerInfo := range
      for (const [containerID, containerInfo] of podContainerChanges.containersToKill) {
        // left out (logging): klog.V(3).Infof("Killing unwanted container
        const killContainerResult = new SyncResult('KillContainer', containerInfo.name); // go: killContainerResult := kubecontainer.NewSyncResult(
        result.addSyncResult(killContainerResult); // go: result.AddSyncResult(killContainerResult)
        const err = yield* this.killContainer(
          pod,
          containerID,
          containerInfo.name,
          containerInfo.message,
        ); // go: if err := m.killContainer(
        if (err !== undefined) {
          killContainerResult.fail(errKillContainer, err.message); // go: killContainerResult.Fail(
          // left out (logging): klog.Errorf("killContainer %q
          return result; // go: return @2
        }
      }
    }

    yield* this.pruneInitContainersBeforeStart(pod, podStatus); // go: m.pruneInitContainersBeforeStart(

    let podIPs: string[] = []; // go: var podIPs []string
    // go+: if podStatus != nil {
    podIPs = podStatus.ips;
    let podSandboxID = podContainerChanges.sandboxID; // go: podSandboxID := podContainerChanges.SandboxID
    // go: if podContainerChanges.CreateSandbox { @4
    if (podContainerChanges.createSandbox) {
      // left out (declared below): var msg string
      // left out (declared below): var err error
      // left out (logging): klog.V(4).Infof("Creating PodSandbox for
      const createSandboxResult = new SyncResult('CreatePodSandbox', formatPod(pod)); // go: createSandboxResult := kubecontainer.NewSyncResult(
      result.addSyncResult(createSandboxResult); // go: result.AddSyncResult(createSandboxResult)
      const [created, err] = yield* runtimeService.runPodSandbox(pod, podContainerChanges.attempt); // go: podSandboxID, msg, err = m.createPodSandbox(
      // go: if err != nil { @2
      if (err !== undefined || created === undefined) {
        const reason = err?.message ?? '';
        const message = `createPodSandbox for pod "${formatPod(pod)}" failed: ${reason}`;
        createSandboxResult.fail(errCreatePodSandbox, message); // go: createSandboxResult.Fail(
        // left out (logging): klog.Errorf("createPodSandbox for pod
        // left out (events are of the pod): ref, referr := ref.GetReference(legacyscheme.Scheme, pod) @1
        // left out (events are of the pod): if referr != nil { @1
        // go: m.recorder.Eventf(ref, v1.EventTypeWarning, events.FailedCreatePodSandBox
        recorder.event(
          pod,
          'Warning',
          'FailedCreatePodSandBox',
          `Failed to create pod sandbox: ${reason}`,
        );
        return result; // go: return @3
      }
      podSandboxID = created;
      // left out (logging): klog.V(4).Infof("Created PodSandbox
      const [podSandboxStatus, statusErr] = yield* runtimeService.podSandboxStatus(podSandboxID); // go: podSandboxStatus, err := m.runtimeService.
      // go: if err != nil { @3
      if (statusErr !== undefined || podSandboxStatus === undefined) {
        const error = statusErr ?? new Error('no status');
        // left out (events are of the pod): ref, referr := ref.GetReference(legacyscheme.Scheme, pod) @2
        // left out (events are of the pod): if referr != nil { @2
        // go: m.recorder.Eventf(ref, v1.EventTypeWarning, events.FailedStatusPodSandBox
        recorder.event(
          pod,
          'Warning',
          'FailedPodSandBoxStatus',
          `Unable to get pod sandbox status: ${error.message}`,
        );
        // left out (logging): klog.Errorf("Failed to get pod sandbox
        result.fail(error); // go: result.Fail(err)
        return result; // go: return @4
      }
      // go: if !kubecontainer.IsHostNetworkPod(pod) {
      if (!isHostNetworkPod(pod)) {
        const { ip = '' } = podSandboxStatus;
        podIPs = ip === '' ? [] : [ip]; // go: podIPs = m.determinePodSandboxIPs(
        // left out (logging): klog.V(4).Infof("Determined the ip
      }
    }

    // left out (all of them are handed on): podIP := ""
    // left out (all of them are handed on): if len(podIPs) != 0 {
    // left out (there is no config of the sandbox): configPodSandboxResult := kubecontainer.
    // left out (there is no config of the sandbox): result.AddSyncResult(configPodSandboxResult)
    // left out (there is no config of the sandbox): podSandboxConfig, err :=
    // left out (there is no config of the sandbox): if err != nil { @4

    const doBackOff = (container: Container): ReturnType<typeof this.doBackOff> =>
      this.doBackOff(pod, container, podStatus, backOff);
    const startContainer = (container: Container): ReturnType<typeof this.startContainer> =>
      this.startContainer(podSandboxID, container, pod, podStatus, podIPs);
    // go: start := func(
    const start = function* (container: Container): Task<Error | undefined> {
      const startContainerResult = new SyncResult('StartContainer', container.name); // go: startContainerResult := kubecontainer.
      result.addSyncResult(startContainerResult); // go: result.AddSyncResult(startContainerResult)
      const [isInBackOff, msg, backOffErr] = doBackOff(container); // go: isInBackOff, msg, err := m.doBackOff(
      // go: if isInBackOff {
      if (isInBackOff) {
        startContainerResult.fail(backOffErr, msg); // go: startContainerResult.Fail(err, msg) @1
        // left out (logging): klog.V(4).Infof("Backing Off
        return backOffErr; // go: return err @1
      }
      // left out (logging): klog.V(4).Infof("Creating %v
      const [startMsg, err] = yield* startContainer(container); // go: if msg, err := m.startContainer(
      if (err !== undefined) {
        startContainerResult.fail(err, startMsg); // go: startContainerResult.Fail(err, msg) @2
        // left out (logging): switch {
        return err; // go: return err @2
      }
      return undefined; // go: return nil
    };

    // left out (feature gate, off in v1.20): if utilfeature.DefaultFeatureGate.Enabled(
    const container = podContainerChanges.nextInitContainerToStart; // go: if container := podContainerChanges.
    if (container !== undefined) {
      const err = yield* start(container); // go: if err := start("init container"
      if (err !== undefined) {
        return result; // go: return @9
      }
      // left out (logging): klog.V(4).Infof("Completed init container
    }
    // go: for _, idx := range podContainerChanges.ContainersToStart {
    for (const idx of podContainerChanges.containersToStart) {
      yield* start((pod.spec.containers ?? [])[idx] as Container); // go: start("container",
    }
    return result; // go: return @10
  }

  /**
   * Whether a container that ended must still wait for its restart; if not, the next wait is twice
   * as long.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.doBackOff
   */
  doBackOff(
    pod: Pod,
    container: Container,
    podStatus: PodStatus,
    backOff: Backoff,
  ): readonly [true, string, Error] | readonly [false, string, undefined] {
    let cStatus: Status | undefined; // go: var cStatus *kubecontainer.Status
    // go: for _, c := range podStatus.ContainerStatuses {
    for (const c of podStatus.containerStatuses) {
      // go: if c.Name == container.Name &&
      if (c.name === container.name && c.state === 'exited') {
        cStatus = c; // go: cStatus = c
        break; // go: break
      }
    }
    // go: if cStatus == nil {
    if (cStatus === undefined) {
      return [false, '', undefined]; // go: return false, "", nil @1
    }
    // left out (logging): klog.V(3).Infof("checking backoff
    const ts = cStatus.finishedAt ?? -Infinity; // go: ts := cStatus.FinishedAt
    const key = this.getStableKey(pod, container); // go: key := getStableKey(pod, container)
    // go: if backOff.IsInBackOffSince(
    if (backOff.isInBackOffSince(key, ts)) {
      // go+: if ref, err := kubecontainer.GenerateContainerRef(
      this.#m.recorder.event(pod, 'Warning', 'BackOff', 'Back-off restarting failed container');
      // go: err := fmt.Errorf("back-off %s
      const message = `back-off ${duration(backOff.get(key))} restarting failed container=${container.name} pod=${formatPod(pod)}`;
      // left out (logging): klog.V(3).Infof("%s", err.Error())
      return [true, message, errCrashLoopBackOff]; // go: return true, err.Error()
    }
    backOff.next(key, ts); // go: backOff.Next(key, ts)
    return [false, '', undefined]; // go: return false, "", nil @2
  }

  /**
   * Names a container of a pod with the spec that it has now: with another one it need not wait.
   *
   * @ports pkg/kubelet/kuberuntime/helpers.go#getStableKey
   */
  getStableKey(pod: Pod, container: Container): string {
    const hash = this.#m.hashContainer(container).toString(16); // go: hash := strconv.FormatUint(
    const { name, namespace = '', uid = '' } = pod.metadata;
    return `${name}_${namespace}_${uid}_${container.name}_${hash}`; // go: return fmt.Sprintf(
  }

  /**
   * Pulls the image of a container, creates it and starts it.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#kubeGenericRuntimeManager.startContainer
   */
  *startContainer(
    podSandboxID: string,
    container: Container,
    pod: Pod,
    podStatus: PodStatus,
    podIPs: string[],
  ): Task<readonly [message: string, error: Error | undefined]> {
    const { imagePuller, recorder, runtimeService } = this.#m;
    // left out (it is given): container := spec.container
    const [imageRef, msg, pullErr] = yield* imagePuller.ensureImageExists(pod, container); // go: imageRef, msg, err := m.imagePuller.
    // go: if err != nil { @1
    if (pullErr !== undefined) {
      // left out (errors have their message): s, _ := grpcstatus.FromError(err) @1
      recorder.event(pod, 'Warning', 'Failed', `Error: ${pullErr.message}`); // go: m.recordContainerEvent(pod, container, "", v1.EventTypeWarning, events.FailedToCreateContainer, @1
      return [msg, pullErr]; // go: return msg, err
    }
    let restartCount = 0; // go: restartCount := 0
    const containerStatus = findContainerStatusByName(podStatus, container.name); // go: containerStatus := podStatus.
    // go: if containerStatus != nil {
    if (containerStatus !== undefined) {
      restartCount = (containerStatus.restartCount ?? 0) + 1; // go: restartCount = containerStatus.
    }
    // left out (no ephemeral containers): target, err := spec.
    // left out (no ephemeral containers): if err != nil { @2
    const containerConfig = { restartCount, imageRef, podIPs }; // go: containerConfig, cleanupAction, err :=
    // left out (there is nothing to clean up): if cleanupAction != nil {
    // left out (it cannot fail): if err != nil { @3
    const [containerID, createErr] = yield* runtimeService.createContainer(
      podSandboxID,
      pod,
      container,
      containerConfig,
    ); // go: containerID, err := m.runtimeService.CreateContainer(
    // go: if err != nil { @4
    if (createErr !== undefined || containerID === undefined) {
      const message = createErr?.message ?? '';
      // left out (errors have their message): s, _ := grpcstatus.FromError(err) @4
      recorder.event(pod, 'Warning', 'Failed', `Error: ${message}`); // go: m.recordContainerEvent(pod, container, containerID, v1.EventTypeWarning, events.FailedToCreateContainer
      return [message, errCreateContainer]; // go: return s.Message(), ErrCreateContainer @3
    }
    // left out (no CPUs to hand out): err = m.internalLifecycle.
    // left out (no CPUs to hand out): if err != nil { @5
    recorder.event(pod, 'Normal', 'Created', `Created container ${container.name}`); // go: m.recordContainerEvent(pod, container, containerID, v1.EventTypeNormal, events.CreatedContainer
    const startErr = yield* runtimeService.startContainer(containerID); // go: err = m.runtimeService.StartContainer(
    // go: if err != nil { @6
    if (startErr !== undefined) {
      // left out (errors have their message): s, _ := grpcstatus.FromError(err) @6
      recorder.event(pod, 'Warning', 'Failed', `Error: ${startErr.message}`); // go: m.recordContainerEvent(pod, container, containerID, v1.EventTypeWarning, events.FailedToStartContainer, "Error
      return [startErr.message, errRunContainer]; // go: return s.Message(), kubecontainer.ErrRunContainer
    }
    recorder.event(pod, 'Normal', 'Started', `Started container ${container.name}`); // go: m.recordContainerEvent(pod, container, containerID, v1.EventTypeNormal, events.StartedContainer
    // left out (no logs): containerMeta := containerConfig.
    // left out (no logs): sandboxMeta := podSandboxConfig.
    // left out (no logs): legacySymlink := legacyLogSymlink(
    // left out (no logs): containerLog := filepath.
    // left out (no logs): if _, err := m.osInterface.Stat(
    // left out (no hooks): if container.Lifecycle != nil &&
    return ['', undefined]; // go: return "", nil
  }

  /**
   * Asks a container to end, and tells how long it has.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#kubeGenericRuntimeManager.killContainer
   * @param pod None of a pod that the API server does not know any more; Go then reads the spec from
   *   the container's labels.
   * @param given Why; if empty, that it is stopped.
   * @param gracePeriodOverride Seconds.
   */
  *killContainer(
    pod: Pod | undefined,
    containerID: string,
    containerName: string,
    given: string,
    gracePeriodOverride?: number,
  ): Task<Error | undefined> {
    let message = given;
    // left out (the name is enough): var containerSpec *v1.Container
    // go: if pod != nil {
    if (pod !== undefined) {
      const { containers = [], initContainers = [] } = pod.spec;
      // go: if containerSpec = kubecontainer.
      if (![...containers, ...initContainers].some(({ name }) => name === containerName)) {
        // go: return fmt.Errorf(
        return new Error(
          `failed to get containerSpec "${containerName}"(id="${containerID}") in pod "${formatPod(pod)}" when killing container for reason "${message}"`,
        );
      }
    } else {
      // left out (no labels): restoredPod, restoredContainer, err :=
      // left out (no labels): if err != nil { @1
      // left out (no labels): pod, containerSpec = restoredPod
    }
    let gracePeriod = minimumGracePeriodInSeconds; // go: gracePeriod := int64(
    // go: switch {
    if (pod?.metadata.deletionGracePeriodSeconds !== undefined) {
      gracePeriod = pod.metadata.deletionGracePeriodSeconds; // go: gracePeriod = *pod.DeletionGracePeriodSeconds
    } else if (pod?.spec.terminationGracePeriodSeconds !== undefined) {
      gracePeriod = pod.spec.terminationGracePeriodSeconds; // go: gracePeriod = *pod.Spec.
    }
    // go: if len(message) == 0 {
    if (message.length === 0) {
      message = `Stopping container ${containerName}`; // go: message = fmt.Sprintf(
    }
    // go: m.recordContainerEvent(
    if (pod !== undefined) this.#m.recorder.event(pod, 'Normal', 'Killing', message);
    // left out (no CPUs to take back): if err := m.internalLifecycle.
    // left out (no hooks): if containerSpec.Lifecycle != nil &&
    // go: if gracePeriod < minimumGracePeriodInSeconds {
    if (gracePeriod < minimumGracePeriodInSeconds) {
      gracePeriod = minimumGracePeriodInSeconds; // go: gracePeriod = minimumGracePeriodInSeconds
    }
    // go: if gracePeriodOverride != nil {
    if (gracePeriodOverride !== undefined) {
      gracePeriod = gracePeriodOverride; // go: gracePeriod = *gracePeriodOverride
      // left out (logging): klog.V(3).Infof("Killing container %q, but
    }
    // left out (logging): klog.V(2).Infof("Killing container %q with
    const err = yield* this.#m.runtimeService.stopContainer(containerID, gracePeriod); // go: err := m.runtimeService.
    // left out (logging): if err != nil { @2
    return err; // go: return err @3
  }

  /**
   * Asks all containers of a pod to end, at the same time.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#kubeGenericRuntimeManager.killContainersWithSyncResult
   */
  *killContainersWithSyncResult(
    pod: Pod | undefined,
    runningPod: RunningPod,
    gracePeriodOverride?: number,
  ): Task<SyncResult[]> {
    const containerResults: SyncResult[] = []; // go: containerResults := make(
    const wg = new WaitGroup(); // go: wg := sync.WaitGroup{}
    const kill = (id: string, name: string): Task<Error | undefined> =>
      this.killContainer(pod, id, name, '', gracePeriodOverride);
    wg.add(runningPod.containers.length); // go: wg.Add(
    // go: for _, container := range runningPod.Containers {
    for (const container of runningPod.containers) {
      // go: go func(
      this.#m.runtime.go(function* (): Task<void> {
        // left out (a panic ends the run): defer utilruntime.HandleCrash()
        const killContainerResult = new SyncResult('KillContainer', container.name); // go: killContainerResult := kubecontainer.
        const err = yield* kill(container.id, container.name); // go: if err := m.killContainer(
        if (err !== undefined) {
          killContainerResult.fail(errKillContainer, err.message); // go: killContainerResult.Fail(
          // left out (logging): klog.Errorf("killContainer %q
        }
        containerResults.push(killContainerResult); // go: containerResults <- killContainerResult
        wg.done(); // go: defer wg.Done()
      }, `kill ${container.name}`);
    }
    yield* wg.wait(); // go: wg.Wait()
    // left out (it is a list): close(containerResults)
    // left out (it is a list): for containerResult := range containerResults {
    return containerResults; // go: return
  }

  /**
   * Stops all containers of a pod, then its sandboxes.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.killPodWithSyncResult
   */
  *killPodWithSyncResult(
    pod: Pod | undefined,
    runningPod: RunningPod,
    gracePeriodOverride?: number,
  ): Task<PodSyncResult> {
    const result = new PodSyncResult();
    const killContainerResults = yield* this.killContainersWithSyncResult(
      pod,
      runningPod,
      gracePeriodOverride,
    ); // go: killContainerResults := m.killContainersWithSyncResult(
    // go: for _, containerResult := range killContainerResults {
    for (const containerResult of killContainerResults) {
      result.addSyncResult(containerResult); // go: result.AddSyncResult(containerResult)
    }
    const killSandboxResult = new SyncResult('KillPodSandbox', runningPod.id); // go: killSandboxResult := kubecontainer.
    result.addSyncResult(killSandboxResult); // go: result.AddSyncResult(killSandboxResult)
    // go: for _, podSandbox := range runningPod.Sandboxes {
    for (const podSandbox of runningPod.sandboxes) {
      const err = yield* this.#m.runtimeService.stopPodSandbox(podSandbox.id); // go: if err := m.runtimeService.StopPodSandbox(
      if (err !== undefined) {
        killSandboxResult.fail(errKillPodSandbox, err.message); // go: killSandboxResult.Fail(
        // left out (logging): klog.Errorf("Failed to stop sandbox
      }
    }
    return result; // go: return @1
  }

  /**
   * Likewise; only the error is of interest.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.KillPod
   */
  *killPod(
    pod: Pod | undefined,
    runningPod: RunningPod,
    gracePeriodOverride?: number,
  ): Task<Error | undefined> {
    const err = yield* this.killPodWithSyncResult(pod, runningPod, gracePeriodOverride); // go: err := m.killPodWithSyncResult(
    return err.error(); // go: return err.Error()
  }

  /**
   * Removes of each init container all runs that ended but the newest.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#kubeGenericRuntimeManager.pruneInitContainersBeforeStart
   */
  *pruneInitContainersBeforeStart(pod: Pod, podStatus: PodStatus): Task<void> {
    const initContainerNames = new Set<string>(); // go: initContainerNames := sets.
    // go: for _, container := range pod.Spec.InitContainers {
    for (const container of pod.spec.initContainers ?? []) {
      initContainerNames.add(container.name); // go: initContainerNames.Insert(
    }
    // go: for name := range initContainerNames {
    for (const name of initContainerNames) {
      let count = 0; // go: count := 0
      // go: for _, status := range podStatus.ContainerStatuses {
      for (const status of podStatus.containerStatuses) {
        // go: if status.Name != name ||
        if (status.name !== name || (status.state !== 'exited' && status.state !== 'unknown')) {
          continue; // go: continue @1
        }
        count++; // go: count++
        if (count === 1) continue; // go+: if count == 1 {
        // left out (logging): klog.V(4).Infof("Removing init container
        // left out (logging): utilruntime.HandleError(
        // left out (nothing comes after it): continue @3
        yield* this.#m.runtimeService.removeContainer(status.id); // go: if err := m.removeContainer(
      }
    }
  }

  /**
   * Removes every run of every init container: they all run again.
   *
   * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#kubeGenericRuntimeManager.purgeInitContainers
   */
  *purgeInitContainers(pod: Pod, podStatus: PodStatus): Task<void> {
    const initContainerNames = new Set<string>(); // go: initContainerNames := sets.
    // go: for _, container := range pod.Spec.InitContainers {
    for (const container of pod.spec.initContainers ?? []) {
      initContainerNames.add(container.name); // go: initContainerNames.Insert(
    }
    // go: for name := range initContainerNames {
    for (const name of initContainerNames) {
      // left out (for a message only): count := 0
      // go: for _, status := range podStatus.ContainerStatuses {
      for (const status of podStatus.containerStatuses) {
        if (status.name !== name) continue; // go+: if status.Name != name {
        // left out (for a message only): count++
        // left out (logging): klog.V(4).Infof("Removing init container
        // left out (logging): utilruntime.HandleError(
        // left out (nothing comes after it): continue @2
        yield* this.#m.runtimeService.removeContainer(status.id); // go: if err := m.removeContainer(
      }
    }
  }
}

/** Whole seconds as Go writes them: `10s`, `1m20s`, `5m0s`. */
function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
