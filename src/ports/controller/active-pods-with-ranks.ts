import type { Pod, PodPhase } from '../api/pod.ts';
import { afterOrZero } from './after-or-zero.ts';
import { isPodReady } from './is-pod-ready.ts';
import { maxContainerRestarts } from './max-container-restarts.ts';
import { isEqual } from './meta-time.ts';
import { podReadyTime } from './pod-ready-time.ts';

/** Where a phase stands in the order; one that is not here stands with Pending. */
const podPhaseToOrdinal: Partial<Record<PodPhase, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * Pods with a rank each, to be sorted so that those come first that a controller deletes first.
 * `less` is a rule after the other, and the first by which two pods differ decides.
 */
export class ActivePodsWithRanks {
  readonly pods: Pod[];
  /** As long as pods. Of two pods that are alike so far, the one of higher rank goes first. */
  readonly rank: number[];

  constructor(pods: Pod[], rank: number[]) {
    this.pods = pods;
    this.rank = rank;
  }

  /** @ports pkg/controller/controller_utils.go#ActivePodsWithRanks.Len */
  len(): number {
    return this.pods.length; // go: return len(s.Pods)
  }

  /**
   * Swaps two pods, and their ranks with them.
   *
   * @ports pkg/controller/controller_utils.go#ActivePodsWithRanks.Swap
   */
  swap(i: number, j: number): void {
    const { pods, rank } = this;
    [pods[i], pods[j]] = [at(pods, j), at(pods, i)]; // go: s.Pods[i], s.Pods[j] = s.Pods[j], s.Pods[i]
    [rank[i], rank[j]] = [at(rank, j), at(rank, i)]; // go: s.Rank[i], s.Rank[j] = s.Rank[j], s.Rank[i]
  }

  /**
   * Whether the pod at i is to be deleted rather than the one at j.
   *
   * @ports pkg/controller/controller_utils.go#ActivePodsWithRanks.Less
   */
  less(i: number, j: number): boolean {
    const [pod1, pod2] = [at(this.pods, i), at(this.pods, j)];
    const node1 = pod1.spec.nodeName ?? '';
    const node2 = pod2.spec.nodeName ?? '';
    // 1. Without a node before with one.
    // go: if s.Pods[i].Spec.NodeName != s.Pods[j].Spec.NodeName
    if (node1 !== node2 && (node1 === '' || node2 === '')) {
      return node1 === ''; // go: return len(s.Pods[i].Spec.NodeName) == 0
    }
    // 2. Pending before Unknown before Running.
    // go: if podPhaseToOrdinal[s.Pods[i].Status.Phase] !=
    if (ordinal(pod1) !== ordinal(pod2)) {
      return ordinal(pod1) < ordinal(pod2); // go: return podPhaseToOrdinal[s.Pods[i].Status.Phase] <
    }
    // 3. Not ready before ready.
    // go: if podutil.IsPodReady(s.Pods[i]) !=
    if (isPodReady(pod1) !== isPodReady(pod2)) {
      return !isPodReady(pod1); // go: return !podutil.IsPodReady(s.Pods[i])
    }
    // 4. With more ready pods beside it on its node before with fewer: that is the rank.
    const [rank1, rank2] = [at(this.rank, i), at(this.rank, j)];
    // go: if s.Rank[i] != s.Rank[j] {
    if (rank1 !== rank2) {
      return rank1 > rank2; // go: return s.Rank[i] > s.Rank[j]
    }
    // 5. Ready since an unknown time before for a short time before for a long time.
    // go: if podutil.IsPodReady(s.Pods[i]) &&
    if (isPodReady(pod1) && isPodReady(pod2)) {
      const readyTime1 = podReadyTime(pod1); // go: readyTime1 := podReadyTime(s.Pods[i])
      const readyTime2 = podReadyTime(pod2); // go: readyTime2 := podReadyTime(s.Pods[j])
      // go: if !readyTime1.Equal(readyTime2) {
      if (!isEqual(readyTime1, readyTime2)) {
        return afterOrZero(readyTime1, readyTime2); // go: return afterOrZero(readyTime1, readyTime2)
      }
    }
    // 6. With a container of more restarts before fewer.
    // go: if maxContainerRestarts(s.Pods[i]) !=
    if (maxContainerRestarts(pod1) !== maxContainerRestarts(pod2)) {
      return maxContainerRestarts(pod1) > maxContainerRestarts(pod2); // go: return maxContainerRestarts(s.Pods[i]) >
    }
    const created1 = pod1.metadata.creationTimestamp;
    const created2 = pod2.metadata.creationTimestamp;
    // 7. Without a time of creation before newer before older.
    // go: if !s.Pods[i].CreationTimestamp.Equal(
    if (!isEqual(created1, created2)) {
      return afterOrZero(created1, created2); // go: return afterOrZero(&s.Pods[i].CreationTimestamp,
    }
    return false; // go: return false
  }
}

function ordinal({ status }: Pod): number {
  return (status.phase && podPhaseToOrdinal[status.phase]) ?? 0;
}

/** An element of a list; an index outside is an error, as it is in Go. */
function at<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`index ${index} of ${list.length}`);
  return element;
}
