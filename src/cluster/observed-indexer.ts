import { Cache } from '../ports/cache/cache.ts';
import type { DeletedFinalStateUnknown } from '../ports/cache/deleted-final-state-unknown.ts';
import { deletionHandlingMetaNamespaceKeyFunc } from '../ports/cache/deletion-handling-meta-namespace-key-func.ts';
import { ThreadSafeMap } from '../ports/cache/thread-safe-map.ts';
import type { KubeObject } from './kube-object.ts';
import type { Recorder } from './recorder.ts';

/** The cache of an informer, which writes down what it holds. */
export class ObservedIndexer<T extends KubeObject> extends Cache<T> {
  readonly #recorder: Recorder;
  readonly #lane: string;
  readonly #resource: string;

  constructor(recorder: Recorder, lane: string, resource: string) {
    super(deletionHandlingMetaNamespaceKeyFunc, new ThreadSafeMap<T>());
    this.#recorder = recorder;
    this.#lane = lane;
    this.#resource = resource;
  }

  override add(obj: T): Error | undefined {
    this.#write(obj, obj.metadata.resourceVersion ?? '');
    return super.add(obj);
  }

  override update(obj: T): Error | undefined {
    this.#write(obj, obj.metadata.resourceVersion ?? '');
    return super.update(obj);
  }

  override delete(obj: T | DeletedFinalStateUnknown): Error | undefined {
    this.#write(obj);
    return super.delete(obj);
  }

  #write(obj: T | DeletedFinalStateUnknown, resourceVersion?: string): void {
    const [key] = deletionHandlingMetaNamespaceKeyFunc(obj);
    const cache = `${this.#lane}/${this.#resource}`;
    this.#recorder.cache(cache, this.#lane, `${this.#resource}/${key}`, resourceVersion);
  }
}
