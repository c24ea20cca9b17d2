import type { ObjectMeta } from '../api/meta.ts';

/**
 * An object's key in caches and queues: `namespace/name`, or the name alone. Go's KeyFunc also takes
 * keys and objects whose deletion was missed, and fails for what has no metadata; the types of the
 * ports rule that out.
 */
export function keyFunc({ metadata }: { readonly metadata: ObjectMeta }): string {
  const { namespace = '', name } = metadata;
  return namespace === '' ? name : `${namespace}/${name}`;
}
