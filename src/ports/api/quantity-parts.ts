/** A quantity as it is written: `whole.fraction` and what it is multiplied by. */
export interface QuantityParts {
  readonly negative: boolean;
  /** Digits, perhaps none. */
  readonly whole: string;
  readonly fraction: string;
  /** The exponents of what it is multiplied by; one of them is 0. */
  readonly ten: number;
  readonly two: number;
  /** Which of three ways its suffix is of: `m`, `Ki` or `e3`. */
  readonly format: 'DecimalSI' | 'BinarySI' | 'DecimalExponent';
}

/** What a suffix multiplies by, as a power of ten; the binary ones as a power of two. */
const decimal: ReadonlyMap<string, number> = new Map(
  ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'].map((suffix, at) => [suffix, 3 * at - 9]),
);
const binary: ReadonlyMap<string, number> = new Map(
  ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].map((suffix, at) => [suffix, 10 * at + 10]),
);

/** Takes a quantity such as `500m`, `1.5`, `2e3` or `64Mi` apart; nothing if it is none. */
export function quantityParts(text: string): QuantityParts | undefined {
  const [, sign, whole = '', fraction = '', suffix = ''] =
    /^([+-]?)(\d*)(?:\.(\d*))?((?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const parts = { negative: sign === '-', whole, fraction, ten: 0, two: 0 };
  const ten = decimal.get(suffix);
  if (ten !== undefined) return { ...parts, ten, format: 'DecimalSI' };
  const two = binary.get(suffix);
  if (two !== undefined) return { ...parts, two, format: 'BinarySI' };
  return { ...parts, ten: Number(suffix.slice(1)), format: 'DecimalExponent' };
}
