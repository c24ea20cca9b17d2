/**
 * The namespace, empty if there is none, and the name that are in a key.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/store.go#SplitMetaNamespaceKey
 */
export function splitMetaNamespaceKey(
  key: string,
): readonly [namespace: string, name: string, err: Error | undefined] {
  const parts = key.split('/'); // go: parts := strings.Split(key, "/")
  const [first = '', second = ''] = parts;
  // go: switch len(parts) {
  switch (parts.length) {
    case 1:
      return ['', first, undefined]; // go: return "", parts[0], nil
    case 2:
      return [first, second, undefined]; // go: return parts[0], parts[1], nil
  }
  return ['', '', new Error(`unexpected key format: ${JSON.stringify(key)}`)]; // go: return "", "", fmt.Errorf(
}
