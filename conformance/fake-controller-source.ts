import type { ListOptions, ObjectList } from '../src/ports/api/list-options.ts';
import { StatusError } from '../src/ports/api/status-error.ts';
import type { Watch, WatchEvent } from '../src/ports/api/watch.ts';
import type { ListerWatcher } from '../src/ports/cache/lister-watcher.ts';
import { Channel } from '../src/ports/runtime/channel.ts';
import type { Scheduler } from '../src/ports/runtime/scheduler.ts';
import type { Task } from '../src/ports/runtime/task.ts';
import type { Thing } from './things.ts';

type Change = Extract<WatchEvent<Thing>, { type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' }>;

/** What of the API server an informer sees; every change gives an object the next resource version. */
export class FakeControllerSource implements ListerWatcher<Thing> {
  readonly scheduler: Scheduler;
  /** If set, every list fails with it. */
  listError: Error | undefined;
  readonly #items = new Map<string, Thing>();
  #changes: Change[] = [];
  #watches: Channel<WatchEvent<Thing>>[] = [];
  #lastRV = 0;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  add(obj: Thing): void {
    this.#change('ADDED', obj, true);
  }

  modify(obj: Thing): void {
    this.#change('MODIFIED', obj, true);
  }

  delete(obj: Thing): void {
    this.#change('DELETED', obj, true);
  }

  /** Adds without telling those that watch. */
  addDropWatch(obj: Thing): void {
    this.#change('ADDED', obj, false);
  }

  /** Modifies without telling those that watch. */
  modifyDropWatch(obj: Thing): void {
    this.#change('MODIFIED', obj, false);
  }

  /** Breaks all watches and forgets the changes, so that whoever watched must list. */
  resetWatch(): void {
    for (const watch of this.#watches) watch.close();
    this.#watches = [];
    this.#changes = [];
  }

  #change(type: Change['type'], given: Thing, isTold: boolean): void {
    const resourceVersion = String(++this.#lastRV);
    const object = { ...given, metadata: { ...given.metadata, resourceVersion } };
    const { namespace = '', name } = object.metadata;
    const event = { type, object };
    this.#changes.push(event);
    if (type === 'DELETED') this.#items.delete(`${namespace}/${name}`);
    else this.#items.set(`${namespace}/${name}`, object);
    if (isTold) for (const watch of this.#watches) watch.trySend(event);
  }

  *list(): Task<readonly [ObjectList<Thing> | undefined, Error | undefined]> {
    yield;
    if (this.listError) return [undefined, this.listError];
    return [{ items: [...this.#items.values()], resourceVersion: String(this.#lastRV) }, undefined];
  }

  *watch(options: ListOptions): Task<readonly [Watch<Thing> | undefined, Error | undefined]> {
    yield;
    const since = Number(options.resourceVersion);
    const resultChan = new Channel<WatchEvent<Thing>>(Infinity);
    if (since < this.#lastRV) {
      const oldest = Number(this.#changes[0]?.object.metadata.resourceVersion ?? Infinity);
      if (since < oldest) {
        return [undefined, new StatusError(`too old resource version: ${since}`, 'Expired')];
      }
      for (const event of this.#changes.slice(since - oldest + 1)) resultChan.trySend(event);
    }
    this.#watches.push(resultChan);
    const stop = (): void => {
      if (!this.#watches.includes(resultChan)) return;
      this.#watches = this.#watches.filter((other) => other !== resultChan);
      resultChan.close();
    };
    return [{ resultChan, stop }, undefined];
  }
}
