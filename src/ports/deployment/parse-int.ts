/**
 * Go's strconv.ParseInt in base 10 and 64 bits, and strconv.Atoi, which differ in their errors'
 * texts alone. Beyond 2^53 the number is the nearest one.
 */
export function parseInt64(
  text: string,
  func: 'Atoi' | 'ParseInt' = 'ParseInt',
): readonly [value: number, error: Error | undefined] {
  const failure = (why: string): Error =>
    new Error(`strconv.${func}: parsing ${quoted(text)}: ${why}`);
  if (!/^[+-]?\d+$/.test(text)) return [0, failure('invalid syntax')];
  const value = BigInt(text.replace('+', ''));
  if (value !== BigInt.asIntN(64, value)) {
    const limit = 2 ** 63;
    return [value < 0n ? -limit : limit, failure('value out of range')];
  }
  return [Number(value), undefined];
}

/** A string as Go's `%q` writes it, where there is nothing but ASCII to print. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
