import type { CodeRef } from './cluster-recording.ts';

const apiserver = 'staging/src/k8s.io/apiserver/pkg';
const clientGo = 'staging/src/k8s.io/client-go';
const kubectl = 'staging/src/k8s.io/kubectl/pkg/cmd/apply';
const replicaSet = 'pkg/controller/replicaset/replica_set.go';
const utils = 'pkg/controller/controller_utils.go';
const refManager = 'pkg/controller/controller_ref_manager.go';
const deployment = 'pkg/controller/deployment';
const statusManager = 'pkg/kubelet/status/status_manager.go';

/** The real code that sends or receives what the recording shows, and the stop that shows it. */
export const codeRefs = {
  // kubectl
  apply: { anchor: `${kubectl}/apply.go#ApplyOptions.Run`, stop: 'collect-and-apply' },
  applyGet: { anchor: `${kubectl}/apply.go#ApplyOptions.applyOneObject`, stop: 'create-or-patch' },
  applyCreate: {
    anchor: 'staging/src/k8s.io/cli-runtime/pkg/resource/helper.go#Helper.createResource',
    stop: 'post-the-replicaset',
  },
  applyPatch: { anchor: `${kubectl}/patcher.go#Patcher.patchSimple`, stop: 'three-way-patch' },
  // kube-apiserver
  handlerChain: {
    anchor: `${apiserver}/server/config.go#DefaultBuildHandlerChain`,
    stop: 'handler-chain',
  },
  create: {
    anchor: `${apiserver}/endpoints/handlers/create.go#createHandler`,
    stop: 'create-handler',
  },
  admission: {
    anchor: `${apiserver}/registry/rest/create.go#AdmissionToValidateObjectFunc`,
    stop: 'admission',
  },
  update: {
    anchor: `${apiserver}/storage/etcd3/store.go#store.GuaranteedUpdate`,
    stop: 'optimistic-concurrency',
  },
  delete: {
    anchor: `${apiserver}/registry/generic/registry/store.go#Store.Delete`,
    stop: 'graceful-deletion',
  },
  bindingStored: {
    anchor: 'pkg/registry/core/pod/storage/storage.go#BindingREST.assignPod',
    stop: 'binding-stored',
  },
  watchCache: {
    anchor: `${apiserver}/storage/cacher/watch_cache.go#watchCache.processEvent`,
    stop: 'watch-cache',
  },
  watchStream: {
    anchor: `${apiserver}/endpoints/handlers/watch.go#WatchServer.ServeHTTP`,
    stop: 'watch-stream',
  },
  watchFilter: {
    anchor: `${apiserver}/storage/cacher/cacher.go#cacheWatcher.convertToWatchEvent`,
    stop: 'watch-from-the-cache',
  },
  // client-go
  listAndWatch: {
    anchor: `${clientGo}/tools/cache/reflector.go#Reflector.ListAndWatch`,
    stop: 'list-then-watch',
  },
  watchHandler: {
    anchor: `${clientGo}/tools/cache/reflector.go#Reflector.watchHandler`,
    stop: 'events-to-the-queue',
  },
  queueAdd: { anchor: `${clientGo}/util/workqueue/queue.go#Type.Add`, stop: 'three-sets' },
  queueAddRateLimited: {
    anchor: `${clientGo}/util/workqueue/rate_limiting_queue.go#rateLimitingType.AddRateLimited`,
    stop: 'rate-limits',
  },
  queueAddAfter: {
    anchor: `${clientGo}/util/workqueue/delaying_queue.go#delayingType.AddAfter`,
    stop: 'delaying-queue',
  },
  queueGet: { anchor: `${clientGo}/util/workqueue/queue.go#Type.Get`, stop: 'get-and-done' },
  // kube-controller-manager
  addRS: { anchor: `${replicaSet}#ReplicaSetController.enqueueRS`, stop: 'enqueue-the-key' },
  addPod: { anchor: `${replicaSet}#ReplicaSetController.addPod`, stop: 'creation-observed' },
  updatePod: { anchor: `${replicaSet}#ReplicaSetController.updatePod`, stop: 'pod-changed' },
  deletePod: { anchor: `${replicaSet}#ReplicaSetController.deletePod`, stop: 'deletion-observed' },
  workLoop: { anchor: `${replicaSet}#ReplicaSetController.processNextWorkItem`, stop: 'work-loop' },
  createPods: { anchor: `${utils}#RealPodControl.createPods`, stop: 'post-the-pod' },
  deletePods: { anchor: `${utils}#RealPodControl.DeletePod`, stop: 'too-many-pods' },
  claimPods: { anchor: `${replicaSet}#ReplicaSetController.claimPods`, stop: 'claim-pods' },
  writeStatus: {
    anchor: 'pkg/controller/replicaset/replica_set_utils.go#updateReplicaSetStatus',
    stop: 'write-the-status',
  },
  syncDeployment: {
    anchor: `${deployment}/deployment_controller.go#DeploymentController.syncDeployment`,
    stop: 'sync-deployment',
  },
  rollingUpdate: {
    anchor: `${deployment}/rolling.go#DeploymentController.rolloutRolling`,
    stop: 'rolling-update',
  },
  claimReplicaSets: {
    anchor: `${refManager}#ReplicaSetControllerRefManager.ClaimReplicaSets`,
    stop: 'claim-replicasets',
  },
  collectGarbage: {
    anchor:
      'pkg/controller/garbagecollector/garbagecollector.go#GarbageCollector.attemptToDeleteItem',
    stop: 'graceful-deletion',
  },
  monitorNodes: {
    anchor:
      'pkg/controller/nodelifecycle/node_lifecycle_controller.go#Controller.monitorNodeHealth',
    stop: 'controller-table',
  },
  // kube-scheduler
  schedulerNotices: {
    anchor: 'pkg/scheduler/eventhandlers.go#addAllEventHandlers',
    stop: 'scheduler-notices',
  },
  schedulerQueue: {
    anchor: 'pkg/scheduler/internal/queue/scheduling_queue.go#PriorityQueue.Add',
    stop: 'scheduling-queue',
  },
  scheduleOne: { anchor: 'pkg/scheduler/scheduler.go#Scheduler.scheduleOne', stop: 'schedule-one' },
  bind: {
    anchor: 'pkg/scheduler/framework/plugins/defaultbinder/default_binder.go#DefaultBinder.Bind',
    stop: 'bind',
  },
  finishBinding: { anchor: 'pkg/scheduler/scheduler.go#Scheduler.finishBinding', stop: 'bind' },
  // kubelet
  kubeletWatch: {
    anchor: 'pkg/kubelet/config/apiserver.go#newSourceApiserverFromLW',
    stop: 'kubelet-watches-its-pods',
  },
  syncLoop: { anchor: 'pkg/kubelet/kubelet.go#Kubelet.syncLoopIteration', stop: 'sync-loop' },
  dispatchWork: { anchor: 'pkg/kubelet/kubelet.go#Kubelet.dispatchWork', stop: 'dispatch-work' },
  podWorker: { anchor: 'pkg/kubelet/pod_workers.go#podWorkers.managePodLoop', stop: 'pod-worker' },
  syncPod: { anchor: 'pkg/kubelet/kubelet.go#Kubelet.syncPod', stop: 'sync-pod' },
  startContainers: {
    anchor: 'pkg/kubelet/kuberuntime/kuberuntime_manager.go#kubeGenericRuntimeManager.SyncPod',
    stop: 'start-containers',
  },
  podStatus: {
    anchor: 'pkg/kubelet/kubelet_pods.go#Kubelet.generateAPIPodStatus',
    stop: 'pod-status',
  },
  lastContainersStop: {
    anchor: 'pkg/kubelet/kubelet_pods.go#Kubelet.podAndContainersAreTerminal',
    stop: 'last-containers-stop',
  },
  statusManager: { anchor: `${statusManager}#manager.syncPod`, stop: 'status-manager' },
  finalDelete: { anchor: `${statusManager}#manager.needsUpdate`, stop: 'final-delete' },
} as const satisfies Record<string, CodeRef>;
