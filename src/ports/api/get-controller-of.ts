import type { ObjectMeta, OwnerReference } from './meta.ts';

/**
 * A copy of the reference to the object that controls another, if there is one.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#GetControllerOf
 */
export function getControllerOf(controllee: {
  readonly metadata: ObjectMeta;
}): OwnerReference | undefined {
  const ref = getControllerOfNoCopy(controllee); // go: ref := GetControllerOfNoCopy(controllee)
  // go: if ref == nil {
  if (ref === undefined) {
    return undefined; // go: return nil
  }
  const cp = { ...ref }; // go: cp := *ref
  return cp; // go: return &cp
}

/**
 * The reference itself: the first that says it is the controller's.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go#GetControllerOfNoCopy
 */
export function getControllerOfNoCopy(controllee: {
  readonly metadata: ObjectMeta;
}): OwnerReference | undefined {
  const refs = controllee.metadata.ownerReferences ?? []; // go: refs := controllee.GetOwnerReferences()
  // go: for i := range refs {
  for (const ref of refs) {
    // go: if refs[i].Controller != nil && *refs[i].Controller {
    if (ref.controller === true) {
      return ref; // go: return &refs[i]
    }
  }
  return undefined; // go: return nil
}
