import { SharedIndexInformer } from '../ports/cache/shared-index-informer.ts';
import type { NamespaceLister } from '../ports/listers/lister.ts';
import { newNotFound } from '../ports/api/new-status-error.ts';
import type { Selector } from '../ports/labels/selector.ts';
import { Channel } from '../ports/runtime/channel.ts';
import type { ApiClient, WatchLook } from './api-client.ts';
import type { KubeObject } from './kube-object.ts';
import { ObservedIndexer } from './observed-indexer.ts';
import { resourceNamed } from './resource.ts';

/** An informer of a component, with a cache that the recording shows. */
export function newInformer<T extends KubeObject>(
  client: ApiClient,
  resource: string,
  look: WatchLook = {},
): SharedIndexInformer<T> {
  const { runtime, recorder } = client.world;
  return new SharedIndexInformer<T>({
    runtime,
    listerWatcher: client.listerWatcher<T>(resource, look),
    indexer: new ObservedIndexer<T>(recorder, client.lane, resource),
    handleError: (error) => client.world.handleError(client.lane, error),
  });
}

/** Starts informers, which run to the end. */
export function startInformers(
  { world, lane }: ApiClient,
  ...informers: readonly {
    run(stopCh: Channel<unknown>): Generator<(() => boolean) | undefined, void, void>;
  }[]
): void {
  for (const informer of informers) {
    world.runtime.go(() => informer.run(new Channel()), `${lane} informer`);
  }
}

/** Reads objects of a namespace from an informer's cache, as a generated lister does. */
export function namespaceLister<T extends KubeObject>(
  informer: SharedIndexInformer<T>,
  resource: string,
  namespace: string,
): NamespaceLister<T> {
  const { group } = resourceNamed(resource);
  return {
    list: (selector: Selector) => [
      informer.indexer
        .list()
        .filter(
          ({ metadata }) =>
            (namespace === '' || metadata.namespace === namespace) &&
            selector.matches(metadata.labels ?? {}),
        ),
      undefined,
    ],
    get: (name) => {
      const [item, exists] = informer.indexer.getByKey(`${namespace}/${name}`);
      if (exists && item) return [item, undefined];
      return [undefined, newNotFound({ group, resource: resource.replace(/s$/, '') }, name)];
    },
  };
}
