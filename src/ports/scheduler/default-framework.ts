import type { Pod } from '../api/pod.ts';
import { balancedResourceScorer } from './balanced-resource-scorer.ts';
import type { CycleState } from './cycle-state.ts';
import { DefaultBinder } from './default-binder.ts';
import { Fit } from './fit.ts';
import { Framework, type ScorePlugin } from './framework.ts';
import { leastResourceScorer } from './least-requested-score.ts';
import { NodeName, NodeUnschedulable, TaintToleration } from './node-plugins.ts';
import {
  defaultRequestedRatioResources,
  ResourceAllocationScorer,
} from './resource-allocation-scorer.ts';
import type { SchedulingClient } from './scheduling-client.ts';
import type { Snapshot } from './snapshot.ts';
import { asStatus, type Status } from './status.ts';

/** A plugin that scores by what a node's pods ask for. */
class ResourceAllocationPlugin implements ScorePlugin {
  readonly name: string;
  readonly weight = 1;
  readonly #scorer: ResourceAllocationScorer;
  readonly #snapshot: Snapshot;

  constructor(name: string, scorer: ResourceAllocationScorer, snapshot: Snapshot) {
    this.name = name;
    this.#scorer = scorer;
    this.#snapshot = snapshot;
  }

  /**
   * The score of a node. LeastAllocated.Score is the same.
   *
   * @ports pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go#BalancedAllocation.Score
   */
  score(
    _state: CycleState,
    pod: Pod,
    nodeName: string,
  ): readonly [score: number, status: Status | undefined] {
    const [nodeInfo, err] = this.#snapshot.get(nodeName); // go: nodeInfo, err := ba.handle
    // go+: if err != nil {
    if (err) {
      return [0, asStatus(new Error(`getting node "${nodeName}" from Snapshot: ${err.message}`))];
    }
    return this.#scorer.score(pod, nodeInfo); // go: return ba.score(pod, nodeInfo)
  }
}

/**
 * The default profile, in the order of its plugins, as far as it decides for the simulated cluster.
 * Left out are the filters for what its pods do not have (node selectors and affinity, host ports,
 * volumes, spread constraints, affinity between pods), and preemption. Of the scores these are left
 * out, as there each node of the simulated cluster gets the same: affinity, taints that only prefer
 * (PreferNoSchedule), nodes that prefer to avoid pods, ImageLocality (nodes report no images), and
 * PodTopologySpread. That one spreads the pods of a ReplicaSet by default, but in v1.20 it passes
 * over nodes that lack one of the labels for host name and zone, and nodes without zones lack one.
 */
export function defaultFramework(
  client: Pick<SchedulingClient, 'bind'>,
  snapshot: Snapshot,
): Framework {
  const least = leastResourceScorer(defaultRequestedRatioResources);
  return new Framework(
    [new NodeUnschedulable(), new NodeName(), new TaintToleration(), new Fit()],
    [
      new ResourceAllocationPlugin(
        'NodeResourcesBalancedAllocation',
        new ResourceAllocationScorer(balancedResourceScorer),
        snapshot,
      ),
      new ResourceAllocationPlugin(
        'NodeResourcesLeastAllocated',
        new ResourceAllocationScorer(least),
        snapshot,
      ),
    ],
    [new DefaultBinder(client)],
  );
}
