import type { Pod } from '../api/pod.ts';
import type { PodStatus, State } from './pod-status.ts';

/** A pod as the container runtime lists it: Go's `container.Pod`. */
export interface RunningPod {
  id: string;
  name: string;
  namespace: string;
  /** Only those that run, or dead ones too. */
  containers: RuntimeContainer[];
  sandboxes: RuntimeContainer[];
}

/** A container or a sandbox in such a list. */
export interface RuntimeContainer {
  /** As in `Status`; of a sandbox as in `SandboxStatus`. */
  id: string;
  /** Of the container in the pod's spec; a sandbox has none. */
  name: string;
  state: State;
}

/** A pod to kill. It has no `apiPod` when the API server does not know it any more. */
export interface PodPair {
  readonly apiPod: Pod | undefined;
  readonly runningPod: RunningPod;
}

/**
 * What of a pod can be killed: its containers that run, and all its sandboxes.
 *
 * @ports pkg/kubelet/container/helpers.go#ConvertPodStatusToRunningPod
 */
export function convertPodStatusToRunningPod(podStatus: PodStatus): RunningPod {
  // go: runningPod := Pod{
  const runningPod: RunningPod = {
    id: podStatus.id,
    name: podStatus.name,
    namespace: podStatus.namespace,
    containers: [],
    sandboxes: [],
  };
  // go: for _, containerStatus := range podStatus.ContainerStatuses {
  for (const containerStatus of podStatus.containerStatuses) {
    if (containerStatus.state !== 'running') continue; // go+: if containerStatus.State != ContainerStateRunning {
    const { id, name, state } = containerStatus; // go: container := &Container{
    runningPod.containers.push({ id, name, state }); // go: runningPod.Containers = append(
  }
  // go: for _, sandbox := range podStatus.SandboxStatuses {
  for (const sandbox of podStatus.sandboxStatuses) {
    // go: runningPod.Sandboxes = append(
    runningPod.sandboxes.push({
      id: sandbox.id,
      name: '',
      state: sandbox.ready ? 'running' : 'exited',
    });
  }
  return runningPod; // go: return runningPod
}

/**
 * The pod with a UID in a list of the runtime; Go gives an empty one where there is none.
 *
 * @ports pkg/kubelet/container/runtime.go#Pods.FindPodByID
 */
export function findPodByID(p: readonly RunningPod[], podUID: string): RunningPod | undefined {
  // go: for i := range p {
  for (const pod of p) {
    // go: if p[i].ID == podUID {
    if (pod.id === podUID) {
      return pod; // go: return *p[i]
    }
  }
  return undefined; // go: return Pod{}
}
