import type { KubeObject } from './kube-object.ts';
import { ResourceEventHandlerFuncs } from '../ports/cache/resource-event-handler-funcs.ts';
import { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import type { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import type { Task } from '../ports/runtime/task.ts';
import type { ApiClient } from './api-client.ts';
import { codeRefs } from './code-refs.ts';
import type { SharedInformers } from './shared-informers.ts';
import { objectKey } from './resource.ts';

/**
 * Deletes what an object owned once the object is gone. Not a port: it knows no other policy than
 * background deletion, and only ReplicaSets and Pods.
 */
export class GarbageCollector {
  readonly #client: ApiClient;
  readonly #informers: SharedInformers;

  constructor(client: ApiClient, informers: SharedInformers) {
    this.#client = client;
    this.#informers = informers;
  }

  start(): void {
    const { replicaSets, pods, deployments } = this.#informers;
    this.#onDelete(replicaSets, 'replicasets', pods, 'pods');
    this.#onDelete(deployments, 'deployments', replicaSets, 'replicasets');
  }

  #onDelete<O extends KubeObject, D extends KubeObject>(
    owners: SharedIndexInformer<O>,
    ownerResource: string,
    dependents: SharedIndexInformer<D>,
    resource: string,
  ): void {
    const { runtime } = this.#client.world;
    owners.addEventHandler(
      new ResourceEventHandlerFuncs<O>({
        deleteFunc: (obj) => {
          const owner = obj instanceof DeletedFinalStateUnknown ? (obj.obj as O) : obj;
          const collect = (): Task<void> =>
            this.#collect(owner, ownerResource, dependents, resource);
          runtime.go(collect, 'garbage collector');
        },
      }),
    );
  }

  /** In the real one keys go through two queues, with a rate limit: some tenths of a second. */
  *#collect<D extends KubeObject>(
    owner: KubeObject,
    ownerResource: string,
    dependents: SharedIndexInformer<D>,
    resource: string,
  ): Task<void> {
    const { runtime, recorder } = this.#client.world;
    const cause = recorder.deliveryOf(owner);
    recorder.say(
      this.#client.lane,
      `sees that ${owner.kind ?? ownerResource} ${owner.metadata.name} is gone`,
    );
    yield* runtime.sleep(200 + Math.round(runtime.random() * 1200) / 4);
    for (const { metadata } of dependents.indexer.list()) {
      if (!metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid)) continue;
      if (metadata.deletionTimestamp !== undefined) continue;
      const remove = (): Task<void> => this.#remove(resource, metadata, cause);
      runtime.go(remove, `collect ${metadata.name}`);
    }
  }

  *#remove(
    resource: string,
    metadata: KubeObject['metadata'],
    cause: number | undefined,
  ): Task<void> {
    const { namespace = '', name, uid = '' } = metadata;
    const told = { sends: codeRefs.collectGarbage, cause };
    const { object } = yield* this.#client.send({ verb: 'get', resource, namespace, name }, told);
    if (object?.metadata.uid !== uid || object.metadata.deletionTimestamp !== undefined) return;
    yield* this.#client.send(
      {
        verb: 'delete',
        resource,
        namespace,
        name,
        options: { preconditions: { uid }, propagationPolicy: 'Background' },
      },
      { ...told, because: objectKey(resource, { namespace, name }) },
    );
  }
}
