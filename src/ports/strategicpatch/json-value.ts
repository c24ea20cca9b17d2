/** A JSON document as Go has it when no type is known: maps, lists and scalars. */
export type JSONValue = null | boolean | number | string | JSONValue[] | JSONMap;

/** Go's map[string]interface{}. */
export interface JSONMap {
  [key: string]: JSONValue;
}

/** What Go's reflect calls the kind; a number is int64 if it is whole, as Go decodes it. */
export type Kind = 'nil' | 'bool' | 'int64' | 'float64' | 'string' | 'slice' | 'map';

export function kindOf(value: JSONValue): Kind {
  if (value === null) return 'nil';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return Array.isArray(value) ? 'slice' : 'map';
}

export const isMap = (value: JSONValue | undefined): value is JSONMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Go's `value, ok := m[key]`. */
export function lookup(
  m: JSONMap,
  key: string,
): readonly [value: JSONValue, ok: true] | readonly [value: null, ok: false] {
  const value = m[key];
  return value !== undefined && Object.hasOwn(m, key) ? [value, true] : [null, false];
}
