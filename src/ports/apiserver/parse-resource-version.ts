/**
 * The number that a resource version is; 0 for none.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/etcd3/api_object_versioner.go#APIObjectVersioner.ParseResourceVersion
 */
export function parseResourceVersion(
  resourceVersion: string,
): readonly [version: number, error: Error | undefined] {
  // go: if resourceVersion == "" || resourceVersion == "0" {
  if (resourceVersion === '' || resourceVersion === '0') {
    return [0, undefined]; // go: return 0, nil
  }
  const version = /^[0-9]+$/.test(resourceVersion) ? Number(resourceVersion) : undefined; // go: version, err := strconv.ParseUint(
  // go: if err != nil {
  if (version === undefined) {
    const quoted = JSON.stringify(resourceVersion);
    const why = `strconv.ParseUint: parsing ${quoted}: invalid syntax`;
    // go: return 0, storage.NewInvalidError(
    return [0, new Error(`resourceVersion: Invalid value: ${quoted}: ${why}`)];
  }
  return [version, undefined]; // go: return version, nil
}
