import { accessor } from './accessor.ts';
import { ExplicitKey } from './explicit-key.ts';

/**
 * The usual key of an object of the API: `namespace/name`, or the name alone.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/store.go#MetaNamespaceKeyFunc
 */
export function metaNamespaceKeyFunc(obj: unknown): readonly [key: string, err: Error | undefined] {
  if (obj instanceof ExplicitKey) return [obj.key, undefined]; // go+: if key, ok := obj.(ExplicitKey); ok {
  const [meta, err] = accessor(obj); // go: meta, err := meta.Accessor(obj)
  if (err) return ['', new Error(`object has no meta: ${err.message}`)]; // go+: if err != nil {
  const { namespace = '', name = '' } = meta;
  // go: if len(meta.GetNamespace()) > 0 {
  if (namespace.length > 0) {
    return [`${namespace}/${name}`, undefined]; // go: return meta.GetNamespace() + "/" + meta.GetName(), nil
  }
  return [name, undefined]; // go: return meta.GetName(), nil
}
