import type { Container, Pod } from '../api/pod.ts';
import { findContainerStatusByName, type PodStatus, type Status } from './pod-status.ts';

/**
 * How far the init containers are.
 *
 * @ports pkg/kubelet/kuberuntime/kuberuntime_container.go#findNextInitContainerToRun
 * @returns The status of the last one that failed, which one to run next, and whether all are done.
 *   While one runs there is no next one.
 */
export function findNextInitContainerToRun(
  pod: Pod,
  podStatus: PodStatus,
): readonly [status: Status | undefined, next: Container | undefined, done: boolean] {
  const { initContainers = [] } = pod.spec;
  // go: if len(pod.Spec.InitContainers) == 0 {
  if (initContainers.length === 0) {
    return [undefined, undefined, true]; // go: return nil, nil, true @1
  }
  // go: for i := len(pod.Spec.InitContainers) - 1; i >= 0; i-- { @1
  for (const container of initContainers.toReversed()) {
    // go: container := &pod.Spec.InitContainers[i] @1
    const status = findContainerStatusByName(podStatus, container.name); // go: status := podStatus.FindContainerStatusByName( @1
    // go: if status != nil && isInitContainerFailed(status) {
    if (status !== undefined && isInitContainerFailed(status)) {
      return [status, container, false]; // go: return status, container, false
    }
  }
  // go: for i := len(pod.Spec.InitContainers) - 1; i >= 0; i-- { @2
  for (let i = initContainers.length - 1; i >= 0; i--) {
    const container = initContainers[i] as Container; // go: container := &pod.Spec.InitContainers[i] @2
    const status = findContainerStatusByName(podStatus, container.name); // go: status := podStatus.FindContainerStatusByName( @2
    if (status === undefined) continue; // go+: if status == nil {
    // go: if status.State == kubecontainer.ContainerStateRunning {
    if (status.state === 'running') {
      return [undefined, undefined, false]; // go: return nil, nil, false
    }
    // go: if status.State == kubecontainer.ContainerStateExited {
    if (status.state === 'exited') {
      // go: if i == (len(pod.Spec.InitContainers) - 1) {
      if (i === initContainers.length - 1) {
        return [undefined, undefined, true]; // go: return nil, nil, true @2
      }
      return [undefined, initContainers[i + 1], false]; // go: return nil, &pod.Spec.InitContainers[i+1], false
    }
  }
  return [undefined, initContainers[0], false]; // go: return nil, &pod.Spec.InitContainers[0], false
}

/**
 * Whether an init container ended with an error, or nobody knows how it ended.
 *
 * @ports pkg/kubelet/kuberuntime/helpers.go#isInitContainerFailed
 */
export function isInitContainerFailed(status: Status): boolean {
  // go: if status.State == kubecontainer.ContainerStateExited &&
  if (status.state === 'exited' && (status.exitCode ?? 0) !== 0) {
    return true; // go: return true @1
  }
  // go: if status.State == kubecontainer.ContainerStateUnknown {
  if (status.state === 'unknown') {
    return true; // go: return true @2
  }
  return false; // go: return false
}
