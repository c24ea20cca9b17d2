import {
  deleteFromPrimitiveListDirectivePrefix,
  setElementOrderDirectivePrefix,
} from './directive.ts';
import {
  errBadPatchFormatForPrimitiveList,
  errBadPatchFormatForSetElementOrderList,
} from './merge-patch-error.ts';

/**
 * The field that a directive is for: what stands behind its slash.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go#extractKey
 */
export function extractKey(
  s: string,
  prefix: string,
): readonly [key: string, error: Error | undefined] {
  const slash = s.indexOf('/'); // go: substrings := strings.SplitN(
  // go: if len(substrings) <= 1 ||
  if (slash < 0 || s.slice(0, slash) !== prefix) {
    // go: switch prefix {
    switch (prefix) {
      case deleteFromPrimitiveListDirectivePrefix:
        return ['', errBadPatchFormatForPrimitiveList]; // go: return "", mergepatch.ErrBadPatchFormatForPrimitiveList
      case setElementOrderDirectivePrefix:
        return ['', errBadPatchFormatForSetElementOrderList]; // go: return "", mergepatch.ErrBadPatchFormatForSetElementOrderList
      default:
        return ['', new Error(`fail to find unknown prefix "${prefix}" in ${s}\n`)]; // go: return "", fmt.Errorf(
    }
  }
  return [s.slice(slash + 1), undefined]; // go: return substrings[1], nil
}
