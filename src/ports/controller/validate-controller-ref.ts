import type { OwnerReference } from '../api/meta.ts';

/**
 * Why a reference can't make an object the controller of a pod.
 *
 * @ports pkg/controller/controller_utils.go#validateControllerRef
 */
export function validateControllerRef(
  controllerRef: OwnerReference | undefined,
): Error | undefined {
  // go: if controllerRef == nil {
  if (controllerRef === undefined) {
    return new Error('controllerRef is nil'); // go: return fmt.Errorf("controllerRef is nil")
  }
  // go: if len(controllerRef.APIVersion) == 0 {
  if (controllerRef.apiVersion.length === 0) {
    return new Error('controllerRef has empty APIVersion'); // go: return fmt.Errorf("controllerRef has empty APIVersion")
  }
  // go: if len(controllerRef.Kind) == 0 {
  if (controllerRef.kind.length === 0) {
    return new Error('controllerRef has empty Kind'); // go: return fmt.Errorf("controllerRef has empty Kind")
  }
  // go: if controllerRef.Controller == nil
  if (controllerRef.controller !== true) {
    return new Error('controllerRef.Controller is not set to true'); // go: return fmt.Errorf("controllerRef.Controller is
  }
  // go: if controllerRef.BlockOwnerDeletion == nil
  if (controllerRef.blockOwnerDeletion !== true) {
    return new Error('controllerRef.BlockOwnerDeletion is not set'); // go: return fmt.Errorf("controllerRef.BlockOwnerDeletion is
  }
  return undefined; // go: return nil
}
