import { StatusError } from '../ports/api/status-error.ts';
import { lastAppliedConfigAnnotation } from '../ports/api/last-applied-config-annotation.ts';
import type { ResourceClient } from '../ports/kubectl/resource-client.ts';
import type { Task } from '../ports/runtime/task.ts';
import { isMap, type JSONMap } from '../ports/strategicpatch/json-value.ts';
import type { LookupPatchMeta } from '../ports/strategicpatch/lookup-patch-meta.ts';
import { unmarshal } from '../ports/strategicpatch/marshal.ts';
import { strategicMergeMapPatch } from '../ports/strategicpatch/strategic-merge-patch.ts';

type Answer = readonly [object: JSONMap | undefined, error: Error | undefined];

/** A request and how it was answered. */
export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly at: number;
  /** The code of HTTP. */
  readonly code: number;
}

const reasons: Readonly<Record<number, string>> = {
  404: 'NotFound',
  409: 'Conflict',
  503: 'ServiceUnavailable',
};

/** An API server with room for one object, to which a run does what it likes between requests. */
export class OneObjectServer implements ResourceClient {
  live: JSONMap | undefined;
  readonly asked: Asked[] = [];
  /** The last patch that came, without the annotation of apply. */
  lastPatch: JSONMap | undefined;
  readonly #schema: LookupPatchMeta;
  readonly #now: () => number;
  readonly #refuse: (method: Asked['method'], isFirst: boolean) => number | undefined;

  /** @param refuse The code with which a request is refused, if it is. */
  constructor(
    live: JSONMap | undefined,
    schema: LookupPatchMeta,
    now: () => number,
    refuse: (method: Asked['method'], isFirst: boolean) => number | undefined = () => undefined,
  ) {
    this.live = structuredClone(live);
    this.#schema = schema;
    this.#now = now;
    this.#refuse = refuse;
  }

  *get(): Task<Answer> {
    yield;
    const { live } = this;
    return this.#answer('GET', live ? undefined : 404, () => [live, undefined]);
  }

  *create(_namespace: string, object: JSONMap): Task<Answer> {
    yield;
    return this.#answer('POST', this.live ? 409 : undefined, () => {
      this.live = structuredClone(object);
      return [this.live, undefined];
    });
  }

  *patch(_namespace: string, _name: string, patch: string): Task<Answer> {
    yield;
    const [document = {}] = unmarshal(patch);
    this.lastPatch = withoutAnnotation(document);
    return this.#answer('PATCH', this.live ? undefined : 404, () => {
      const [patched, err] = strategicMergeMapPatch(this.live ?? {}, document, this.#schema);
      if (patched) this.live = patched;
      return [patched, err];
    });
  }

  #answer(method: Asked['method'], refused: number | undefined, serve: () => Answer): Answer {
    const code = this.#refuse(method, this.asked.length === 0) ?? refused;
    this.asked.push({ method, at: this.#now(), code: code ?? (method === 'POST' ? 201 : 200) });
    if (code === undefined) {
      const [object, err] = serve();
      return [structuredClone(object), err];
    }
    return [undefined, new StatusError(messageOf(method, code), reasons[code] ?? '')];
  }
}

function messageOf(method: Asked['method'], code: number): string {
  if (code === 404) return 'replicasets.apps "web" not found';
  if (code !== 409) return 'the server is currently unable to handle the request';
  return method === 'POST'
    ? 'replicasets.apps "web" already exists'
    : 'Operation cannot be fulfilled on replicasets.apps "web": the object has been modified';
}

/** A document without the annotation of kubectl apply, to be shown. */
export function withoutAnnotation(document: JSONMap): JSONMap {
  const copy = structuredClone(document);
  const metadata = copy['metadata'];
  if (!isMap(metadata)) return copy;
  const annotations = metadata['annotations'];
  if (isMap(annotations)) {
    Reflect.deleteProperty(annotations, lastAppliedConfigAnnotation);
    if (Object.keys(annotations).length === 0) delete metadata['annotations'];
  }
  if (Object.keys(metadata).length === 0) delete copy['metadata'];
  return copy;
}
