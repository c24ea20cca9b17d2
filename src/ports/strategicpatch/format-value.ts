import { compareStrings } from './compare-strings.ts';
import { isMap, kindOf, type JSONValue } from './json-value.ts';

/** How Go's `%v` writes a value; lists are sorted by it and errors quote it. */
export function formatValue(value: JSONValue): string {
  if (value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(formatValue).join(' ')}]`;
  if (isMap(value)) {
    const keys = Object.keys(value).sort(compareStrings);
    return `map[${keys.map((key) => `${key}:${formatValue(value[key] ?? null)}`).join(' ')}]`;
  }
  return kindOf(value) === 'float64' ? formatFloat(value as number) : String(value);
}

/** How Go's `%s` writes a value. */
export function formatString(value: JSONValue): string {
  if (value === null) return '%!s(<nil>)';
  if (Array.isArray(value)) return `[${value.map(formatString).join(' ')}]`;
  if (isMap(value)) {
    const keys = Object.keys(value).sort(compareStrings);
    return `map[${keys.map((key) => `${key}:${formatString(value[key] ?? null)}`).join(' ')}]`;
  }
  return typeof value === 'string' ? value : `%!s(${kindOf(value)}=${formatValue(value)})`;
}

/** The shortest digits, with an exponent of two digits from 1e+06 on and below 1e-4. */
function formatFloat(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
