import type { ListOptions } from '../ports/api/list-options.ts';
import type { Pod } from '../ports/api/pod.ts';
import type { Watch } from '../ports/api/watch.ts';
import { Cacher } from '../ports/apiserver/cacher.ts';
import type { Etcd, EtcdEvent } from '../ports/apiserver/etcd.ts';
import type { Result } from '../ports/apiserver/etcd-store.ts';
import { getAttrs, nodeNameTriggerFunc } from '../ports/apiserver/match-pod.ts';
import { SelectionPredicate, type AttrFunc } from '../ports/apiserver/selection-predicate.ts';
import type { WatchCache } from '../ports/apiserver/watch-cache.ts';
import { parseSelector } from '../ports/fields/parse-selector.ts';
import { everything } from '../ports/labels/everything.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import type { StopChannel } from '../ports/wait/stop-channel.ts';
import type { KubeObject } from './kube-object.ts';
import { objectKey, type Resource } from './resource.ts';

/** Joins the ported cacher of one resource to the database, and serves watches from it. */
export class WatchHub {
  readonly #runtime: Runtime;
  readonly #etcd: Etcd;
  readonly #resource: Resource;
  readonly #cacher: Cacher<KubeObject>;
  readonly #attrs: AttrFunc<KubeObject>;
  #restart = new Channel<never>();

  constructor(runtime: Runtime, etcd: Etcd, resource: Resource) {
    this.#runtime = runtime;
    this.#etcd = etcd;
    this.#resource = resource;
    const isPods = resource.resource === 'pods';
    const asPod = (object: KubeObject): Pod => object as unknown as Pod;
    this.#attrs = isPods
      ? (object) => getAttrs(asPod(object))
      : ({ metadata }) => [metadata.labels ?? {}, { 'metadata.name': metadata.name }, undefined];
    this.#cacher = new Cacher<KubeObject>({
      runtime,
      listAndWatch: (store, stopCh) => this.#fill(store, stopCh),
      keyFunc: ({ metadata }) => [`/${objectKey(resource.resource, metadata)}`, undefined],
      getAttrsFunc: this.#attrs,
      ...(isPods && {
        indexedTrigger: {
          indexName: 'spec.nodeName',
          indexerFunc: (object: KubeObject) => nodeNameTriggerFunc(asPod(object)),
        },
      }),
      newFunc: newObject,
    });
  }

  /**
   * All changes after a resource version, those before now and those to come. One that is too old
   * is told so. The server ends the watch after its time.
   */
  *watch(options: ListOptions): Task<Result<Watch<KubeObject>>> {
    const { resourceVersion, fieldSelector = '', timeoutSeconds, allowWatchBookmarks } = options;
    const [field, err] = parseSelector(fieldSelector);
    if (err) return [undefined, err];
    const predicate = new SelectionPredicate<KubeObject>({
      label: everything(),
      field,
      getAttrs: this.#attrs,
      indexFields: this.#resource.resource === 'pods' ? ['spec.nodeName'] : [],
      allowWatchBookmarks: allowWatchBookmarks ?? false,
    });
    const done = new Channel<never>();
    const runtime = this.#runtime;
    let deadline: { deadline?: number } = {};
    if (timeoutSeconds !== undefined) {
      deadline = { deadline: runtime.now() + timeoutSeconds * 1000 };
      runtime.go(function* () {
        yield* runtime.sleep(timeoutSeconds * 1000);
        done.close();
      }, 'end of a watch');
    }
    const key = `/${this.#resource.resource}`;
    return yield* this.#cacher.watch({ done, ...deadline }, key, { resourceVersion, predicate });
  }

  /** The watch of the database ends: the cacher lists anew, and earlier changes are forgotten. */
  restart(): void {
    this.#restart.close();
  }

  /** What the reflector of a cacher does: lists, then brings each change. */
  *#fill(store: WatchCache<KubeObject>, stopCh: StopChannel): Task<Error | undefined> {
    const restart = (this.#restart = new Channel<never>());
    const prefix = `/registry/${this.#resource.resource}/`;
    const { kvs, revision } = yield* this.#etcd.range(prefix);
    const objects = kvs.map(({ value, modRevision }) => read(value, modRevision));
    const err = store.replace(objects, String(revision));
    if (err) return err;
    const source = this.#etcd.watch(prefix, revision);
    for (;;) {
      yield () => source.canReceive() || stopCh.canReceive() || restart.canReceive();
      if (stopCh.canReceive() || restart.canReceive()) break;
      const [event] = yield* source.receive();
      if (event) bring(store, event);
    }
    source.close();
    return undefined;
  }
}

/** An object of any kind with nothing in it, as Go's zero values are. */
function newObject(): KubeObject {
  const nothing = { metadata: { name: '' }, spec: {}, status: {} };
  return nothing;
}

function bring(store: WatchCache<KubeObject>, { revision, value, previous }: EtcdEvent): void {
  if (value !== undefined && !previous) store.add(read(value, revision));
  else if (value !== undefined) store.update(read(value, revision));
  else if (previous) store.delete(read(previous.value, revision));
}

function read(json: string, revision: number): KubeObject {
  const object = JSON.parse(json) as KubeObject;
  object.metadata.resourceVersion = String(revision);
  return object;
}
