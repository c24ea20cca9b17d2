import type { Deployment } from '../api/deployment.ts';
import { getControllerOf } from '../api/get-controller-of.ts';
import type { ObjectMeta, OwnerReference } from '../api/meta.ts';
import type { Pod } from '../api/pod.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { hasStatusCause, isNotFound } from '../api/status-error.ts';
import { DeletedFinalStateUnknown } from '../cache/deleted-final-state-unknown.ts';
import { splitMetaNamespaceKey } from '../cache/split-meta-namespace-key.ts';
import { keyFunc } from '../controller/key-func.ts';
import { recheckDeletionTimestamp } from '../controller/recheck-deletion-timestamp.ts';
import { everything } from '../labels/everything.ts';
import type { Selector } from '../labels/selector.ts';
import type { ToSelector } from '../labels/to-selector.ts';
import type { PodLister, ReplicaSetLister } from '../listers/lister.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import type { Runtime, Task } from '../runtime/task.ts';
import type { RateLimitingType } from '../workqueue/rate-limiting-type.ts';
import { getDeploymentsForReplicaSet, type DeploymentLister } from './deployment-lister.ts';
import {
  controllerKind,
  type DeploymentClient,
  type DeploymentSyncer,
  type EventRecorder,
} from './deployment-syncer.ts';
import { rolloutRecreate, type PodMap } from './recreate.ts';
import { rolloutRolling } from './rolling.ts';
import { checkPausedConditions, isScalingEvent, sync, syncStatusOnly } from './sync.ts';

/** So often a Deployment whose sync fails is tried again. */
const maxRetries = 15;

/** The cause that the API server gives when an object is created in a namespace that goes away. */
const namespaceTerminatingCause = 'NamespaceTerminating';

/** The queue of Deployments that need a sync, by their keys. */
export type DeploymentQueue = Pick<
  RateLimitingType<string>,
  'add' | 'addAfter' | 'addRateLimited' | 'done' | 'forget' | 'get' | 'numRequeues'
>;

/** Adopts and releases ReplicaSets: Go's ReplicaSetControllerRefManager and its ClaimReplicaSets. */
export type ClaimReplicaSets = (
  d: Deployment,
  selector: Selector,
  rsList: readonly ReplicaSet[],
  /** Asks whether the Deployment may still adopt; need be asked once. */
  canAdopt: () => Task<Error | undefined>,
) => Task<readonly [rsList: ReplicaSet[], error: Error | undefined]>;

export interface DeploymentControllerOptions {
  readonly runtime: Pick<Runtime, 'now'>;
  readonly client: DeploymentClient & ReplicaSetsOfDeployment;
  readonly recorder: EventRecorder;
  readonly dLister: DeploymentLister;
  readonly rsLister: ReplicaSetLister;
  readonly podLister: PodLister;
  readonly queue: DeploymentQueue;
  readonly claimReplicaSets: ClaimReplicaSets;
  readonly labelSelectorAsSelector: ToSelector;
  /** Where errors go that nobody acts on. */
  readonly handleError: (error: Error) => void;
}

/** Asks the API server, not a cache. */
export interface ReplicaSetsOfDeployment {
  listReplicaSets(
    namespace: string,
    selector: Selector,
  ): Task<readonly [rsList: ReplicaSet[], error: Error | undefined]>;
}

/**
 * Makes ReplicaSets out of Deployments and moves pods from old to new ones. Whoever joins the parts
 * fills the caches, passes on what they tell to the handlers, and runs `worker`.
 *
 * `kubectl rollout undo` writes an old template into the Deployment, which is then a rollout like
 * any other: the controller's own rollback, for an annotation of extensions/v1beta1, is left out.
 */
