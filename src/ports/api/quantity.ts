import { quantityParts } from './quantity-parts.ts';

/** Binary amounts are cut to what 64 bits hold. */
const maxAllowed = (2n ** 63n - 1n) * 10n ** 9n;

/**
 * An amount of a resource such as `500m`, `1.5` or `64Mi`, in billionths rounded away from zero,
 * which is as exact as Kubernetes stores it. It does what ParseQuantity of apimachinery's
 * resource.Quantity does, in an own way: Go has a faster one for small amounts.
 *
 * @throws RangeError when it is none.
 */
function nanos(quantity: string): bigint {
  const parts = quantityParts(quantity);
  if (!parts || quantity === '') throw new RangeError(wrongFormat);
  const { negative, whole, fraction, ten, two } = parts;
  const digits = BigInt(whole + fraction || '0');
  // The amount is digits * 2^two / 10^scale.
  const scale = fraction.length - ten - 9;
  const product = digits * 2n ** BigInt(two);
  let amount =
    scale <= 0 ? product * 10n ** BigInt(-scale) : dividedUp(product, 10n ** BigInt(scale));
  if (two > 0 && amount > maxAllowed) amount = maxAllowed;
  return negative ? -amount : amount;
}

const wrongFormat =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** Of two that are not negative, rounded up. */
const dividedUp = (dividend: bigint, divisor: bigint): bigint =>
  (dividend + divisor - 1n) / divisor;

/** Rounded away from zero. */
function scaled(amount: bigint, divisor: bigint): number {
  return Number(amount < 0n ? -dividedUp(-amount, divisor) : dividedUp(amount, divisor));
}

/**
 * An amount in whole units, as bytes of memory, rounded up.
 *
 * @throws RangeError when it is none.
 */
export function value(quantity: string): number {
  return scaled(nanos(quantity), 10n ** 9n);
}

/**
 * An amount in thousandths, as of a CPU, rounded up.
 *
 * @throws RangeError when it is none.
 */
export function milliValue(quantity: string): number {
  return scaled(nanos(quantity), 10n ** 6n);
}
