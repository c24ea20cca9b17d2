import type { ApiObject } from './api-object.ts';

/**
 * Writes the revision of the database into an object.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go#APIObjectVersioner.UpdateObject
 */
export function updateObject(obj: ApiObject, resourceVersion: number): undefined {
  // left out (every object has metadata): accessor, err := meta.Accessor(obj)
  // left out (every object has metadata): if err != nil {
  delete obj.metadata.resourceVersion; // go: versionString := ""
  // go: if resourceVersion != 0 {
  if (resourceVersion !== 0) {
    // left out (written at once): versionString = strconv
    obj.metadata.resourceVersion = String(resourceVersion); // go: accessor.SetResourceVersion(
  }
  return undefined; // go: return nil
}

/**
 * Takes out what the database does not store.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go#APIObjectVersioner.PrepareObjectForStorage
 */
export function prepareObjectForStorage(obj: ApiObject): undefined {
  // left out (every object has metadata): accessor, err := meta.Accessor(obj)
  // left out (every object has metadata): if err != nil {
  delete obj.metadata.resourceVersion; // go: accessor.SetResourceVersion(
  delete obj.metadata.selfLink; // go: accessor.SetSelfLink(
  return undefined; // go: return nil
}

/**
 * The resource version of an object as a number; 0 if it has none.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go#APIObjectVersioner.ObjectResourceVersion
 */
export function objectResourceVersion(
  obj: ApiObject,
): readonly [version: number, error: Error | undefined] {
  // left out (every object has metadata): accessor, err := meta.Accessor(obj)
  // left out (every object has metadata): if err != nil {
  const version = obj.metadata.resourceVersion ?? ''; // go: version := accessor.GetResourceVersion()
  // go: if len(version) == 0 {
  if (version.length === 0) {
    return [0, undefined]; // go: return 0, nil
  }
  return parseUint(version); // go: return strconv.ParseUint(
}

/** Go's strconv.ParseUint, but for numbers too big. */
function parseUint(text: string): readonly [number, Error | undefined] {
  if (/^[0-9]+$/.test(text)) return [Number(text), undefined];
  return [0, new Error(`strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`)];
}
