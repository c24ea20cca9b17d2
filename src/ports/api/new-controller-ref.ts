import type { ObjectMeta, OwnerReference } from './meta.ts';

/** What kind of object it is; the group is empty for the core API. */
export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/**
 * The reference by which an object says that another controls it.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#NewControllerRef
 */
export function newControllerRef(
  owner: { readonly metadata: ObjectMeta },
  gvk: GroupVersionKind,
): OwnerReference {
  const blockOwnerDeletion = true; // go: blockOwnerDeletion := true
  const isController = true; // go: isController := true
  // go: return &OwnerReference{
  return {
    apiVersion: [gvk.group, gvk.version].filter((part) => part !== '').join('/'),
    kind: gvk.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    blockOwnerDeletion,
    controller: isController,
  };
}
