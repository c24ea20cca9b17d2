import type { Pod } from '../api/pod.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import type { SchedulerCache } from './scheduler-cache.ts';

/**
 * Whether a change of a pod is nothing to the scheduler: it has decided for a node already, and
 * only what does not matter changed since, as that the pod got its node.
 *
 * @ports pkg/scheduler/eventhandlers.go#Scheduler.skipPodUpdate
 */
export function skipPodUpdate(
  sched: {
    readonly cache: Pick<SchedulerCache, 'isAssumedPod' | 'getPod'>;
    handleError(error: Error): void;
  },
  pod: Pod,
): boolean {
  const text = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
  const [isAssumed, err] = sched.cache.isAssumedPod(pod); // go: isAssumed, err := sched.SchedulerCache.IsAssumedPod(pod)
  // go: if err != nil { @1
  if (err) {
    sched.handleError(new Error(`failed to check whether pod ${text} is assumed: ${err.message}`)); // go: utilruntime.HandleError(fmt.Errorf("failed to check
    return false; // go: return false @1
  }
  if (!isAssumed) return false; // go+: if !isAssumed {

  const [assumedPod, getErr] = sched.cache.getPod(pod); // go: assumedPod, err := sched.SchedulerCache.GetPod(pod)
  // go: if err != nil { @2
  if (getErr) {
    sched.handleError(new Error(`failed to get assumed pod ${text} from cache: ${getErr.message}`)); // go: utilruntime.HandleError(fmt.Errorf("failed to get
    return false; // go: return false @3
  }

  // go+: f := func(pod *v1.Pod) *v1.Pod {
  const f = ({ metadata, spec, status }: Pod): unknown => ({
    metadata: {
      ...metadata,
      resourceVersion: undefined,
      annotations: undefined,
      finalizers: undefined,
    },
    spec: { ...spec, nodeName: undefined },
    status: { ...status, conditions: undefined },
  });
  const [assumedPodCopy, podCopy] = [f(assumedPod), f(pod)]; // go: assumedPodCopy, podCopy :=
  if (!deepEqual(assumedPodCopy, podCopy)) return false; // go+: if !reflect.DeepEqual(
  // left out (logging): klog.V(3).Infof(
  return true; // go: return true @1
}
