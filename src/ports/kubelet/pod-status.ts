/** What the container runtime tells of a pod; `PodStatus` of the API is made from it. */
export interface PodStatus {
  id: string;
  name: string;
  namespace: string;
  ips: string[];
  /** Also those of earlier attempts; of one name, the newest first. */
  containerStatuses: Status[];
  /** The newest first. */
  sandboxStatuses: SandboxStatus[];
}

export type State = 'created' | 'running' | 'exited' | 'unknown';

/** A container as the runtime knows it. Times are milliseconds, absent when it did not happen. */
export interface Status {
  /** With the runtime in front, as in `containerd://4711`. */
  id: string;
  name: string;
  state: State;
  createdAt?: number;
  startedAt?: number;
  finishedAt?: number;
  exitCode?: number;
  image?: string;
  imageID?: string;
  /** Of the container's spec at its start. */
  hash?: number;
  restartCount?: number;
  reason?: string;
  message?: string;
}

/** The frame around a pod's containers, with its network. */
export interface SandboxStatus {
  id: string;
  /** How many there were before it. */
  attempt: number;
  ready: boolean;
  /** Whether it shares the node's network. */
  hostNetwork?: boolean;
  ip?: string;
}

/**
 * The first container of a name.
 *
 * @ports pkg/kubelet/container/runtime.go#PodStatus.FindContainerStatusByName
 */
export function findContainerStatusByName(
  podStatus: PodStatus,
  containerName: string,
): Status | undefined {
  // go: for _, containerStatus := range podStatus.ContainerStatuses {
  for (const containerStatus of podStatus.containerStatuses) {
    // go: if containerStatus.Name == containerName {
    if (containerStatus.name === containerName) {
      return containerStatus; // go: return containerStatus
    }
  }
  return undefined; // go: return nil
}
