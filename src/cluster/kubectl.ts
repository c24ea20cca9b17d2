import type { Deployment } from '../ports/api/deployment.ts';
import type { ReplicaSet } from '../ports/api/replica-set.ts';
import { applyOneObject } from '../ports/kubectl/apply-one-object.ts';
import type { Task } from '../ports/runtime/task.ts';
import { createTwoWayMergePatch } from '../ports/strategicpatch/create-two-way-merge-patch.ts';
import type { JSONMap } from '../ports/strategicpatch/json-value.ts';
import { ApiClient, type World } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { codeRefs } from './code-refs.ts';
import type { KubeObject } from './kube-object.ts';
import { patchSchemaOf } from './patch-schema.ts';
import { resourceNamed, resourceOfKind } from './resource.ts';

/** Short names that people type. */
const shortNames: Readonly<Record<string, string>> = {
  rs: 'replicasets',
  replicaset: 'replicasets',
  deploy: 'deployments',
  deployment: 'deployments',
  po: 'pods',
  pod: 'pods',
};

/** A manifest as a person wrote it: nothing in it is certain. */
interface Manifest {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** The commands that a person types; each says what it printed. */
export class Kubectl {
  readonly #client: ApiClient;
  constructor(world: World) {
    this.#client = new ApiClient(world, 'kubectl', 'kubectl');
  }

  /** `kubectl apply -f` of one object. @returns The error that it ends with. */
  *apply(manifest: unknown, source = 'manifest.yaml'): Task<Error | undefined> {
    this.#say(`kubectl apply -f ${source}`);
    const object = structuredClone(manifest) as Manifest;
    const resource = resourceOfKind(String(object.kind));
    if (!resource) {
      return this.#fail(
        `no matches for kind "${String(object.kind)}" in version "${String(object.apiVersion)}"`,
      );
    }
    const { namespace = 'default', name = '' } = object.metadata ?? {};
    const ask = (request: Omit<ApiRequest, 'resource' | 'namespace'>, sends: ToldSends) =>
      this.#ask({ resource: resource.resource, namespace, ...request }, sends);
    const err = yield* applyOneObject(
      {
        runtime: this.#client.world.runtime,
        overwrite: true,
        print: (operation) => this.#print(`${kindText(resource)}/${name} ${operation}`),
        warn: (text) => this.#print(text.trim()),
      },
      {
        client: {
          get: (_namespace, of) => ask({ verb: 'get', name: of }, codeRefs.applyGet),
          create: (_namespace, body) => ask({ verb: 'create', body }, codeRefs.applyCreate),
          patch: (_namespace, of, body) =>
            ask({ verb: 'patch', name: of, body }, codeRefs.applyPatch),
        },
        schema: patchSchemaOf(resource.kind),
        resource: resource.resource,
        source,
        namespace,
        name,
        object: withMetadata(object, namespace),
      },
    );
    if (err) return this.#fail(err.message);
    return undefined;
  }

