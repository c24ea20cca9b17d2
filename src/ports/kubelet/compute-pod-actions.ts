import type { Container, Pod } from '../api/pod.ts';
import {
  findNextInitContainerToRun,
  isInitContainerFailed,
} from './find-next-init-container-to-run.ts';
import { podSandboxChanged } from './pod-sandbox-changed.ts';
import { findContainerStatusByName, type PodStatus, type Status } from './pod-status.ts';
import { shouldContainerBeRestarted } from './should-container-be-restarted.ts';

/** Which container to kill, and why. */
export interface ContainerToKillInfo {
  container: Container;
  name: string;
  message: string;
}

/** What to do so that a pod's containers become what its spec says. */
export interface PodActions {
  /** Stop every container and the sandbox. */
  killPod: boolean;
  createSandbox: boolean;
  /** Of the sandbox that there is, in which containers are started. */
  sandboxID: string;
  /** The number of the sandbox to create. */
  attempt: number;
  nextInitContainerToStart: Container | undefined;
  /** Indexes of `spec.containers`. */
  containersToStart: number[];
  /** By the ID of the container. */
  containersToKill: Map<string, ContainerToKillInfo>;
}

export type ProbeResult = 'success' | 'failure' | 'unknown';

/** What the runtime manager asks others for. */
export interface PodActionsSource {
  /** A number that differs when the spec of a container does. */
  hashContainer(container: Container): number;
  /** The last result of the liveness probe of the container with an ID, if there is one. */
  liveness(containerID: string): ProbeResult | undefined;
  /** Likewise of its startup probe. */
  startup(containerID: string): ProbeResult | undefined;
}

/**
 * Whether a container was started from another spec than it has now.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#containerChanged
 */
export function containerChanged(
  source: Pick<PodActionsSource, 'hashContainer'>,
  container: Container,
  containerStatus: Status,
): readonly [expected: number, actual: number, changed: boolean] {
  const expectedHash = source.hashContainer(container); // go: expectedHash := kubecontainer.HashContainer(
  const hash = containerStatus.hash ?? 0;
  return [expectedHash, hash, hash !== expectedHash]; // go: return expectedHash,
}

/**
 * Whether a container of a pod may be started again when it failed.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#shouldRestartOnFailure
 */
export function shouldRestartOnFailure(pod: Pod): boolean {
  return pod.spec.restartPolicy !== 'Never'; // go: return pod.Spec.RestartPolicy
}

/**
 * Whether a container has ended without an error.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#containerSucceeded
 */
export function containerSucceeded(c: Container, podStatus: PodStatus): boolean {
  const cStatus = findContainerStatusByName(podStatus, c.name); // go: cStatus := podStatus.FindContainerStatusByName(
  // go: if cStatus == nil ||
  if (cStatus === undefined || cStatus.state === 'running') {
    return false; // go: return false
  }
  return (cStatus.exitCode ?? 0) === 0; // go: return cStatus.ExitCode == 0
}

/**
 * Compares a pod's spec with what the runtime tells of it, and says what to do.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.computePodActions
 */