export class DeploymentController implements DeploymentSyncer {
  readonly runtime: Pick<Runtime, 'now'>;
  readonly client: DeploymentClient & ReplicaSetsOfDeployment;
  readonly recorder: EventRecorder;
  readonly dLister: DeploymentLister;
  readonly rsLister: ReplicaSetLister;
  readonly podLister: PodLister;
  readonly queue: DeploymentQueue;
  readonly claimReplicaSets: ClaimReplicaSets;
  readonly labelSelectorAsSelector: ToSelector;
  readonly handleError: (error: Error) => void;
  /** What a worker does with a key; others may be put in its place. */
  syncHandler: (key: string) => Task<Error | undefined> = (key) => this.syncDeployment(key);
  enqueueDeployment: (deployment: Deployment) => void = (deployment) => {
    this.enqueue(deployment);
  };

  constructor(options: DeploymentControllerOptions) {
    this.runtime = options.runtime;
    this.client = options.client;
    this.recorder = options.recorder;
    this.dLister = options.dLister;
    this.rsLister = options.rsLister;
    this.podLister = options.podLister;
    this.queue = options.queue;
    this.claimReplicaSets = options.claimReplicaSets;
    this.labelSelectorAsSelector = options.labelSelectorAsSelector;
    this.handleError = options.handleError;
  }

  /** @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.addDeployment */
  addDeployment(d: Deployment): void {
    // left out (the type says it): d := obj.(*apps.Deployment)
    // left out (logging): klog.V(4).Infof(
    this.enqueueDeployment(d); // go: dc.enqueueDeployment(d)
  }

  /** @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.updateDeployment */
  updateDeployment(_oldD: Deployment, curD: Deployment): void {
    // left out (only logged): oldD := old.(*apps.Deployment)
    // left out (the type says it): curD := cur.(*apps.Deployment)
    // left out (logging): klog.V(4).Infof(
    this.enqueueDeployment(curD); // go: dc.enqueueDeployment(curD)
  }

  /**
   * Queues a Deployment that is gone: its sync will find nothing to do.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.deleteDeployment
   * @param obj The Deployment, or a tombstone with one.
   */
  deleteDeployment(obj: Deployment | DeletedFinalStateUnknown): void {
    const d = last<Deployment>(obj); // go: d, ok := obj.(*apps.Deployment)
    // go+: if !ok { @1
    if (d === undefined) {
      this.handleError(new Error('tombstone contained object that is not a Deployment'));
      return;
    }
    // left out (logging): klog.V(4).Infof(
    this.enqueueDeployment(d); // go: dc.enqueueDeployment(d)
  }

  /**
   * Queues the Deployment that a new ReplicaSet belongs to; of an orphan all that match it, for one
   * may adopt it.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.addReplicaSet
   */
  addReplicaSet(rs: ReplicaSet): void {
    // left out (the type says it): rs := obj.(*apps.ReplicaSet)

    // go: if rs.DeletionTimestamp != nil {
    if (rs.metadata.deletionTimestamp !== undefined) {
      this.deleteReplicaSet(rs); // go: dc.deleteReplicaSet(rs)
      return; // go: return @1
    }

    const controllerRef = getControllerOf(rs); // go: if controllerRef := metav1.GetControllerOf(rs);
    if (controllerRef !== undefined) {
      const d = this.resolveControllerRef(rs.metadata.namespace ?? '', controllerRef); // go: d := dc.resolveControllerRef(
      // go: if d == nil {
      if (d === undefined) {
        return; // go: return @2
      }
      // left out (logging): klog.V(4).Infof("ReplicaSet
      this.enqueueDeployment(d); // go: dc.enqueueDeployment(d) @1
      return; // go: return @3
    }

    const ds = this.getDeploymentsForReplicaSet(rs); // go: ds := dc.getDeploymentsForReplicaSet(
    // go: if len(ds) == 0 {
    if (ds.length === 0) {
      return; // go: return @4
    }
    // left out (logging): klog.V(4).Infof("Orphan
    // go: for _, d := range ds {
    for (const d of ds) {
      this.enqueueDeployment(d); // go: dc.enqueueDeployment(d) @2
    }
  }

