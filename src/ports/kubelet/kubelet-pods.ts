import type {
  ContainerState,
  ContainerStatus,
  Container,
  Pod,
  PodStatus as ApiPodStatus,
} from '../api/pod.ts';
import { formatTime } from '../api/format-time.ts';
import { sort } from '../runtime/sort.ts';
import {
  generateContainersReadyCondition,
  generatePodInitializedCondition,
  generatePodReadyCondition,
} from './generate-conditions.ts';
import { getPhase } from './get-phase.ts';
import { sortContainerStatuses } from './normalize-status.ts';
import { podConditionByKubelet } from './pod-condition-by-kubelet.ts';
import { isHostNetworkPod } from './pod-sandbox-changed.ts';
import { findContainerStatusByName, type PodStatus, type Status } from './pod-status.ts';
import { shouldContainerBeRestarted } from './should-container-be-restarted.ts';

/** What the functions here ask the rest of the kubelet for. */
export interface PodStatusSource {
  readonly statusManager: { getPodStatus(uid: string): ApiPodStatus | undefined };
  readonly probeManager: {
    /** Sets which containers of a status are ready and started. */
    updatePodStatus(uid: string, status: ApiPodStatus): void;
  };
  readonly reasonCache: {
    /** Why the last start of a container failed; the reason is the text of Go's error. */
    get(uid: string, name: string): { reason: string; message: string } | undefined;
  };
  /** Of the node. */
  readonly hostIP: string;
  getPodQOS(pod: Pod): string;
}

/**
 * Whether nothing of a pod runs, and whether there is no more work on it.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.podAndContainersAreTerminal
 */
export function podAndContainersAreTerminal(
  kl: Pick<PodStatusSource, 'statusManager'>,
  pod: Pod,
): readonly [containersTerminal: boolean, podWorkerTerminal: boolean] {
  let status = kl.statusManager.getPodStatus(pod.metadata.uid ?? ''); // go: status, ok := kl.statusManager.
  // go+: if !ok {
  status ??= pod.status;
  const containersTerminal = notRunning(status.containerStatuses); // go: containersTerminal = notRunning(
  // go: podWorkerTerminal = status.Phase
  const podWorkerTerminal =
    status.phase === 'Failed' ||
    status.phase === 'Succeeded' ||
    (pod.metadata.deletionTimestamp !== undefined && containersTerminal);
  return [containersTerminal, podWorkerTerminal]; // go: return
}

/**
 * Whether there is no more work on a pod: it has ended, or is being deleted and nothing of it runs.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.podIsTerminated
 */
export function podIsTerminated(kl: Pick<PodStatusSource, 'statusManager'>, pod: Pod): boolean {
  const [, podWorkerTerminal] = podAndContainersAreTerminal(kl, pod); // go: _, podWorkerTerminal :=
  return podWorkerTerminal; // go: return podWorkerTerminal
}

/**
 * The pods on which there is work.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.filterOutTerminatedPods
 */
export function filterOutTerminatedPods(
  kl: Pick<PodStatusSource, 'statusManager'>,
  pods: readonly Pod[],
): Pod[] {
  const filteredPods: Pod[] = []; // go: var filteredPods
  // go: for _, p := range pods {
  for (const p of pods) {
    if (podIsTerminated(kl, p)) continue; // go+: if kl.podIsTerminated(p) {
    filteredPods.push(p); // go: filteredPods = append(
  }
  return filteredPods; // go: return filteredPods
}

/**
 * Whether every container has ended or waits.
 *
 * @ports pkg/kubelet/kubelet_pods.go#notRunning
 */
export function notRunning(statuses: readonly ContainerStatus[] | undefined): boolean {
  // go: for _, status := range statuses {
  for (const status of statuses ?? []) {
    // go: if status.State.Terminated == nil &&
    if (status.state?.terminated === undefined && status.state?.waiting === undefined) {
      return false; // go: return false
    }
  }
  return true; // go: return true
}

/**
 * The status of a pod as the API has it, from what the runtime tells.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.generateAPIPodStatus
 */
