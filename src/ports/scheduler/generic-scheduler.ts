import type { Pod } from '../api/pod.ts';
import type { Runtime } from '../runtime/task.ts';
import type { CycleState } from './cycle-state.ts';
import { errNoNodesAvailable, FitError } from './fit-error.ts';
import type { Framework, NodeScore } from './framework.ts';
import type { NodeInfo } from './node-info.ts';
import type { SchedulerCache } from './scheduler-cache.ts';
import type { Snapshot } from './snapshot.ts';
import { asError, isSuccess, isUnschedulable, type Status } from './status.ts';

/** In so many nodes all are looked at; and when so many were found that fit, it is enough. */
const minFeasibleNodesToFind = 100;

/** Of very many nodes at least so many per cent are looked for. */
const minFeasibleNodesPercentageToFind = 5;

export interface ScheduleResult {
  readonly suggestedHost: string;
  readonly evaluatedNodes: number;
  readonly feasibleNodes: number;
}

type NodeToStatusMap = Map<string, Status>;

/**
 * Decides for a node. Left out are extenders, pods that were nominated for a node (no pod is
 * preempted here), and that nodes are looked at by 16 goroutines at once.
 */
export class GenericScheduler {
  readonly #cache: Pick<SchedulerCache, 'updateSnapshot'>;
  readonly #nodeInfoSnapshot: Snapshot;
  readonly #runtime: Pick<Runtime, 'random'>;
  readonly #percentageOfNodesToScore: number;
  #nextStartNodeIndex = 0;

  /** @param percentageOfNodesToScore 0 to choose by how many nodes there are. */
  constructor(
    runtime: Pick<Runtime, 'random'>,
    cache: Pick<SchedulerCache, 'updateSnapshot'>,
    nodeInfoSnapshot: Snapshot,
    percentageOfNodesToScore = 0,
  ) {
    this.#runtime = runtime;
    this.#cache = cache;
    this.#nodeInfoSnapshot = nodeInfoSnapshot;
    this.#percentageOfNodesToScore = percentageOfNodesToScore;
  }

  /** At which node it begins to look the next time; for a look inside. */
  get nextStartNodeIndex(): number {
    return this.#nextStartNodeIndex;
  }

