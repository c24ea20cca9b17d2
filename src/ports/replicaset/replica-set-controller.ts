import { getControllerOf } from '../api/get-controller-of.ts';
import type { OwnerReference } from '../api/meta.ts';
import type { GroupVersionKind } from '../api/new-controller-ref.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';
import { waitForNamedCacheSync, type InformerSynced } from '../cache/wait-for-named-cache-sync.ts';
import { ControllerExpectations } from '../controller/controller-expectations.ts';
import { isPodReady } from '../controller/is-pod-ready.ts';
import { keyFunc } from '../controller/key-func.ts';
import type { PodControl } from '../controller/pod-control.ts';
import { podKey } from '../controller/pod-key.ts';
import type { PodPatcher } from '../controller/pod-patcher.ts';
import { UIDTrackingControllerExpectations } from '../controller/uid-tracking-controller-expectations.ts';
import { mapText } from '../labels/map-text.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import { getPodReplicaSets } from '../listers/get-pod-replica-sets.ts';
import type { PodLister, ReplicaSetLister } from '../listers/lister.ts';
import type { Channel } from '../runtime/channel.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import { until } from '../wait/until.ts';
import { defaultControllerRateLimiter } from '../workqueue/default-controller-rate-limiter.ts';
import { RateLimitingType } from '../workqueue/rate-limiting-type.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import { getIndirectlyRelatedPods } from './get-indirectly-related-pods.ts';
import { isPod, isReplicaSet } from './is-kind.ts';
import type { ReplicaSetsGetter } from './replica-set-client.ts';
import { syncReplicaSet, type ReplicaSetSyncer } from './sync-replica-set.ts';

/** The queue of a controller. */
export type KeyQueue = Pick<
  RateLimitingType<string>,
  'add' | 'addAfter' | 'addRateLimited' | 'done' | 'forget' | 'get' | 'shutDown'
>;

export interface ReplicaSetControllerOptions {
  readonly runtime: Runtime;
  readonly kubeClient: ReplicaSetsGetter;
  readonly podControl: PodControl & PodPatcher;
  readonly rsLister: ReplicaSetLister;
  readonly rsListerSynced: InformerSynced;
  readonly podLister: PodLister;
  readonly podListerSynced: InformerSynced;
  readonly labelSelectorAsSelector: ToSelector;
  /** Where errors go that nobody acts on. */
  readonly handleError: (error: Error) => void;
  /** So many pods are created or deleted in one sync at most. */
  readonly burstReplicas?: number;
  readonly groupVersionKind?: GroupVersionKind;
  readonly expectations?: UIDTrackingControllerExpectations;
  readonly queue?: KeyQueue;
}

/** Go's BurstReplicas. */
export const burstReplicas = 500;

/**
 * Keeps as many pods as ReplicaSets ask for. Its handlers, which informers call, only write down
 * keys and what was seen; the workers sync.
 *
 * Go's NewReplicaSetController adds the handlers to informers itself. Here that is for whoever joins
 * the parts, with the handlers as they are named there.
 */
export class ReplicaSetController implements ReplicaSetSyncer {
  readonly runtime: Runtime;
  readonly groupVersionKind: GroupVersionKind;
  readonly kubeClient: ReplicaSetsGetter;
  readonly podControl: PodControl & PodPatcher;
  readonly burstReplicas: number;
  readonly expectations: UIDTrackingControllerExpectations;
  readonly rsLister: ReplicaSetLister;
  readonly rsListerSynced: InformerSynced;
  readonly podLister: PodLister;
  readonly podListerSynced: InformerSynced;
  readonly labelSelectorAsSelector: ToSelector;
  readonly queue: KeyQueue;
  /** What a worker does with a key: `syncReplicaSet`, unless somebody wants to look in between. */
  syncHandler: (rsKey: string) => Task<Error | undefined> = (rsKey) => this.syncReplicaSet(rsKey);
  readonly #handleError: (error: Error) => void;