export function generateAPIPodStatus(
  kl: PodStatusSource,
  pod: Pod,
  podStatus: PodStatus,
): ApiPodStatus {
  // left out (logging): klog.V(3).Infof("Generating status
  const s = convertStatusToAPIStatus(kl, pod, podStatus); // go: s := kl.convertStatusToAPIStatus(
  // left out (no evictions): for _, podSyncHandler := range
  const { spec } = pod; // go: spec := &pod.Spec
  const allStatus = [...(s.containerStatuses ?? []), ...(s.initContainerStatuses ?? [])]; // go: allStatus := append(
  s.phase = getPhase(spec, allStatus); // go: s.Phase = getPhase(
  // go: if pod.Status.Phase == v1.PodFailed ||
  if (pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') {
    // go: if s.Phase != pod.Status.Phase {
    if (s.phase !== pod.status.phase) {
      // left out (logging): klog.Errorf("Pod attempted
      s.phase = pod.status.phase; // go: s.Phase = pod.Status.Phase
    }
  }
  kl.probeManager.updatePodStatus(pod.metadata.uid ?? '', s); // go: kl.probeManager.UpdatePodStatus(
  const conditions = [...(s.conditions ?? [])];
  conditions.push(generatePodInitializedCondition(spec, s.initContainerStatuses, s.phase)); // go: s.Conditions = append(s.Conditions, status.GeneratePodInitializedCondition(
  conditions.push(generatePodReadyCondition(spec, conditions, s.containerStatuses, s.phase)); // go: s.Conditions = append(s.Conditions, status.GeneratePodReadyCondition(
  conditions.push(generateContainersReadyCondition(spec, s.containerStatuses, s.phase)); // go: s.Conditions = append(s.Conditions, status.GenerateContainersReadyCondition(
  conditions.push({ type: 'PodScheduled', status: 'True' }); // go: s.Conditions = append(s.Conditions, v1.PodCondition{
  s.conditions = conditions;
  // left out (there is a client, and the node has an address): if kl.kubeClient != nil {
  s.hostIP = kl.hostIP;
  if (isHostNetworkPod(pod) && (s.podIP ?? '') === '') {
    s.podIP = kl.hostIP;
    s.podIPs = [{ ip: s.podIP }];
  }
  return s; // go: return *s @2
}

/**
 * The same without phase and conditions; those that others wrote are kept.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.convertStatusToAPIStatus
 */
export function convertStatusToAPIStatus(
  kl: PodStatusSource,
  pod: Pod,
  podStatus: PodStatus,
): ApiPodStatus {
  const apiPodStatus: ApiPodStatus = {}; // go: var apiPodStatus v1.PodStatus
  const podIPs: { ip: string }[] = []; // go: apiPodStatus.PodIPs = make(
  // go: for _, ip := range podStatus.IPs {
  for (const ip of podStatus.ips) {
    podIPs.push({ ip }); // go: apiPodStatus.PodIPs = append(
  }
  apiPodStatus.podIPs = podIPs;
  const [first] = podIPs;
  // go: if len(apiPodStatus.PodIPs) > 0 {
  if (first !== undefined) {
    apiPodStatus.podIP = first.ip; // go: apiPodStatus.PodIP = apiPodStatus.
  }
  apiPodStatus.qosClass = kl.getPodQOS(pod); // go: apiPodStatus.QOSClass =
  let oldPodStatus = kl.statusManager.getPodStatus(pod.metadata.uid ?? ''); // go: oldPodStatus, found :=
  // go+: if !found {
  oldPodStatus ??= pod.status;
  const { containers = [], initContainers = [] } = pod.spec;
  // go: apiPodStatus.ContainerStatuses =
  const containerStatuses = convertToAPIContainerStatuses(
    kl,
    pod,
    podStatus,
    oldPodStatus.containerStatuses ?? [],
    containers,
    initContainers.length > 0,
    false,
  );
  if (containerStatuses) apiPodStatus.containerStatuses = containerStatuses;
  // go: apiPodStatus.InitContainerStatuses =
  const initContainerStatuses = convertToAPIContainerStatuses(
    kl,
    pod,
    podStatus,
    oldPodStatus.initContainerStatuses ?? [],
    initContainers,
    initContainers.length > 0,
    true,
  );
  if (initContainerStatuses) apiPodStatus.initContainerStatuses = initContainerStatuses;
  // left out (feature gate, off in v1.20): if utilfeature.DefaultFeatureGate.Enabled(
  // go: for _, c := range pod.Status.Conditions {
  for (const c of pod.status.conditions ?? []) {
    // go: if !kubetypes.PodConditionByKubelet(
    if (!podConditionByKubelet(c.type)) {
      (apiPodStatus.conditions ??= []).push(c); // go: apiPodStatus.Conditions = append(
    }
  }
  return apiPodStatus; // go: return &apiPodStatus
}

/**
 * The statuses of some of a pod's containers. A container that should start and could not is waiting
 * with the reason.
 *
 * @ports pkg/kubelet/kubelet_pods.go#Kubelet.convertToAPIContainerStatuses
 * @param podStatus Its containers are brought into order in place: the newest first.
 * @returns None if there are no containers; for init containers an empty list.
 */
