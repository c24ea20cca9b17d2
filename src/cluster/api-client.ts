import { ConnectionRefused } from '../ports/api/connection-refused.ts';
import type { ListOptions, ObjectList } from '../ports/api/list-options.ts';
import type { Watch, WatchEvent } from '../ports/api/watch.ts';
import type { ListerWatcher } from '../ports/cache/lister-watcher.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { accountOf } from './account-of.ts';
import type { ApiAnswer, ApiRequest } from './api-request.ts';
import type { ApiServer } from './api-server.ts';
import type { CodeRef } from './cluster-recording.ts';
import { codeRefs } from './code-refs.ts';
import type { KubeObject } from './kube-object.ts';
import { latencyOf, spans } from './latency.ts';
import type { Recorder } from './recorder.ts';
import { objectKey } from './resource.ts';
import { statusText } from './status-code.ts';

/** What all components share. */
export interface World {
  readonly runtime: Runtime;
  readonly recorder: Recorder;
  readonly server: ApiServer;
  handleError(lane: string, error: Error): void;
}

/** How a request appears in the recording. */
export interface Told {
  readonly sends: CodeRef;
  /** Key of the object because of which it is made; the one that it is about if not given. */
  readonly because?: string;
  /** The message because of which it is made, if it is known better. */
  readonly cause?: number | undefined;
  /** Leaves no trace: heartbeats. */
  readonly quiet?: boolean;
}

/** An open watch, which a scenario may break. */
interface OpenWatch {
  readonly resource: string;
  break(): void;
}

/** How one component talks with the API server: all takes time and is written down. */
export class ApiClient {
  readonly world: World;
  /** The line in the recording on which it lives. */
  readonly lane: string;
  /** As an audit log has it. */
  readonly component: string;
  readonly #watches = new Set<OpenWatch>();
  #unreachableUntil = 0;
  #isDead = false;
  /** The message with the last answer. */
  lastRequest: number | undefined;

  constructor(world: World, lane: string, component: string) {
    this.world = world;
    this.lane = lane;
    this.component = component;
  }