  /**
   * The Deployments that may adopt a ReplicaSet. There should be at most one.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.getDeploymentsForReplicaSet
   */
  getDeploymentsForReplicaSet(rs: ReplicaSet): readonly Deployment[] {
    // go: deployments, err :=
    const [deployments, err] = getDeploymentsForReplicaSet(
      this.dLister,
      this.labelSelectorAsSelector,
      rs,
    );
    // go: if err != nil || len(deployments) == 0 {
    if (err || deployments.length === 0) {
      return []; // go: return nil
    }
    // left out (logging): if len(deployments) > 1 {
    return deployments; // go: return deployments
  }

  /**
   * Queues the Deployment that a changed ReplicaSet belongs to, and the one it belonged to before;
   * of an orphan all that match it, if its labels or its owner changed.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.updateReplicaSet
   */
  updateReplicaSet(oldRS: ReplicaSet, curRS: ReplicaSet): void {
    // left out (the type says it): curRS := cur.(*apps.ReplicaSet)
    // left out (the type says it): oldRS := old.(*apps.ReplicaSet)
    // A resync brings everything again, unchanged.
    // go: if curRS.ResourceVersion == oldRS.ResourceVersion {
    if ((curRS.metadata.resourceVersion ?? '') === (oldRS.metadata.resourceVersion ?? '')) {
      return; // go: return @1
    }

    const curControllerRef = getControllerOf(curRS); // go: curControllerRef :=
    const oldControllerRef = getControllerOf(oldRS); // go: oldControllerRef :=
    const controllerRefChanged = !deepEqual(curControllerRef, oldControllerRef); // go: controllerRefChanged :=
    // go: if controllerRefChanged && oldControllerRef != nil {
    if (controllerRefChanged && oldControllerRef !== undefined) {
      const d = this.resolveControllerRef(oldRS.metadata.namespace ?? '', oldControllerRef); // go: if d := dc.resolveControllerRef(
      if (d !== undefined) {
        this.enqueueDeployment(d); // go: dc.enqueueDeployment(d) @1
      }
    }

    // go: if curControllerRef != nil {
    if (curControllerRef !== undefined) {
      const d = this.resolveControllerRef(curRS.metadata.namespace ?? '', curControllerRef); // go: d := dc.resolveControllerRef(curRS
      // go: if d == nil {
      if (d === undefined) {
        return; // go: return @2
      }
      // left out (logging): klog.V(4).Infof("ReplicaSet
      this.enqueueDeployment(d); // go: dc.enqueueDeployment(d) @2
      return; // go: return @3
    }

    const labelChanged = !deepEqual(curRS.metadata.labels, oldRS.metadata.labels); // go: labelChanged :=
    // go: if labelChanged || controllerRefChanged {
    if (labelChanged || controllerRefChanged) {
      const ds = this.getDeploymentsForReplicaSet(curRS); // go: ds := dc.getDeploymentsForReplicaSet(
      // go: if len(ds) == 0 {
      if (ds.length === 0) {
        return; // go: return @4
      }
      // left out (logging): klog.V(4).Infof("Orphan
      // go: for _, d := range ds {
      for (const d of ds) {
        this.enqueueDeployment(d); // go: dc.enqueueDeployment(d) @3
      }
    }
  }

  /**
   * Queues the Deployment of a ReplicaSet that is gone.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.deleteReplicaSet
   * @param obj The ReplicaSet, or a tombstone with one.
   */
  deleteReplicaSet(obj: ReplicaSet | DeletedFinalStateUnknown): void {
    const rs = last<ReplicaSet>(obj); // go: rs, ok := obj.(*apps.ReplicaSet)

    // go+: if !ok { @1
    if (rs === undefined) {
      this.handleError(new Error('tombstone contained object that is not a ReplicaSet'));
      return;
    }

    const controllerRef = getControllerOf(rs); // go: controllerRef :=
    // go: if controllerRef == nil {
    if (controllerRef === undefined) {
      return; // go: return @3
    }
    const d = this.resolveControllerRef(rs.metadata.namespace ?? '', controllerRef); // go: d := dc.resolveControllerRef(
    // go: if d == nil {
    if (d === undefined) {
      return; // go: return @4
    }
    // left out (logging): klog.V(4).Infof(
    this.enqueueDeployment(d); // go: dc.enqueueDeployment(d)
  }

