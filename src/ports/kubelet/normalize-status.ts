import type { ContainerState, ContainerStatus, Pod, PodStatus } from '../api/pod.ts';
import { sort } from '../runtime/sort.ts';

/** How many characters the messages of a pod's ended containers may have together. */
export const maxPodTerminationMessageLogLength = 12 * 1024;

/**
 * Brings a status, in place, to the form in which the API server would give it back: statuses of
 * containers in order, and no message too long. Times have whole seconds already.
 *
 * @ports pkg/kubelet/status/status_manager.go#normalizeStatus
 */
export function normalizeStatus(pod: Pod, status: PodStatus): PodStatus {
  let bytesPerStatus = maxPodTerminationMessageLogLength; // go: bytesPerStatus := kubecontainer.
  const containers = (pod.spec.containers ?? []).length + (pod.spec.initContainers ?? []).length; // go: if containers := len(
  if (containers > 0) {
    bytesPerStatus = Math.floor(bytesPerStatus / containers); // go: bytesPerStatus = bytesPerStatus / containers
  }
  // left out (times have whole seconds): normalizeTimeStamp := func(
  // go: normalizeContainerState := func(
  const normalizeContainerState = (c: ContainerState | undefined): void => {
    // left out (times have whole seconds): if c.Running != nil {
    const terminated = c?.terminated; // go: if c.Terminated != nil {
    if (terminated !== undefined) {
      // left out (times have whole seconds): normalizeTimeStamp(&c.Terminated.StartedAt)
      // left out (times have whole seconds): normalizeTimeStamp(&c.Terminated.FinishedAt)
      // go: if len(c.Terminated.Message) > bytesPerStatus {
      if ((terminated.message ?? '').length > bytesPerStatus) {
        terminated.message = (terminated.message ?? '').slice(0, bytesPerStatus); // go: c.Terminated.Message = c.Terminated.
      }
    }
  };
  // left out (times have whole seconds): if status.StartTime != nil {
  // left out (times have whole seconds): for i := range status.Conditions {
  // go: for i := range status.ContainerStatuses {
  for (const cstatus of status.containerStatuses ?? []) {
    // left out (the loop hands out the status itself): cstatus := &status.ContainerStatuses[i]
    normalizeContainerState(cstatus.state); // go: normalizeContainerState(&cstatus.State) @1
    normalizeContainerState(cstatus.lastState); // go: normalizeContainerState(&cstatus.LastTerminationState) @1
  }
  sortContainerStatuses(status.containerStatuses ?? []); // go: sort.Sort(
  // go: for i := range status.InitContainerStatuses {
  for (const cstatus of status.initContainerStatuses ?? []) {
    // left out (the loop hands out the status itself): cstatus := &status.InitContainerStatuses[i]
    normalizeContainerState(cstatus.state); // go: normalizeContainerState(&cstatus.State) @2
    normalizeContainerState(cstatus.lastState); // go: normalizeContainerState(&cstatus.LastTerminationState) @2
  }
  sortInitContainerStatuses(pod, status.initContainerStatuses ?? []); // go: kubetypes.SortInitContainerStatuses(
  return status; // go: return status
}

/** Sorts statuses by the name of the container, in place. */
export function sortContainerStatuses(statuses: ContainerStatus[]): void {
  const nameAt = (at: number): string => statuses[at]?.name ?? '';
  sort({
    len: () => statuses.length,
    less: (i, j) => nameAt(i) < nameAt(j),
    swap: (i, j) => {
      swap(statuses, i, j);
    },
  });
}

/**
 * Sorts statuses as the spec has the init containers, in place.
 *
 * @ports pkg/kubelet/types/types.go#SortInitContainerStatuses
 */
export function sortInitContainerStatuses(p: Pod, statuses: ContainerStatus[]): void {
  const containers = p.spec.initContainers ?? []; // go: containers := p.Spec.InitContainers
  let current = 0; // go: current := 0
  // go: for _, container := range containers {
  for (const container of containers) {
    // go: for j := current;
    for (let j = current; j < statuses.length; j++) {
      // go: if container.Name == statuses[j].Name {
      if (container.name === statuses[j]?.name) {
        swap(statuses, current, j); // go: statuses[current], statuses[j] =
        current++; // go: current++
        break; // go: break
      }
    }
  }
}

function swap(list: ContainerStatus[], i: number, j: number): void {
  const [a, b] = [list[i], list[j]];
  if (a && b) [list[i], list[j]] = [b, a];
}
