import type { ObjectMeta } from '../ports/api/meta.ts';
import { StatusError } from '../ports/api/status-error.ts';
import type { NamespaceLister } from '../ports/listers/lister.ts';

/** A lister over what a run has in its cache at the moment; all of one namespace. */
export const listFrom = <T extends { readonly metadata: ObjectMeta }>(
  resource: string,
  objects: () => readonly T[],
): NamespaceLister<T> => ({
  list: (selector) => [
    objects().filter(({ metadata }) => selector.matches(metadata.labels ?? {})),
    undefined,
  ],
  get: (name) => {
    const object = objects().find(({ metadata }) => metadata.name === name);
    return object
      ? [object, undefined]
      : [undefined, new StatusError(`${resource} "${name}" not found`, 'NotFound')];
  },
});
