import type { State } from './pod-status.ts';
import type { PodLifecycleEvent } from './pod-lifecycle-event.ts';
import type { RunningPod, RuntimeContainer } from './running-pod.ts';

/** The state of a container between two relistings. */
export type PlegContainerState = 'running' | 'exited' | 'unknown' | 'non-existent';

/** @ports pkg/kubelet/pleg/generic.go#convertState */
export function convertState(state: State): PlegContainerState {
  // go: switch state {
  switch (state) {
    case 'created':
      return 'unknown'; // go: return plegContainerUnknown @1
    case 'running':
      return 'running'; // go: return plegContainerRunning
    case 'exited':
      return 'exited'; // go: return plegContainerExited
    case 'unknown':
      return 'unknown'; // go: return plegContainerUnknown @2
    // left out (there are no other states): panic(
  }
}

/**
 * What happened to a container, from its state before and now. Of a container that is gone and was
 * not seen to end, both are told.
 *
 * @ports pkg/kubelet/pleg/generic.go#generateEvents
 */
export function generateEvents(
  podID: string,
  cid: string,
  oldState: PlegContainerState,
  newState: PlegContainerState,
): PodLifecycleEvent[] {
  // go: if newState == oldState {
  if (newState === oldState) {
    return []; // go: return nil
  }
  // left out (logging): klog.V(4).Infof("GenericPLEG:
  // go: switch newState {
  switch (newState) {
    case 'running':
      return [{ id: podID, type: 'ContainerStarted', data: cid }]; // go: return []*PodLifecycleEvent{{ID: podID, Type: ContainerStarted
    case 'exited':
      return [{ id: podID, type: 'ContainerDied', data: cid }]; // go: return []*PodLifecycleEvent{{ID: podID, Type: ContainerDied, Data: cid}} @1
    case 'unknown':
      return [{ id: podID, type: 'ContainerChanged', data: cid }]; // go: return []*PodLifecycleEvent{{ID: podID, Type: ContainerChanged
    case 'non-existent':
      // go: switch oldState {
      if (oldState === 'exited') {
        return [{ id: podID, type: 'ContainerRemoved', data: cid }]; // go: return []*PodLifecycleEvent{{ID: podID, Type: ContainerRemoved
      }
      // go: return []*PodLifecycleEvent{{ID: podID, Type: ContainerDied, Data: cid}, {
      return [
        { id: podID, type: 'ContainerDied', data: cid },
        { id: podID, type: 'ContainerRemoved', data: cid },
      ];
    // left out (there are no other states): panic(
  }
}

/**
 * The containers and sandboxes of a pod before and now, each once.
 *
 * @ports pkg/kubelet/pleg/generic.go#getContainersFromPods
 */
export function getContainersFromPods(
  ...pods: readonly (RunningPod | undefined)[]
): RuntimeContainer[] {
  const cidSet = new Set<string>(); // go: cidSet := sets.NewString()
  const containers: RuntimeContainer[] = []; // go: var containers []
  // go: for _, p := range pods {
  for (const p of pods) {
    if (p === undefined) continue; // go+: if p == nil {
    // go: for _, c := range p.Containers {
    for (const c of p.containers) {
      const cid = c.id; // go: cid := string(c.ID.ID) @1
      if (cidSet.has(cid)) continue; // go+: if cidSet.Has(cid) { @1
      cidSet.add(cid); // go: cidSet.Insert(cid) @1
      containers.push(c); // go: containers = append(containers, c) @1
    }
    // go: for _, c := range p.Sandboxes {
    for (const c of p.sandboxes) {
      const cid = c.id; // go: cid := string(c.ID.ID) @2
      if (cidSet.has(cid)) continue; // go+: if cidSet.Has(cid) { @2
      cidSet.add(cid); // go: cidSet.Insert(cid) @2
      containers.push(c); // go: containers = append(containers, c) @2
    }
  }
  return containers; // go: return containers
}

/**
 * What happened to a container of a pod, which may have appeared or be gone.
 *
 * @ports pkg/kubelet/pleg/generic.go#computeEvents
 */
export function computeEvents(
  oldPod: RunningPod | undefined,
  newPod: RunningPod | undefined,
  cid: string,
): PodLifecycleEvent[] {
  let pid = ''; // go: var pid types.UID
  // go: if oldPod != nil {
  if (oldPod !== undefined) {
    pid = oldPod.id; // go: pid = oldPod.ID
    // go: else if newPod != nil {
  } else if (newPod !== undefined) {
    pid = newPod.id; // go: pid = newPod.ID
  }
  const oldState = getContainerState(oldPod, cid); // go: oldState := getContainerState(
  const newState = getContainerState(newPod, cid); // go: newState := getContainerState(
  return generateEvents(pid, cid, oldState, newState); // go: return generateEvents(
}

/**
 * The state of a container or a sandbox of a pod.
 *
 * @ports pkg/kubelet/pleg/generic.go#getContainerState
 */
export function getContainerState(pod: RunningPod | undefined, cid: string): PlegContainerState {
  const state = 'non-existent'; // go: state := plegContainerNonExistent
  // go: if pod == nil {
  if (pod === undefined) {
    return state; // go: return state @1
  }
  let c = pod.containers.find(({ id }) => id === cid); // go: c := pod.FindContainerByID(
  // go: if c != nil { @1
  if (c !== undefined) {
    return convertState(c.state); // go: return convertState(c.State) @1
  }
  c = pod.sandboxes.find(({ id }) => id === cid); // go: c = pod.FindSandboxByID(
  // go: if c != nil { @2
  if (c !== undefined) {
    return convertState(c.state); // go: return convertState(c.State) @2
  }
  return state; // go: return state @2
}

/** @ports pkg/kubelet/pleg/generic.go#updateEvents */
export function updateEvents(
  eventsByPodID: Map<string, PodLifecycleEvent[]>,
  e: PodLifecycleEvent | undefined,
): void {
  if (e === undefined) return; // go+: if e == nil {
  eventsByPodID.set(e.id, [...(eventsByPodID.get(e.id) ?? []), e]); // go: eventsByPodID[e.ID] = append(
}
