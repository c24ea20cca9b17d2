import { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { computeEvents, getContainersFromPods, updateEvents } from './compute-events.ts';
import type { PodCache } from './pod-cache.ts';
import type { PodLifecycleEvent } from './pod-lifecycle-event.ts';
import { PodRecords } from './pod-records.ts';
import type { PodStatus } from './pod-status.ts';
import type { RunningPod } from './running-pod.ts';

/** What the relisting asks the container runtime for. */
export interface PlegRuntime {
  /** @param all Dead containers too. */
  getPods(all: boolean): Task<readonly [RunningPod[] | undefined, Error | undefined]>;
  /** With an error there may be what is known in part. */
  getPodStatus(
    uid: string,
    name: string,
    namespace: string,
  ): Task<readonly [PodStatus | undefined, Error | undefined]>;
}

export interface GenericPLEGOptions {
  readonly runtime: Runtime;
  readonly containerRuntime: PlegRuntime;
  /** None is written if it is absent. */
  readonly cache?: Pick<PodCache, 'get' | 'set' | 'delete' | 'updateTime'>;
  /** How many events may wait for the sync loop. */
  readonly channelCapacity?: number;
  /** Milliseconds. */
  readonly relistPeriod?: number;
}

/** Milliseconds between two relistings after which the kubelet does not count as healthy. */
const relistThreshold = 3 * 60 * 1000;

/**
 * The pod lifecycle event generator: lists all containers every second, compares with the list
 * before, and tells the sync loop what happened.
 */
export class GenericPLEG {
  readonly podRecords = new PodRecords();
  /** Pods whose status could not be had. */
  podsToReinspect = new Map<string, RunningPod | undefined>();
  readonly #eventChannel: Channel<PodLifecycleEvent>;
  readonly #options: GenericPLEGOptions;
  #relistTime: number | undefined;

  constructor(options: GenericPLEGOptions) {
    this.#options = options;
    this.#eventChannel = new Channel(options.channelCapacity ?? 1000);
  }

  /** @ports pkg/kubelet/pleg/generic.go#GenericPLEG.Watch */
  watch(): Channel<PodLifecycleEvent> {
    return this.#eventChannel; // go: return g.eventChannel
  }

  /**
   * Begins to relist.
   *
   * @ports pkg/kubelet/pleg/generic.go#GenericPLEG.Start
   */
  start(): void {
    const { runtime, relistPeriod = 1000 } = this.#options;
    const relist = (): Task<void> => this.relist();
    // go: go wait.Until(
    runtime.go(function* (): Task<void> {
      for (;;) {
        yield* relist();
        yield* runtime.sleep(relistPeriod);
      }
    }, 'pleg');
  }

  /**
   * Whether the last relisting is not too long ago.
   *
   * @ports pkg/kubelet/pleg/generic.go#GenericPLEG.Healthy
   */
  healthy(): readonly [boolean, Error | undefined] {
    const relistTime = this.getRelistTime(); // go: relistTime := g.getRelistTime()
    // go: if relistTime.IsZero() {
    if (relistTime === undefined) {
      return [false, new Error('pleg has yet to be successful')]; // go: return false, fmt.Errorf("pleg has yet
    }
    // left out (metrics): metrics.PLEGLastSeen.Set(
    const elapsed = this.#options.runtime.now() - relistTime; // go: elapsed := g.clock.Since(relistTime)
    // go: if elapsed > relistThreshold {
    if (elapsed > relistThreshold) {
      // go: return false, fmt.Errorf("pleg was last
      return [
        false,
        new Error(`pleg was last seen active ${elapsed}ms ago; threshold is ${relistThreshold}ms`),
      ];
    }
    return [true, undefined]; // go: return true, nil
  }

  /** @ports pkg/kubelet/pleg/generic.go#GenericPLEG.getRelistTime */
  getRelistTime(): number | undefined {
    // left out (there is one value for both): val := g.relistTime.Load()
    // left out (there is one value for both): if val == nil {
    return this.#relistTime; // go: return val.(time.Time)
  }

  /** @ports pkg/kubelet/pleg/generic.go#GenericPLEG.updateRelistTime */
  updateRelistTime(timestamp: number): void {
    this.#relistTime = timestamp; // go: g.relistTime.Store(timestamp)
  }

  /**
   * Lists the pods of the runtime, brings the cache up to date for those that changed, and sends
   * what happened. If a status cannot be had, the same change is found again the next time.
   *
   * @ports pkg/kubelet/pleg/generic.go#GenericPLEG.relist
   */
  *relist(): Task<void> {
    const { runtime, containerRuntime, cache } = this.#options;
    // left out (logging): klog.V(5).Infof("GenericPLEG: Relisting")
    // left out (metrics): if lastRelistTime := g.getRelistTime();
    const timestamp = runtime.now(); // go: timestamp := g.clock.Now()
    // left out (metrics): defer func() {
    const [podList, err] = yield* containerRuntime.getPods(true); // go: podList, err := g.runtime.GetPods(true)
    // go: if err != nil {
    if (err !== undefined || podList === undefined) {
      // left out (logging): klog.Errorf("GenericPLEG: Unable to retrieve
      return; // go: return
    }
    this.updateRelistTime(timestamp); // go: g.updateRelistTime(timestamp)
    // left out (a type only): pods := kubecontainer.Pods(podList)
    // left out (metrics): updateRunningPodAndContainerMetrics(pods)
    this.podRecords.setCurrent(podList); // go: g.podRecords.setCurrent(pods)

    const eventsByPodID = new Map<string, PodLifecycleEvent[]>(); // go: eventsByPodID := map[
    // go: for pid := range g.podRecords {
    for (const pid of this.podRecords.ids()) {
      const oldPod = this.podRecords.getOld(pid); // go: oldPod := g.podRecords.getOld(pid)
      const pod = this.podRecords.getCurrent(pid); // go: pod := g.podRecords.getCurrent(pid) @1
      const allContainers = getContainersFromPods(oldPod, pod); // go: allContainers := getContainersFromPods(
      // go: for _, container := range allContainers {
      for (const container of allContainers) {
        const events = computeEvents(oldPod, pod, container.id); // go: events := computeEvents(
        // go: for _, e := range events {
        for (const e of events) {
          updateEvents(eventsByPodID, e); // go: updateEvents(eventsByPodID, e)
        }
      }
    }

    const needsReinspection = new Map<string, RunningPod | undefined>(); // go: var needsReinspection
    // left out (an empty one is as good): if g.cacheEnabled() { @1
    // go: for pid, events := range eventsByPodID {
    for (const [pid, events] of eventsByPodID) {
      const pod = this.podRecords.getCurrent(pid); // go: pod := g.podRecords.getCurrent(pid) @2
      // go: if g.cacheEnabled() { @2
      if (cache !== undefined) {
        const updateErr = yield* this.updateCache(cache, pod, pid); // go: if err := g.updateCache(pod, pid); err != nil { @1
        if (updateErr !== undefined) {
          // left out (logging): klog.V(4).Infof("PLEG: Ignoring events
          needsReinspection.set(pid, pod); // go: needsReinspection[pid] = pod @1
          continue; // go: continue @1
        } else {
          this.podsToReinspect.delete(pid); // go: delete(g.podsToReinspect, pid)
        }
      }
      this.podRecords.update(pid); // go: g.podRecords.update(pid)
      // go: for i := range events {
      for (const event of events) {
        if (event.type === 'ContainerChanged') continue; // go+: if events[i].Type == ContainerChanged {
        // When the channel is full, the event is lost.
        // left out (metrics): metrics.PLEGDiscardEvents.Inc()
        // left out (logging): klog.Error("event channel is full
        this.#eventChannel.trySend(event); // go: select {
      }
    }

    // go: if g.cacheEnabled() { @3
    if (cache !== undefined) {
      // go: if len(g.podsToReinspect) > 0 {
      if (this.podsToReinspect.size > 0) {
        // left out (logging): klog.V(5).Infof("GenericPLEG: Reinspecting
        // go: for pid, pod := range g.podsToReinspect {
        for (const [pid, pod] of this.podsToReinspect) {
          const updateErr = yield* this.updateCache(cache, pod, pid); // go: if err := g.updateCache(pod, pid); err != nil { @2
          if (updateErr !== undefined) {
            // left out (logging): klog.V(5).Infof("PLEG: pod %s/%s failed
            needsReinspection.set(pid, pod); // go: needsReinspection[pid] = pod @2
          }
        }
      }
      cache.updateTime(timestamp); // go: g.cache.UpdateTime(timestamp)
    }
    this.podsToReinspect = needsReinspection; // go: g.podsToReinspect = needsReinspection
  }

  /**
   * The addresses of a pod; those it had when its sandboxes have ended.
   *
   * @ports pkg/kubelet/pleg/generic.go#GenericPLEG.getPodIPs
   */
  getPodIPs(cache: Pick<PodCache, 'get'>, pid: string, status: PodStatus): string[] {
    // go: if len(status.IPs) != 0 {
    if (status.ips.length !== 0) {
      return status.ips; // go: return status.IPs @1
    }
    const [oldStatus, err] = cache.get(pid); // go: oldStatus, err := g.cache.Get(pid)
    // go: if err != nil ||
    if (err !== undefined || oldStatus === undefined || oldStatus.ips.length === 0) {
      return []; // go: return nil
    }
    // go: for _, sandboxStatus := range status.SandboxStatuses {
    for (const sandboxStatus of status.sandboxStatuses) {
      // go: if sandboxStatus.State == runtimeapi.PodSandboxState_SANDBOX_READY {
      if (sandboxStatus.ready) {
        return status.ips; // go: return status.IPs @2
      }
    }
    return oldStatus.ips; // go: return oldStatus.IPs
  }

  /**
   * Asks the runtime for a pod's status and keeps it, or forgets a pod that is gone.
   *
   * @ports pkg/kubelet/pleg/generic.go#GenericPLEG.updateCache
   */
  *updateCache(
    cache: Pick<PodCache, 'get' | 'set' | 'delete'>,
    pod: RunningPod | undefined,
    pid: string,
  ): Task<Error | undefined> {
    // go: if pod == nil {
    if (pod === undefined) {
      // left out (logging): klog.V(4).Infof("PLEG: Delete status
      cache.delete(pid); // go: g.cache.Delete(pid)
      return undefined; // go: return nil
    }
    const { containerRuntime, runtime } = this.#options;
    const timestamp = runtime.now(); // go: timestamp := g.clock.Now()
    const [given, err] = yield* containerRuntime.getPodStatus(pod.id, pod.name, pod.namespace); // go: status, err := g.runtime.GetPodStatus(
    let status = given;
    // left out (logging): klog.V(4).Infof("PLEG: Write status
    // go: if err == nil {
    if (err === undefined && status !== undefined) {
      status = { ...status, ips: this.getPodIPs(cache, pid, status) }; // go: status.IPs = g.getPodIPs(
    }
    cache.set(pod.id, status, err, timestamp); // go: g.cache.Set(
    return err; // go: return err
  }
}