  *send(request: ApiRequest, told: Told): Task<ApiAnswer> {
    if (this.#dead()) yield () => false;
    const { runtime, server, recorder } = this.world;
    const there = latencyOf(runtime, spans.network);
    const message = told.quiet ? undefined : this.#record(request, told, there);
    yield* runtime.sleep(there);
    const answer = yield* server.handle(request, message);
    const back = latencyOf(runtime, spans.network);
    if (message !== undefined) {
      this.#recordAnswer(request, answer, message, recorder.at() + back);
      this.lastRequest = message;
    }
    yield* runtime.sleep(back);
    if (this.#dead()) yield () => false;
    return answer;
  }

  /** Lists and watches a resource for a Reflector. */
  listerWatcher<T extends KubeObject>(
    resource: string,
    { receives = codeRefs.watchHandler, fieldSelector = '', quiet = false }: WatchLook = {},
  ): ListerWatcher<T> {
    const look = { receives, fieldSelector, quiet };
    return {
      list: () => this.#list<T>(resource, look),
      watch: (options) => this.#watch<T>(resource, options, look),
    };
  }

  /** Ends the watches of a resource as a broken connection does. */
  breakWatches(resource: string): void {
    for (const watch of this.#watches) if (watch.resource === resource) watch.break();
  }

  /** For so many milliseconds nobody listens when it wants to watch. */
  cutOff(milliseconds: number): void {
    this.#unreachableUntil = this.world.runtime.now() + milliseconds;
  }

  /** The machine is gone: watches end, and no request is sent or answered any more. */
  die(): void {
    this.#isDead = true;
    this.cutOff(Infinity);
    for (const watch of [...this.#watches]) watch.break();
  }

  #record(request: ApiRequest, { sends, because, cause }: Told, takes: number): number {
    const { recorder } = this.world;
    const { verb, resource, subresource, namespace, name } = request;
    const key = name === undefined ? undefined : objectKey(resource, { namespace, name });
    const about = because ?? key;
    const why = cause ?? (about === undefined ? undefined : recorder.lastHeard(this.lane, about));
    return recorder.message({
      kind: 'request',
      from: this.lane,
      to: 'kube-apiserver',
      takes,
      text: requestText(request, name),
      request: {
        component: this.component,
        verb,
        resource,
        ...(subresource !== undefined && { subresource }),
        ...(name !== undefined && { name }),
        ...bodyOf(request),
      },
      ...(key !== undefined && { object: key }),
      sends,
      receives: receiverOf(request),
      ...(why !== undefined && { cause: why }),
    });
  }

  #recordAnswer(request: ApiRequest, answer: ApiAnswer, place: number, at: number): void {
    const { recorder } = this.world;
    const message = recorder.open(place);
    if (!message) return;
    const { code, error, object } = answer;
    const rounded = Math.round(at * 1000) / 1000;
    const text = error ? `${statusText(code)}: ${error.message}` : statusText(code);
    message.answer = { at: rounded, code, text };
    const resourceVersion = object?.metadata.resourceVersion;
    if (resourceVersion !== undefined) message.resourceVersion = resourceVersion;
    const name = request.name ?? object?.metadata.name;
    if (name !== undefined && request.verb !== 'list') {
      message.text = requestText(request, name);
      message.object = objectKey(request.resource, { namespace: request.namespace, name });
      if (message.request) message.request = { ...message.request, name };
    }
    const line = accountOf(request, answer, this.lane);
    if (line === undefined) return;
    const isWrite = request.verb === 'update' || request.verb === 'patch';
    const changed = recorder.writtenBy(resourceVersion ?? '') === place;
    recorder.say(
      this.lane,
      isWrite && !error && !changed ? `${line}, which changes nothing` : line,
    );
  }

  *#list<T extends KubeObject>(
    resource: string,
    look: Required<WatchLook>,
  ): Task<readonly [ObjectList<T> | undefined, Error | undefined]> {
    if (this.#unreachable()) return [undefined, new ConnectionRefused()];
    const answer = yield* this.send(
      { verb: 'list', resource },
      { sends: codeRefs.listAndWatch, quiet: look.quiet },
    );
    if (answer.error) return [undefined, answer.error];
    const filter = /^spec\.nodeName=(.*)$/.exec(look.fieldSelector)?.[1];
    const items = (answer.items ?? []).filter(
      (item) =>
        filter === undefined ||
        (item as KubeObject & { spec: { nodeName?: string } }).spec.nodeName === filter,
    );
    if (this.lastRequest !== undefined && !look.quiet) {
      for (const item of items) {
        this.world.recorder.delivered(item, this.lastRequest);
        this.world.recorder.heard(this.lane, objectKey(resource, item.metadata), this.lastRequest);
      }
    }
    return [{ items: items as T[], resourceVersion: answer.resourceVersion ?? '' }, undefined];
  }

  *#watch<T extends KubeObject>(
    resource: string,
    options: ListOptions,
    look: Required<WatchLook>,
  ): Task<readonly [Watch<T> | undefined, Error | undefined]> {
    const { runtime, server } = this.world;
    yield* runtime.sleep(latencyOf(runtime, spans.network));
    if (this.#unreachable()) return [undefined, new ConnectionRefused()];
    const { fieldSelector } = look;
    const [watch, err] = yield* server.watch(resource, { ...options, fieldSelector });
    if (err) return [undefined, err];
    const resultChan = new Channel<WatchEvent<T>>(Infinity);
    const open: OpenWatch = {
      resource,
      break: () => {
        this.#watches.delete(open);
        watch.stop();
        if (!resultChan.closed) resultChan.close();
      },
    };
    this.#watches.add(open);
    const deliver = (): Task<void> => this.#deliver(resource, watch, resultChan, look);
    runtime.go(deliver, `${this.lane} watch ${resource}`);
    return [{ resultChan, stop: () => open.break() }, undefined];
  }

  /** Brings events one after the other, in their order, each with a latency of its own. */
  *#deliver<T extends KubeObject>(
    resource: string,
    { resultChan: events }: Watch<KubeObject>,
    resultChan: Channel<WatchEvent<T>>,
    look: Required<WatchLook>,
  ): Task<void> {
    const { runtime } = this.world;
    const isClosed = (): boolean => resultChan.closed;
    let last = 0;
    for (;;) {
      const [event, ok] = yield* events.receive();
      if (isClosed()) return;
      if (!ok) break;
      // Strictly after the one before, so that no choice of the scheduler can swap them.
      const arrival = Math.max(last + 0.25, runtime.now() + latencyOf(runtime, spans.watch));
      last = arrival;
      const takes = arrival - runtime.now();
      const heard = look.quiet ? undefined : this.#recordEvent(resource, event, takes, look);
      const send = (): void => {
        if (isClosed()) return;
        heard?.();
        resultChan.trySend(event as WatchEvent<T>);
      };
      runtime.go(function* () {
        yield* runtime.sleep(takes);
        send();
      }, 'watch event');
    }
    yield* runtime.sleep(Math.max(0, last - runtime.now()));
    if (!isClosed()) resultChan.close();
  }

  #recordEvent(
    resource: string,
    event: WatchEvent<KubeObject>,
    takes: number,
    { receives, fieldSelector }: Required<WatchLook>,
  ): (() => void) | undefined {
    if (event.type === 'BOOKMARK') return undefined;
    const { recorder } = this.world;
    const sends = fieldSelector === '' ? codeRefs.watchStream : codeRefs.watchFilter;
    if (event.type === 'ERROR') {
      const text = `ERROR ${event.object.message}`;
      recorder.message({
        kind: 'watch',
        from: 'kube-apiserver',
        to: this.lane,
        takes,
        text,
        sends,
        receives,
      });
      recorder.say(
        this.lane,
        `is told that its watch of ${resource} begins too early: ${event.object.message}`,
      );
      return undefined;
    }
    const { metadata } = event.object;
    const { resourceVersion = '' } = metadata;
    const object = objectKey(resource, metadata);
    const cause = recorder.writtenBy(resourceVersion);
    const message = recorder.message({
      kind: 'watch',
      from: 'kube-apiserver',
      to: this.lane,
      takes,
      text: `${event.type} ${resource} ${metadata.name}`,
      object,
      resourceVersion,
      sends,
      receives,
      ...(cause !== undefined && { cause }),
    });
    recorder.delivered(event.object, message);
    return () => recorder.heard(this.lane, object, message);
  }

  #dead(): boolean {
    return this.#isDead;
  }

