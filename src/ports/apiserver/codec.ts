import type { ApiObject } from './api-object.ts';

/**
 * An object as the database stores it: JSON in which keys have one order, so that equal objects
 * have equal text. In metadata empty fields are as good as absent.
 */
export function encode(obj: ApiObject): string {
  const isEmpty = (value: unknown): boolean =>
    value === '' ||
    (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  const fields = Object.entries(obj.metadata).filter(([, value]) => !isEmpty(value));
  return JSON.stringify(inOrder({ ...obj, metadata: Object.fromEntries(fields) }));
}

export function decode(
  data: string,
): readonly [object: unknown, error: undefined] | readonly [object: undefined, error: Error] {
  try {
    return [JSON.parse(data), undefined];
  } catch (error) {
    return [undefined, error instanceof Error ? error : new Error(String(error))];
  }
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
