import type { NodeInfo } from './node-info.ts';

/** The nodes as they were when a pod's turn began. Affinity between pods is left out. */
export class Snapshot {
  readonly nodeInfoMap = new Map<string, NodeInfo>();
  /** In the order of the node tree. */
  nodeInfoList: NodeInfo[] = [];
  generation = 0;

  /** @ports pkg/scheduler/internal/cache/snapshot.go#Snapshot.NumNodes */
  numNodes(): number {
    return this.nodeInfoList.length; // go: return len(s.nodeInfoList)
  }

  /** @ports pkg/scheduler/internal/cache/snapshot.go#Snapshot.List */
  list(): readonly NodeInfo[] {
    return this.nodeInfoList; // go: return s.nodeInfoList, nil
  }

  /**
   * The node of a name.
   *
   * @ports pkg/scheduler/internal/cache/snapshot.go#Snapshot.Get
   */
  get(
    nodeName: string,
  ): readonly [info: NodeInfo, error: undefined] | readonly [info: undefined, error: Error] {
    const v = this.nodeInfoMap.get(nodeName);
    if (v?.node) return [v, undefined]; // go+: if v, ok := s.nodeInfoMap[nodeName]; ok && v.Node() != nil {
    return [undefined, new Error(`nodeinfo not found for node name "${nodeName}"`)]; // go: return nil, fmt.Errorf(
  }
}
