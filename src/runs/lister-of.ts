import type { ObjectMeta } from '../ports/api/meta.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { Indexer } from '../ports/cache/indexer.ts';
import { namespaceIndex } from '../ports/cache/meta-namespace-index-func.ts';
import type { NamespaceLister } from '../ports/listers/lister.ts';

/** A lister over an informer's store, as client-go generates one for each kind. */
export const listerOf = <T extends { readonly metadata: ObjectMeta }>(
  resource: string,
  indexer: Indexer<T>,
  namespace: string,
): NamespaceLister<T> => ({
  list: (selector) => {
    const [objects = [], err] = indexer.byIndex(namespaceIndex, namespace);
    return [objects.filter(({ metadata }) => selector.matches(metadata.labels ?? {})), err];
  },
  get: (name) => {
    const [obj, exists, err] = indexer.getByKey(`${namespace}/${name}`);
    if (err) return [undefined, err];
    if (!exists) return [undefined, new StatusError(`${resource} "${name}" not found`, 'NotFound')];
    return [obj, undefined];
  },
});
