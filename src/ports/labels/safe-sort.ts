/**
 * The same strings in order; a copy if they are not.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/labels/selector.go#safeSort
 */
export function safeSort(input: readonly string[]): readonly string[] {
  // go: if sort.StringsAreSorted(in) {
  if (input.every((text, i) => i === 0 || text >= (input[i - 1] ?? ''))) {
    return input; // go: return in
  }
  const out = [...input]; // go: out := make(
  // left out (the line above copies): copy(out, in)
  out.sort(); // go: sort.Strings(out)
  return out; // go: return out
}
