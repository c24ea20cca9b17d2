import type { Node } from '../api/node.ts';
import type { Pod } from '../api/pod.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import type { PriorityQueue } from './priority-queue.ts';
import type { SchedulerCache } from './scheduler-cache.ts';
import { skipPodUpdate } from './skip-pod-update.ts';

/**
 * What the scheduler does when informers tell it of pods and nodes. What Go hears of volumes,
 * services and storage classes is left out, and that a deletion was missed: the informer gives the
 * last known object.
 */
export class EventHandlers {
  readonly cache: SchedulerCache;
  readonly #queue: PriorityQueue;
  /** Names of schedulers. */
  readonly #profiles: Pick<ReadonlySet<string>, 'has'>;
  readonly handleError: (error: Error) => void;

  constructor(sched: {
    readonly cache: SchedulerCache;
    readonly queue: PriorityQueue;
    readonly profiles: Pick<ReadonlySet<string>, 'has'>;
    handleError(error: Error): void;
  }) {
    this.cache = sched.cache;
    this.#queue = sched.queue;
    this.#profiles = sched.profiles;
    this.handleError = (error) => {
      sched.handleError(error);
    };
  }

  /** Which pods go to the cache, to the handlers of pods in the cache. */
  isForCache(pod: Pod): boolean {
    return assignedPod(pod);
  }