  #unreachable(): boolean {
    return this.world.runtime.now() < this.#unreachableUntil;
  }
}

/** How a watch appears in the recording, and what it asks for. */
export interface WatchLook {
  readonly receives?: CodeRef;
  readonly fieldSelector?: string;
  readonly quiet?: boolean;
}

const verbs = {
  get: 'GET',
  list: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
};

function requestText(
  { verb, resource, subresource }: ApiRequest,
  name: string | undefined,
): string {
  const path = subresource === undefined ? resource : `${resource}/${subresource}`;
  return [verbs[verb], path, name].filter((part) => part !== undefined).join(' ');
}

function bodyOf({ verb, resource, subresource, body, options }: ApiRequest): { body?: unknown } {
  if (verb === 'delete') return { body: { ...options } };
  if (subresource === 'binding') return { body };
  const isStatusOfPod = resource === 'pods' && subresource === 'status';
  if (verb !== 'patch' || !(subresource === 'scale' || isStatusOfPod)) return {};
  return { body: JSON.parse(String(body)) as unknown };
}

function receiverOf({ verb, subresource }: ApiRequest): CodeRef {
  if (subresource === 'binding') return codeRefs.bindingStored;
  if (verb === 'create') return codeRefs.create;
  if (verb === 'update' || verb === 'patch') return codeRefs.update;
  return verb === 'delete' ? codeRefs.delete : codeRefs.handlerChain;
}
