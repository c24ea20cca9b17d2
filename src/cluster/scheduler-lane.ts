import type { Node } from '../ports/api/node.ts';
import type { Pod } from '../ports/api/pod.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { FilteringResourceEventHandler } from '../ports/cache/filtering-resource-event-handler.ts';
import { ResourceEventHandlerFuncs } from '../ports/cache/resource-event-handler-funcs.ts';
import { waitForNamedCacheSync } from '../ports/cache/wait-for-named-cache-sync.ts';
import { Channel } from '../ports/runtime/channel.ts';
import { defaultFramework } from '../ports/scheduler/default-framework.ts';
import { EventHandlers } from '../ports/scheduler/event-handlers.ts';
import { GenericScheduler } from '../ports/scheduler/generic-scheduler.ts';
import { PodScheduler } from '../ports/scheduler/pod-scheduler.ts';
import { SchedulerCache } from '../ports/scheduler/scheduler-cache.ts';
import type { SchedulingClient } from '../ports/scheduler/scheduling-client.ts';
import { Snapshot } from '../ports/scheduler/snapshot.ts';
import { createTwoWayMergePatch } from '../ports/strategicpatch/create-two-way-merge-patch.ts';
import { ApiClient, type World } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import { EventRecorder } from './event-recorder.ts';
import type { KubeObject } from './kube-object.ts';
import { namespaceLister, newInformer, startInformers } from './new-informer.ts';
import { ObservedPriorityQueue } from './observed-priority-queue.ts';
import { patchSchemaOf } from './patch-schema.ts';
import { objectKey } from './resource.ts';

type ApiPod = Pod & KubeObject;
type ApiNode = Node & KubeObject;

/** Joins the ported scheduler to its informers and to the API. */
export function startScheduler(world: World): void {
  const { runtime } = world;
  const client = new ApiClient(world, 'kube-scheduler', 'kube-scheduler');
  const pods = newInformer<ApiPod>(client, 'pods', { receives: codeRefs.schedulerNotices });
  const nodes = newInformer<ApiNode>(client, 'nodes', { receives: codeRefs.schedulerNotices });
  const events = new EventRecorder(client, 'default-scheduler');
  const queue = new ObservedPriorityQueue(world, client.lane);
  const cache = new SchedulerCache(runtime);
  cache.run();
  const snapshot = new Snapshot();
  const schedulingClient = clientOf(client);
  const profiles = new Map([['default-scheduler', defaultFramework(schedulingClient, snapshot)]]);
  const handleError = (error: Error): void => world.handleError(client.lane, error);
  const scheduler = new PodScheduler({
    runtime,
    client: schedulingClient,
    queue,
    cache,
    algorithm: new GenericScheduler(runtime, cache, snapshot),
    profiles,
    getPod: (namespace, name) => namespaceLister(pods, 'pods', namespace).get(name),
    eventf: (pod, type, reason, note) => events.event(pod, 'Pod', type, reason, note),
    handleError,
  });
  const on = new EventHandlers({ cache, queue, profiles, handleError });
  addHandlers(client, on, pods, nodes);
  startInformers(client, pods, nodes);
  runtime.go(function* () {
    yield* waitForNamedCacheSync(
      runtime,
      handleError,
      'scheduler',
      new Channel<never>(),
      () => pods.hasSynced(),
      () => nodes.hasSynced(),
    );
    yield* scheduler.run();
  }, 'scheduler');
}

function addHandlers(
  { world, lane }: ApiClient,
  on: EventHandlers,
  pods: ReturnType<typeof newInformer<ApiPod>>,
  nodes: ReturnType<typeof newInformer<ApiNode>>,
): void {
  const { recorder } = world;
  const last = <T>(obj: T | DeletedFinalStateUnknown): T =>
    obj instanceof DeletedFinalStateUnknown ? (obj.obj as T) : obj;
  const queued = (pod: ApiPod): void => {
    const object = objectKey('pods', pod.metadata);
    const cause = recorder.deliveryOf(pod);
    const message = recorder.message({
      kind: 'queue',
      from: lane,
      to: lane,
      text: `add ${pod.metadata.name}`,
      object,
      sends: codeRefs.schedulerNotices,
      receives: codeRefs.schedulerQueue,
      ...(cause !== undefined && { cause }),
    });
    recorder.heard(lane, object, message);
  };
  pods.addEventHandler(
    new FilteringResourceEventHandler<ApiPod>(
      (obj) => on.isForCache(last(obj)),
      new ResourceEventHandlerFuncs<ApiPod>({
        addFunc: (pod) => on.addPodToCache(pod),
        updateFunc: (old, pod) => on.updatePodInCache(old, pod),
        deleteFunc: (pod) => on.deletePodFromCache(last(pod)),
      }),
    ),
  );
  pods.addEventHandler(
    new FilteringResourceEventHandler<ApiPod>(
      (obj) => on.isForQueue(last(obj)),
      new ResourceEventHandlerFuncs<ApiPod>({
        addFunc: (pod) => {
          queued(pod);
          on.addPodToSchedulingQueue(pod);
        },
        updateFunc: (old, pod) => on.updatePodInSchedulingQueue(old, pod),
        deleteFunc: (pod) => on.deletePodFromSchedulingQueue(last(pod)),
      }),
    ),
  );
  nodes.addEventHandler(
    new ResourceEventHandlerFuncs<ApiNode>({
      addFunc: (node) => on.addNodeToCache(node),
      updateFunc: (old, node) => on.updateNodeInCache(old, node),
      deleteFunc: (node) => on.deleteNodeFromCache(last(node)),
    }),
  );
}

function clientOf(client: ApiClient): SchedulingClient {
  return {
    *bind(namespace, name, uid, nodeName) {
      const body = {
        kind: 'Binding',
        apiVersion: 'v1',
        metadata: { namespace, name, uid },
        target: { kind: 'Node', name: nodeName },
      };
      const { error } = yield* client.send(
        { verb: 'create', resource: 'pods', subresource: 'binding', namespace, name, body },
        { sends: codeRefs.bind },
      );
      return error;
    },
    *patchPodStatus(pod, { conditions, nominatedNodeName }) {
      const { namespace = '', name } = pod.metadata;
      const status = { ...pod.status, conditions, ...(nominatedNodeName && { nominatedNodeName }) };
      const [body, err] = createTwoWayMergePatch(
        JSON.stringify({ status: pod.status }),
        JSON.stringify({ status }),
        patchSchemaOf('Pod'),
      );
      if (err) return err;
      const { error } = yield* client.send(
        { verb: 'patch', resource: 'pods', subresource: 'status', namespace, name, body },
        { sends: codeRefs.scheduleOne },
      );
      return error;
    },
  };
}
