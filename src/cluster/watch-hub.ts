import type { ListOptions } from '../ports/api/list-options.ts';
import { StatusError } from '../ports/api/status-error.ts';
import { CacheWatcher, type FilterWithAttrsFunc } from '../ports/apiserver/cache-watcher.ts';
import type { Etcd, EtcdEvent } from '../ports/apiserver/etcd.ts';
import type { WatchCacheEvent } from '../ports/apiserver/watch-cache-event.ts';
import { WatchCache } from '../ports/apiserver/watch-cache.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import type { KubeObject } from './kube-object.ts';
import { objectKey, type Resource } from './resource.ts';

/** What a watcher is told, before it travels. */
export type HubEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: KubeObject }
  | { readonly type: 'ERROR'; readonly object: StatusError };

/** One who watches: its filter, and where its events go. */
interface Watcher {
  readonly converter: CacheWatcher<KubeObject>;
  readonly events: Channel<HubEvent>;
}

/**
 * The changes of one resource, kept for a while for those who come late, and handed to all who
 * watch. The window of changes and what a change means to a watcher are ports; in place of the
 * Cacher, which joins them, every watcher is told at once here.
 */
export class WatchHub {
  readonly #cache: WatchCache<KubeObject>;
  readonly #source: Channel<EtcdEvent>;
  readonly #watchers = new Set<Watcher>();

  constructor(runtime: Runtime, etcd: Etcd, { resource }: Resource) {
    this.#cache = new WatchCache<KubeObject>({
      runtime,
      keyFunc: ({ metadata }) => [objectKey(resource, metadata), undefined],
      getAttrsFunc: (object) => [object.metadata.labels ?? {}, fieldsOf(object), undefined],
      eventHandler: (event) => this.#tellAll(event),
    });
    this.#cache.replace([], String(etcd.revision));
    this.#source = etcd.watch(`/registry/${resource}/`, etcd.revision);
    runtime.go(() => this.#run(), `watch hub ${resource}`);
  }

  /**
   * All changes after a resource version, those before now and those to come. One that is too old
   * is told so.
   *
   * @param options Of field selectors only `spec.nodeName=` is known.
   */
  watch({ resourceVersion, fieldSelector = '' }: ListOptions): Channel<HubEvent> {
    const events = new Channel<HubEvent>(Infinity);
    const after = resourceVersion === '' ? this.#cache.resourceVersion : Number(resourceVersion);
    const [before, err] = this.#cache.getAllEventsSince(after);
    if (err) {
      const object = err instanceof StatusError ? err : new StatusError(err.message);
      events.trySend({ type: 'ERROR', object });
      events.close();
      return events;
    }
    const filter = filterOf(fieldSelector);
    const watcher = { converter: new CacheWatcher<KubeObject>({ chanSize: 1, filter }), events };
    for (const event of before) tell(watcher, event);
    this.#watchers.add(watcher);
    return events;
  }

  /** Reads all objects anew, as after a break of its own watch: earlier changes are forgotten. */
  restart(): void {
    const objects = this.#cache.list().map(({ object }) => object);
    this.#cache.replace(objects, String(this.#cache.resourceVersion));
  }

  #tellAll(event: WatchCacheEvent<KubeObject>): void {
    for (const watcher of this.#watchers) {
      if (watcher.events.closed) this.#watchers.delete(watcher);
      else tell(watcher, event);
    }
  }

  *#run(): Task<void> {
    for (;;) {
      const [event, ok] = yield* this.#source.receive();
      if (!ok) return;
      this.#take(event);
    }
  }

  #take({ revision, value, previous }: EtcdEvent): void {
    const read = (json: string): KubeObject => {
      const object = JSON.parse(json) as KubeObject;
      object.metadata.resourceVersion = String(revision);
      return object;
    };
    if (value !== undefined && !previous) this.#cache.add(read(value));
    else if (value !== undefined) this.#cache.update(read(value));
    else if (previous) this.#cache.delete(read(previous.value));
  }
}

function tell({ converter, events }: Watcher, event: WatchCacheEvent<KubeObject>): void {
  const converted = converter.convertToWatchEvent(event);
  if (converted) events.trySend(converted);
}

function fieldsOf(object: KubeObject): Record<string, string> {
  const { spec } = object as { spec?: { nodeName?: string } };
  return { 'spec.nodeName': spec?.nodeName ?? '' };
}

function filterOf(fieldSelector: string): FilterWithAttrsFunc {
  if (fieldSelector === '') return () => true;
  const nodeName = /^spec\.nodeName=(.*)$/.exec(fieldSelector)?.[1];
  if (nodeName === undefined) {
    throw new Error(`Unknown field selector \`${fieldSelector}\`. Use \`spec.nodeName=<node>\`.`);
  }
  return (_key, _labels, fields) => fields['spec.nodeName'] === nodeName;
}