  constructor(options: ReplicaSetControllerOptions) {
    this.runtime = options.runtime;
    this.groupVersionKind = options.groupVersionKind ?? {
      group: 'apps',
      version: 'v1',
      kind: 'ReplicaSet',
    };
    this.kubeClient = options.kubeClient;
    this.podControl = options.podControl;
    this.burstReplicas = options.burstReplicas ?? burstReplicas;
    this.expectations =
      options.expectations ??
      new UIDTrackingControllerExpectations(new ControllerExpectations(options.runtime));
    this.rsLister = options.rsLister;
    this.rsListerSynced = options.rsListerSynced;
    this.podLister = options.podLister;
    this.podListerSynced = options.podListerSynced;
    this.labelSelectorAsSelector = options.labelSelectorAsSelector;
    this.queue =
      options.queue ??
      new RateLimitingType(options.runtime, defaultControllerRateLimiter<string>(options.runtime));
    this.#handleError = options.handleError;
  }

  handleError(error: Error): void {
    this.#handleError(error);
  }

  /**
   * Waits until the caches are filled, and lets workers sync until the channel is closed.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.Run
   * @param workers So many keys are synced at once.
   */
  *run(workers: number, stopCh: Channel<unknown>): Task<void> {
    // left out (a panic ends the run): defer utilruntime.HandleCrash()
    try {
      // left out (logging): controllerName := strings.ToLower(rsc.Kind)
      // left out (logging): klog.Infof("Starting
      // left out (logging): defer klog.Infof("Shutting down
      // go: if !cache.WaitForNamedCacheSync(
      const synced = yield* waitForNamedCacheSync(
        this.runtime,
        (error) => this.handleError(error),
        this.groupVersionKind.kind,
        stopCh,
        this.podListerSynced,
        this.rsListerSynced,
      );
      if (!synced) {
        return; // go: return
      }

      // go: for i := 0; i < workers; i++ {
      for (let i = 0; i < workers; i++) {
        // go: go wait.Until(
        this.runtime.go(
          () => until(this.runtime, () => this.worker(), 1000, stopCh),
          `ReplicaSet worker ${i}`,
        );
      }

      yield* stopCh.receive(); // go: <-stopCh
    } finally {
      this.queue.shutDown(); // go: defer rsc.queue.ShutDown()
    }
  }

  /**
   * The ReplicaSets that match a pod; none if that cannot be found out.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.getPodReplicaSets
   */
  getPodReplicaSets(pod: Pod): readonly ReplicaSet[] {
    const [rss, err] = getPodReplicaSets(this.rsLister, this.labelSelectorAsSelector, pod); // go: rss, err := rsc.rsLister.GetPodReplicaSets(pod)
    // go: if err != nil {
    if (err) {
      return []; // go: return nil
    }
    // go: if len(rss) > 1 {
    if (rss.length > 1) {
      const { kind } = this.groupVersionKind;
      // go: utilruntime.HandleError(
      this.handleError(
        new Error(
          `user error! more than one ${kind} is selecting pods with labels: ${mapText(pod.metadata.labels)}`,
        ),
      );
    }
    return rss; // go: return rss
  }

  /**
   * The ReplicaSet that a reference means, if it is in the cache. One of the same name with another
   * UID is not it.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.resolveControllerRef
   */
  resolveControllerRef(namespace: string, controllerRef: OwnerReference): ReplicaSet | undefined {
    // go: if controllerRef.Kind != rsc.Kind {
    if (controllerRef.kind !== this.groupVersionKind.kind) {
      return undefined; // go: return nil @1
    }
    const [rs, err] = this.rsLister.replicaSets(namespace).get(controllerRef.name); // go: rs, err := rsc.rsLister.
    // go: if err != nil {
    if (err || !rs) {
      return undefined; // go: return nil @2
    }
    // go: if rs.UID != controllerRef.UID {
    if ((rs.metadata.uid ?? '') !== controllerRef.uid) {
      return undefined; // go: return nil @3
    }
    return rs; // go: return rs
  }

  /**
   * Queues a ReplicaSet for a sync.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.enqueueRS
   */
  enqueueRS(rs: ReplicaSet): void {
    const key = keyFunc(rs); // go: key, err := controller.KeyFunc(rs)
    // left out (an object of a port always has a key): if err != nil {
    this.queue.add(key); // go: rsc.queue.Add(key)
  }

