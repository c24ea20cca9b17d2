import {
  PatchMetaFromStruct,
  type LookupPatchMeta,
  type Structs,
} from '../ports/strategicpatch/lookup-patch-meta.ts';
import { structs as templates } from '../ports/strategicpatch/schema.ts';

/** The types of `src/ports`, and those of a Pod with its status, a Node, a Scale and an Event. */
export const structs: Structs = {
  ...templates,
  Pod: {
    kind: 'string',
    apiVersion: 'string',
    metadata: 'ObjectMeta',
    spec: 'PodSpec',
    status: 'PodStatus',
  },
  PodStatus: {
    phase: 'string',
    conditions: ['[]PodCondition', 'merge', 'type'],
    message: 'string',
    reason: 'string',
    nominatedNodeName: 'string',
    hostIP: 'string',
    podIP: 'string',
    podIPs: ['[]PodIP', 'merge', 'ip'],
    startTime: '*Time',
    initContainerStatuses: '[]ContainerStatus',
    containerStatuses: '[]ContainerStatus',
    qosClass: 'string',
    ephemeralContainerStatuses: '[]ContainerStatus',
  },
  PodCondition: {
    type: 'string',
    status: 'string',
    lastProbeTime: 'Time',
    lastTransitionTime: 'Time',
    reason: 'string',
    message: 'string',
  },
  PodIP: { ip: 'string' },
  ContainerStatus: {
    name: 'string',
    state: 'ContainerState',
    lastState: 'ContainerState',
    ready: 'bool',
    restartCount: 'int32',
    image: 'string',
    imageID: 'string',
    containerID: 'string',
    started: '*bool',
  },
  ContainerState: {
    waiting: '*ContainerStateWaiting',
    running: '*ContainerStateRunning',
    terminated: '*ContainerStateTerminated',
  },
  ContainerStateWaiting: { reason: 'string', message: 'string' },
  ContainerStateRunning: { startedAt: 'Time' },
  ContainerStateTerminated: {
    exitCode: 'int32',
    signal: 'int32',
    reason: 'string',
    message: 'string',
    startedAt: 'Time',
    finishedAt: 'Time',
    containerID: 'string',
  },
  Node: {
    kind: 'string',
    apiVersion: 'string',
    metadata: 'ObjectMeta',
    spec: 'NodeSpec',
    status: 'NodeStatus',
  },
  NodeSpec: { podCIDR: 'string', unschedulable: 'bool', taints: '[]Taint' },
  NodeStatus: {
    capacity: 'map',
    allocatable: 'map',
    conditions: ['[]NodeCondition', 'merge', 'type'],
  },
  NodeCondition: {
    type: 'string',
    status: 'string',
    lastHeartbeatTime: 'Time',
    lastTransitionTime: 'Time',
    reason: 'string',
    message: 'string',
  },
  Taint: { key: 'string', value: 'string', effect: 'string', timeAdded: '*Time' },
  Event: {
    kind: 'string',
    apiVersion: 'string',
    metadata: 'ObjectMeta',
    involvedObject: 'ObjectReference',
    reason: 'string',
    message: 'string',
    type: 'string',
    source: 'EventSource',
    count: 'int32',
    firstTimestamp: 'Time',
    lastTimestamp: 'Time',
  },
  ObjectReference: { kind: 'string', namespace: 'string', name: 'string', uid: 'string' },
  EventSource: { component: 'string', host: 'string' },
};

/** How objects of a kind are patched. @throws for a kind that nobody patches here. */
export function patchSchemaOf(kind: string): LookupPatchMeta {
  if (!Object.hasOwn(structs, kind)) {
    throw new Error(
      `Objects of kind ${kind} can't be patched here. Add the kind to patch-schema.ts.`,
    );
  }
  return new PatchMetaFromStruct(structs, kind);
}
