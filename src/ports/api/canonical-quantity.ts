import { quantityParts } from './quantity-parts.ts';

/** A quantity as Go has it after reading its canonical text. */
export interface CanonicalQuantity {
  /** `value * 10 ** scale`. */
  readonly value: bigint;
  readonly scale: number;
  /** The text that Go keeps, so that it need not write it again; often none. */
  readonly cached: string;
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent';
}

const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/**
 * Reads a quantity, such as `0.5` or `1024Mi`, as if it had been written canonically first (`500m`,
 * `1Gi`), as the API server does.
 *
 * @returns None for what is no quantity, and for one that Go keeps in its big decimals: beyond 18
 *   digits, or finer than a billionth.
 */
export function canonicalQuantity(text: string): CanonicalQuantity | undefined {
  const parts = quantityParts(text);
  if (!parts || parts.whole + parts.fraction === '') return undefined;
  const { negative, whole, fraction, ten, two } = parts;
  let value = BigInt(whole + fraction) * (negative ? -1n : 1n) * 2n ** BigInt(two);
  let scale = ten - fraction.length;
  if (value === 0n) return { value, scale: 0, cached: '0', format: 'DecimalSI' };
  for (; value % 10n === 0n; scale++) value /= 10n;
  if (scale < -9) return undefined;
  if (parts.format === 'BinarySI' && scale >= 0) {
    const bytes = value * 10n ** BigInt(scale);
    if (bytes <= -1024n || bytes >= 1024n) return canonicalBinary(bytes);
  }
  // A thousandth, a million, ...: the scale must be a multiple of 3.
  for (; scale % 3 !== 0; scale--) value *= 10n;
  if (String(value).replace('-', '').length > 18) return undefined;
  if (parts.format !== 'DecimalExponent') {
    const unit = decimal[scale / 3 + 3];
    return unit === undefined
      ? undefined
      : { value, scale, cached: String(value) + unit, format: 'DecimalSI' };
  }
  if (scale === 0) return { value, scale, cached: String(value), format: 'DecimalSI' };
  return { value, scale, cached: `${String(value)}e${String(scale)}`, format: 'DecimalExponent' };
}

function canonicalBinary(value: bigint): CanonicalQuantity | undefined {
  let number = value;
  let exponent = 0;
  for (; number % 1024n === 0n && exponent < 6; exponent++) number /= 1024n;
  const digits = String(number).replace('-', '');
  // So many decimal digits are left in 64 bits.
  if (15 - digits.length - Math.floor(exponent * 3) - 1 < 0) return undefined;
  const text = String(number) + (binary[exponent] ?? '');
  if (exponent === 0) {
    const cached = digits.endsWith('000') ? '' : text;
    return { value, scale: 0, cached, format: 'DecimalSI' };
  }
  // Go keeps the text of odd numbers, and of others that 8 does not divide.
  const cached = BigInt(digits) % 8n !== 0n ? text : '';
  return { value, scale: 0, cached, format: 'BinarySI' };
}
