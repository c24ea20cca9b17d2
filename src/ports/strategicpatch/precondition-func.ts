import { isMap, type JSONMap } from './json-value.ts';

/** Whether a patch leaves alone what it must. */
export type PreconditionFunc = (patch: JSONMap) => boolean;

/**
 * Fails if the patch has the key.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/util.go#RequireKeyUnchanged
 */
export function requireKeyUnchanged(key: string): PreconditionFunc {
  // go: return func(patch interface{}) bool {
  return (patchMap) => {
    // left out (a patch is a map by its type): patchMap, ok := patch.(map[string]interface{})
    // left out (a patch is a map by its type): if !ok {
    const ok = Object.hasOwn(patchMap, key); // go: _, ok = patchMap[key]
    return !ok; // go: return !ok
  };
}

/**
 * Fails if the patch has the key in its metadata.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/mergepatch/util.go#RequireMetadataKeyUnchanged
 */
export function requireMetadataKeyUnchanged(key: string): PreconditionFunc {
  // go: return func(patch interface{}) bool {
  return (patchMap) => {
    // left out (a patch is a map by its type): patchMap, ok := patch.(map[string]interface{})
    // left out (a patch is a map by its type): if !ok { @1
    const patchMap1 = patchMap['metadata']; // go: patchMap1, ok := patchMap["metadata"]
    // go+: if !ok { @2
    // go: patchMap2, ok := patchMap1.(map[string]interface{})
    if (!isMap(patchMap1)) {
      return true; // go+: if !ok { @3
    }
    const ok = Object.hasOwn(patchMap1, key); // go: _, ok = patchMap2[key]
    return !ok; // go: return !ok
  };
}