  /**
   * Decides for a node.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.Schedule
   * @returns A FitError, if the pod fits on none.
   */
  schedule(
    fwk: Framework,
    state: CycleState,
    pod: Pod,
  ):
    | readonly [result: ScheduleResult, error: undefined]
    | readonly [result: undefined, error: Error] {
    // left out (logging): trace := utiltrace.New(
    // left out (logging): defer trace.LogIfLong(
    const snapshotErr = this.#cache.updateSnapshot(this.#nodeInfoSnapshot);
    if (snapshotErr) return [undefined, snapshotErr]; // go+: if err := g.snapshot(); err != nil {
    // left out (logging): trace.Step("Snapshotting
    // go+: if g.nodeInfoSnapshot.NumNodes() == 0 {
    if (this.#nodeInfoSnapshot.numNodes() === 0) {
      return [undefined, errNoNodesAvailable];
    }

    const [feasibleNodes, filteredNodesStatuses, err] = this.findNodesThatFitPod(fwk, state, pod); // go: feasibleNodes, filteredNodesStatuses, err :=
    if (err) return [undefined, err]; // go+: if err != nil { @1
    // left out (logging): trace.Step("Computing
    // go: if len(feasibleNodes) == 0 {
    if (feasibleNodes.length === 0) {
      // go: return result, &FitError{
      return [
        undefined,
        new FitError(pod, this.#nodeInfoSnapshot.numNodes(), filteredNodesStatuses),
      ];
    }

    const [only, second] = feasibleNodes;
    // go: if len(feasibleNodes) == 1 {
    if (only !== undefined && second === undefined) {
      // go: return ScheduleResult{ @1
      return [
        {
          suggestedHost: only,
          evaluatedNodes: 1 + filteredNodesStatuses.size,
          feasibleNodes: 1,
        },
        undefined,
      ];
    }

    const [priorityList, scoreErr] = this.prioritizeNodes(fwk, state, pod, feasibleNodes); // go: priorityList, err := g.prioritizeNodes(
    if (scoreErr) return [undefined, scoreErr]; // go+: if err != nil { @2

    const [host, hostErr] = this.selectHost(priorityList); // go: host, err := g.selectHost(
    // left out (logging): trace.Step("Prioritizing
    if (hostErr) return [undefined, hostErr];
    // go: return ScheduleResult{ @2
    return [
      {
        suggestedHost: host,
        evaluatedNodes: feasibleNodes.length + filteredNodesStatuses.size,
        feasibleNodes: feasibleNodes.length,
      },
      undefined,
    ];
  }

  /**
   * One of the nodes with the highest score, each as likely.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.selectHost
   */
  selectHost(
    nodeScoreList: readonly NodeScore[],
  ): readonly [host: string, error: undefined] | readonly [host: '', error: Error] {
    const [first, ...others] = nodeScoreList;
    // go+: if len(nodeScoreList) == 0 {
    if (!first) {
      return ['', new Error('empty priorityList')];
    }
    let maxScore = first.score; // go: maxScore := nodeScoreList[0].Score
    let selected = first.name; // go: selected := nodeScoreList[0].Name
    let cntOfMaxScore = 1; // go: cntOfMaxScore := 1
    // go: for _, ns := range nodeScoreList[1:] {
    for (const ns of others) {
      // go: if ns.Score > maxScore {
      if (ns.score > maxScore) {
        maxScore = ns.score; // go: maxScore = ns.Score
        selected = ns.name; // go: selected = ns.Name @1
        cntOfMaxScore = 1; // go: cntOfMaxScore = 1
        // go: if ns.Score == maxScore {
      } else if (ns.score === maxScore) {
        cntOfMaxScore++; // go: cntOfMaxScore++
        // go: if rand.Intn(cntOfMaxScore) == 0 {
        if (Math.floor(this.#runtime.random() * cntOfMaxScore) === 0) {
          selected = ns.name; // go: selected = ns.Name @2
        }
      }
    }
    return [selected, undefined]; // go: return selected, nil
  }

  /**
   * After how many nodes that fit it stops to look for more.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.numFeasibleNodesToFind
   */
  numFeasibleNodesToFind(numAllNodes: number): number {
    // go: if numAllNodes < minFeasibleNodesToFind
    if (numAllNodes < minFeasibleNodesToFind || this.#percentageOfNodesToScore >= 100) {
      return numAllNodes; // go: return numAllNodes
    }

    let adaptivePercentage = this.#percentageOfNodesToScore; // go: adaptivePercentage := g.percentageOfNodesToScore
    // go: if adaptivePercentage <= 0 {
    if (adaptivePercentage <= 0) {
      const basePercentageOfNodesToScore = 50; // go: basePercentageOfNodesToScore := int32(50)
      adaptivePercentage = basePercentageOfNodesToScore - Math.trunc(numAllNodes / 125); // go: adaptivePercentage = basePercentageOfNodesToScore - numAllNodes/125
      // go: if adaptivePercentage < minFeasibleNodesPercentageToFind {
      if (adaptivePercentage < minFeasibleNodesPercentageToFind) {
        adaptivePercentage = minFeasibleNodesPercentageToFind; // go: adaptivePercentage = minFeasibleNodesPercentageToFind
      }
    }

    const numNodes = Math.trunc((numAllNodes * adaptivePercentage) / 100); // go: numNodes = numAllNodes * adaptivePercentage / 100
    // go: if numNodes < minFeasibleNodesToFind {
    if (numNodes < minFeasibleNodesToFind) {
      return minFeasibleNodesToFind; // go: return minFeasibleNodesToFind
    }

    return numNodes; // go: return numNodes
  }

  /**
   * The names of the nodes on which a pod fits, and why it does not fit on others.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.findNodesThatFitPod
   */
  findNodesThatFitPod(
    fwk: Framework,
    state: CycleState,
    pod: Pod,
  ): readonly [feasibleNodes: string[], statuses: NodeToStatusMap, error: Error | undefined] {
    const filteredNodesStatuses: NodeToStatusMap = new Map(); // go: filteredNodesStatuses := make(

    const s = fwk.runPreFilterPlugins(state, pod); // go: s := fwk.RunPreFilterPlugins(
    // go: if !s.IsSuccess() {
    if (!isSuccess(s)) {
      if (!isUnschedulable(s)) return [[], new Map(), asError(s)]; // go+: if !s.IsUnschedulable() {
      const allNodes = this.#nodeInfoSnapshot.list(); // go: allNodes, err := g.nodeInfoSnapshot.NodeInfos().List()
      // left out (the list cannot fail): if err != nil { @1
      // go: for _, n := range allNodes {
      for (const n of allNodes) {
        filteredNodesStatuses.set(nameOf(n), s); // go: filteredNodesStatuses[n.Node().Name] = s
      }
      return [[], filteredNodesStatuses, undefined]; // go: return nil, filteredNodesStatuses, nil
    }

    const [feasibleNodes, err] = this.findNodesThatPassFilters(
      fwk,
      state,
      pod,
      filteredNodesStatuses,
    ); // go: feasibleNodes, err := g.findNodesThatPassFilters(
    if (err) return [[], new Map(), err]; // go+: if err != nil { @2
    // left out (there are no extenders): feasibleNodes, err = g.findNodesThatPassExtenders(
    // left out (there are no extenders): if err != nil { @3
    return [feasibleNodes, filteredNodesStatuses, undefined]; // go: return feasibleNodes, filteredNodesStatuses, nil
  }

  /**
   * The names of the nodes on which a pod fits, as many as are asked for. It begins where it ended
   * the last time, and goes round.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.findNodesThatPassFilters
   * @param statuses Gets why the pod does not fit on others.
   */
  findNodesThatPassFilters(
    fwk: Framework,
    state: CycleState,
    pod: Pod,
    statuses: NodeToStatusMap,
  ): readonly [feasibleNodes: string[], error: Error | undefined] {
    const allNodes = this.#nodeInfoSnapshot.list(); // go: allNodes, err := g.nodeInfoSnapshot.NodeInfos().List()
    // left out (the list cannot fail): if err != nil { @1

    const numNodesToFind = this.numFeasibleNodesToFind(allNodes.length); // go: numNodesToFind := g.numFeasibleNodesToFind(
    const feasibleNodes: string[] = []; // go: feasibleNodes := make(
    const nodeAt = (i: number): NodeInfo | undefined =>
      allNodes[(this.#nextStartNodeIndex + i) % allNodes.length];

    // go: if !fwk.HasFilterPlugins() {
    if (fwk.filterPlugins.length === 0) {
      const { length } = allNodes; // go: length := len(allNodes)
      // go: for i := range feasibleNodes {
      for (let i = 0; i < numNodesToFind; i++) {
        feasibleNodes.push(nameOf(nodeAt(i))); // go: feasibleNodes[i] = allNodes[
      }
      this.#nextStartNodeIndex = (this.#nextStartNodeIndex + feasibleNodes.length) % length; // go: g.nextStartNodeIndex = (g.nextStartNodeIndex + len(
      return [feasibleNodes, undefined]; // go: return feasibleNodes, nil @1
    }

    let failed: Error | undefined; // go: errCh := parallelize.NewErrorChannel()
    // left out (nothing runs at once here): var statusesLock sync.Mutex
    // left out (the list knows its length): var feasibleNodesLen int32
    let cancelled = false as boolean; // go: ctx, cancel := context.WithCancel(ctx)
    // go: checkNode := func(i int) {
    const checkNode = (i: number): void => {
      const nodeInfo = nodeAt(i); // go: nodeInfo := allNodes[(g.nextStartNodeIndex+i)%len(allNodes)]
      if (!nodeInfo) return;
      const [fits, status, err] = podPassesFiltersOnNode(fwk, state, pod, nodeInfo); // go: fits, status, err := PodPassesFiltersOnNode(
      // go: if err != nil { @2
      if (err) {
        failed ??= err; // go: errCh.SendErrorWithCancel(
        cancelled = true;
        return; // go: return @3
      }
      // go: if fits {
      if (fits) {
        // left out (the list knows its length): length := atomic.AddInt32(&feasibleNodesLen, 1)
        // go: if length > numNodesToFind {
        if (feasibleNodes.length + 1 > numNodesToFind) {
          // One more than was asked for shows that it can stop.
          cancelled = true; // go: cancel()
          // left out (it was not added): atomic.AddInt32(&feasibleNodesLen, -1)
        } else {
          feasibleNodes.push(nameOf(nodeInfo)); // go: feasibleNodes[length-1] = nodeInfo.Node()
        }
        // go: if !status.IsSuccess() {
      } else if (!isSuccess(status)) {
        // left out (locking): statusesLock.Lock()
        statuses.set(nameOf(nodeInfo), status); // go: statuses[nodeInfo.Node().Name] = status
        // left out (locking): statusesLock.Unlock()
      }
    };

    // left out (metrics): beginCheckNode := time.Now()
    // left out (metrics): statusCode := framework.Success
    // left out (metrics): defer func() {

    for (let i = 0; i < allNodes.length && !cancelled; i++) checkNode(i); // go: parallelize.Until(
    const processedNodes = feasibleNodes.length + statuses.size; // go: processedNodes := int(feasibleNodesLen)
    this.#nextStartNodeIndex = (this.#nextStartNodeIndex + processedNodes) % allNodes.length; // go: g.nextStartNodeIndex = (g.nextStartNodeIndex + processedNodes)

    // left out (the list knows its length): feasibleNodes = feasibleNodes[:feasibleNodesLen]
    if (failed) return [[], failed]; // go+: if err := errCh.ReceiveError(); err != nil {
    return [feasibleNodes, undefined]; // go: return feasibleNodes, nil @2
  }

  /**
   * The scores of nodes: the sum over the plugins.
   *
   * @ports pkg/scheduler/core/generic_scheduler.go#genericScheduler.prioritizeNodes
   */
  prioritizeNodes(
    fwk: Framework,
    state: CycleState,
    pod: Pod,
    nodes: readonly string[],
  ): readonly [scores: NodeScore[], error: Error | undefined] {
    // go: if len(g.extenders) == 0 && !fwk.HasScorePlugins() {
    if (fwk.scorePlugins.length === 0) {
      const result: NodeScore[] = []; // go: result := make(framework.NodeScoreList, 0, len(nodes)) @1
      // go: for i := range nodes { @1
      for (const name of nodes) {
        result.push({ name, score: 1 }); // go: result = append(result, framework.NodeScore{ @1
      }
      return [result, undefined]; // go: return result, nil @1
    }

    // left out (no plugin here prepares scores): preScoreStatus := fwk.RunPreScorePlugins(
    // left out (no plugin here prepares scores): if !preScoreStatus.IsSuccess() {

    const [scoresMap, scoreStatus] = fwk.runScorePlugins(state, pod, nodes); // go: scoresMap, scoreStatus := fwk.RunScorePlugins(
    if (!isSuccess(scoreStatus)) return [[], asError(scoreStatus)]; // go+: if !scoreStatus.IsSuccess() {

    // left out (logging): if klog.V(10).Enabled() { @1

    const result: NodeScore[] = []; // go: result := make(framework.NodeScoreList, 0, len(nodes)) @2
    // go: for i := range nodes { @2
    for (const [i, name] of nodes.entries()) {
      let score = 0; // go: result = append(result, framework.NodeScore{ @2
      // go: for j := range scoresMap {
      for (const scores of scoresMap.values()) {
        score += scores[i]?.score ?? 0; // go: result[i].Score += scoresMap[j][i].Score
      }
      result.push({ name, score });
    }

    // left out (there are no extenders): if len(g.extenders) != 0 && nodes != nil {
    // left out (logging): if klog.V(10).Enabled() { @3
    return [result, undefined]; // go: return result, nil @2
  }
}

/**
 * Whether a pod fits on a node. Go asks a second time if pods are nominated for the node.
 *
 * @ports pkg/scheduler/core/generic_scheduler.go#PodPassesFiltersOnNode
 */
function podPassesFiltersOnNode(
  fwk: Framework,
  state: CycleState,
  pod: Pod,
  info: NodeInfo,
): readonly [fits: boolean, status: Status | undefined, error: Error | undefined] {
  // left out (declared below): var status *framework.Status
  // left out (no pod is nominated here): podsAdded := false
  // go: for i := 0; i < 2; i++ {
  // left out (no pod is nominated here): stateToUse := state
  // left out (no pod is nominated here): nodeInfoToUse := info
  // left out (no pod is nominated here): if i == 0 {
  const status = fwk.runFilterPlugins(state, pod, info); // go: statusMap := ph.RunFilterPlugins(
  // left out (there is one status at most): status = statusMap.Merge()
  if (!isSuccess(status) && !isUnschedulable(status)) return [false, status, asError(status)]; // go+: if !status.IsSuccess() && !status.IsUnschedulable() {
  return [isSuccess(status), status, undefined]; // go: return status.IsSuccess(), status, nil
}

const nameOf = (info: NodeInfo | undefined): string => info?.node?.metadata.name ?? '';
