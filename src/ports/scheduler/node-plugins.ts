import type { Pod } from '../api/pod.ts';
import type { CycleState } from './cycle-state.ts';
import type { FilterPlugin } from './framework.ts';
import type { NodeInfo } from './node-info.ts';
import { Status } from './status.ts';

/** The plugin that lets a pod only on the node that it names itself, if it does. */
export class NodeName implements FilterPlugin {
  readonly name = 'NodeName';

  /**
   * Whether the node is the one that the pod names.
   *
   * @ports pkg/scheduler/framework/plugins/nodename/node_name.go#NodeName.Filter
   */
  filter(_state: CycleState, pod: Pod, nodeInfo: NodeInfo): Status | undefined {
    // go+: if nodeInfo.Node() == nil {
    if (!nodeInfo.node) {
      return new Status('Error', ['node not found']);
    }
    // go+: if !Fits(pod, nodeInfo) {
    if (!fits(pod, nodeInfo)) {
      return new Status('UnschedulableAndUnresolvable', [
        "node(s) didn't match the requested hostname",
      ]);
    }
    return undefined; // go: return nil
  }
}

/**
 * Whether a pod names no node, or this one.
 *
 * @ports pkg/scheduler/framework/plugins/nodename/node_name.go#Fits
 */
function fits(pod: Pod, nodeInfo: NodeInfo): boolean {
  const { nodeName = '' } = pod.spec;
  return nodeName === '' || nodeName === nodeInfo.node?.metadata.name; // go: return len(pod.Spec.NodeName) == 0
}

/** The plugin that lets no pod on a node that is cordoned. */
export class NodeUnschedulable implements FilterPlugin {
  readonly name = 'NodeUnschedulable';

  /**
   * Whether the node takes pods. No pod of the simulated cluster tolerates that it does not.
   *
   * @ports pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go#NodeUnschedulable.Filter
   */
  filter(_state: CycleState, _pod: Pod, nodeInfo: NodeInfo): Status | undefined {
    // go+: if nodeInfo == nil || nodeInfo.Node() == nil {
    if (!nodeInfo.node) {
      return new Status('UnschedulableAndUnresolvable', ['node(s) had unknown conditions']);
    }
    // left out (pods of the simulated cluster tolerate nothing): podToleratesUnschedulable :=
    // go+: if nodeInfo.Node().Spec.Unschedulable
    if (nodeInfo.node.spec.unschedulable === true) {
      return new Status('UnschedulableAndUnresolvable', ['node(s) were unschedulable']);
    }
    return undefined; // go: return nil
  }
}

/** The plugin that lets no pod on a node with a taint, as that it is not ready. */
export class TaintToleration implements FilterPlugin {
  readonly name = 'TaintToleration';

  /**
   * Whether the node has no taint that keeps pods off. No pod of the simulated cluster tolerates
   * one.
   *
   * @ports pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go#TaintToleration.Filter
   */
  filter(_state: CycleState, _pod: Pod, nodeInfo: NodeInfo): Status | undefined {
    // go+: if nodeInfo == nil || nodeInfo.Node() == nil {
    if (!nodeInfo.node) {
      return new Status('Error', ['invalid nodeInfo']);
    }
    // go+: filterPredicate := func(t *v1.Taint) bool {
    const taint = nodeInfo.node.spec.taints?.find(
      ({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute',
    ); // go: taint, isUntolerated := v1helper.FindMatchingUntoleratedTaint(
    if (!taint) return undefined; // go+: if !isUntolerated {

    const errReason = `node(s) had taint {${taint.key}: ${taint.value ?? ''}}, that the pod didn't tolerate`; // go: errReason := fmt.Sprintf(
    return new Status('UnschedulableAndUnresolvable', [errReason]); // go: return framework.NewStatus(
  }
}
