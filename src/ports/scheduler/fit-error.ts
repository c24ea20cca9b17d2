import type { Pod } from '../api/pod.ts';
import type { Status } from './status.ts';

/** A pod fits on no node. */
export class FitError extends Error {
  readonly pod: Pod;
  readonly numAllNodes: number;
  /** Why not, by the names of the nodes. */
  readonly filteredNodesStatuses: ReadonlyMap<string, Status>;

  constructor(pod: Pod, numAllNodes: number, filteredNodesStatuses: ReadonlyMap<string, Status>) {
    super(fitErrorMessage(numAllNodes, filteredNodesStatuses));
    this.name = 'FitError';
    this.pod = pod;
    this.numAllNodes = numAllNodes;
    this.filteredNodesStatuses = filteredNodesStatuses;
  }
}

/**
 * How many nodes say no for which reason, sorted as text.
 *
 * @ports pkg/scheduler/core/generic_scheduler.go#FitError.Error
 */
export function fitErrorMessage(
  numAllNodes: number,
  filteredNodesStatuses: ReadonlyMap<string, Status>,
): string {
  const reasons = new Map<string, number>(); // go: reasons := make(map[string]int)
  // go: for _, status := range f.FilteredNodesStatuses {
  for (const status of filteredNodesStatuses.values()) {
    // go: for _, reason := range status.Reasons() {
    for (const reason of status.reasons) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1); // go: reasons[reason]++
    }
  }
  // go+: sortReasonsHistogram := func() []string {
  const reasonStrings = [...reasons].map(([k, v]) => `${v} ${k}`).sort();
  const reasonMsg = `0/${numAllNodes} nodes are available: ${reasonStrings.join(', ')}.`; // go: reasonMsg := fmt.Sprintf(
  return reasonMsg; // go: return reasonMsg
}

/** There are no nodes at all. */
export const errNoNodesAvailable = new Error('no nodes available to schedule pods');
