/**
 * Go's reflect.DeepEqual of two values of the API's JSON: an empty list or map differs from none. A
 * field that is undefined counts as absent.
 */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) =>
    deepEqual((a as Record<string, unknown>)[field], (b as Record<string, unknown>)[field]),
  );
}
