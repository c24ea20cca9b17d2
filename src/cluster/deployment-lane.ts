import type { Deployment } from '../ports/api/deployment.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { ResourceEventHandlerFuncs } from '../ports/cache/resource-event-handler-funcs.ts';
import { BaseControllerRefManager } from '../ports/controller/base-controller-ref-manager.ts';
import {
  DeploymentController,
  type ClaimReplicaSets,
  type ReplicaSetsOfDeployment,
} from '../ports/deployment/deployment-controller.ts';
import type { DeploymentClient } from '../ports/deployment/deployment-syncer.ts';
import { waitForNamedCacheSync } from '../ports/cache/wait-for-named-cache-sync.ts';
import { newAggregate } from '../ports/controller/new-aggregate.ts';
import {
  deleteOwnerRefStrategicMergePatch,
  ownerRefControllerPatch,
} from '../ports/controller/owner-ref-patches.ts';
import type { Selector } from '../ports/labels/selector.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Task } from '../ports/runtime/task.ts';
import { until } from '../ports/wait/until.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiAnswer } from './api-request.ts';
import { codeRefs } from './code-refs.ts';
import { queueHandlers } from './queue-handlers.ts';
import type { SharedInformers } from './shared-informers.ts';
import { EventRecorder } from './event-recorder.ts';
import type { KubeObject } from './kube-object.ts';
import { labelSelectorAsSelector } from '../ports/labels/label-selector-as-selector.ts';
import { namespaceLister } from './new-informer.ts';
import { ObservedQueue } from './observed-queue.ts';
import { asReplicaSet } from './replica-sets-getter.ts';
import { objectKey } from './resource.ts';

/** Joins the ported Deployment controller to its informers, its queue and the API. */
export function startDeploymentController(client: ApiClient, informers: SharedInformers): void {
  const { world, lane } = client;
  const { runtime } = world;
  const { pods, replicaSets, deployments } = informers;
  const queue = new ObservedQueue(world, lane, 'deployments');
  const events = new EventRecorder(client, 'deployment-controller');
  const controller = new DeploymentController({
    runtime,
    client: deploymentClient(client),
    recorder: {
      event: (object, type, reason, message) =>
        events.event(object, 'Deployment', type, reason, message),
    },
    dLister: { deployments: (namespace) => namespaceLister(deployments, 'deployments', namespace) },
    rsLister: {
      replicaSets: (namespace) => namespaceLister(replicaSets, 'replicasets', namespace),
    },
    podLister: { pods: (namespace) => namespaceLister(pods, 'pods', namespace) },
    queue,
    claimReplicaSets: claimReplicaSets(client),
    labelSelectorAsSelector,
    handleError: (error) => world.handleError(lane, error),
  });
  deployments.addEventHandler(
    queueHandlers<Deployment & KubeObject>(world, queue, {
      add: [codeRefs.syncDeployment, (d) => controller.addDeployment(d)],
      update: [codeRefs.syncDeployment, (old, cur) => controller.updateDeployment(old, cur)],
      delete: [codeRefs.syncDeployment, (d) => controller.deleteDeployment(d)],
    }),
  );
  replicaSets.addEventHandler(
    queueHandlers<ReplicaSet & KubeObject>(world, queue, {
      add: [codeRefs.claimReplicaSets, (rs) => controller.addReplicaSet(rs)],
      update: [codeRefs.claimReplicaSets, (old, cur) => controller.updateReplicaSet(old, cur)],
      delete: [codeRefs.claimReplicaSets, (rs) => controller.deleteReplicaSet(rs)],
    }),
  );
  pods.addEventHandler(
    new ResourceEventHandlerFuncs<Pod & KubeObject>({
      deleteFunc: (pod) => runtime.go(() => controller.deletePod(pod), 'deployment deletePod'),
    }),
  );
  const stopCh = new Channel<never>();
  runtime.go(function* () {
    yield* waitForNamedCacheSync(
      runtime,
      (error) => world.handleError(lane, error),
      'deployment',
      stopCh,
      () => deployments.hasSynced(),
      () => replicaSets.hasSynced(),
      () => pods.hasSynced(),
    );
    yield* until(runtime, () => controller.worker(), 1000, stopCh);
  }, 'Deployment worker');
}