  /**
   * Queues a ReplicaSet for a sync after so many milliseconds.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.enqueueRSAfter
   */
  enqueueRSAfter(rs: ReplicaSet, duration: number): void {
    const key = keyFunc(rs); // go: key, err := controller.KeyFunc(rs)
    // left out (an object of a port always has a key): if err != nil {
    this.queue.addAfter(key, duration); // go: rsc.queue.AddAfter(key, duration)
  }

  /** @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.addRS */
  addRS(rs: ReplicaSet): void {
    // left out (the type says it): rs := obj.(*apps.ReplicaSet)
    // left out (logging): klog.V(4).Infof(
    this.enqueueRS(rs); // go: rsc.enqueueRS(rs)
  }

  /**
   * Queues a ReplicaSet whatever changed, so that those that stalled go on with every resync. If it
   * is a new one of an old name, the old one's deletion was missed.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.updateRS
   */
  updateRS(oldRS: ReplicaSet, curRS: ReplicaSet): void {
    // left out (the type says it): oldRS := old.(*apps.ReplicaSet)
    // left out (the type says it): curRS := cur.(*apps.ReplicaSet)

    // go: if curRS.UID != oldRS.UID {
    if ((curRS.metadata.uid ?? '') !== (oldRS.metadata.uid ?? '')) {
      const key = keyFunc(oldRS); // go: key, err := controller.KeyFunc(oldRS)
      // left out (an object of a port always has a key): if err != nil {
      this.deleteRS(new DeletedFinalStateUnknown(key, oldRS)); // go: rsc.deleteRS(
    }

    // left out (logging): if *(oldRS.Spec.Replicas) != *(curRS.Spec.Replicas) {
    this.enqueueRS(curRS); // go: rsc.enqueueRS(curRS)
  }

  /**
   * Forgets what was expected for a ReplicaSet, so that a new one of the name starts clean.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.deleteRS
   * @param obj A ReplicaSet or a DeletedFinalStateUnknown; else an error is handled.
   */
  deleteRS(obj: unknown): void {
    let rs = isReplicaSet(obj) ? obj : undefined; // go: rs, ok := obj.(*apps.ReplicaSet)
    // go: if !ok { @1
    if (!rs) {
      const tombstone = obj instanceof DeletedFinalStateUnknown ? obj : undefined; // go: tombstone, ok := obj.(
      // go: if !ok { @2
      if (!tombstone) {
        this.handleError(new Error(`couldn't get object from tombstone ${String(obj)}`)); // go: utilruntime.HandleError(fmt.Errorf("couldn't get object
        return; // go: return @1
      }
      rs = isReplicaSet(tombstone.obj) ? tombstone.obj : undefined; // go: rs, ok = tombstone.Obj.(
      // go: if !ok { @3
      if (!rs) {
        // go: utilruntime.HandleError(fmt.Errorf("tombstone contained
        this.handleError(
          new Error(`tombstone contained object that is not a ReplicaSet ${tombstone.key}`),
        );
        return; // go: return @2
      }
    }

    const key = keyFunc(rs); // go: key, err := controller.KeyFunc(rs)
    // left out (an object of a port always has a key): if err != nil {

    // left out (logging): klog.V(4).Infof("Deleting
    this.expectations.deleteExpectations(key); // go: rsc.expectations.DeleteExpectations(key)

    this.queue.add(key); // go: rsc.queue.Add(key)
  }

  /**
   * Counts a pod for the ReplicaSet that controls it, which waits for it, and queues that; or all
   * that match an orphan, as one of them may adopt it.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.addPod
   */
  addPod(pod: Pod): void {
    // left out (the type says it): pod := obj.(*v1.Pod)
    // After a restart of the controller a pod may be new to it, and yet on its way out.
    // go: if pod.DeletionTimestamp != nil {
    if (pod.metadata.deletionTimestamp !== undefined) {
      this.deletePod(pod); // go: rsc.deletePod(pod)
      return; // go: return @1
    }

    const controllerRef = getControllerOf(pod); // go: if controllerRef := metav1.GetControllerOf(pod); controllerRef != nil {
    if (controllerRef !== undefined) {
      const rs = this.resolveControllerRef(pod.metadata.namespace ?? '', controllerRef); // go: rs := rsc.resolveControllerRef(
      // go: if rs == nil {
      if (rs === undefined) {
        return; // go: return @2
      }
      const rsKey = keyFunc(rs); // go: rsKey, err := controller.KeyFunc(rs)
      // left out (an object of a port always has a key): if err != nil {
      // left out (logging): klog.V(4).Infof("Pod %s created
      this.expectations.creationObserved(rsKey); // go: rsc.expectations.CreationObserved(rsKey)
      this.queue.add(rsKey); // go: rsc.queue.Add(rsKey)
      return; // go: return @4
    }

    const rss = this.getPodReplicaSets(pod); // go: rss := rsc.getPodReplicaSets(pod)
    // go: if len(rss) == 0 {
    if (rss.length === 0) {
      return; // go: return @5
    }
    // left out (logging): klog.V(4).Infof("Orphan Pod %s created
    // go: for _, rs := range rss {
    for (const rs of rss) {
      this.enqueueRS(rs); // go: rsc.enqueueRS(rs)
    }
  }