export function computePodActions(
  source: PodActionsSource,
  pod: Pod,
  podStatus: PodStatus,
): PodActions {
  // left out (logging): klog.V(5).Infof("Syncing Pod
  const { containers = [], initContainers = [] } = pod.spec;
  const [createPodSandbox, attempt, sandboxID] = podSandboxChanged(pod, podStatus); // go: createPodSandbox, attempt, sandboxID :=
  // go: changes := podActions{
  const changes: PodActions = {
    killPod: createPodSandbox,
    createSandbox: createPodSandbox,
    sandboxID,
    attempt,
    nextInitContainerToStart: undefined,
    containersToStart: [],
    containersToKill: new Map(),
  };

  // go: if createPodSandbox {
  if (createPodSandbox) {
    // go: if !shouldRestartOnFailure(pod) && attempt != 0
    if (!shouldRestartOnFailure(pod) && attempt !== 0 && podStatus.containerStatuses.length !== 0) {
      changes.createSandbox = false; // go: changes.CreateSandbox = false @1
      return changes; // go: return changes @1
    }
    const containersToStart: number[] = []; // go: var containersToStart []int
    // go: for idx, c := range pod.Spec.Containers {
    for (const [idx, c] of containers.entries()) {
      // go+: if pod.Spec.RestartPolicy == v1.RestartPolicyOnFailure &&
      if (pod.spec.restartPolicy === 'OnFailure' && containerSucceeded(c, podStatus)) continue;
      containersToStart.push(idx); // go: containersToStart = append(
    }
    // go: if len(containersToStart) == 0 {
    if (containersToStart.length === 0) {
      const [, , done] = findNextInitContainerToRun(pod, podStatus); // go: _, _, done :=
      // go: if done {
      if (done) {
        changes.createSandbox = false; // go: changes.CreateSandbox = false @2
        return changes; // go: return changes @2
      }
    }
    // go: if len(pod.Spec.InitContainers) != 0 {
    if (initContainers.length !== 0) {
      changes.nextInitContainerToStart = initContainers[0]; // go: changes.NextInitContainerToStart = &pod.
      return changes; // go: return changes @3
    }
    changes.containersToStart = containersToStart; // go: changes.ContainersToStart = containersToStart
    return changes; // go: return changes @4
  }

  // left out (feature gate, off in v1.20): if utilfeature.DefaultFeatureGate.Enabled(features.EphemeralContainers)

  const [initLastStatus, next, done] = findNextInitContainerToRun(pod, podStatus); // go: initLastStatus, next, done :=
  // go: if !done {
  if (!done) {
    // go: if next != nil {
    if (next !== undefined) {
      const initFailed = initLastStatus !== undefined && isInitContainerFailed(initLastStatus); // go: initFailed :=
      // go: if initFailed &&
      if (initFailed && !shouldRestartOnFailure(pod)) {
        changes.killPod = true; // go: changes.KillPod = true @1
      } else {
        // go: if initLastStatus != nil && initLastStatus.State ==
        if (initLastStatus?.state === 'unknown') {
          // go: changes.ContainersToKill[initLastStatus.ID] =
          changes.containersToKill.set(initLastStatus.id, {
            name: next.name,
            container: next,
            message: `Init container is in "${initLastStatus.state}" state, try killing it before restart`,
          });
        }
        changes.nextInitContainerToStart = next; // go: changes.NextInitContainerToStart = next
      }
    }
    return changes; // go: return changes @5
  }

  let keepCount = 0; // go: keepCount := 0
  // go: for idx, container := range pod.Spec.Containers {
  for (const [idx, container] of containers.entries()) {
    const containerStatus = findContainerStatusByName(podStatus, container.name); // go: containerStatus := podStatus.
    // left out (there are no CPUs to release): if containerStatus != nil && containerStatus.State != kubecontainer.ContainerStateRunning {
    // go: if containerStatus == nil ||
    if (containerStatus === undefined || containerStatus.state !== 'running') {
      // go: if kubecontainer.ShouldContainerBeRestarted(
      if (shouldContainerBeRestarted(container, pod, podStatus)) {
        // left out (logging): message := fmt.Sprintf("Container %q of pod
        // left out (logging): klog.V(3).Infof(message)
        changes.containersToStart.push(idx); // go: changes.ContainersToStart = append( @1
        // go: if containerStatus != nil && containerStatus.State == kubecontainer.ContainerStateUnknown {
        if (containerStatus?.state === 'unknown') {
          // go: changes.ContainersToKill[containerStatus.ID] = containerToKillInfo{ @1
          changes.containersToKill.set(containerStatus.id, {
            name: containerStatus.name,
            container,
            message: `Container is in "${containerStatus.state}" state, try killing it before restart`,
          });
        }
      }
      continue; // go: continue @2
    }
    let message = ''; // go: var message string
    let restart = shouldRestartOnFailure(pod); // go: restart := shouldRestartOnFailure(pod)
    const [, , changed] = containerChanged(source, container, containerStatus); // go: if _, _, changed :=
    if (changed) {
      message = `Container ${container.name} definition changed`; // go: message = fmt.Sprintf("Container %s definition
      restart = true; // go: restart = true
      // go: else if liveness, found :=
    } else if (source.liveness(containerStatus.id) === 'failure') {
      message = `Container ${container.name} failed liveness probe`; // go: message = fmt.Sprintf("Container %s failed liveness
      // go: else if startup, found :=
    } else if (source.startup(containerStatus.id) === 'failure') {
      message = `Container ${container.name} failed startup probe`; // go: message = fmt.Sprintf("Container %s failed startup
    } else {
      keepCount++; // go: keepCount++
      continue; // go: continue @3
    }
    // go: if restart {
    if (restart) {
      message = `${message}, will be restarted`; // go: message = fmt.Sprintf("%s, will
      changes.containersToStart.push(idx); // go: changes.ContainersToStart = append( @2
    }
    // go: changes.ContainersToKill[containerStatus.ID] = containerToKillInfo{ @2
    changes.containersToKill.set(containerStatus.id, {
      name: containerStatus.name,
      container,
      message,
    });
    // left out (logging): klog.V(2).Infof("Container %q (%q) of
  }

  // go: if keepCount == 0 &&
  if (keepCount === 0 && changes.containersToStart.length === 0) {
    changes.killPod = true; // go: changes.KillPod = true @2
  }
  return changes; // go: return changes @6
}
