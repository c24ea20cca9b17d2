import type { ContainerStatus, PodPhase, PodSpec } from '../api/pod.ts';
import { getContainerStatus } from './generate-conditions.ts';

/**
 * The phase of a pod, from the statuses of its containers.
 *
 * @ports pkg/kubelet/kubelet_pods.go#getPhase
 * @param info Those of init containers too.
 */
export function getPhase(spec: PodSpec, info: readonly ContainerStatus[]): PodPhase {
  let pendingInitialization = 0; // go: pendingInitialization := 0
  let failedInitialization = 0; // go: failedInitialization := 0
  // go: for _, container := range spec.InitContainers {
  for (const container of spec.initContainers ?? []) {
    const containerStatus = getContainerStatus(info, container.name); // go: containerStatus, ok := podutil.GetContainerStatus(info, container.Name) @1
    // go: if !ok { @1
    if (containerStatus === undefined) {
      pendingInitialization++; // go: pendingInitialization++ @1
      continue; // go: continue @1
    }
    const { state, lastState } = containerStatus; // go: switch { @1
    if (state?.running !== undefined) {
      pendingInitialization++; // go: pendingInitialization++ @2
    } else if (state?.terminated !== undefined) {
      // go: if containerStatus.State.Terminated.ExitCode != 0 {
      if (state.terminated.exitCode !== 0) {
        failedInitialization++; // go: failedInitialization++ @1
      }
    } else if (state?.waiting !== undefined) {
      // go: if containerStatus.LastTerminationState.Terminated != nil { @1
      if (lastState?.terminated !== undefined) {
        // go: if containerStatus.LastTerminationState.Terminated.ExitCode != 0 {
        if (lastState.terminated.exitCode !== 0) {
          failedInitialization++; // go: failedInitialization++ @2
        }
      } else {
        pendingInitialization++; // go: pendingInitialization++ @3
      }
    } else {
      pendingInitialization++; // go: pendingInitialization++ @4
    }
  }

  let unknown = 0; // go: unknown := 0
  let running = 0; // go: running := 0
  let waiting = 0; // go: waiting := 0
  let stopped = 0; // go: stopped := 0
  let succeeded = 0; // go: succeeded := 0
  // go: for _, container := range spec.Containers {
  for (const container of spec.containers ?? []) {
    const containerStatus = getContainerStatus(info, container.name); // go: containerStatus, ok := podutil.GetContainerStatus(info, container.Name) @2
    // go: if !ok { @2
    if (containerStatus === undefined) {
      unknown++; // go: unknown++ @1
      continue; // go: continue @2
    }
    const { state, lastState } = containerStatus; // go: switch { @2
    if (state?.running !== undefined) {
      running++; // go: running++
    } else if (state?.terminated !== undefined) {
      stopped++; // go: stopped++ @1
      // go: if containerStatus.State.Terminated.ExitCode == 0 {
      if (state.terminated.exitCode === 0) {
        succeeded++; // go: succeeded++
      }
    } else if (state?.waiting !== undefined) {
      // go: if containerStatus.LastTerminationState.Terminated != nil { @2
      if (lastState?.terminated !== undefined) {
        stopped++; // go: stopped++ @2
      } else {
        waiting++; // go: waiting++
      }
    } else {
      unknown++; // go: unknown++ @2
    }
  }

  // go: if failedInitialization > 0 &&
  if (failedInitialization > 0 && spec.restartPolicy === 'Never') {
    return 'Failed'; // go: return v1.PodFailed @1
  }

  // go: switch { @3
  if (pendingInitialization > 0 || waiting > 0) {
    // left out (one condition here): fallthrough
    // left out (logging): klog.V(5).Infof("pod waiting > 0, pending")
    return 'Pending'; // go: return v1.PodPending @1
  } else if (running > 0 && unknown === 0) {
    return 'Running'; // go: return v1.PodRunning @1
  } else if (running === 0 && stopped > 0 && unknown === 0) {
    // go: if spec.RestartPolicy == v1.RestartPolicyAlways {
    if (spec.restartPolicy === 'Always') {
      return 'Running'; // go: return v1.PodRunning @2
    }
    // go: if stopped == succeeded {
    if (stopped === succeeded) {
      return 'Succeeded'; // go: return v1.PodSucceeded
    }
    // go: if spec.RestartPolicy == v1.RestartPolicyNever {
    if (spec.restartPolicy === 'Never') {
      return 'Failed'; // go: return v1.PodFailed @2
    }
    return 'Running'; // go: return v1.PodRunning @3
  } else {
    // left out (logging): klog.V(5).Infof("pod default case, pending")
    return 'Pending'; // go: return v1.PodPending @2
  }
}
