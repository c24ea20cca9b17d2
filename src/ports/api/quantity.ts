/** What a quantity's suffix multiplies by, as a power of ten; the binary ones as a power of two. */
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

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
  const [, sign, whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?((?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?)$/.exec(quantity) ?? [];
  if (sign === undefined || quantity === '') throw new RangeError(wrongFormat);
  const digits = BigInt(whole + fraction || '0');
  const power = binary[suffix];
  const ten = decimal[suffix] ?? (power === undefined ? Number(suffix.slice(1)) : 0);
  // The amount is digits * 2^power / 10^scale.
  const scale = fraction.length - ten - 9;
  const product = digits * 2n ** BigInt(power ?? 0);
  let amount =
    scale <= 0 ? product * 10n ** BigInt(-scale) : dividedUp(product, 10n ** BigInt(scale));
  if (power !== undefined && amount > maxAllowed) amount = maxAllowed;
  return sign === '-' ? -amount : amount;
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
