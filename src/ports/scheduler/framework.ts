import type { Pod } from '../api/pod.ts';
import type { Task } from '../runtime/task.ts';
import type { CycleState } from './cycle-state.ts';
import { maxNodeScore } from './max-node-score.ts';
import type { NodeInfo } from './node-info.ts';
import { asError, asStatus, isSuccess, isUnschedulable, Status } from './status.ts';

/** Says of a node whether a pod fits. */
export interface FilterPlugin {
  readonly name: string;
  /** Called once before, with what the filter keeps for the nodes. */
  preFilter?(state: CycleState, pod: Pod): Status | undefined;
  filter(state: CycleState, pod: Pod, nodeInfo: NodeInfo): Status | undefined;
}

/** Gives a node points from 0 to 100 for a pod. */
export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  score(
    state: CycleState,
    pod: Pod,
    nodeName: string,
  ): readonly [score: number, status: Status | undefined];
}

/** Tells the API server the node of a pod. */
export interface BindPlugin {
  readonly name: string;
  bind(state: CycleState, pod: Pod, nodeName: string): Task<Status | undefined>;
}

export interface NodeScore {
  readonly name: string;
  readonly score: number;
}

/**
 * The plugins of a profile. Of the extension points those are left out that have no plugin in the
 * default profile, or only ones for volumes, affinity and preemption: PostFilter, PreScore and the
 * normalizing of scores, Reserve, Permit, PreBind and PostBind. The events of a profile are told by
 * its recorder.
 */
export class Framework {
  readonly filterPlugins: readonly FilterPlugin[];
  readonly scorePlugins: readonly ScorePlugin[];
  readonly bindPlugins: readonly BindPlugin[];

  constructor(
    filterPlugins: readonly FilterPlugin[],
    scorePlugins: readonly ScorePlugin[],
    bindPlugins: readonly BindPlugin[],
  ) {
    this.filterPlugins = filterPlugins;
    this.scorePlugins = scorePlugins;
    this.bindPlugins = bindPlugins;
  }

  /**
   * Lets the plugins prepare themselves.
   *
   * @ports pkg/scheduler/framework/runtime/framework.go#frameworkImpl.RunPreFilterPlugins
   */
  runPreFilterPlugins(state: CycleState, pod: Pod): Status | undefined {
    // left out (metrics): startTime := time.Now()
    // left out (metrics): defer func() {
    // go: for _, pl := range f.preFilterPlugins {
    for (const pl of this.filterPlugins) {
      const status = pl.preFilter?.(state, pod); // go: status = f.runPreFilterPlugin(
      // go: if !status.IsSuccess() {
      if (!isSuccess(status)) {
        if (isUnschedulable(status)) return status; // go+: if status.IsUnschedulable() {
        const err = asError(status); // go: err := status.AsError()
        // left out (logging): klog.ErrorS(
        // go: return framework.AsStatus(
        return asStatus(
          new Error(`running PreFilter plugin "${pl.name}": ${err.message}`, { cause: err }),
        );
      }
    }
    return undefined; // go: return nil
  }

  /**
   * Whether a pod fits on a node: the first plugin that says no is the last that is asked. Go has
   * the answers by the names of the plugins and merges them, one here at most.
   *
   * @ports pkg/scheduler/framework/runtime/framework.go#frameworkImpl.RunFilterPlugins
   */
  runFilterPlugins(state: CycleState, pod: Pod, nodeInfo: NodeInfo): Status | undefined {
    // left out (there is one status at most): statuses := make(framework.PluginToStatus)
    // go: for _, pl := range f.filterPlugins {
    for (const pl of this.filterPlugins) {
      const pluginStatus = pl.filter(state, pod, nodeInfo); // go: pluginStatus := f.runFilterPlugin(
      // go: if !pluginStatus.IsSuccess() {
      if (!isSuccess(pluginStatus)) {
        // go: if !pluginStatus.IsUnschedulable() {
        if (!isUnschedulable(pluginStatus)) {
          // go: errStatus := framework.NewStatus(
          const errStatus = new Status('Error', [
            `running "${pl.name}" filter plugin for pod "${pod.metadata.name}": ${pluginStatus.message()}`,
          ]);
          return errStatus; // go: return map[string]*framework.Status{pl.Name(): errStatus}
        }
        return pluginStatus; // go: statuses[pl.Name()] = pluginStatus
        // left out (not all filters are asked by default): if !f.runAllFilters {
      }
    }
    return undefined; // go: return statuses @2
  }

