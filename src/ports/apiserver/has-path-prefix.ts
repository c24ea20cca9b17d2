/**
 * Whether a path is another or lies below it.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/cacher/util.go#hasPathPrefix
 */
export function hasPathPrefix(s: string, pathPrefix: string): boolean {
  // go: if !strings.HasPrefix(
  if (!s.startsWith(pathPrefix)) {
    return false; // go: return false @1
  }

  const pathPrefixLength = pathPrefix.length; // go: pathPrefixLength := len(

  // go: if len(s) == pathPrefixLength {
  if (s.length === pathPrefixLength) {
    return true; // go: return true @1
  }
  // go: if strings.HasSuffix(
  if (pathPrefix.endsWith('/')) {
    return true; // go: return true @2
  }
  // go: if s[pathPrefixLength:pathPrefixLength+1] == "/" {
  if (s.charAt(pathPrefixLength) === '/') {
    return true; // go: return true @3
  }
  return false; // go: return false @2
}
