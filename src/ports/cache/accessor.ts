import type { ObjectMeta } from '../api/meta.ts';

/** What is read of metadata; JSON leaves empty fields out. */
export type Accessed = Readonly<Partial<ObjectMeta>>;

/**
 * The metadata of an object of the API.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/meta/meta.go#Accessor
 */
export function accessor(
  obj: unknown,
): readonly [meta: Accessed, err: undefined] | readonly [meta: undefined, err: Error] {
  // go+: switch t := obj.(type) {
  if (typeof obj !== 'object' || obj === null || !('metadata' in obj)) {
    return [undefined, errNotObject];
  }
  const { metadata } = obj;
  if (typeof metadata !== 'object' || metadata === null) return [undefined, errNotObject];
  return [metadata, undefined];
}

const errNotObject = new Error('object does not implement the Object interfaces');
