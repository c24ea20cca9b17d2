import type { Container, Pod } from '../api/pod.ts';
import { findContainerStatusByName, type PodStatus } from './pod-status.ts';

/**
 * Whether a container that does not run should be started. One that runs needs no start.
 *
 * @ports pkg/kubelet/container/helpers.go#ShouldContainerBeRestarted
 */
export function shouldContainerBeRestarted(
  container: Container,
  pod: Pod,
  podStatus: PodStatus,
): boolean {
  // go: if pod.DeletionTimestamp != nil {
  if (pod.metadata.deletionTimestamp !== undefined) {
    return false; // go: return false @1
  }
  const status = findContainerStatusByName(podStatus, container.name); // go: status := podStatus.FindContainerStatusByName(
  // go: if status == nil {
  if (status === undefined) {
    return true; // go: return true @1
  }
  // go: if status.State == ContainerStateRunning {
  if (status.state === 'running') {
    return false; // go: return false @2
  }
  // go: if status.State == ContainerStateUnknown ||
  if (status.state === 'unknown' || status.state === 'created') {
    return true; // go: return true @2
  }
  // go: if pod.Spec.RestartPolicy == v1.RestartPolicyNever {
  if (pod.spec.restartPolicy === 'Never') {
    // left out (logging): klog.V(4).Infof("Already ran
    return false; // go: return false @3
  }
  // go: if pod.Spec.RestartPolicy == v1.RestartPolicyOnFailure {
  if (pod.spec.restartPolicy === 'OnFailure') {
    // go: if status.ExitCode == 0 {
    if ((status.exitCode ?? 0) === 0) {
      // left out (logging): klog.V(4).Infof("Already successfully
      return false; // go: return false @4
    }
  }
  return true; // go: return true @3
}
