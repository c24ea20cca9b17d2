import type { ContainerStatus, PodCondition, PodPhase, PodSpec } from '../api/pod.ts';
import { getPodConditionFromList } from '../api/update-pod-condition.ts';

/**
 * The status of the container with a name.
 *
 * @ports pkg/api/v1/pod/util.go#GetContainerStatus
 */
export function getContainerStatus(
  statuses: readonly ContainerStatus[] | undefined,
  name: string,
): ContainerStatus | undefined {
  // go: for i := range statuses {
  for (const status of statuses ?? []) {
    // go: if statuses[i].Name == name {
    if (status.name === name) {
      return status; // go: return statuses[i], true
    }
  }
  return undefined; // go: return v1.ContainerStatus{}, false
}

/**
 * The condition `ContainersReady`: whether every container is ready.
 *
 * @ports pkg/kubelet/status/generate.go#GenerateContainersReadyCondition
 * @param containerStatuses None at all, which is not an empty list, is unknown.
 */
export function generateContainersReadyCondition(
  spec: PodSpec,
  containerStatuses: readonly ContainerStatus[] | undefined,
  podPhase: PodPhase | undefined,
): PodCondition {
  // go: if containerStatuses == nil {
  if (containerStatuses === undefined) {
    // go: return v1.PodCondition{ @1
    return { type: 'ContainersReady', status: 'False', reason: 'UnknownContainerStatuses' };
  }
  const unknownContainers: string[] = []; // go: unknownContainers := []string{}
  const unreadyContainers: string[] = []; // go: unreadyContainers := []string{}
  // go: for _, container := range spec.Containers {
  for (const container of spec.containers ?? []) {
    const containerStatus = getContainerStatus(containerStatuses, container.name); // go: if containerStatus, ok :=
    if (containerStatus !== undefined) {
      // go: if !containerStatus.Ready {
      if (containerStatus.ready !== true) {
        unreadyContainers.push(container.name); // go: unreadyContainers = append(
      }
    } else {
      unknownContainers.push(container.name); // go: unknownContainers = append(
    }
  }
  // go: if podPhase == v1.PodSucceeded &&
  if (podPhase === 'Succeeded' && unknownContainers.length === 0) {
    // go: return v1.PodCondition{ @2
    return { type: 'ContainersReady', status: 'False', reason: 'PodCompleted' };
  }
  const unreadyMessages: string[] = []; // go: unreadyMessages := []string{}
  // go: if len(unknownContainers) > 0 {
  if (unknownContainers.length > 0) {
    // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("containers with unknown
    unreadyMessages.push(`containers with unknown status: [${unknownContainers.join(' ')}]`);
  }
  // go: if len(unreadyContainers) > 0 {
  if (unreadyContainers.length > 0) {
    // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("containers with unready
    unreadyMessages.push(`containers with unready status: [${unreadyContainers.join(' ')}]`);
  }
  const unreadyMessage = unreadyMessages.join(', '); // go: unreadyMessage := strings.Join(
  // go: if unreadyMessage != "" {
  if (unreadyMessage !== '') {
    // go: return v1.PodCondition{ @3
    return {
      type: 'ContainersReady',
      status: 'False',
      reason: 'ContainersNotReady',
      message: unreadyMessage,
    };
  }
  return { type: 'ContainersReady', status: 'True' }; // go: return v1.PodCondition{ @4
}

/**
 * The condition `Ready`: whether every container and every readiness gate is ready.
 *
 * @ports pkg/kubelet/status/generate.go#GeneratePodReadyCondition
 */
