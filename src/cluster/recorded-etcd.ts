import type {
  Etcd,
  EtcdClient,
  GetResponse,
  KeyValue,
  Transaction,
  TransactionResponse,
} from '../ports/apiserver/etcd.ts';
import type { Runtime, Task } from '../ports/runtime/task.ts';
import { latencyOf, spans } from './latency.ts';
import { objectKey } from './resource.ts';
import type { Recorder } from './recorder.ts';

interface World {
  readonly runtime: Runtime;
  readonly recorder: Recorder;
}

/** The database as one request sees it: answers take time, and what is stored is written down. */
export class RecordedEtcd implements EtcdClient {
  readonly #etcd: Etcd;
  readonly #world: World;
  readonly #resource: string;
  readonly #message: number | undefined;

  /** @param message The request on whose behalf the database is asked; none leaves no trace. */
  constructor(etcd: Etcd, world: World, resource: string, message?: number) {
    this.#etcd = etcd;
    this.#world = world;
    this.#resource = resource;
    this.#message = message;
  }

  *get(key: string): Task<readonly [GetResponse | undefined, Error | undefined]> {
    yield* this.#wait();
    return yield* this.#etcd.get(key);
  }

  *commit(
    transaction: Transaction,
  ): Task<readonly [TransactionResponse | undefined, Error | undefined]> {
    yield* this.#wait();
    const previous = this.#etcd.keys.get(transaction.key);
    const answer = yield* this.#etcd.commit(transaction);
    const [{ succeeded, revision }] = answer;
    if (succeeded) this.#record(transaction, revision, previous);
    return answer;
  }

  *range(prefix: string): Task<{ readonly revision: number; readonly kvs: readonly KeyValue[] }> {
    yield* this.#wait();
    return yield* this.#etcd.range(prefix);
  }

  watch(prefix: string, afterRevision: number): ReturnType<Etcd['watch']> {
    return this.#etcd.watch(prefix, afterRevision);
  }

  *#wait(): Task<void> {
    const { runtime } = this.#world;
    yield* runtime.sleep(latencyOf(runtime, spans.etcd));
  }

  #record({ put }: Transaction, revision: number, previous: KeyValue | undefined): void {
    if (this.#resource === 'leases') return;
    const value = put ?? previous?.value;
    if (value === undefined) return;
    const object = JSON.parse(value) as { metadata: { name: string; namespace?: string } };
    const resourceVersion = String(revision);
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion } };
    this.#world.recorder.object(
      objectKey(this.#resource, object.metadata),
      put === undefined ? 'DELETED' : previous ? 'MODIFIED' : 'ADDED',
      resourceVersion,
      stored,
      this.#message,
    );
  }
}
