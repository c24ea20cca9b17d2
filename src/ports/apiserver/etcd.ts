import { Channel } from '../runtime/channel.ts';
import type { Task } from '../runtime/task.ts';

/** A key with its value, and the revision at which it was written. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly modRevision: number;
}

export interface GetResponse {
  /** The revision of the whole store. */
  readonly revision: number;
  readonly kv?: KeyValue;
}

/**
 * If the key still has the revision (0: there is no such key), it is put or deleted; else it is
 * read.
 */
export interface Transaction {
  readonly key: string;
  readonly modRevision: number;
  /** The new value; absent to delete the key. */
  readonly put?: string;
}

export interface TransactionResponse {
  readonly succeeded: boolean;
  readonly revision: number;
  /** What the key has, if the transaction did not succeed. */
  readonly kv?: KeyValue;
}

/** A change: what a key had before, and has now. */
export interface EtcdEvent {
  readonly revision: number;
  readonly key: string;
  readonly value?: string;
  readonly previous?: KeyValue;
}

/** The calls that the API server makes. Each may fail, and others may be served meanwhile. */
export interface EtcdClient {
  get(key: string): Task<readonly [GetResponse | undefined, Error | undefined]>;
  commit(
    transaction: Transaction,
  ): Task<readonly [TransactionResponse | undefined, Error | undefined]>;
  range(prefix: string): Task<{ readonly revision: number; readonly kvs: readonly KeyValue[] }>;
  /** All changes below a prefix after a revision, as they happen; close the channel to end it. */
  watch(prefix: string, afterRevision: number): Channel<EtcdEvent>;
}

/**
 * As much of etcd as the API server needs: a map with one counter of revisions, whose keys change
 * only in transactions that compare the revision of the key. It is ours, no port.
 */
export class Etcd implements EtcdClient {
  readonly #keys = new Map<string, KeyValue>();
  readonly #events: EtcdEvent[] = [];
  readonly #watches = new Map<Channel<EtcdEvent>, string>();
  #revision = 1;

  /** Grows by one with every change; 1 when nothing has happened yet. */
  get revision(): number {
    return this.#revision;
  }

  /** What it holds, for a look inside. */
  get keys(): ReadonlyMap<string, KeyValue> {
    return this.#keys;
  }

  *get(key: string): Task<readonly [GetResponse, undefined]> {
    yield;
    return [this.#response(key), undefined];
  }

  *commit({ key, modRevision, put }: Transaction): Task<readonly [TransactionResponse, undefined]> {
    yield;
    const previous = this.#keys.get(key);
    if ((previous?.modRevision ?? 0) !== modRevision) {
      return [{ ...this.#response(key), succeeded: false }, undefined];
    }
    this.#change(key, put, previous);
    return [{ succeeded: true, revision: this.#revision }, undefined];
  }

  *range(prefix: string): Task<{ revision: number; kvs: KeyValue[] }> {
    yield;
    const kvs = [...this.#keys.values()].filter(({ key }) => key.startsWith(prefix));
    kvs.sort((a, b) => (a.key < b.key ? -1 : 1));
    return { revision: this.#revision, kvs };
  }

  watch(prefix: string, afterRevision: number): Channel<EtcdEvent> {
    const channel = new Channel<EtcdEvent>(Infinity);
    for (const event of this.#events) {
      if (event.revision > afterRevision && event.key.startsWith(prefix)) channel.trySend(event);
    }
    this.#watches.set(channel, prefix);
    return channel;
  }

  #response(key: string): GetResponse {
    const kv = this.#keys.get(key);
    return { revision: this.#revision, ...(kv && { kv }) };
  }

  #change(key: string, value: string | undefined, previous: KeyValue | undefined): void {
    if (value === undefined && !previous) return;
    const revision = ++this.#revision;
    if (value === undefined) this.#keys.delete(key);
    else this.#keys.set(key, { key, value, modRevision: revision });
    const event: EtcdEvent = {
      revision,
      key,
      ...(value !== undefined && { value }),
      ...(previous && { previous }),
    };
    this.#events.push(event);
    for (const [channel, prefix] of this.#watches) {
      if (channel.closed) this.#watches.delete(channel);
      else if (key.startsWith(prefix)) channel.trySend(event);
    }
  }
}
