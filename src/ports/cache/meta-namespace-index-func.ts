import { accessor } from './accessor.ts';

/** The usual name of the index by namespace. */
export const namespaceIndex = 'namespace';

/**
 * Indexes an object by its namespace.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/index.go#MetaNamespaceIndexFunc
 */
export function metaNamespaceIndexFunc(
  obj: unknown,
): readonly [values: string[], err: Error | undefined] {
  const [meta, err] = accessor(obj); // go: meta, err := meta.Accessor(obj)
  if (err) return [[''], new Error(`object has no meta: ${err.message}`)]; // go+: if err != nil {
  return [[meta.namespace ?? ''], undefined]; // go: return []string{meta.GetNamespace()}, nil
}