  /** `kubectl create -f` of one object. */
  *create(manifest: unknown, source = 'manifest.yaml'): Task<Error | undefined> {
    this.#say(`kubectl create -f ${source}`);
    const object = structuredClone(manifest) as Manifest;
    const resource = resourceOfKind(String(object.kind));
    if (!resource) return this.#fail(`no matches for kind "${String(object.kind)}"`);
    const { namespace = 'default', name = '' } = object.metadata ?? {};
    const body = withMetadata(object, namespace);
    const [, err] = yield* this.#ask(
      { verb: 'create', resource: resource.resource, namespace, body },
      codeRefs.applyCreate,
    );
    if (err) return this.#fail(err.message);
    this.#print(`${kindText(resource)}/${name} created`);
    return undefined;
  }

  /** `kubectl scale <kind> <name> --replicas=<n>` */
  *scale(kind: string, name: string, replicas: number): Task<Error | undefined> {
    this.#say(`kubectl scale ${kind} ${name} --replicas=${replicas}`);
    const resource = resourceTyped(kind);
    const [, err] = yield* this.#ask(
      { verb: 'get', resource, namespace: 'default', name },
      codeRefs.applyGet,
    );
    if (err) return this.#fail(err.message);
    const body = JSON.stringify({ spec: { replicas } });
    const [, patchErr] = yield* this.#ask(
      { verb: 'patch', resource, subresource: 'scale', namespace: 'default', name, body },
      codeRefs.applyPatch,
    );
    if (patchErr) return this.#fail(patchErr.message);
    this.#print(`${kindText(resourceNamed(resource))}/${name} scaled`);
    return undefined;
  }

  /** `kubectl delete <kind> <name> --wait=false` */
  *delete(kind: string, name: string): Task<Error | undefined> {
    this.#say(`kubectl delete ${kind} ${name} --wait=false`);
    const resource = resourceTyped(kind);
    const [, err] = yield* this.#ask(
      {
        verb: 'delete',
        resource,
        namespace: 'default',
        name,
        options: { propagationPolicy: 'Background' },
      },
      codeRefs.applyCreate,
    );
    if (err) return this.#fail(err.message);
    this.#print(`${kindText(resourceNamed(resource))} "${name}" deleted`);
    return undefined;
  }

  /** `kubectl set image deployment/<name> <container>=<image>` */
  *setImage(name: string, container: string, image: string): Task<Error | undefined> {
    this.#say(`kubectl set image deployment/${name} ${container}=${image}`);
    const err = yield* this.#changeTemplate(name, (deployment) => {
      for (const one of deployment.spec.template.spec?.containers ?? []) {
        if (one.name === container) one.image = image;
      }
    });
    if (!err) this.#print(`deployment.apps/${name} image updated`);
    return err;
  }

  /** `kubectl rollout undo deployment/<name>`: the template of the revision before. */
  *rolloutUndo(name: string): Task<Error | undefined> {
    this.#say(`kubectl rollout undo deployment/${name}`);
    const { items = [], error } = yield* this.#client.send(
      { verb: 'list', resource: 'replicasets', namespace: 'default' },
      { sends: codeRefs.applyGet },
    );
    if (error) return this.#fail(error.message);
    const revisionOf = ({ metadata }: KubeObject): number =>
      Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
    const owned = items
      .filter(({ metadata }) => metadata.ownerReferences?.some((ref) => ref.name === name))
      .sort((a, b) => revisionOf(b) - revisionOf(a));
    const before = owned[1] as unknown as ReplicaSet | undefined;
    if (!before) return this.#fail('no rollout history found for deployment "' + name + '"');
    const err = yield* this.#changeTemplate(name, (deployment) => {
      const template = structuredClone(before.spec.template);
      delete template.metadata?.labels?.['pod-template-hash'];
      deployment.spec.template = template;
    });
    if (!err) this.#print(`deployment.apps/${name} rolled back`);
    return err;
  }

  *#changeTemplate(
    name: string,
    change: (deployment: Deployment) => void,
  ): Task<Error | undefined> {
    const path = { resource: 'deployments', namespace: 'default', name } as const;
    const [current, err] = yield* this.#ask({ verb: 'get', ...path }, codeRefs.applyGet);
    if (err) return this.#fail(err.message);
    const changed = structuredClone(current) as unknown as Deployment;
    change(changed);
    const [body, patchErr] = createTwoWayMergePatch(
      JSON.stringify(current),
      JSON.stringify(changed),
      patchSchemaOf('Deployment'),
    );
    if (patchErr) return this.#fail(patchErr.message);
    const [, sendErr] = yield* this.#ask({ verb: 'patch', ...path, body }, codeRefs.applyPatch);
    return sendErr && this.#fail(sendErr.message);
  }

  *#ask(
    request: ApiRequest,
    sends: ToldSends,
  ): Task<readonly [JSONMap | undefined, Error | undefined]> {
    const cause = this.#client.lastRequest;
    const { object, error } = yield* this.#client.send(request, { sends, cause });
    return [object as unknown as JSONMap | undefined, error];
  }

  /** A command begins: nothing before it is its cause. */
  #say(command: string): void {
    this.#client.lastRequest = undefined;
    this.#client.world.recorder.say('kubectl', `$ ${command}`);
  }

  #print(text: string): void {
    this.#client.world.recorder.say('kubectl', text);
  }

  #fail(message: string): Error {
    this.#print(`error: ${message}`);
    return new Error(message);
  }
}

type ToldSends = (typeof codeRefs)[keyof typeof codeRefs];

const kindText = ({ kind, group }: { readonly kind: string; readonly group: string }): string =>
  [kind.toLowerCase(), group].filter((part) => part !== '').join('.');

/** @throws for a kind that nobody knows. */
function resourceTyped(kind: string): string {
  return resourceNamed(shortNames[kind] ?? kind).resource;
}

function withMetadata(object: Manifest, namespace: string): JSONMap {
  return { ...object, metadata: { ...object.metadata, namespace } } as JSONMap;
}
