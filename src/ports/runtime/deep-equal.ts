/**
 * Go's reflect.DeepEqual, for values of JSON: an empty list or map differs from none. A field that
 * is undefined counts as absent.
 */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every((field) => deepEqual(fieldOf(a, field), fieldOf(b, field)));
}

/** Its own: what every object inherits, such as `constructor`, is no field. */
const fieldOf = (value: object, field: string): unknown =>
  Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined;
