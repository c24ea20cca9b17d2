import type { Pod, PodCondition } from '../api/pod.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { CycleState } from './cycle-state.ts';
import type { Framework } from './framework.ts';
import type { GenericScheduler } from './generic-scheduler.ts';
import type { PriorityQueue } from './priority-queue.ts';
import { deepCopy, type QueuedPodInfo } from './queued-pod-info.ts';
import type { SchedulerCache } from './scheduler-cache.ts';
import type { SchedulingClient } from './scheduling-client.ts';
import { skipPodUpdate } from './skip-pod-update.ts';
import { asError, isSuccess } from './status.ts';
import { updatePodCondition } from '../api/update-pod-condition.ts';

/** What a PodScheduler is made of, and what it calls. */
export interface PodSchedulerParts {
  readonly runtime: Pick<Runtime, 'go' | 'now'>;
  readonly client: SchedulingClient;
  readonly queue: PriorityQueue;
  readonly cache: SchedulerCache;
  readonly algorithm: Pick<GenericScheduler, 'schedule'>;
  /** By the names of schedulers that pods ask for. */
  readonly profiles: ReadonlyMap<string, Framework>;
  /** The pod as the informer's cache has it. */
  getPod(namespace: string, name: string): readonly [Pod | undefined, Error | undefined];
  /** Tells of an event. */
  eventf(pod: Pod, type: 'Normal' | 'Warning', reason: string, note: string): void;
  /** Where errors go that nobody acts on. */
  handleError(error: Error): void;
}

const schedulerError = 'SchedulerError';
const podReasonUnschedulable = 'Unschedulable';

/**
 * The scheduler: takes one pod after the other from the queue, decides for a node, and binds it in
 * a task of its own, while it goes on with the next.
 *
 * Left out are the extension points Reserve, Permit, PreBind and PostBind, for which the default
 * profile has plugins for volumes only, and PostFilter, which preempts pods of lower priority.
 */
export class PodScheduler {
  readonly #runtime: Pick<Runtime, 'go' | 'now'>;
  readonly #client: SchedulingClient;
  readonly #queue: PriorityQueue;
  readonly #algorithm: Pick<GenericScheduler, 'schedule'>;
  readonly #profiles: ReadonlyMap<string, Framework>;
  readonly #parts: PodSchedulerParts;
  readonly cache: SchedulerCache;

  constructor(parts: PodSchedulerParts) {
    this.#parts = parts;
    this.#runtime = parts.runtime;
    this.#client = parts.client;
    this.#queue = parts.queue;
    this.#algorithm = parts.algorithm;
    this.#profiles = parts.profiles;
    this.cache = parts.cache;
  }

  handleError(error: Error): void {
    this.#parts.handleError(error);
  }

  /**
   * Schedules for ever, or until the queue is closed and empty.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.Run
   */
  *run(): Task<void> {
    this.#queue.run(); // go: sched.SchedulingQueue.Run()
    while (yield* this.scheduleOne()); // go: wait.UntilWithContext(
    this.#queue.close(); // go: sched.SchedulingQueue.Close()
  }