export function convertToAPIContainerStatuses(
  kl: Pick<PodStatusSource, 'reasonCache'>,
  pod: Pod,
  podStatus: PodStatus,
  previousStatus: readonly ContainerStatus[],
  containers: readonly Container[],
  hasInitContainers: boolean,
  isInitContainer: boolean,
): ContainerStatus[] | undefined {
  // go: convertContainerStatus := func(
  const convertContainerStatus = (
    cs: Status,
    oldStatus: ContainerStatus | undefined,
  ): ContainerStatus & { state: ContainerState } => {
    const cid = cs.id; // go: cid := cs.ID.String()
    // go: status := &v1.ContainerStatus{ @1
    const status: ContainerStatus & { state: ContainerState } = {
      name: cs.name,
      restartCount: cs.restartCount ?? 0,
      image: cs.image ?? '',
      imageID: cs.imageID ?? '',
      containerID: cid,
      state: {},
    };
    const startedAt = cs.startedAt === undefined ? {} : { startedAt: formatTime(cs.startedAt) };
    // go: switch {
    if (cs.state === 'running') {
      status.state.running = startedAt; // go: status.State.Running = &v1.
    } else if (cs.state === 'created' || cs.state === 'exited') {
      // left out (one condition here): fallthrough
      // go: status.State.Terminated = &v1.ContainerStateTerminated{ @1
      status.state.terminated = {
        exitCode: cs.exitCode ?? 0,
        reason: cs.reason ?? '',
        message: cs.message ?? '',
        ...startedAt,
        ...(cs.finishedAt !== undefined && { finishedAt: formatTime(cs.finishedAt) }),
        containerID: cid,
      };
    } else if (oldStatus?.state?.running !== undefined) {
      // go: status.State.Terminated = &v1.ContainerStateTerminated{ @2
      status.state.terminated = {
        reason: 'ContainerStatusUnknown',
        message: 'The container could not be located when the pod was terminated',
        exitCode: 137,
      };
      status.restartCount = (oldStatus.restartCount ?? 0) + 1; // go: status.RestartCount = oldStatus.RestartCount + 1
    } else {
      status.state.waiting = {}; // go: status.State.Waiting = &v1.
    }
    return status; // go: return status
  };

  const oldStatuses = new Map<string, ContainerStatus>(); // go: oldStatuses := make(
  // go: for _, status := range previousStatus {
  for (const status of previousStatus) {
    oldStatuses.set(status.name, status); // go: oldStatuses[status.Name] = status
  }
  const statuses = new Map<string, ContainerStatus>(); // go: statuses := make(
  let waitingReason = 'ContainerCreating'; // go: defaultWaitingState := v1.ContainerState{
  // go: if hasInitContainers { @1
  if (hasInitContainers) {
    waitingReason = 'PodInitializing'; // go: defaultWaitingState = v1.ContainerState{
  }
  // go: for _, container := range containers { @1
  for (const container of containers) {
    // go: status := &v1.ContainerStatus{ @2
    let status: ContainerStatus = {
      name: container.name,
      image: container.image ?? '',
      state: { waiting: { reason: waitingReason } },
    };
    const oldStatus = oldStatuses.get(container.name); // go: oldStatus, found := oldStatuses[
    // go: if found { @1
    if (oldStatus !== undefined) {
      // go: if oldStatus.State.Terminated != nil { @1
      if (oldStatus.state?.terminated !== undefined) {
        status = { ...oldStatus }; // go: status = &oldStatus
      } else {
        status.restartCount = oldStatus.restartCount ?? 0; // go: status.RestartCount = oldStatus.RestartCount @2
        status.lastState = oldStatus.lastState ?? {}; // go: status.LastTerminationState = oldStatus.
      }
    }
    statuses.set(container.name, status); // go: statuses[container.Name] = status @1
  }

  // go: for _, container := range containers { @2
  for (const container of containers) {
    let found = false; // go: found := false
    // go: for _, cStatus := range podStatus.ContainerStatuses { @1
    for (const cStatus of podStatus.containerStatuses) {
      // go: if container.Name == cStatus.Name {
      if (container.name === cStatus.name) {
        found = true; // go: found = true
        break; // go: break
      }
    }
    if (found) continue; // go+: if found { @2
    const oldStatus = oldStatuses.get(container.name); // go: oldStatus, ok := oldStatuses[container.Name]
    if (oldStatus === undefined) continue; // go+: if !ok { @1
    if (oldStatus.state?.terminated !== undefined) continue; // go+: if oldStatus.State.Terminated != nil { @2
    if (oldStatus.state?.running === undefined) continue; // go+: if oldStatus.State.Running == nil {
    if (pod.metadata.deletionTimestamp === undefined) continue; // go+: if pod.DeletionTimestamp == nil {
    const status = statuses.get(container.name) as ContainerStatus; // go: status := statuses[container.Name] @1
    // One of the two, as the list before.
    // left out (below): if hasInitContainers { @2
    const isDefaultWaitingStatus = status.state?.waiting?.reason === waitingReason; // go: isDefaultWaitingStatus := status.
    if (!isDefaultWaitingStatus) continue; // go+: if !isDefaultWaitingStatus {
    if (status.lastState?.terminated !== undefined) continue; // go+: if status.LastTerminationState.Terminated != nil {
    // go: status.LastTerminationState.Terminated = &v1.
    status.lastState = {
      ...status.lastState,
      terminated: {
        reason: 'ContainerStatusUnknown',
        message:
          'The container could not be located when the pod was deleted.  The container used to be Running',
        exitCode: 137,
      },
    };
    // left out (it is there): statuses[container.Name] = status @2
  }

  sortNewestFirst(podStatus.containerStatuses); // go: sort.Sort(sort.Reverse(
  const containerSeen = new Map<string, number>(); // go: containerSeen := map[string]int{}
  // go: for _, cStatus := range podStatus.ContainerStatuses { @2
  for (const cStatus of podStatus.containerStatuses) {
    const cName = cStatus.name; // go: cName := cStatus.Name
    const current = statuses.get(cName);
    if (current === undefined) continue; // go+: if _, ok := statuses[cName]; !ok {
    const seen = containerSeen.get(cName) ?? 0;
    if (seen >= 2) continue; // go+: if containerSeen[cName] >= 2 {
    const oldStatus = oldStatuses.get(cName); // go: var oldStatusPtr
    // left out (none is undefined): if oldStatus, ok := oldStatuses[cName]
    const status = convertContainerStatus(cStatus, oldStatus); // go: status := convertContainerStatus(
    // go: if containerSeen[cName] == 0 {
    if (seen === 0) {
      statuses.set(cName, status); // go: statuses[cName] = status
    } else {
      current.lastState = status.state; // go: statuses[cName].LastTerminationState =
    }
    containerSeen.set(cName, seen + 1); // go: containerSeen[cName] = containerSeen[cName] + 1
  }

  // go: for _, container := range containers { @3
  for (const container of containers) {
    // go: if isInitContainer { @1
    if (isInitContainer) {
      const s = findContainerStatusByName(podStatus, container.name); // go: s := podStatus.
      if (s?.state === 'exited' && (s.exitCode ?? 0) === 0) continue; // go+: if s != nil &&
    }
    if (!shouldContainerBeRestarted(container, pod, podStatus)) continue; // go+: if !kubecontainer.ShouldContainerBeRestarted(
    const status = statuses.get(container.name) as ContainerStatus; // go: status := statuses[container.Name] @2
    const reason = kl.reasonCache.get(pod.metadata.uid ?? '', container.name); // go: reason, ok := kl.reasonCache.
    if (reason === undefined) continue; // go+: if !ok { @2
    // go: if status.State.Terminated != nil {
    if (status.state?.terminated !== undefined) {
      status.lastState = status.state; // go: status.LastTerminationState = status.State
    }
    status.state = { waiting: { ...reason } }; // go: status.State = v1.ContainerState{
    // left out (it is there): statuses[container.Name] = status @3
  }

  // go: if isInitContainer { @2
  if (isInitContainer) {
    // go: return kubetypes.SortStatusesOfInitContainers(
    return containers.map(({ name }) => statuses.get(name) as ContainerStatus);
  }
  const containerStatuses: ContainerStatus[] = []; // go: var containerStatuses
  // go: for _, status := range statuses {
  for (const status of statuses.values()) {
    containerStatuses.push(status); // go: containerStatuses = append(
  }
  sortContainerStatuses(containerStatuses); // go: sort.Sort(kubetypes.
  return containerStatuses.length === 0 ? undefined : containerStatuses; // go: return containerStatuses
}

/** Sorts by the time of creation, in place. */
function sortNewestFirst(statuses: Status[]): void {
  const createdAt = (at: number): number => statuses[at]?.createdAt ?? 0;
  sort({
    len: () => statuses.length,
    less: (i, j) => createdAt(j) < createdAt(i),
    swap: (i, j) => {
      const [a, b] = [statuses[i], statuses[j]];
      if (a && b) [statuses[i], statuses[j]] = [b, a];
    },
  });
}