  /** Which pods go to the queue, to the handlers of pods in the queue. */
  isForQueue(pod: Pod): boolean {
    return !assignedPod(pod) && responsibleForPod(pod, this.#profiles);
  }

  /**
   * There is a new node: pods may fit now.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.addNodeToCache
   */
  addNodeToCache(node: Node): void {
    // left out (the type is known): node, ok := obj.(*v1.Node)
    // left out (the type is known): if !ok {
    this.cache.addNode(node); // go+: if err := sched.SchedulerCache.AddNode(node); err != nil {
    // left out (logging): klog.V(3).Infof(
    this.#queue.moveAllToActiveOrBackoffQueue(); // go: sched.SchedulingQueue.MoveAllToActiveOrBackoffQueue(
  }

  /**
   * A node changed: pods may fit now, if it did so in a way that matters.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.updateNodeInCache
   */
  updateNodeInCache(oldNode: Node, newNode: Node): void {
    // left out (the type is known): oldNode, ok := oldObj.(*v1.Node)
    // left out (the type is known): if !ok { @1
    // left out (the type is known): newNode, ok := newObj.(*v1.Node)
    // left out (the type is known): if !ok { @2
    this.cache.updateNode(oldNode, newNode); // go+: if err := sched.SchedulerCache.UpdateNode(

    // With no pod to move it is still noted that something changed, for the one that is being tried.
    // go: if sched.SchedulingQueue.NumUnschedulablePods() == 0 {
    if (this.#queue.numUnschedulablePods() === 0) {
      this.#queue.moveAllToActiveOrBackoffQueue(); // go: sched.SchedulingQueue.MoveAllToActiveOrBackoffQueue(queue.Unknown)
      // go: if event := nodeSchedulingPropertiesChange(newNode, oldNode); event != "" {
    } else if (nodeSchedulingPropertiesChange(newNode, oldNode) !== '') {
      this.#queue.moveAllToActiveOrBackoffQueue(); // go: sched.SchedulingQueue.MoveAllToActiveOrBackoffQueue(event)
    }
  }

  /**
   * A node is gone.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.deleteNodeFromCache
   */
  deleteNodeFromCache(node: Node): void {
    // left out (the type is known): var node *v1.Node
    // left out (the type is known): switch t := obj.(type) {
    // left out (logging): klog.V(3).Infof(
    this.cache.removeNode(node); // go+: if err := sched.SchedulerCache.RemoveNode(node); err != nil {
  }

  /**
   * There is a new pod without a node.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.addPodToSchedulingQueue
   */
  addPodToSchedulingQueue(pod: Pod): void {
    // left out (the type is known): pod := obj.(*v1.Pod)
    // left out (logging): klog.V(3).Infof(
    this.#queue.add(pod); // go+: if err := sched.SchedulingQueue.Add(pod); err != nil {
  }

  /**
   * A pod without a node changed.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.updatePodInSchedulingQueue
   */
  updatePodInSchedulingQueue(oldPod: Pod, newPod: Pod): void {
    // left out (the type is known): oldPod, newPod := oldObj.(*v1.Pod)
    if (oldPod.metadata.resourceVersion === newPod.metadata.resourceVersion) return; // go+: if oldPod.ResourceVersion == newPod.ResourceVersion {
    if (skipPodUpdate(this, newPod)) return; // go+: if sched.skipPodUpdate(newPod) {
    this.#queue.update(oldPod, newPod); // go+: if err := sched.SchedulingQueue.Update(
  }

  /**
   * A pod without a node is gone, or has got a node.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.deletePodFromSchedulingQueue
   */
  deletePodFromSchedulingQueue(pod: Pod): void {
    // left out (the type is known): var pod *v1.Pod
    // left out (the type is known): switch t := obj.(type) {
    // left out (logging): klog.V(3).Infof(
    this.#queue.delete(pod); // go+: if err := sched.SchedulingQueue.Delete(pod); err != nil {
    // left out (no plugin here lets pods wait): fwk, err := sched.frameworkForPod(pod)
    // left out (no plugin here lets pods wait): if err != nil {
    // left out (no plugin here lets pods wait): fwk.RejectWaitingPod(
  }

  /**
   * There is a pod on a node: mostly one that the scheduler has bound itself.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.addPodToCache
   */
  addPodToCache(pod: Pod): void {
    // left out (the type is known): pod, ok := obj.(*v1.Pod)
    // left out (the type is known): if !ok {
    // left out (logging): klog.V(3).Infof(
    this.cache.addPod(pod); // go+: if err := sched.SchedulerCache.AddPod(pod); err != nil {
    this.#queue.assignedPodAdded(); // go: sched.SchedulingQueue.AssignedPodAdded(pod)
  }

  /**
   * A pod on a node changed.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.updatePodInCache
   */
  updatePodInCache(oldPod: Pod, newPod: Pod): void {
    // left out (the type is known): oldPod, ok := oldObj.(*v1.Pod)
    // left out (the type is known): if !ok { @1
    // left out (the type is known): newPod, ok := newObj.(*v1.Pod)
    // left out (the type is known): if !ok { @2
    // go: if oldPod.UID != newPod.UID {
    if (oldPod.metadata.uid !== newPod.metadata.uid) {
      this.deletePodFromCache(oldPod); // go: sched.deletePodFromCache(oldObj)
      this.addPodToCache(newPod); // go: sched.addPodToCache(newObj)
      return; // go: return @3
    }
    this.cache.updatePod(oldPod, newPod); // go+: if err := sched.SchedulerCache.UpdatePod(
    this.#queue.assignedPodUpdated(); // go: sched.SchedulingQueue.AssignedPodUpdated(newPod)
  }

  /**
   * A pod on a node is gone: others may fit now.
   *
   * @ports pkg/scheduler/eventhandlers.go#Scheduler.deletePodFromCache
   */
  deletePodFromCache(pod: Pod): void {
    // left out (the type is known): var pod *v1.Pod
    // left out (the type is known): switch t := obj.(type) {
    // left out (logging): klog.V(3).Infof(
    this.cache.removePod(pod); // go+: if err := sched.SchedulerCache.RemovePod(pod); err != nil {
    this.#queue.moveAllToActiveOrBackoffQueue(); // go: sched.SchedulingQueue.MoveAllToActiveOrBackoffQueue(
  }
}

/**
 * Whether a pod has a node.
 *
 * @ports pkg/scheduler/eventhandlers.go#assignedPod
 */
export function assignedPod(pod: Pod): boolean {
  return (pod.spec.nodeName ?? '').length !== 0; // go: return len(pod.Spec.NodeName) != 0
}

/**
 * Whether a pod asks for a scheduler that this one is.
 *
 * @ports pkg/scheduler/eventhandlers.go#responsibleForPod
 */
export function responsibleForPod(pod: Pod, profiles: Pick<ReadonlySet<string>, 'has'>): boolean {
  return profiles.has(pod.spec.schedulerName ?? ''); // go: return profiles.HandlesSchedulerName(
}

/**
 * What changed of a node that may make pods fit; empty if nothing.
 *
 * @ports pkg/scheduler/eventhandlers.go#nodeSchedulingPropertiesChange
 */
export function nodeSchedulingPropertiesChange(newNode: Node, oldNode: Node): string {
  if (nodeSpecUnschedulableChanged(newNode, oldNode)) return 'NodeSpecUnschedulableChange'; // go+: if nodeSpecUnschedulableChanged(
  // go+: if nodeAllocatableChanged(
  if (!deepEqual(oldNode.status.allocatable, newNode.status.allocatable)) {
    return 'NodeAllocatableChange';
  }
  if (!deepEqual(oldNode.metadata.labels, newNode.metadata.labels)) return 'NodeLabelChange'; // go+: if nodeLabelsChanged(
  if (!deepEqual(newNode.spec.taints, oldNode.spec.taints)) return 'NodeTaintChange'; // go+: if nodeTaintsChanged(
  if (nodeConditionsChanged(newNode, oldNode)) return 'NodeConditionChange'; // go+: if nodeConditionsChanged(
  return ''; // go: return ""
}

/**
 * Whether a condition has another status.
 *
 * @ports pkg/scheduler/eventhandlers.go#nodeConditionsChanged
 */
function nodeConditionsChanged(newNode: Node, oldNode: Node): boolean {
  // go+: strip := func(
  const strip = (conditions: Node['status']['conditions']): unknown =>
    Object.fromEntries((conditions ?? []).map(({ type, status }) => [type, status]));
  return !deepEqual(strip(oldNode.status.conditions), strip(newNode.status.conditions)); // go: return !reflect.DeepEqual(
}

/**
 * Whether a node takes pods again.
 *
 * @ports pkg/scheduler/eventhandlers.go#nodeSpecUnschedulableChanged
 */
function nodeSpecUnschedulableChanged(newNode: Node, oldNode: Node): boolean {
  return oldNode.spec.unschedulable === true && newNode.spec.unschedulable !== true; // go: return newNode.Spec.Unschedulable != oldNode.Spec.Unschedulable
}
