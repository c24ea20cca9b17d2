/**
 * The order of two strings in Go: by their bytes in UTF-8, which is the order of code points.
 *
 * @returns Negative, zero or positive.
 */
export function compareStrings(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const left = a.codePointAt(at) ?? 0;
    const right = b.codePointAt(at) ?? 0;
    if (left !== right) return left - right;
  }
  return a.length - b.length;
}
