import type { Deployment } from '../ports/api/deployment.ts';
import type { ListOptions } from '../ports/api/list-options.ts';
import { newBadRequest, newNotFound } from '../ports/api/new-status-error.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import type { Watch } from '../ports/api/watch.ts';
import { BindingREST } from '../ports/apiserver/binding-rest.ts';
import {
  setObjectDefaults_Deployment,
  setObjectDefaults_Pod,
  setObjectDefaults_ReplicaSet,
} from '../ports/apiserver/defaults.ts';
import { Etcd } from '../ports/apiserver/etcd.ts';
import { EtcdStore, validateAllObjectFunc, type Result } from '../ports/apiserver/etcd-store.ts';
import type { RequestContext } from '../ports/apiserver/request-context.ts';
import { Store } from '../ports/apiserver/store.ts';
import {
  DefaultUpdatedObjectInfo,
  type UpdatedObjectInfo,
} from '../ports/apiserver/updated-object-info.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { strategicMergePatch } from '../ports/strategicpatch/strategic-merge-patch.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import { checkShape } from './check-shape.ts';
import type { KubeObject } from './kube-object.ts';
import { patchSchemaOf } from './patch-schema.ts';
import { QuotaAdmission } from './quota-admission.ts';
import { RecordedEtcd } from './recorded-etcd.ts';
import type { Recorder } from './recorder.ts';
import { apiVersionOf, resourceNamed, resources, type Resource } from './resource.ts';
import { statusCode } from './status-code.ts';
import { strategyOf } from './strategy-of.ts';
import { objectMetaValidation } from './validate.ts';
import { WatchHub } from './watch-hub.ts';

/** Nobody can make a namespace here. */
const namespaces: ReadonlySet<string> = new Set(['default', 'kube-node-lease']);

/** The API server: the ported storage, registries and strategies behind the paths of a small API. */
export class ApiServer {
  readonly etcd = new Etcd();
  readonly #runtime: Runtime;
  readonly #recorder: Recorder;
  readonly #hubs = new Map<string, WatchHub>();
  readonly #quota = new QuotaAdmission(this.etcd);

  constructor(runtime: Runtime, recorder: Recorder) {
    this.#runtime = runtime;
    this.#recorder = recorder;
    for (const resource of resources.values()) {
      this.#hubs.set(resource.resource, new WatchHub(runtime, this.etcd, resource));
    }
  }

  /** @param message Its place in the recording; none leaves no trace. */
  *handle(request: ApiRequest, message: number | undefined): Task<ApiAnswer> {
    const resource = resourceNamed(request.resource);
    const answer = yield* this.#answer(request, resource, message);
    if (answer.error) return { ...answer, code: statusCode(answer.error) };
    return answer;
  }

  /** Changes of a resource after a version, as they come. */
  watch(resource: string, options: ListOptions): Task<Result<Watch<KubeObject>>> {
    return this.hub(resource).watch(options);
  }

  hub(resource: string): WatchHub {
    const hub = this.#hubs.get(resourceNamed(resource).resource);
    if (!hub) throw new Error(`Nobody watches ${resource}`);
    return hub;
  }