  /**
   * Queues the ReplicaSets that a change of a pod concerns: the one that controls it, the one that
   * did, those that match an orphan. That it is being deleted counts as its deletion.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.updatePod
   */
  updatePod(oldPod: Pod, curPod: Pod): void {
    // left out (the type says it): curPod := cur.(*v1.Pod)
    // left out (the type says it): oldPod := old.(*v1.Pod)
    // A resync brings pods that have not changed.
    // go: if curPod.ResourceVersion == oldPod.ResourceVersion {
    if ((curPod.metadata.resourceVersion ?? '') === (oldPod.metadata.resourceVersion ?? '')) {
      return; // go: return @1
    }

    const labelChanged = !deepEqual(curPod.metadata.labels, oldPod.metadata.labels); // go: labelChanged := !reflect.DeepEqual(
    // A pod is deleted gracefully: first its deletionTimestamp is set, and others should replace it
    // now, not when the kubelet has ended it.
    // go: if curPod.DeletionTimestamp != nil {
    if (curPod.metadata.deletionTimestamp !== undefined) {
      this.deletePod(curPod); // go: rsc.deletePod(curPod)
      // go: if labelChanged {
      if (labelChanged) {
        this.deletePod(oldPod); // go: rsc.deletePod(oldPod)
      }
      return; // go: return @2
    }

    const curControllerRef = getControllerOf(curPod); // go: curControllerRef := metav1.GetControllerOf(curPod)
    const oldControllerRef = getControllerOf(oldPod); // go: oldControllerRef := metav1.GetControllerOf(oldPod)
    const controllerRefChanged = !deepEqual(curControllerRef, oldControllerRef); // go: controllerRefChanged := !reflect.DeepEqual(
    // go: if controllerRefChanged && oldControllerRef != nil {
    if (controllerRefChanged && oldControllerRef !== undefined) {
      const rs = this.resolveControllerRef(oldPod.metadata.namespace ?? '', oldControllerRef); // go: if rs := rsc.resolveControllerRef(oldPod.Namespace
      if (rs !== undefined) {
        this.enqueueRS(rs); // go: rsc.enqueueRS(rs) @1
      }
    }

    // go: if curControllerRef != nil {
    if (curControllerRef !== undefined) {
      const rs = this.resolveControllerRef(curPod.metadata.namespace ?? '', curControllerRef); // go: rs := rsc.resolveControllerRef(curPod.Namespace
      // go: if rs == nil {
      if (rs === undefined) {
        return; // go: return @3
      }
      // left out (logging): klog.V(4).Infof("Pod %s updated
      this.enqueueRS(rs); // go: rsc.enqueueRS(rs) @2
      const { minReadySeconds = 0 } = rs.spec;
      // A pod that has become ready becomes available by time alone, which no event says.
      // go: if !podutil.IsPodReady(oldPod) && podutil.IsPodReady(curPod)
      if (!isPodReady(oldPod) && isPodReady(curPod) && minReadySeconds > 0) {
        // left out (logging): klog.V(2).Infof("%v %q will be enqueued
        // Times of pods are cut to seconds.
        this.enqueueRSAfter(rs, minReadySeconds * 1000 + 1000); // go: rsc.enqueueRSAfter(
      }
      return; // go: return @4
    }

    // go: if labelChanged || controllerRefChanged {
    if (labelChanged || controllerRefChanged) {
      const rss = this.getPodReplicaSets(curPod); // go: rss := rsc.getPodReplicaSets(curPod)
      // go: if len(rss) == 0 {
      if (rss.length === 0) {
        return; // go: return @5
      }
      // left out (logging): klog.V(4).Infof("Orphan Pod %s updated
      // go: for _, rs := range rss {
      for (const rs of rss) {
        this.enqueueRS(rs); // go: rsc.enqueueRS(rs) @3
      }
    }
  }

