import { DeletedFinalStateUnknown } from './deleted-final-state-unknown.ts';
import { metaNamespaceKeyFunc } from './meta-namespace-key-func.ts';

/**
 * The usual key of an object, also of one whose deletion was missed.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/controller.go#DeletionHandlingMetaNamespaceKeyFunc
 */
export function deletionHandlingMetaNamespaceKeyFunc(
  obj: unknown,
): readonly [key: string, err: Error | undefined] {
  if (obj instanceof DeletedFinalStateUnknown) return [obj.key, undefined]; // go+: if d, ok := obj.(DeletedFinalStateUnknown); ok {
  return metaNamespaceKeyFunc(obj); // go: return MetaNamespaceKeyFunc(obj)
}