  /**
   * Queues a Deployment of the strategy Recreate when its last pod is gone. It asks the API server.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.deletePod
   * @param obj The pod, or a tombstone with one.
   */
  *deletePod(obj: Pod | DeletedFinalStateUnknown): Task<void> {
    const pod = last<Pod>(obj); // go: pod, ok := obj.(*v1.Pod)

    // go+: if !ok { @1
    if (pod === undefined) {
      this.handleError(new Error('tombstone contained object that is not a pod'));
      return;
    }
    // left out (logging): klog.V(4).Infof(
    const d = this.getDeploymentForPod(pod); // go: if d := dc.getDeploymentForPod(
    if (d !== undefined && d.spec.strategy?.type === 'Recreate') {
      const [rsList, err] = yield* this.#listReplicaSets(d); // go: rsList, err := util.ListReplicaSets(
      // go: if err != nil { @1
      if (err) {
        return; // go: return @3
      }
      const [podMap, mapErr] = this.getPodMapForDeployment(d, rsList); // go: podMap, err :=
      // go: if err != nil { @2
      if (mapErr) {
        return; // go: return @4
      }
      let numPods = 0; // go: numPods := 0
      // go: for _, podList := range podMap {
      for (const podList of podMap.values()) {
        numPods += podList.length; // go: numPods += len(podList)
      }
      // go: if numPods == 0 {
      if (numPods === 0) {
        this.enqueueDeployment(d); // go: dc.enqueueDeployment(d)
      }
    }
  }

