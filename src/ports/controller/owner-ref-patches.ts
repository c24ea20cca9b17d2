import type { GroupVersionKind } from '../api/new-controller-ref.ts';
import type { ObjectMeta } from '../api/meta.ts';

/**
 * The strategic merge patch that takes an object out of the control of others. The uid makes it fail
 * for another object of the same name.
 *
 * @ports pkg/controller/controller_ref_manager.go#deleteOwnerRefStrategicMergePatch
 * @returns JSON.
 */
export function deleteOwnerRefStrategicMergePatch(
  dependentUID: string,
  ...ownerUIDs: readonly string[]
): string {
  const pieces: Record<string, string>[] = []; // go: var pieces
  // go: for _, ownerUID := range ownerUIDs {
  for (const ownerUID of ownerUIDs) {
    pieces.push({ $patch: 'delete', uid: ownerUID }); // go: pieces = append(
  }
  // go: patch := objectForDeleteOwnerRefStrategicMergePatch{
  const patch = { metadata: { uid: dependentUID, ownerReferences: pieces } };
  const patchBytes = JSON.stringify(patch); // go: patchBytes, err := json.Marshal(
  // left out (what is here always becomes JSON): if err != nil {
  return patchBytes; // go: return patchBytes, nil
}

/**
 * The strategic merge patch that puts an object under a controller.
 *
 * @ports pkg/controller/controller_ref_manager.go#ownerRefControllerPatch
 * @param uid Of the object: the patch fails for another of the same name.
 * @returns JSON.
 */
export function ownerRefControllerPatch(
  controller: { readonly metadata: ObjectMeta },
  controllerKind: GroupVersionKind,
  uid: string,
): string {
  const { group, version, kind } = controllerKind;
  const blockOwnerDeletion = true; // go: blockOwnerDeletion := true
  const isController = true; // go: isController := true
  // go: addControllerPatch := objectForAddOwnerRefPatch{
  const addControllerPatch = {
    metadata: {
      ownerReferences: [
        {
          apiVersion: group === '' ? version : `${group}/${version}`,
          kind,
          name: controller.metadata.name,
          uid: controller.metadata.uid ?? '',
          controller: isController,
          blockOwnerDeletion,
        },
      ],
      uid,
    },
  };
  const patchBytes = JSON.stringify(addControllerPatch); // go: patchBytes, err := json.Marshal(
  // left out (what is here always becomes JSON): if err != nil {
  return patchBytes; // go: return patchBytes, nil
}
