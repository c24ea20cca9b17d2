import type { Pod } from '../api/pod.ts';
import type { PodStatus, SandboxStatus } from './pod-status.ts';

/**
 * Whether a pod needs a new sandbox.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.podSandboxChanged
 * @returns With it the number of the attempt, and the ID of the sandbox that there is; an empty one
 *   when it is of no use.
 */
export function podSandboxChanged(
  pod: Pod,
  podStatus: PodStatus,
): readonly [changed: boolean, attempt: number, sandboxID: string] {
  // go: if len(podStatus.SandboxStatuses) == 0 {
  if (podStatus.sandboxStatuses.length === 0) {
    // left out (logging): klog.V(2).Infof("No sandbox for pod
    return [true, 0, '']; // go: return true, 0, ""
  }
  let readySandboxCount = 0; // go: readySandboxCount := 0
  // go: for _, s := range podStatus.SandboxStatuses {
  for (const s of podStatus.sandboxStatuses) {
    // go: if s.State == runtimeapi.PodSandboxState_SANDBOX_READY {
    if (s.ready) {
      readySandboxCount++; // go: readySandboxCount++
    }
  }
  const sandboxStatus = podStatus.sandboxStatuses[0] as SandboxStatus; // go: sandboxStatus := podStatus.SandboxStatuses[0]
  // go: if readySandboxCount > 1 {
  if (readySandboxCount > 1) {
    // left out (logging): klog.V(2).Infof("Multiple sandboxes
    return [true, sandboxStatus.attempt + 1, sandboxStatus.id]; // go: return true, sandboxStatus.Metadata.Attempt + 1, sandboxStatus.Id @1
  }
  // go: if sandboxStatus.State != runtimeapi.PodSandboxState_SANDBOX_READY {
  if (!sandboxStatus.ready) {
    // left out (logging): klog.V(2).Infof("No ready sandbox
    return [true, sandboxStatus.attempt + 1, sandboxStatus.id]; // go: return true, sandboxStatus.Metadata.Attempt + 1, sandboxStatus.Id @2
  }
  // go: if sandboxStatus.GetLinux().
  if ((sandboxStatus.hostNetwork ?? false) !== isHostNetworkPod(pod)) {
    // left out (logging): klog.V(2).Infof("Sandbox for pod %q has changed
    return [true, sandboxStatus.attempt + 1, '']; // go: return true, sandboxStatus.Metadata.Attempt + 1, ""
  }
  // go: if !kubecontainer.IsHostNetworkPod(pod) &&
  if (!isHostNetworkPod(pod) && (sandboxStatus.ip ?? '') === '') {
    // left out (logging): klog.V(2).Infof("Sandbox for pod %q has no IP
    return [true, sandboxStatus.attempt + 1, sandboxStatus.id]; // go: return true, sandboxStatus.Metadata.Attempt + 1, sandboxStatus.Id @3
  }
  return [false, sandboxStatus.attempt, sandboxStatus.id]; // go: return false, sandboxStatus.Metadata.Attempt, sandboxStatus.Id
}

/**
 * Whether a pod shares its node's network.
 *
 * @ports pkg/kubelet/container/helpers.go#IsHostNetworkPod
 */
export function isHostNetworkPod(pod: Pod): boolean {
  return pod.spec.hostNetwork ?? false; // go: return pod.Spec.HostNetwork
}