  /** Go's util.ListReplicaSets: the ReplicaSets that a Deployment controls. */
  *#listReplicaSets(
    deployment: Deployment,
  ): Task<readonly [owned: ReplicaSet[], error: Error | undefined]> {
    const { namespace = '', uid = '' } = deployment.metadata;
    const [selector, err] = this.labelSelectorAsSelector(deployment.spec.selector);
    if (err) return [[], err];
    const [all, listErr] = yield* this.client.listReplicaSets(namespace, selector);
    if (listErr) return [[], listErr];
    return [all.filter((rs) => getControllerOf(rs)?.uid === uid), undefined];
  }

  /** @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.enqueue */
  enqueue(deployment: Deployment): void {
    const key = keyFunc(deployment); // go: key, err := controller.KeyFunc(
    // left out (an object of a port always has a key): if err != nil {

    this.queue.add(key); // go: dc.queue.Add(key)
  }

  /** @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.enqueueRateLimited */
  enqueueRateLimited(deployment: Deployment): void {
    const key = keyFunc(deployment); // go: key, err := controller.KeyFunc(
    // left out (an object of a port always has a key): if err != nil {

    this.queue.addRateLimited(key); // go: dc.queue.AddRateLimited(key)
  }

  /** @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.enqueueAfter */
  enqueueAfter(deployment: Deployment, after: number): void {
    const key = keyFunc(deployment); // go: key, err := controller.KeyFunc(
    // left out (an object of a port always has a key): if err != nil {

    this.queue.addAfter(key, after); // go: dc.queue.AddAfter(key, after)
  }

  /**
   * The Deployment whose ReplicaSet controls a pod.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.getDeploymentForPod
   */
  getDeploymentForPod(pod: Pod): Deployment | undefined {
    // left out (declared below): var rs *apps.ReplicaSet
    // left out (declared below): var err error
    const podRef = getControllerOf(pod); // go: controllerRef := metav1.GetControllerOf(pod)
    // go: if controllerRef == nil { @1
    if (podRef === undefined) {
      return undefined; // go: return nil @1
    }
    // go: if controllerRef.Kind !=
    if (podRef.kind !== 'ReplicaSet') {
      return undefined; // go: return nil @2
    }
    const [rs, err] = this.rsLister.replicaSets(pod.metadata.namespace ?? '').get(podRef.name); // go: rs, err = dc.rsLister.
    // go: if err != nil || rs.UID != controllerRef.UID {
    if (err || !rs || (rs.metadata.uid ?? '') !== podRef.uid) {
      // left out (logging): klog.V(4).Infof(
      return undefined; // go: return nil @3
    }

    const controllerRef = getControllerOf(rs); // go: controllerRef = metav1.GetControllerOf(rs)
    // go: if controllerRef == nil { @2
    if (controllerRef === undefined) {
      return undefined; // go: return nil @4
    }
    return this.resolveControllerRef(rs.metadata.namespace ?? '', controllerRef); // go: return dc.resolveControllerRef(
  }

  /**
   * The Deployment that a reference means, if it is in the cache and the same by its UID.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.resolveControllerRef
   */
  resolveControllerRef(namespace: string, controllerRef: OwnerReference): Deployment | undefined {
    // go: if controllerRef.Kind != controllerKind.Kind {
    if (controllerRef.kind !== controllerKind.kind) {
      return undefined; // go: return nil @1
    }
    const [d, err] = this.dLister.deployments(namespace).get(controllerRef.name); // go: d, err :=
    // go: if err != nil {
    if (err || !d) {
      return undefined; // go: return nil @2
    }
    // go: if d.UID != controllerRef.UID {
    if ((d.metadata.uid ?? '') !== controllerRef.uid) {
      return undefined; // go: return nil @3
    }
    return d; // go: return d
  }

  /**
   * Syncs one Deployment after the other until the queue is shut down.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.worker
   */
  *worker(): Task<void> {
    // go: for dc.processNextWorkItem() {
    while (yield* this.processNextWorkItem()) {
      // The condition does it all.
    }
  }

  /**
   * Waits for a Deployment that needs a sync, and syncs it.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.processNextWorkItem
   * @returns Whether there may be more; none once the queue is shut down.
   */
  *processNextWorkItem(): Task<boolean> {
    const [key, quit] = yield* this.queue.get(); // go: key, quit :=
    // go: if quit {
    if (quit) {
      return false; // go: return false
    }
    try {
      const err = yield* this.syncHandler(key); // go: err := dc.syncHandler(
      this.handleErr(err, key); // go: dc.handleErr(err, key)

      return true; // go: return true
    } finally {
      this.queue.done(key); // go: defer dc.queue.Done(key)
    }
  }

  /**
   * Queues a Deployment whose sync failed again, later each time, and gives up in the end: until
   * something about it changes.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.handleErr
   */
  handleErr(err: Error | undefined, key: string): void {
    // go: if err == nil || errors.HasStatusCause(
    if (err === undefined || hasStatusCause(err, namespaceTerminatingCause)) {
      this.queue.forget(key); // go: dc.queue.Forget(key) @1
      return; // go: return @1
    }

    // left out (only logged): ns, name, keyErr :=
    // left out (logging): if keyErr != nil {

    // go: if dc.queue.NumRequeues(key) < maxRetries {
    if (this.queue.numRequeues(key) < maxRetries) {
      // left out (logging): klog.V(2).InfoS(
      this.queue.addRateLimited(key); // go: dc.queue.AddRateLimited(key)
      return; // go: return @2
    }

    this.handleError(err); // go: utilruntime.HandleError(err)
    // left out (logging): klog.V(2).Infof(
    this.queue.forget(key); // go: dc.queue.Forget(key) @2
  }

  /**
   * The ReplicaSets that a Deployment controls, after it adopted matching orphans and released those
   * that match no more.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.getReplicaSetsForDeployment
   */
  *getReplicaSetsForDeployment(
    d: Deployment,
  ): Task<readonly [rsList: ReplicaSet[], error: Error | undefined]> {
    const { namespace = '', name, uid = '' } = d.metadata;
    const { client } = this;
    const [rsList, err] = this.rsLister.replicaSets(namespace).list(everything()); // go: rsList, err :=
    // go: if err != nil { @1
    if (err) {
      return [[], err]; // go: return nil, err @1
    }
    const [deploymentSelector, selectorErr] = this.labelSelectorAsSelector(d.spec.selector); // go: deploymentSelector, err :=
    // go: if err != nil { @2
    if (selectorErr) {
      // go: return nil, fmt.Errorf("deployment
      return [
        [],
        new Error(
          `deployment ${namespace}/${name} has invalid label selector: ${selectorErr.message}`,
        ),
      ];
    }
    // go: canAdoptFunc := controller.RecheckDeletionTimestamp(
    const canAdoptFunc = recheckDeletionTimestamp(function* (): Task<
      readonly [fresh: { readonly metadata: ObjectMeta } | undefined, error: Error | undefined]
    > {
      const [fresh, err] = yield* client.getDeployment(namespace, name); // go: fresh, err :=
      // go: if err != nil { @3
      if (err || !fresh) {
        return [undefined, err]; // go: return nil, err @2
      }
      const freshUID = fresh.metadata.uid ?? '';
      // go: if fresh.UID != d.UID {
      if (freshUID !== uid) {
        // go: return nil, fmt.Errorf("original
        return [
          undefined,
          new Error(
            `original Deployment ${namespace}/${name} is gone: got uid ${freshUID}, wanted ${uid}`,
          ),
        ];
      }
      return [fresh, undefined]; // go: return fresh, nil
    });
    // left out (handed in): cm := controller.NewReplicaSetControllerRefManager(
    return yield* this.claimReplicaSets(d, deploymentSelector, rsList, canAdoptFunc); // go: return cm.ClaimReplicaSets(
  }

  /**
   * All pods of a Deployment, active or not, by the ReplicaSets that control them.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.getPodMapForDeployment
   */
  getPodMapForDeployment(
    d: Deployment,
    rsList: readonly ReplicaSet[],
  ): readonly [podMap: PodMap, error: Error | undefined] {
    const podMap = new Map<string, Pod[]>();
    const [selector, selectorErr] = this.labelSelectorAsSelector(d.spec.selector); // go: selector, err :=
    // go: if err != nil { @1
    if (selectorErr) {
      return [podMap, selectorErr]; // go: return nil, err @1
    }
    const [pods, err] = this.podLister.pods(d.metadata.namespace ?? '').list(selector); // go: pods, err :=
    // go: if err != nil { @2
    if (err) {
      return [podMap, err]; // go: return nil, err @2
    }
    // left out (above): podMap := make(
    // go: for _, rs := range rsList {
    for (const rs of rsList) {
      podMap.set(rs.metadata.uid ?? '', []); // go: podMap[rs.UID] =
    }
    // go: for _, pod := range pods {
    for (const pod of pods) {
      const controllerRef = getControllerOf(pod); // go: controllerRef :=
      // go: if controllerRef == nil {
      if (controllerRef === undefined) {
        continue; // go: continue
      }
      podMap.get(controllerRef.uid)?.push(pod); // go+: if _, ok := podMap[
    }
    return [podMap, undefined]; // go: return podMap, nil
  }

  /**
   * One step towards what a Deployment asks for. Each writes at most a little; the changes in the
   * cluster bring the next.
   *
   * @ports pkg/controller/deployment/deployment_controller.go#DeploymentController.syncDeployment
   */
  *syncDeployment(key: string): Task<Error | undefined> {
    // left out (logging): startTime :=
    // left out (logging): klog.V(4).Infof("Started
    // left out (logging): defer func() {

    const [namespace, name, keyErr] = splitMetaNamespaceKey(key); // go: namespace, name, err :=
    // go: if err != nil { @1
    if (keyErr) {
      return keyErr; // go: return err @1
    }
    const [deployment, getErr] = this.dLister.deployments(namespace).get(name); // go: deployment, err :=
    // go: if errors.IsNotFound(err) {
    if (isNotFound(getErr)) {
      // left out (logging): klog.V(2).Infof(
      return undefined; // go: return nil @1
    }
    // go: if err != nil { @2
    if (getErr || !deployment) {
      return getErr; // go: return err @2
    }

    const d = structuredClone(deployment); // go: d := deployment.DeepCopy()

    // left out (below): everything := metav1.LabelSelector{}
    // go: if reflect.DeepEqual(
    if (selectsAll(d)) {
      // go: dc.eventRecorder.Eventf(
      this.recorder.event(
        d,
        'Warning',
        'SelectingAll',
        'This deployment is selecting all pods. A non-empty selector is required.',
      );
      const { generation = 0 } = d.metadata;
      // go: if d.Status.ObservedGeneration < d.Generation {
      if ((d.status.observedGeneration ?? 0) < generation) {
        d.status.observedGeneration = generation; // go: d.Status.ObservedGeneration = d.Generation
        yield* this.client.updateDeploymentStatus(d); // go: dc.client.
      }
      return undefined; // go: return nil @2
    }

    const [rsList, claimErr] = yield* this.getReplicaSetsForDeployment(d); // go: rsList, err :=
    // go: if err != nil { @3
    if (claimErr) {
      return claimErr; // go: return err @3
    }
    const [podMap, mapErr] = this.getPodMapForDeployment(d, rsList); // go: podMap, err :=
    // go: if err != nil { @4
    if (mapErr) {
      return mapErr; // go: return err @4
    }

    // go: if d.DeletionTimestamp != nil {
    if (d.metadata.deletionTimestamp !== undefined) {
      return yield* syncStatusOnly(this, d, rsList); // go: return dc.syncStatusOnly(
    }

    const pausedErr = yield* checkPausedConditions(this, d); // go: if err = dc.checkPausedConditions(
    if (pausedErr) {
      return pausedErr; // go: return err @5
    }

    // go: if d.Spec.Paused {
    if (d.spec.paused === true) {
      return yield* sync(this, d, rsList); // go: return dc.sync( @1
    }

    // left out (a rollback is a patch of kubectl): if getRollbackTo(d) != nil {

    const [scalingEvent, err] = yield* isScalingEvent(this, d, rsList); // go: scalingEvent, err :=
    // go: if err != nil { @5
    if (err) {
      return err; // go: return err @6
    }
    // go: if scalingEvent {
    if (scalingEvent) {
      return yield* sync(this, d, rsList); // go: return dc.sync( @2
    }

    const type: string = d.spec.strategy?.type ?? '';
    // go: switch d.Spec.Strategy.Type {
    switch (type) {
      case 'Recreate':
        return yield* rolloutRecreate(this, d, rsList, podMap); // go: return dc.rolloutRecreate(
      case 'RollingUpdate':
        return yield* rolloutRolling(this, d, rsList); // go: return dc.rolloutRolling(
    }
    return new Error(`unexpected deployment strategy type: ${type}`); // go: return fmt.Errorf(
  }
}

/** Whether the selector is there and asks for nothing; in Go an empty list of it would ask. */
function selectsAll({ spec: { selector } }: Deployment): boolean {
  return (
    selector !== undefined &&
    selector.matchLabels === undefined &&
    selector.matchExpressions === undefined
  );
}

/** The object that is gone, as it was last known. */
function last<T extends { readonly metadata: ObjectMeta }>(
  obj: T | DeletedFinalStateUnknown,
): T | undefined {
  if (!(obj instanceof DeletedFinalStateUnknown)) return obj;
  return typeof obj.obj === 'object' && obj.obj !== null && 'metadata' in obj.obj
    ? (obj.obj as T)
    : undefined;
}