export function generatePodReadyCondition(
  spec: PodSpec,
  conditions: readonly PodCondition[] | undefined,
  containerStatuses: readonly ContainerStatus[] | undefined,
  podPhase: PodPhase | undefined,
): PodCondition {
  const containersReady = generateContainersReadyCondition(spec, containerStatuses, podPhase); // go: containersReady := GenerateContainersReadyCondition(
  // go: if containersReady.Status != v1.ConditionTrue {
  if (containersReady.status !== 'True') {
    return { ...containersReady, type: 'Ready' }; // go: return v1.PodCondition{ @1
  }
  const unreadyMessages: string[] = []; // go: unreadyMessages := []string{}
  // go: for _, rg := range spec.ReadinessGates {
  for (const rg of spec.readinessGates ?? []) {
    const [, c] = getPodConditionFromList(conditions, rg.conditionType); // go: _, c := podutil.GetPodConditionFromList(
    // go: if c == nil {
    if (c === undefined) {
      // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("corresponding
      unreadyMessages.push(
        `corresponding condition of pod readiness gate "${rg.conditionType}" does not exist.`,
      );
      // go: else if c.Status != v1.ConditionTrue {
    } else if (c.status !== 'True') {
      // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("the status
      unreadyMessages.push(
        `the status of pod readiness gate "${rg.conditionType}" is not "True", but ${c.status}`,
      );
    }
  }
  // go: if len(unreadyMessages) != 0 {
  if (unreadyMessages.length !== 0) {
    const unreadyMessage = unreadyMessages.join(', '); // go: unreadyMessage := strings.Join(
    // go: return v1.PodCondition{ @2
    return {
      type: 'Ready',
      status: 'False',
      reason: 'ReadinessGatesNotReady',
      message: unreadyMessage,
    };
  }
  return { type: 'Ready', status: 'True' }; // go: return v1.PodCondition{ @3
}

/**
 * The condition `Initialized`: whether every init container has done its work.
 *
 * @ports pkg/kubelet/status/generate.go#GeneratePodInitializedCondition
 */
export function generatePodInitializedCondition(
  spec: PodSpec,
  containerStatuses: readonly ContainerStatus[] | undefined,
  podPhase: PodPhase | undefined,
): PodCondition {
  const { initContainers = [] } = spec;
  // go: if containerStatuses == nil &&
  if (containerStatuses === undefined && initContainers.length > 0) {
    // go: return v1.PodCondition{ @1
    return { type: 'Initialized', status: 'False', reason: 'UnknownContainerStatuses' };
  }
  const unknownContainers: string[] = []; // go: unknownContainers := []string{}
  const unreadyContainers: string[] = []; // go: unreadyContainers := []string{}
  // go: for _, container := range spec.InitContainers {
  for (const container of initContainers) {
    const containerStatus = getContainerStatus(containerStatuses, container.name); // go: if containerStatus, ok :=
    if (containerStatus !== undefined) {
      // go: if !containerStatus.Ready {
      if (containerStatus.ready !== true) {
        unreadyContainers.push(container.name); // go: unreadyContainers = append(
      }
    } else {
      unknownContainers.push(container.name); // go: unknownContainers = append(
    }
  }
  // go: if podPhase == v1.PodSucceeded &&
  if (podPhase === 'Succeeded' && unknownContainers.length === 0) {
    // go: return v1.PodCondition{ @2
    return { type: 'Initialized', status: 'True', reason: 'PodCompleted' };
  }
  const unreadyMessages: string[] = []; // go: unreadyMessages := []string{}
  // go: if len(unknownContainers) > 0 {
  if (unknownContainers.length > 0) {
    // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("containers with unknown
    unreadyMessages.push(`containers with unknown status: [${unknownContainers.join(' ')}]`);
  }
  // go: if len(unreadyContainers) > 0 {
  if (unreadyContainers.length > 0) {
    // go: unreadyMessages = append(unreadyMessages, fmt.Sprintf("containers with incomplete
    unreadyMessages.push(`containers with incomplete status: [${unreadyContainers.join(' ')}]`);
  }
  const unreadyMessage = unreadyMessages.join(', '); // go: unreadyMessage := strings.Join(
  // go: if unreadyMessage != "" {
  if (unreadyMessage !== '') {
    // go: return v1.PodCondition{ @3
    return {
      type: 'Initialized',
      status: 'False',
      reason: 'ContainersNotInitialized',
      message: unreadyMessage,
    };
  }
  return { type: 'Initialized', status: 'True' }; // go: return v1.PodCondition{ @4
}
