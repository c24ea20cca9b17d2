import type { Pod, ResourceList } from '../src/ports/api/pod.ts';
import { NodeInfo } from '../src/ports/scheduler/node-info.ts';

/** What the containers, init containers and the overhead of a pod ask for. */
export interface ShortPod {
  readonly c?: readonly (ResourceList | null)[];
  readonly i?: readonly (ResourceList | null)[];
  readonly o?: ResourceList;
}

/** What a node has, and the pods on it. */
export interface ShortNode {
  readonly a: ResourceList;
  readonly p?: readonly ShortPod[];
}

export function podOf(name: string, { c = [], i = [], o }: ShortPod): Pod {
  const container = (requests: ResourceList | null) => ({
    name: 'c',
    resources: requests ? { requests } : {},
  });
  return {
    metadata: { name, uid: name },
    spec: {
      containers: c.map(container),
      initContainers: i.map(container),
      ...(o && { overhead: o }),
    },
    status: {},
  };
}

export function nodeInfoOf({ a, p = [] }: ShortNode): NodeInfo {
  const info = new NodeInfo();
  for (const [i, pod] of p.entries()) info.addPod(podOf(`on${i}`, pod));
  info.setNode({ metadata: { name: 'n' }, spec: {}, status: { allocatable: a } });
  return info;
}
