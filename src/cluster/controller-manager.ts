import type { Deployment } from '../ports/api/deployment.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { RealPodControl } from '../ports/controller/real-pod-control.ts';
import { ReplicaSetController } from '../ports/replicaset/replica-set-controller.ts';
import { Channel } from '../ports/runtime/channel.ts';
import { ApiClient, type World } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import { startDeploymentController } from './deployment-lane.ts';
import { EventRecorder } from './event-recorder.ts';
import { GarbageCollector } from './garbage-collector.ts';
import type { KubeObject } from './kube-object.ts';
import { labelSelectorAsSelector } from '../ports/labels/label-selector-as-selector.ts';
import { namespaceLister, newInformer, startInformers } from './new-informer.ts';
import { NodeLifecycle } from './node-lifecycle.ts';
import { ObservedQueue } from './observed-queue.ts';
import { podControlClient } from './pods-client.ts';
import { queueHandlers } from './queue-handlers.ts';
import { replicaSetsGetter } from './replica-sets-getter.ts';
import type { SharedInformers } from './shared-informers.ts';

/** What a scenario may do to the controller manager. */
export interface ControllerManager {
  /** The client of the ReplicaSet controller, whose watches can be broken. */
  readonly replicaSetClient: ApiClient;
}

/** The component that runs the controllers; each has a lane of its own. */
export function startControllerManager(world: World): ControllerManager {
  const component = 'kube-controller-manager';
  const client = new ApiClient(world, 'replicaset-controller', component);
  const deploymentClient = new ApiClient(world, 'deployment-controller', component);
  const informers: SharedInformers = {
    pods: newInformer<Pod & KubeObject>(client, 'pods'),
    replicaSets: newInformer<ReplicaSet & KubeObject>(client, 'replicasets'),
    deployments: newInformer<Deployment & KubeObject>(deploymentClient, 'deployments'),
  };
  startReplicaSetController(client, informers);
  startDeploymentController(deploymentClient, informers);
  new GarbageCollector(new ApiClient(world, 'garbage-collector', component), informers).start();
  new NodeLifecycle(
    new ApiClient(world, 'node-lifecycle-controller', component),
    informers,
  ).start();
  startInformers(client, informers.pods, informers.replicaSets);
  startInformers(deploymentClient, informers.deployments);
  return { replicaSetClient: client };
}

function startReplicaSetController(
  client: ApiClient,
  { pods, replicaSets }: SharedInformers,
): void {
  const { world, lane } = client;
  const { runtime } = world;
  const queue = new ObservedQueue(world, lane, 'replicasets');
  const events = new EventRecorder(client, 'replicaset-controller');
  const cachedPod = (namespace: string, name: string): KubeObject | undefined =>
    pods.indexer.getByKey(`${namespace}/${name}`)[0];
  const podControl = new RealPodControl(podControlClient(client, cachedPod), {
    event: (object, type, reason, message) =>
      events.event(object, 'ReplicaSet', type, reason, message),
  });
  const controller = new ReplicaSetController({
    runtime,
    kubeClient: replicaSetsGetter(client),
    podControl,
    rsLister: {
      replicaSets: (namespace) => namespaceLister(replicaSets, 'replicasets', namespace),
    },
    rsListerSynced: () => replicaSets.hasSynced(),
    podLister: { pods: (namespace) => namespaceLister(pods, 'pods', namespace) },
    podListerSynced: () => pods.hasSynced(),
    labelSelectorAsSelector,
    handleError: (error) => world.handleError(lane, error),
    queue,
  });
  replicaSets.addEventHandler(
    queueHandlers<ReplicaSet & KubeObject>(world, queue, {
      add: [codeRefs.addRS, (rs) => controller.addRS(rs)],
      update: [codeRefs.addRS, (old, cur) => controller.updateRS(old, cur)],
      delete: [codeRefs.addRS, (rs) => controller.deleteRS(rs)],
    }),
  );
  pods.addEventHandler(
    queueHandlers<Pod & KubeObject>(world, queue, {
      add: [codeRefs.addPod, (pod) => controller.addPod(pod)],
      update: [codeRefs.updatePod, (old, cur) => controller.updatePod(old, cur)],
      delete: [codeRefs.deletePod, (pod) => controller.deletePod(pod)],
    }),
  );
  runtime.go(() => controller.run(2, new Channel()), 'ReplicaSet controller');
}