  /**
   * Counts a deletion for the ReplicaSet that controls the pod, if it waits for it, and queues that.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.deletePod
   * @param obj A Pod or a DeletedFinalStateUnknown, whose pod may be stale; else an error is handled.
   */
  deletePod(obj: unknown): void {
    let pod = isPod(obj) ? obj : undefined; // go: pod, ok := obj.(*v1.Pod)

    // go: if !ok { @1
    if (!pod) {
      const tombstone = obj instanceof DeletedFinalStateUnknown ? obj : undefined; // go: tombstone, ok := obj.(
      // go: if !ok { @2
      if (!tombstone) {
        this.handleError(new Error(`couldn't get object from tombstone ${String(obj)}`)); // go: utilruntime.HandleError(fmt.Errorf("couldn't get object
        return; // go: return @1
      }
      pod = isPod(tombstone.obj) ? tombstone.obj : undefined; // go: pod, ok = tombstone.Obj.(
      // go: if !ok { @3
      if (!pod) {
        // go: utilruntime.HandleError(fmt.Errorf("tombstone contained
        this.handleError(
          new Error(`tombstone contained object that is not a pod ${tombstone.key}`),
        );
        return; // go: return @2
      }
    }

    const controllerRef = getControllerOf(pod); // go: controllerRef := metav1.GetControllerOf(pod)
    // go: if controllerRef == nil {
    if (controllerRef === undefined) {
      return; // go: return @3
    }
    const rs = this.resolveControllerRef(pod.metadata.namespace ?? '', controllerRef); // go: rs := rsc.resolveControllerRef(
    // go: if rs == nil {
    if (rs === undefined) {
      return; // go: return @4
    }
    const rsKey = keyFunc(rs); // go: rsKey, err := controller.KeyFunc(rs)
    // left out (an object of a port always has a key): if err != nil {
    // left out (logging): klog.V(4).Infof("Pod %s/%s deleted through
    this.expectations.deletionObserved(rsKey, podKey(pod)); // go: rsc.expectations.DeletionObserved(
    this.queue.add(rsKey); // go: rsc.queue.Add(rsKey)
  }

  /**
   * Works until the queue is shut down and empty.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.worker
   */
  *worker(): Task<void> {
    // go: for rsc.processNextWorkItem() {
    while (yield* this.processNextWorkItem()) {
      // The condition does it all.
    }
  }

  /**
   * Waits for a key and syncs it; a sync that fails is tried again as soon as the limit of the queue
   * allows.
   *
   * @ports pkg/controller/replicaset/replica_set.go#ReplicaSetController.processNextWorkItem
   * @returns Whether there can be more.
   */
  *processNextWorkItem(): Task<boolean> {
    const [key, quit] = yield* this.queue.get(); // go: key, quit := rsc.queue.Get()
    // go: if quit {
    if (quit) {
      return false; // go: return false
    }
    try {
      const err = yield* this.syncHandler(key); // go: err := rsc.syncHandler(
      // go: if err == nil {
      if (err === undefined) {
        this.queue.forget(key); // go: rsc.queue.Forget(key)
        return true; // go: return true @1
      }

      this.handleError(new Error(`sync ${JSON.stringify(key)} failed with ${err.message}`)); // go: utilruntime.HandleError(
      this.queue.addRateLimited(key); // go: rsc.queue.AddRateLimited(key)

      return true; // go: return true @2
    } finally {
      this.queue.done(key); // go: defer rsc.queue.Done(key)
    }
  }

  syncReplicaSet(key: string): Task<Error | undefined> {
    return syncReplicaSet(this, key);
  }

  getIndirectlyRelatedPods(
    rs: ReplicaSet,
  ): readonly [pods: readonly Pod[], error: Error | undefined] {
    return getIndirectlyRelatedPods(this, rs);
  }
}