  *#answer(request: ApiRequest, resource: Resource, message: number | undefined): Task<ApiAnswer> {
    const { verb, subresource, name = '' } = request;
    const ctx = this.#context(request, resource);
    const store = this.#store(resource, subresource, message);
    switch (verb) {
      case 'list':
        return yield* this.#list(request, store);
      case 'get':
        return answerOf(200, yield* store.get(ctx, name));
      case 'create':
        if (subresource === 'binding') return yield* this.#bind(ctx, name, request.body, store);
        return yield* this.#create(ctx, resource, request.body, store);
      case 'update':
        return yield* this.#update(ctx, resource, name, request.body, store);
      case 'patch': {
        const change = this.#patched(resource, request.body);
        return answerOf(200, yield* store.update(ctx, name, change));
      }
      case 'delete': {
        const options = structuredClone(request.options ?? {});
        const { out, err } = yield* store.delete(ctx, name, validateAllObjectFunc, options);
        if (err) return { code: 500, error: err };
        return { code: 200, ...(out && 'metadata' in out && { object: out }) };
      }
    }
  }

  #context(
    { namespace }: ApiRequest,
    { group, version, resource, namespaced }: Resource,
  ): RequestContext {
    return {
      runtime: this.#runtime,
      requestInfo: { apiGroup: group, apiVersion: version, resource },
      validation: objectMetaValidation,
      ...(namespaced && { namespace: namespace ?? 'default' }),
    };
  }

  #store(
    resource: Resource,
    subresource: string | undefined,
    message: number | undefined,
  ): Store<KubeObject> {
    const world = { runtime: this.#runtime, recorder: this.#recorder };
    const client = new RecordedEtcd(this.etcd, world, resource.resource, message);
    const strategy = strategyOf(resource);
    return new Store<KubeObject>({
      storage: new EtcdStore({
        client,
        newFunc: () => ({ metadata: { name: '' } }),
        prefix: '/registry',
      }),
      resource: { group: resource.group, resource: resource.resource },
      prefix: resource.resource,
      strategy,
      updateStrategy: subresource === 'status' ? strategyOf(resource, 'status') : strategy,
      returnDeletedObject: resource.resource === 'pods',
      enableGarbageCollection: resource.resource !== 'events',
    });
  }

  *#list({ namespace, resource }: ApiRequest, store: Store<KubeObject>): Task<ApiAnswer> {
    const [list, err] = yield* store.storage.list(
      namespace ? `${resource}/${namespace}` : resource,
    );
    if (err) return { code: 500, error: err };
    return { code: 200, items: list.items, resourceVersion: String(list.revision) };
  }

  *#create(
    ctx: RequestContext,
    resource: Resource,
    body: unknown,
    store: Store<KubeObject>,
  ): Task<ApiAnswer> {
    const [object, shapeErr] = checkShape(resource, body);
    if (shapeErr) return { code: 400, error: shapeErr };
    if (resource.namespaced && !namespaces.has(ctx.namespace ?? '')) {
      const error = newNotFound({ group: '', resource: 'namespaces' }, ctx.namespace ?? '');
      return { code: 404, error };
    }
    setDefaults(resource, object);
    const quota = resource.resource === 'pods' ? this.#quota : undefined;
    const admit = function* (obj: KubeObject): Task<Error | undefined> {
      return quota?.admit(obj);
    };
    return answerOf(201, yield* store.create(ctx, object, admit));
  }

  *#update(
    ctx: RequestContext,
    resource: Resource,
    name: string,
    body: unknown,
    store: Store<KubeObject>,
  ): Task<ApiAnswer> {
    const [object, shapeErr] = checkShape(resource, body);
    if (shapeErr) return { code: 400, error: shapeErr };
    setDefaults(resource, object);
    return answerOf(200, yield* store.update(ctx, name, new DefaultUpdatedObjectInfo(object)));
  }

  *#bind(
    ctx: RequestContext,
    name: string,
    body: unknown,
    store: Store<KubeObject>,
  ): Task<ApiAnswer> {
    const { target } = body as { target: { name: string } };
    const error = yield* new BindingREST(store as unknown as Store<Pod>).assignPod(
      ctx,
      name,
      target.name,
    );
    return error ? { code: 500, error } : { code: 201 };
  }

  /** What a patch makes of the object that there is. */
  #patched(resource: Resource, body: unknown): UpdatedObjectInfo<KubeObject> {
    return {
      preconditions: () => undefined,
      *updatedObject(_ctx, oldObj): Task<Result<KubeObject>> {
        const [json, err] = strategicMergePatch(
          JSON.stringify(oldObj),
          String(body),
          patchSchemaOf(resource.kind),
        );
        if (err) return [undefined, newBadRequest(err.message)];
        const [object, shapeErr] = checkShape(resource, JSON.parse(json));
        if (shapeErr) return [undefined, shapeErr];
        setDefaults(resource, object);
        return [object, undefined];
      },
    };
  }
}

function answerOf(code: number, [object, error]: Result<KubeObject>): ApiAnswer {
  return error ? { code: 500, error } : { code, object };
}

function setDefaults(resource: Resource, object: KubeObject): void {
  object.apiVersion = apiVersionOf(resource);
  object.kind = resource.kind;
  const typed: unknown = object;
  if (resource.resource === 'pods') setObjectDefaults_Pod(typed as Pod);
  if (resource.resource === 'replicasets') setObjectDefaults_ReplicaSet(typed as ReplicaSet);
  if (resource.resource === 'deployments') setObjectDefaults_Deployment(typed as Deployment);
}
