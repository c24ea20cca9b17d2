import { isMap, lookup, type JSONValue } from './json-value.ts';

/** Go's reflect.DeepEqual, for documents. */
export function deepEqual(a: JSONValue, b: JSONValue): boolean {
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, at) => deepEqual(value, b[at] ?? null));
  }
  if (isMap(a)) {
    if (!isMap(b) || Object.keys(a).length !== Object.keys(b).length) return false;
    return Object.entries(a).every(([key, value]) => {
      const [other, ok] = lookup(b, key);
      return ok && deepEqual(value, other);
    });
  }
  return a === b;
}
