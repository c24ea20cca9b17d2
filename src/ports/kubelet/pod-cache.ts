import { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';
import type { PodStatus } from './pod-status.ts';

/** A status, or why it could not be had; with an error there may be what is known in part. */
export type CachedStatus = readonly [status: PodStatus | undefined, err: Error | undefined];

interface Data {
  readonly status: PodStatus | undefined;
  readonly err: Error | undefined;
  readonly modified: number;
}

interface SubRecord {
  readonly time: number;
  readonly ch: Channel<Data>;
}

/**
 * What the runtime tells of each pod, as the relisting last saw it. A pod worker waits here for a
 * status that is newer than its last sync. Times are milliseconds.
 */
export class PodCache {
  readonly #pods = new Map<string, Data>();
  /** Everything here is at least as new. None before the first relisting. */
  #timestamp: number | undefined;
  readonly #subscribers = new Map<string, SubRecord[]>();

  /**
   * The status of a pod; an empty one of a pod that the runtime does not know.
   *
   * @ports pkg/kubelet/container/cache.go#cache.Get
   */
  get(id: string): CachedStatus {
    // left out (locking): c.lock.RLock()
    // left out (locking): defer c.lock.RUnlock()
    const d = this.#get(id); // go: d := c.get(id)
    return [d.status, d.err]; // go: return d.status, d.err
  }

  /**
   * Likewise, as soon as it is newer than a time.
   *
   * @ports pkg/kubelet/container/cache.go#cache.GetNewerThan
   */
  *getNewerThan(
    id: string,
    minTime: number,
  ): Task<readonly [PodStatus, undefined] | readonly [undefined, Error]> {
    const ch = this.subscribe(id, minTime); // go: ch := c.subscribe(
    const [d] = yield* ch.receive(); // go: d := <-ch
    const { status, err } = d ?? makeDefaultData(id);
    if (status === undefined || err !== undefined)
      return [undefined, err ?? new Error('no status')];
    return [status, undefined]; // go: return d.status, d.err
  }

  /** @ports pkg/kubelet/container/cache.go#cache.Set */
  set(id: string, status: PodStatus | undefined, err: Error | undefined, timestamp: number): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    this.#pods.set(id, { status, err, modified: timestamp }); // go: c.pods[id] = &data{
    this.notify(id, timestamp); // go: defer c.notify(id, timestamp)
  }

  /** @ports pkg/kubelet/container/cache.go#cache.Delete */
  delete(id: string): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    this.#pods.delete(id); // go: delete(c.pods, id)
  }

  /**
   * Says that everything here is at least as new as a time.
   *
   * @ports pkg/kubelet/container/cache.go#cache.UpdateTime
   */
  updateTime(timestamp: number): void {
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    this.#timestamp = timestamp; // go: c.timestamp = &timestamp
    // go: for id := range c.subscribers {
    for (const id of [...this.#subscribers.keys()]) {
      this.notify(id, timestamp); // go: c.notify(id, *c.timestamp)
    }
  }

  /** @ports pkg/kubelet/container/cache.go#cache.get */
  #get(id: string): Data {
    const d = this.#pods.get(id); // go: d, ok := c.pods[id]
    // go: if !ok {
    if (d === undefined) {
      return makeDefaultData(id); // go: return makeDefaultData(id)
    }
    return d; // go: return d
  }

  /** @ports pkg/kubelet/container/cache.go#cache.getIfNewerThan */
  getIfNewerThan(id: string, minTime: number): Data | undefined {
    const d = this.#pods.get(id); // go: d, ok := c.pods[id]
    const globalTimestampIsNewer = this.#timestamp !== undefined && this.#timestamp > minTime; // go: globalTimestampIsNewer :=
    // go: if !ok && globalTimestampIsNewer {
    if (d === undefined && globalTimestampIsNewer) {
      return makeDefaultData(id); // go: return makeDefaultData(id)
    }
    // go: if ok && (d.modified.After(minTime)
    if (d !== undefined && (d.modified > minTime || globalTimestampIsNewer)) {
      return d; // go: return d
    }
    return undefined; // go: return nil
  }

  /**
   * Serves those who wait for a pod's status and ask for none newer than a time.
   *
   * @ports pkg/kubelet/container/cache.go#cache.notify
   */
  notify(id: string, timestamp: number): void {
    const list = this.#subscribers.get(id); // go: list, ok := c.subscribers[id]
    if (list === undefined) return; // go+: if !ok {
    const newList: SubRecord[] = []; // go: newList := []*subRecord{}
    // go: for i, r := range list {
    for (const r of list) {
      // go: if timestamp.Before(r.time) {
      if (timestamp < r.time) {
        newList.push(r); // go: newList = append(
        continue; // go: continue
      }
      r.ch.trySend(this.#get(id)); // go: r.ch <- c.get(id)
      r.ch.close(); // go: close(r.ch)
    }
    // go: if len(newList) == 0 {
    if (newList.length === 0) {
      this.#subscribers.delete(id); // go: delete(c.subscribers, id)
    } else {
      this.#subscribers.set(id, newList); // go: c.subscribers[id] = newList
    }
  }

  /** @ports pkg/kubelet/container/cache.go#cache.subscribe */
  subscribe(id: string, timestamp: number): Channel<Data> {
    const ch = new Channel<Data>(1); // go: ch := make(
    // left out (locking): c.lock.Lock()
    // left out (locking): defer c.lock.Unlock()
    const d = this.getIfNewerThan(id, timestamp); // go: d := c.getIfNewerThan(
    // go: if d != nil {
    if (d !== undefined) {
      ch.trySend(d); // go: ch <- d
      return ch; // go: return ch @1
    }
    const records = this.#subscribers.get(id) ?? [];
    this.#subscribers.set(id, [...records, { time: timestamp, ch }]); // go: c.subscribers[id] = append(
    return ch; // go: return ch @2
  }
}

/** @ports pkg/kubelet/container/cache.go#makeDefaultData */
function makeDefaultData(id: string): Data {
  // go: return &data{
  const lists = { ips: [], containerStatuses: [], sandboxStatuses: [] };
  return {
    status: { id, name: '', namespace: '', ...lists },
    err: undefined,
    modified: -Infinity,
  };
}
