import type { Pod } from '../api/pod.ts';
import { keyFunc } from '../controller/key-func.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { Heap } from './heap.ts';
import { isPodUpdated } from './is-pod-updated.ts';
import { NominatedPodMap } from './nominated-pod-map.ts';
import type { QueuedPodInfo } from './queued-pod-info.ts';
import { UnschedulablePodsMap } from './unschedulable-pods-map.ts';

/** So many milliseconds a pod stays among the unschedulable before it is tried again anyway. */
const unschedulableQTimeInterval = 60_000;

const queueClosed = 'scheduling queue is closed';

/** Milliseconds for which a pod is kept back after its first failure, and at most. */
export const defaultPodInitialBackoffDuration = 1_000;
export const defaultPodMaxBackoffDuration = 10_000;

/** What can be said about a queue when it is made; durations are milliseconds. */
export interface PriorityQueueOptions {
  readonly podInitialBackoffDuration?: number;
  readonly podMaxBackoffDuration?: number;
  readonly podNominator?: NominatedPodMap;
}

/**
 * The pods that wait to be scheduled, in three queues: those to be tried now, those that failed and
 * are kept back for a while, and those that failed and wait for the cluster to change.
 */
export class PriorityQueue {
  readonly podNominator: NominatedPodMap;
  readonly podInitialBackoffDuration: number;
  readonly podMaxBackoffDuration: number;
  readonly activeQ: Heap<QueuedPodInfo>;
  readonly podBackoffQ: Heap<QueuedPodInfo>;
  readonly unschedulableQ = new UnschedulablePodsMap();
  /** How many pods were popped. */
  #schedulingCycle = 0;
  /** The cycle in which pods were moved the last time: what it tries and fails is tried again soon. */
  #moveRequestCycle = -1;
  #closed = false;
  readonly #runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>;

  /**
   * An empty queue.
   *
   * @param lessFn Whether a pod is tried before another.
   */
  constructor(
    runtime: Pick<Runtime, 'go' | 'now' | 'sleep'>,
    lessFn: (podInfo1: QueuedPodInfo, podInfo2: QueuedPodInfo) => boolean,
    options: PriorityQueueOptions = {},
  ) {
    this.#runtime = runtime;
    this.podNominator = options.podNominator ?? new NominatedPodMap();
    this.podInitialBackoffDuration =
      options.podInitialBackoffDuration ?? defaultPodInitialBackoffDuration;
    this.podMaxBackoffDuration = options.podMaxBackoffDuration ?? defaultPodMaxBackoffDuration;
    this.activeQ = new Heap(podInfoKeyFunc, lessFn);
    this.podBackoffQ = new Heap(podInfoKeyFunc, (podInfo1, podInfo2) =>
      this.podsCompareBackoffCompleted(podInfo1, podInfo2),
    );
  }

  /** The last cycle in which pods were moved, -1 before; for a look inside. */
  get moveRequestCycle(): number {
    return this.#moveRequestCycle;
  }