  /**
   * The scores of nodes, times the weights of the plugins, by the names of the plugins.
   *
   * @ports pkg/scheduler/framework/runtime/framework.go#frameworkImpl.RunScorePlugins
   */
  runScorePlugins(
    state: CycleState,
    pod: Pod,
    nodeNames: readonly string[],
  ): readonly [scores: ReadonlyMap<string, readonly NodeScore[]>, status: Status | undefined] {
    // left out (metrics): startTime := time.Now()
    // left out (metrics): defer func() {
    const pluginToNodeScores = new Map<string, NodeScore[]>(); // go: pluginToNodeScores := make(
    for (const pl of this.scorePlugins) pluginToNodeScores.set(pl.name, []); // go+: for _, pl := range f.scorePlugins { @1
    // left out (nothing runs at once here): ctx, cancel := context.WithCancel(ctx)
    // left out (nothing runs at once here): errCh := parallelize.NewErrorChannel()

    // go: parallelize.Until(ctx, len(nodes)
    for (const nodeName of nodeNames) {
      // go: for _, pl := range f.scorePlugins { @2
      for (const pl of this.scorePlugins) {
        // left out (named above): nodeName := nodes[index].Name
        const [s, status] = pl.score(state, pod, nodeName); // go: s, status := f.runScorePlugin(
        // go+: if !status.IsSuccess() { @1
        if (!isSuccess(status)) {
          const { message } = asError(status);
          return [
            new Map(),
            asStatus(
              new Error(`running Score plugins: plugin "${pl.name}" failed with: ${message}`),
            ), // go+: if err := errCh.ReceiveError(); err != nil { @1
          ];
        }
        pluginToNodeScores.get(pl.name)?.push({ name: nodeName, score: s }); // go: pluginToNodeScores[pl.Name()][index] = framework.NodeScore{
      }
    }

    // left out (no plugin here normalizes its scores): parallelize.Until(ctx, len(f.scorePlugins) @1
    // left out (no plugin here normalizes its scores): if err := errCh.ReceiveError(); err != nil { @2

    // go: parallelize.Until(ctx, len(f.scorePlugins) @2
    for (const pl of this.scorePlugins) {
      // left out (named above): pl := f.scorePlugins[index] @2
      const { weight } = pl; // go: weight := f.pluginNameToWeightMap[pl.Name()]
      const nodeScoreList = pluginToNodeScores.get(pl.name) ?? []; // go: nodeScoreList := pluginToNodeScores[pl.Name()] @2

      // go: for i, nodeScore := range nodeScoreList {
      for (const [i, { name, score }] of nodeScoreList.entries()) {
        // go+: if nodeScore.Score > framework.MaxNodeScore
        if (score > maxNodeScore || score < 0) {
          const reason =
            `plugin "${pl.name}" returns an invalid score ${score}, ` +
            `it should in the range of [0, ${maxNodeScore}] after normalizing`;
          return [
            new Map(),
            asStatus(new Error(`applying score defaultWeights on Score plugins: ${reason}`)), // go+: if err := errCh.ReceiveError(); err != nil { @3
          ];
        }
        nodeScoreList[i] = { name, score: score * weight }; // go: nodeScoreList[i].Score = nodeScore.Score * int64(weight)
      }
    }
    return [pluginToNodeScores, undefined]; // go: return pluginToNodeScores, nil
  }

  /**
   * Lets the first plugin that wants to bind a pod.
   *
   * @ports pkg/scheduler/framework/runtime/framework.go#frameworkImpl.RunBindPlugins
   */
  *runBindPlugins(state: CycleState, pod: Pod, nodeName: string): Task<Status | undefined> {
    // left out (metrics): startTime := time.Now()
    // left out (metrics): defer func() {
    if (this.bindPlugins.length === 0) return new Status('Skip'); // go+: if len(f.bindPlugins) == 0 {
    let status: Status | undefined;
    // go: for _, bp := range f.bindPlugins {
    for (const bp of this.bindPlugins) {
      status = yield* bp.bind(state, pod, nodeName); // go: status = f.runBindPlugin(
      if (status?.code === 'Skip') continue; // go+: if status != nil && status.Code() == framework.Skip {
      // go: if !status.IsSuccess() {
      if (!isSuccess(status)) {
        const err = asError(status); // go: err := status.AsError()
        // left out (logging): klog.ErrorS(
        // go: return framework.AsStatus(
        return asStatus(
          new Error(`running Bind plugin "${bp.name}": ${err.message}`, { cause: err }),
        );
      }
      return status; // go: return status @1
    }
    return status; // go: return status @2
  }
}