  /**
   * Waits for a pod and decides for a node. Binding goes on in a task that is started.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.scheduleOne
   * @returns Whether there may be another one.
   */
  *scheduleOne(): Task<boolean> {
    const [podInfo] = yield* this.#queue.pop(); // go: podInfo := sched.NextPod()
    if (!podInfo) return false; // go+: if podInfo == nil || podInfo.Pod == nil {
    const { pod } = podInfo; // go: pod := podInfo.Pod
    const [fwk, fwkErr] = this.frameworkForPod(pod); // go: fwk, err := sched.frameworkForPod(pod)
    // go+: if err != nil { @1
    if (fwkErr) {
      this.handleError(fwkErr);
      return true;
    }
    if (this.skipPodSchedule(pod)) return true; // go+: if sched.skipPodSchedule(fwk, pod) {

    // left out (logging): klog.V(3).Infof("Attempting
    // left out (metrics): start := time.Now()
    const state: CycleState = new Map(); // go: state := framework.NewCycleState()
    // left out (metrics): state.SetRecordPluginMetrics(
    // left out (nothing is cancelled): schedulingCycleCtx, cancel := context.WithCancel(ctx)
    // left out (nothing is cancelled): defer cancel() @1
    const [scheduleResult, err] = this.#algorithm.schedule(fwk, state, pod); // go: scheduleResult, err := sched.Algorithm.Schedule(
    // go: if err != nil { @2
    if (err) {
      const nominatedNode = ''; // go: nominatedNode := ""
      // left out (no pod is preempted here): if fitError, ok := err.(*core.FitError); ok {
      yield* this.recordSchedulingFailure(podInfo, err, podReasonUnschedulable, nominatedNode); // go: sched.recordSchedulingFailure(fwk, podInfo, err, v1.PodReasonUnschedulable
      return true; // go: return @4
    }
    // left out (metrics): metrics.SchedulingAlgorithmLatency
    const assumedPodInfo = deepCopy(podInfo); // go: assumedPodInfo := podInfo.DeepCopy()
    const assumedPod = assumedPodInfo.pod; // go: assumedPod := assumedPodInfo.Pod
    const { suggestedHost } = scheduleResult;
    const assumeErr = this.assume(assumedPod, suggestedHost); // go: err = sched.assume(
    // go: if err != nil { @3
    if (assumeErr) {
      // left out (metrics): metrics.PodScheduleError( @2
      yield* this.recordSchedulingFailure(assumedPodInfo, assumeErr, schedulerError, ''); // go: sched.recordSchedulingFailure(fwk, assumedPodInfo, err, SchedulerError, "")
      return true; // go: return @5
    }

    // left out (no plugin here reserves): if sts := fwk.RunReservePluginsReserve(
    // left out (no plugin here permits): runPermitStatus := fwk.RunPermitPlugins(
    // left out (no plugin here permits): if runPermitStatus.Code() != framework.Wait

    const { cache } = this;
    const bind = (): Task<Error | undefined> => this.bind(fwk, assumedPod, suggestedHost, state);
    const recordFailure = (error: Error): Task<void> =>
      this.recordSchedulingFailure(assumedPodInfo, error, schedulerError, '');
    // go: go func() {
    this.#runtime.go(function* () {
      // left out (nothing is cancelled): bindingCycleCtx, cancel :=
      // left out (nothing is cancelled): defer cancel() @2
      // left out (metrics): metrics.SchedulerGoroutines.WithLabelValues("binding").Inc()
      // left out (metrics): defer metrics.SchedulerGoroutines
      // left out (no plugin here permits): waitOnPermitStatus := fwk.WaitOnPermit(
      // left out (no plugin here permits): if !waitOnPermitStatus.IsSuccess() {
      // left out (no plugin here prepares binding): preBindStatus := fwk.RunPreBindPlugins(
      // left out (no plugin here prepares binding): if !preBindStatus.IsSuccess() {
      const err = yield* bind(); // go: err := sched.bind(
      // go: if err != nil { @4
      if (err) {
        // left out (metrics): metrics.PodScheduleError( @7
        // left out (no plugin here reserves): fwk.RunReservePluginsUnreserve( @5
        cache.forgetPod(assumedPod); // go+: if err := sched.SchedulerCache.ForgetPod(assumedPod); err != nil {
        const rejected = new Error(`binding rejected: ${err.message}`, { cause: err });
        yield* recordFailure(rejected); // go: sched.recordSchedulingFailure(fwk, assumedPodInfo, fmt.Errorf("binding rejected
      }
      // left out (logging): if klog.V(2).Enabled() {
      // left out (metrics): metrics.PodScheduled(
      // left out (metrics): metrics.PodSchedulingAttempts
      // left out (metrics): metrics.PodSchedulingDuration
      // left out (no plugin here wants to know): fwk.RunPostBindPlugins(
    }, `bind ${assumedPod.metadata.name}`);
    return true;
  }

  /**
   * Gives a pod back to the queue, and tells of it: an event, and the pod's condition.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.recordSchedulingFailure
   */
  *recordSchedulingFailure(
    podInfo: QueuedPodInfo,
    err: Error,
    reason: string,
    nominatedNode: string,
  ): Task<void> {
    this.error(podInfo); // go: sched.Error(podInfo, err)
    this.#queue.podNominator.addNominatedPod(podInfo.pod, nominatedNode); // go+: if sched.SchedulingQueue != nil {
    const { pod } = podInfo; // go: pod := podInfo.Pod
    this.#parts.eventf(pod, 'Warning', 'FailedScheduling', err.message); // go: fwk.EventRecorder().Eventf(
    const condition = {
      type: 'PodScheduled',
      status: 'False',
      reason,
      message: err.message,
    } as const;
    const updateErr = yield* this.#updatePod(pod, condition, nominatedNode); // go: if err := updatePod(
    if (updateErr) this.handleError(updateErr); // go: klog.Errorf(
  }

  /**
   * Sets a condition of a pod, if it is not so yet.
   *
   * @ports pkg/scheduler/scheduler.go#updatePod
   */
  *#updatePod(pod: Pod, condition: PodCondition, nominatedNode: string): Task<Error | undefined> {
    // left out (logging): klog.V(3).Infof(
    const podCopy = structuredClone(pod); // go: podCopy := pod.DeepCopy()
    // go: if !podutil.UpdatePodCondition(
    if (
      !updatePodCondition(podCopy.status, condition, this.#runtime.now()) &&
      (nominatedNode === '' || pod.status.nominatedNodeName === nominatedNode)
    ) {
      return undefined; // go: return nil
    }
    if (nominatedNode !== '') podCopy.status.nominatedNodeName = nominatedNode; // go+: if nominatedNode != "" {
    // go: return util.PatchPod(
    return yield* this.#client.patchPodStatus(pod, {
      conditions: podCopy.status.conditions ?? [],
      nominatedNodeName: podCopy.status.nominatedNodeName,
    });
  }

  /**
   * Gives a pod that was not scheduled back to the queue, as the informer's cache has it now.
   *
   * @ports pkg/scheduler/factory.go#MakeDefaultErrorFunc
   */
  error(podInfo: QueuedPodInfo): void {
    // go: return func(podInfo *framework.QueuedPodInfo, err error) {
    const { namespace = '', name } = podInfo.pod.metadata; // go: pod := podInfo.Pod
    // What Go does if the API server knows no such node is left out: errors of a port do not say of
    // what they speak, and a node that is gone is told of by its informer.
    // left out (logging, and looking for the node): if err == core.ErrNoNodesAvailable {

    const [cachedPod, getErr] = this.#parts.getPod(namespace, name); // go: cachedPod, err := podLister.Pods(
    if (getErr || !cachedPod) return; // go+: if err != nil {
    podInfo.pod = structuredClone(cachedPod); // go: podInfo.Pod = cachedPod.DeepCopy()
    const addErr = this.#queue.addUnschedulableIfNotPresent(podInfo, this.#queue.schedulingCycle()); // go: if err := podQueue.AddUnschedulableIfNotPresent(
    if (addErr) this.handleError(addErr); // go: klog.Error(err)
  }

  /**
   * Sets the node of a pod and counts it in there at once, long before the API server tells of it.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.assume
   * @param assumed Gets the node: a copy of the queue's.
   */
  assume(assumed: Pod, host: string): Error | undefined {
    assumed.spec.nodeName = host; // go: assumed.Spec.NodeName = host
    const err = this.cache.assumePod(assumed);
    if (err) return err; // go+: if err := sched.SchedulerCache.AssumePod(assumed); err != nil {
    this.#queue.podNominator.deleteNominatedPodIfExists(assumed); // go+: if sched.SchedulingQueue != nil {
    return undefined; // go: return nil
  }

  /**
   * Tells the API server the node of a pod.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.bind
   */
  *bind(
    fwk: Framework,
    assumed: Pod,
    targetNode: string,
    state: CycleState,
  ): Task<Error | undefined> {
    // left out (metrics): start := time.Now()
    // left out (there are no extenders): bound, err := sched.extendersBinding(
    // left out (there are no extenders): if bound {
    const bindStatus = yield* fwk.runBindPlugins(state, assumed, targetNode); // go: bindStatus := fwk.RunBindPlugins(
    let err: Error | undefined;
    // go: if bindStatus.IsSuccess() {
    if (isSuccess(bindStatus)) {
      err = undefined; // go: return nil
      // go: if bindStatus.Code() == framework.Error {
    } else if (bindStatus.code === 'Error') {
      err = asError(bindStatus); // go: return bindStatus.AsError()
    } else {
      err = new Error(`bind status: ${bindStatus.code}, ${bindStatus.message()}`); // go: return fmt.Errorf("bind status
    }
    this.finishBinding(assumed, targetNode, err); // go+: defer func() {
    return err;
  }

  /**
   * Notes that the API server has answered; the pod may expire now.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.finishBinding
   */
  finishBinding(assumed: Pod, targetNode: string, err: Error | undefined): void {
    this.cache.finishBinding(assumed); // go+: if finErr := sched.SchedulerCache.FinishBinding(assumed); finErr != nil {
    // left out (logging): klog.V(1).Infof(
    if (err) return; // go: if err != nil {
    // left out (said above): return

    // left out (metrics): metrics.DeprecatedBindingLatency
    const { namespace = '', name } = assumed.metadata;
    const note = `Successfully assigned ${namespace}/${name} to ${targetNode}`;
    this.#parts.eventf(assumed, 'Normal', 'Scheduled', note); // go: fwk.EventRecorder().Eventf(
  }

  /**
   * The profile that a pod asks for.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.frameworkForPod
   */
  frameworkForPod(
    pod: Pod,
  ): readonly [fwk: Framework, error: undefined] | readonly [fwk: undefined, error: Error] {
    const { schedulerName = '' } = pod.spec;
    const fwk = this.#profiles.get(schedulerName); // go: fwk, ok := sched.Profiles[pod.Spec.SchedulerName]
    // go+: if !ok {
    if (!fwk) {
      return [undefined, new Error(`profile not found for scheduler name "${schedulerName}"`)];
    }
    return [fwk, undefined]; // go: return fwk, nil
  }

  /**
   * Whether a pod needs no node: it is being deleted, or has been decided for.
   *
   * @ports pkg/scheduler/scheduler.go#Scheduler.skipPodSchedule
   */
  skipPodSchedule(pod: Pod): boolean {
    // go: if pod.DeletionTimestamp != nil {
    if (pod.metadata.deletionTimestamp !== undefined) {
      const { namespace = '', name } = pod.metadata;
      const note = `skip schedule deleting pod: ${namespace}/${name}`;
      this.#parts.eventf(pod, 'Warning', 'FailedScheduling', note); // go: fwk.EventRecorder().Eventf(
      // left out (logging): klog.V(3).Infof(
      return true; // go: return true @1
    }
    // It was changed while it was being decided for, and came into the queue again.
    if (skipPodUpdate(this, pod)) return true; // go+: if sched.skipPodUpdate(pod) {
    return false; // go: return false
  }
}