  /**
   * Starts the tasks that let pods go on when their time has come.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Run
   */
  run(): void {
    // go: go wait.Until(p.flushBackoffQCompleted
    this.#runtime.go(
      () =>
        this.#until(() => {
          this.flushBackoffQCompleted();
        }, 1_000),
      'flushBackoffQCompleted',
    );
    // go: go wait.Until(p.flushUnschedulableQLeftover
    this.#runtime.go(
      () =>
        this.#until(() => {
          this.flushUnschedulableQLeftover();
        }, 30_000),
      'flushUnschedulableQLeftover',
    );
  }

  /**
   * Takes in a new pod, to be tried now.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Add
   */
  add(pod: Pod): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    const pInfo = this.newQueuedPodInfo(pod); // go: pInfo := p.newQueuedPodInfo(pod)
    this.activeQ.add(pInfo); // go+: if err := p.activeQ.Add(pInfo); err != nil {
    // go: if p.unschedulableQ.get(pod) != nil {
    if (this.unschedulableQ.get(pod)) {
      // left out (logging): klog.Errorf("Error: pod %v is already in the unschedulable queue."
      this.unschedulableQ.delete(pod); // go: p.unschedulableQ.delete(pod)
    }
    this.podBackoffQ.delete(pInfo); // go+: if err := p.podBackoffQ.Delete(pInfo); err == nil {
    // left out (metrics): metrics.SchedulerQueueIncomingPods
    this.podNominator.addNominatedPod(pod, ''); // go: p.PodNominator.AddNominatedPod(pod, "")
    // left out (the scheduler sees that a waiting pop can go on): p.cond.Broadcast()
    // left out (it cannot fail): return nil
  }

  /**
   * Whether a pod is still kept back after its last failure.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.isPodBackingoff
   */
  isPodBackingoff(podInfo: QueuedPodInfo): boolean {
    const boTime = this.getBackoffTime(podInfo); // go: boTime := p.getBackoffTime(podInfo)
    return boTime > this.#runtime.now(); // go: return boTime.After(p.clock.Now())
  }

  /**
   * The number of the cycle: how many pods were popped.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.SchedulingCycle
   */
  schedulingCycle(): number {
    // left out (locking): p.lock.RLock()
    // left out (locking): defer p.lock.RUnlock()
    return this.#schedulingCycle; // go: return p.schedulingCycle
  }

  /**
   * Takes a pod back that could not be scheduled, unless it is there already.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.AddUnschedulableIfNotPresent
   * @param podSchedulingCycle The cycle in which it was tried. If pods were moved since, it may fit
   *   now, and is only kept back for a while.
   */
  addUnschedulableIfNotPresent(
    pInfo: QueuedPodInfo,
    podSchedulingCycle: number,
  ): Error | undefined {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    const { pod } = pInfo; // go: pod := pInfo.Pod
    // go: if p.unschedulableQ.get(pod) != nil {
    if (this.unschedulableQ.get(pod)) {
      return new Error(`pod: ${nsNameForPod(pod)} is already present in unschedulable queue`); // go: return fmt.Errorf("pod: %v is already present in unschedulable queue"
    }

    pInfo.timestamp = this.#runtime.now(); // go: pInfo.Timestamp = p.clock.Now()
    // go: if _, exists, _ := p.activeQ.Get(pInfo); exists {
    if (this.activeQ.get(pInfo)) {
      return new Error(`pod: ${nsNameForPod(pod)} is already present in the active queue`); // go: return fmt.Errorf("pod: %v is already present in the active queue"
    }
    // go: if _, exists, _ := p.podBackoffQ.Get(pInfo); exists {
    if (this.podBackoffQ.get(pInfo)) {
      return new Error(`pod ${nsNameForPod(pod)} is already present in the backoff queue`); // go: return fmt.Errorf("pod %v is already present in the backoff queue"
    }

    // go: if p.moveRequestCycle >= podSchedulingCycle {
    if (this.#moveRequestCycle >= podSchedulingCycle) {
      this.podBackoffQ.add(pInfo); // go+: if err := p.podBackoffQ.Add(pInfo); err != nil {
      // left out (metrics): metrics.SchedulerQueueIncomingPods.WithLabelValues("backoff"
    } else {
      this.unschedulableQ.addOrUpdate(pInfo); // go: p.unschedulableQ.addOrUpdate(pInfo)
      // left out (metrics): metrics.SchedulerQueueIncomingPods.WithLabelValues("unschedulable"
    }

    this.podNominator.addNominatedPod(pod, ''); // go: p.PodNominator.AddNominatedPod(pod, "")
    return undefined; // go: return nil
  }

  /**
   * Lets the pods be tried that were kept back long enough.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.flushBackoffQCompleted
   */
  flushBackoffQCompleted(): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    // go: for {
    for (;;) {
      const rawPodInfo = this.podBackoffQ.peek(); // go: rawPodInfo := p.podBackoffQ.Peek()
      if (!rawPodInfo) return; // go+: if rawPodInfo == nil {
      // left out (for the log only): pod := rawPodInfo.(*framework.QueuedPodInfo).Pod
      const boTime = this.getBackoffTime(rawPodInfo); // go: boTime := p.getBackoffTime(
      if (boTime > this.#runtime.now()) return; // go+: if boTime.After(p.clock.Now()) {
      this.podBackoffQ.pop(); // go: _, err := p.podBackoffQ.Pop()
      // left out (what was peeked can be popped): if err != nil {
      this.activeQ.add(rawPodInfo); // go: p.activeQ.Add(rawPodInfo)
      // left out (metrics): metrics.SchedulerQueueIncomingPods
      // left out (the scheduler sees that a waiting pop can go on): defer p.cond.Broadcast()
    }
  }

  /**
   * Moves the pods that were unschedulable for longer than a minute.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.flushUnschedulableQLeftover
   */
  flushUnschedulableQLeftover(): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    const podsToMove: QueuedPodInfo[] = []; // go: var podsToMove []*framework.QueuedPodInfo
    const currentTime = this.#runtime.now(); // go: currentTime := p.clock.Now()
    // go: for _, pInfo := range p.unschedulableQ.podInfoMap {
    for (const pInfo of this.unschedulableQ.podInfoMap.values()) {
      const lastScheduleTime = pInfo.timestamp; // go: lastScheduleTime := pInfo.Timestamp
      // go: if currentTime.Sub(lastScheduleTime) > unschedulableQTimeInterval {
      if (currentTime - lastScheduleTime > unschedulableQTimeInterval) {
        podsToMove.push(pInfo); // go: podsToMove = append(
      }
    }
    // go: if len(podsToMove) > 0 {
    if (podsToMove.length > 0) {
      this.movePodsToActiveOrBackoffQueue(podsToMove); // go: p.movePodsToActiveOrBackoffQueue(
    }
  }

  /**
   * Takes out the pod to be tried next, and waits until there is one.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Pop
   * @returns An error when the queue was closed and there is none.
   */
  *pop(): Task<
    readonly [pInfo: QueuedPodInfo, error: undefined] | readonly [pInfo: undefined, error: Error]
  > {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    // go: for p.activeQ.Len() == 0 {
    while (this.activeQ.len() === 0) {
      if (this.#closed) return [undefined, new Error(queueClosed)]; // go+: if p.closed {
      yield () => this.activeQ.len() > 0 || this.#closed; // go: p.cond.Wait()
    }
    const pInfo = this.activeQ.pop(); // go: obj, err := p.activeQ.Pop()
    // left out (it is not empty): if err != nil {
    // left out (the type is known): pInfo := obj.(*framework.QueuedPodInfo)
    pInfo.attempts++; // go: pInfo.Attempts++
    this.#schedulingCycle++; // go: p.schedulingCycle++
    return [pInfo, undefined]; // go: return pInfo, err
  }

  /**
   * Takes in a change of a pod. One that is kept back, or that fit nowhere and changed in what
   * could make it fit, is tried now.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Update
   */
  update(oldPod: Pod | undefined, newPod: Pod): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    // go: if oldPod != nil {
    if (oldPod) {
      const oldKey = newQueuedPodInfoNoTimestamp(oldPod); // go: oldPodInfo := newQueuedPodInfoNoTimestamp(oldPod)
      const activePodInfo = this.activeQ.get(oldKey);
      // go: if oldPodInfo, exists, _ := p.activeQ.Get(oldPodInfo); exists {
      if (activePodInfo) {
        this.podNominator.updateNominatedPod(oldPod, newPod); // go: p.PodNominator.UpdateNominatedPod(oldPod, newPod) @1
        this.activeQ.update(updatePod(activePodInfo, newPod)); // go: err := p.activeQ.Update(
        return; // go: return err @1
      }

      const oldPodInfo = this.podBackoffQ.get(oldKey);
      // go: if oldPodInfo, exists, _ := p.podBackoffQ.Get(oldPodInfo); exists {
      if (oldPodInfo) {
        this.podNominator.updateNominatedPod(oldPod, newPod); // go: p.PodNominator.UpdateNominatedPod(oldPod, newPod) @2
        this.podBackoffQ.delete(oldPodInfo); // go: p.podBackoffQ.Delete(oldPodInfo)
        this.activeQ.add(updatePod(oldPodInfo, newPod)); // go: err := p.activeQ.Add(updatePod(oldPodInfo, newPod))
        // left out (the scheduler sees that a waiting pop can go on): if err == nil { @1
        return; // go: return err @2
      }
    }

    const usPodInfo = this.unschedulableQ.get(newPod);
    // go: if usPodInfo := p.unschedulableQ.get(newPod); usPodInfo != nil {
    if (usPodInfo) {
      this.podNominator.updateNominatedPod(oldPod, newPod); // go: p.PodNominator.UpdateNominatedPod(oldPod, newPod) @3
      // go: if isPodUpdated(oldPod, newPod) {
      if (!oldPod || isPodUpdated(oldPod, newPod)) {
        this.unschedulableQ.delete(usPodInfo.pod); // go: p.unschedulableQ.delete(usPodInfo.Pod)
        this.activeQ.add(updatePod(usPodInfo, newPod)); // go: err := p.activeQ.Add(updatePod(usPodInfo, newPod))
        // left out (the scheduler sees that a waiting pop can go on): if err == nil { @2
        return; // go: return err @3
      }
      this.unschedulableQ.addOrUpdate(updatePod(usPodInfo, newPod)); // go: p.unschedulableQ.addOrUpdate(
      return; // go: return nil
    }
    this.activeQ.add(this.newQueuedPodInfo(newPod)); // go: err := p.activeQ.Add(p.newQueuedPodInfo(newPod))
    // go: if err == nil { @3
    this.podNominator.addNominatedPod(newPod, ''); // go: p.PodNominator.AddNominatedPod(newPod, "")
    // left out (the scheduler sees that a waiting pop can go on): p.cond.Broadcast() @3
    // left out (it cannot fail): return err @4
  }

  /**
   * Takes a pod out, wherever it is.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Delete
   */
  delete(pod: Pod): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    this.podNominator.deleteNominatedPodIfExists(pod); // go: p.PodNominator.DeleteNominatedPodIfExists(pod)
    const err = this.activeQ.delete(newQueuedPodInfoNoTimestamp(pod)); // go: err := p.activeQ.Delete(
    // go: if err != nil {
    if (err) {
      this.podBackoffQ.delete(newQueuedPodInfoNoTimestamp(pod)); // go: p.podBackoffQ.Delete(
      this.unschedulableQ.delete(pod); // go: p.unschedulableQ.delete(pod)
    }
    // left out (it cannot fail): return nil
  }

  /**
   * A pod came to a node: pods that want to be near it may fit now. None in the simulated cluster
   * does, but even so what is being tried is kept back only for a while, if it fails.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.AssignedPodAdded
   */
  assignedPodAdded(): void {
    // left out (locking): p.lock.Lock()
    this.movePodsToActiveOrBackoffQueue(this.getUnschedulablePodsWithMatchingAffinityTerm()); // go: p.movePodsToActiveOrBackoffQueue(
    // left out (locking): p.lock.Unlock()
  }

  /**
   * A pod on a node changed: pods that want to be near it may fit now.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.AssignedPodUpdated
   */
  assignedPodUpdated(): void {
    // left out (locking): p.lock.Lock()
    this.movePodsToActiveOrBackoffQueue(this.getUnschedulablePodsWithMatchingAffinityTerm()); // go: p.movePodsToActiveOrBackoffQueue(
    // left out (locking): p.lock.Unlock()
  }

  /**
   * Something changed that may make any pod fit: all are tried again, at once or when they were
   * kept back long enough. Go takes them in any order, which the heaps do not show.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.MoveAllToActiveOrBackoffQueue
   */
  moveAllToActiveOrBackoffQueue(): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    const unschedulablePods: QueuedPodInfo[] = []; // go: unschedulablePods := make(
    // go: for _, pInfo := range p.unschedulableQ.podInfoMap {
    for (const pInfo of this.unschedulableQ.podInfoMap.values()) {
      unschedulablePods.push(pInfo); // go: unschedulablePods = append(
    }
    this.movePodsToActiveOrBackoffQueue(unschedulablePods); // go: p.movePodsToActiveOrBackoffQueue(
  }

  /**
   * Moves pods that were unschedulable.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.movePodsToActiveOrBackoffQueue
   */
  movePodsToActiveOrBackoffQueue(podInfoList: readonly QueuedPodInfo[]): void {
    // go: for _, pInfo := range podInfoList {
    for (const pInfo of podInfoList) {
      const { pod } = pInfo; // go: pod := pInfo.Pod
      // go: if p.isPodBackingoff(pInfo) {
      if (this.isPodBackingoff(pInfo)) {
        this.podBackoffQ.add(pInfo); // go: if err := p.podBackoffQ.Add(pInfo); err != nil {
        // left out (it cannot fail): klog.Errorf("Error adding pod %v to the backoff queue
        // left out (metrics): metrics.SchedulerQueueIncomingPods.WithLabelValues("backoff"
        this.unschedulableQ.delete(pod); // go: p.unschedulableQ.delete(pod) @1
      } else {
        this.activeQ.add(pInfo); // go: if err := p.activeQ.Add(pInfo); err != nil {
        // left out (it cannot fail): klog.Errorf("Error adding pod %v to the scheduling queue
        // left out (metrics): metrics.SchedulerQueueIncomingPods.WithLabelValues("active"
        this.unschedulableQ.delete(pod); // go: p.unschedulableQ.delete(pod) @2
      }
    }
    this.#moveRequestCycle = this.#schedulingCycle; // go: p.moveRequestCycle = p.schedulingCycle
    // left out (the scheduler sees that a waiting pop can go on): p.cond.Broadcast()
  }

  /**
   * The unschedulable pods that want to be near a pod.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.getUnschedulablePodsWithMatchingAffinityTerm
   */
  getUnschedulablePodsWithMatchingAffinityTerm(): readonly QueuedPodInfo[] {
    const podsToMove: QueuedPodInfo[] = []; // go: var podsToMove []*framework.QueuedPodInfo
    // left out (pods of the simulated cluster have no affinity): for _, pInfo := range p.unschedulableQ.podInfoMap {
    return podsToMove; // go: return podsToMove
  }

  /**
   * All pods that wait.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.PendingPods
   */
  pendingPods(): Pod[] {
    // left out (locking): p.lock.RLock()
    // left out (locking): defer p.lock.RUnlock()
    const result: Pod[] = []; // go: var result []*v1.Pod
    for (const { pod } of this.activeQ.list()) result.push(pod); // go+: for _, pInfo := range p.activeQ.List() {
    for (const { pod } of this.podBackoffQ.list()) result.push(pod); // go+: for _, pInfo := range p.podBackoffQ.List() {
    for (const { pod } of this.unschedulableQ.podInfoMap.values()) result.push(pod); // go+: for _, pInfo := range p.unschedulableQ.podInfoMap {
    return result; // go: return result
  }

  /**
   * Ends the tasks of the queue, and every pop that waits.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Close
   */
  close(): void {
    // left out (locking): p.lock.Lock()
    // left out (locking): defer p.lock.Unlock()
    // left out (closed says so, too): close(p.stop)
    this.#closed = true; // go: p.closed = true
    // left out (the scheduler sees that a waiting pop can go on): p.cond.Broadcast()
  }

  /**
   * Whether a pod may go on before another.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.podsCompareBackoffCompleted
   */
  podsCompareBackoffCompleted(pInfo1: QueuedPodInfo, pInfo2: QueuedPodInfo): boolean {
    // left out (the type is known): pInfo1 := podInfo1.(*framework.QueuedPodInfo)
    // left out (the type is known): pInfo2 := podInfo2.(*framework.QueuedPodInfo)
    const bo1 = this.getBackoffTime(pInfo1); // go: bo1 := p.getBackoffTime(pInfo1)
    const bo2 = this.getBackoffTime(pInfo2); // go: bo2 := p.getBackoffTime(pInfo2)
    return bo1 < bo2; // go: return bo1.Before(bo2)
  }

  /**
   * How many pods fit nowhere.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.NumUnschedulablePods
   */
  numUnschedulablePods(): number {
    // left out (locking): p.lock.RLock()
    // left out (locking): defer p.lock.RUnlock()
    return this.unschedulableQ.podInfoMap.size; // go: return len(p.unschedulableQ.podInfoMap)
  }

  /**
   * What the queue knows about a pod that is new to it.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.newQueuedPodInfo
   */
  newQueuedPodInfo(pod: Pod): QueuedPodInfo {
    const now = this.#runtime.now(); // go: now := p.clock.Now()
    return { pod, timestamp: now, attempts: 0, initialAttemptTimestamp: now }; // go: return &framework.QueuedPodInfo{
  }

  /**
   * Until when a pod is kept back.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.getBackoffTime
   */
  getBackoffTime(podInfo: QueuedPodInfo): number {
    const duration = this.calculateBackoffDuration(podInfo); // go: duration := p.calculateBackoffDuration(podInfo)
    const backoffTime = podInfo.timestamp + duration; // go: backoffTime := podInfo.Timestamp.Add(duration)
    return backoffTime; // go: return backoffTime
  }

  /**
   * For how many milliseconds a pod is kept back: twice as long after every failure.
   *
   * @ports pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.calculateBackoffDuration
   */
  calculateBackoffDuration(podInfo: QueuedPodInfo): number {
    let duration = this.podInitialBackoffDuration; // go: duration := p.podInitialBackoffDuration
    // go: for i := 1; i < podInfo.Attempts; i++ {
    for (let i = 1; i < podInfo.attempts; i++) {
      duration = duration * 2; // go: duration = duration * 2
      // go: if duration > p.podMaxBackoffDuration {
      if (duration > this.podMaxBackoffDuration) {
        return this.podMaxBackoffDuration; // go: return p.podMaxBackoffDuration
      }
    }
    return duration; // go: return duration
  }

  /** Go's wait.Until with the queue's stop channel: calls, waits and calls again. */
  *#until(f: () => void, period: number): Task<void> {
    while (!this.#closed) {
      f();
      yield* this.#runtime.sleep(period);
    }
  }
}

function nsNameForPod({ metadata }: Pod): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

const podInfoKeyFunc = ({ pod }: QueuedPodInfo): string => keyFunc(pod);

/** Enough to find a pod in a heap by its key. Go's zero time stands before all others. */
export function newQueuedPodInfoNoTimestamp(pod: Pod): QueuedPodInfo {
  return { pod, timestamp: -Infinity, attempts: 0, initialAttemptTimestamp: -Infinity };
}

function updatePod(pInfo: QueuedPodInfo, newPod: Pod): QueuedPodInfo {
  pInfo.pod = newPod;
  return pInfo;
}
