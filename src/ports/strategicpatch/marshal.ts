import { compareStrings } from './compare-strings.ts';
import { isMap, type JSONMap, type JSONValue } from './json-value.ts';
import { errBadJSONDoc } from './merge-patch-error.ts';

/**
 * JSON byte for byte as Go's encoding/json writes it: keys sorted, no white space, and `<`, `>`,
 * `&` and the two line separators of Unicode escaped.
 */
export function marshal(value: JSONValue): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(marshal).join(',')}]`;
  if (isMap(value)) {
    const keys = Object.keys(value).sort(compareStrings);
    return `{${keys.map((key) => `${quote(key)}:${marshal(value[key] ?? null)}`).join(',')}}`;
  }
  return String(value === 0 ? 0 : value);
}

/** A document's text as a map; an empty text is an empty map. */
export function unmarshal(
  text: string,
): readonly [value: JSONMap, error: undefined] | readonly [value: undefined, error: Error] {
  if (text.length === 0) return [{}, undefined];
  try {
    const value = JSON.parse(text) as JSONValue;
    if (value === null) return [{}, undefined];
    return isMap(value) ? [value, undefined] : [undefined, errBadJSONDoc];
  } catch {
    return [undefined, errBadJSONDoc];
  }
}

const quote = (text: string): string =>
  JSON.stringify(text.toWellFormed()).replace(/\\\\|\\[bf]|[<>&\u2028\u2029]/g, (found) => {
    if (found === '\\\\') return found;
    if (found === '\\b') return '\\u0008';
    if (found === '\\f') return '\\u000c';
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