function deploymentClient(client: ApiClient): DeploymentClient & ReplicaSetsOfDeployment {
  const sends = codeRefs.syncDeployment;
  const owner = ({ metadata }: ReplicaSet): string | undefined => {
    const ref = metadata.ownerReferences?.find(({ controller }) => controller === true);
    return ref && objectKey('deployments', { namespace: metadata.namespace, name: ref.name });
  };
  const because = (rs: ReplicaSet): { because?: string } => {
    const key = owner(rs);
    return key === undefined ? {} : { because: key };
  };
  const asDeployment = ({
    object,
    error,
  }: ApiAnswer): readonly [Deployment | undefined, Error | undefined] => [
    error ? undefined : (object as unknown as Deployment),
    error,
  ];
  return {
    *getDeployment(namespace, name) {
      return asDeployment(
        yield* client.send({ verb: 'get', resource: 'deployments', namespace, name }, { sends }),
      );
    },
    *updateDeploymentStatus(d) {
      const { namespace = '', name } = d.metadata;
      const body = structuredClone(d);
      return asDeployment(
        yield* client.send(
          { verb: 'update', resource: 'deployments', subresource: 'status', namespace, name, body },
          { sends },
        ),
      );
    },
    *createReplicaSet(namespace, rs) {
      return asReplicaSet(
        yield* client.send(
          { verb: 'create', resource: 'replicasets', namespace, body: structuredClone(rs) },
          { sends: codeRefs.rollingUpdate, ...because(rs) },
        ),
      );
    },
    *updateReplicaSet(rs) {
      const { namespace = '', name } = rs.metadata;
      return asReplicaSet(
        yield* client.send(
          { verb: 'update', resource: 'replicasets', namespace, name, body: structuredClone(rs) },
          { sends: codeRefs.rollingUpdate, ...because(rs) },
        ),
      );
    },
    *deleteReplicaSet(namespace, name) {
      const { error } = yield* client.send(
        { verb: 'delete', resource: 'replicasets', namespace, name, options: {} },
        { sends },
      );
      return error;
    },
    *listReplicaSets(
      namespace: string,
      selector: Selector,
    ): Task<readonly [ReplicaSet[], Error | undefined]> {
      const { items = [], error } = yield* client.send(
        { verb: 'list', resource: 'replicasets', namespace },
        { sends },
      );
      const matching = items.filter(({ metadata }) => selector.matches(metadata.labels ?? {}));
      return [matching as unknown as ReplicaSet[], error];
    },
  };
}

/** Adopts and releases ReplicaSets. A stand-in of our own for ReplicaSetControllerRefManager. */
function claimReplicaSets(client: ApiClient): ClaimReplicaSets {
  const patch = function* (rs: ReplicaSet, body: string): Task<Error | undefined> {
    const { namespace = '', name } = rs.metadata;
    const { error } = yield* client.send(
      { verb: 'patch', resource: 'replicasets', namespace, name, body },
      { sends: codeRefs.claimReplicaSets },
    );
    return error;
  };
  return function* (d, selector, rsList, canAdopt) {
    const manager = new BaseControllerRefManager(d, selector, canAdopt);
    const kind = { group: 'apps', version: 'v1', kind: 'Deployment' };
    const claimed: ReplicaSet[] = [];
    const errors: Error[] = [];
    for (const rs of rsList) {
      const uid = rs.metadata.uid ?? '';
      const [ok, err] = yield* manager.claimObject(
        rs,
        ({ metadata }) => selector.matches(metadata.labels ?? {}),
        function* (adopted) {
          return (
            (yield* manager.canAdopt()) ??
            (yield* patch(adopted, ownerRefControllerPatch(d, kind, uid)))
          );
        },
        (released) => patch(released, deleteOwnerRefStrategicMergePatch(uid, d.metadata.uid ?? '')),
      );
      if (err) errors.push(err);
      else if (ok) claimed.push(rs);
    }
    return [claimed, newAggregate(errors)];
  };
}
