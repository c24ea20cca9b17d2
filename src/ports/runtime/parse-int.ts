import { goQuote } from './go-quote.ts';

/** Go's strconv.ParseInt in base 10 and 64 bits, and strconv.Atoi: only their errors' texts differ. */
export function parseInt64(
  text: string,
  func: 'Atoi' | 'ParseInt' = 'ParseInt',
): readonly [value: bigint, error: Error | undefined] {
  const failure = (why: string): Error =>
    new Error(`strconv.${func}: parsing ${goQuote(text)}: ${why}`);
  if (!/^[+-]?[0-9]+$/.test(text)) return [0n, failure('invalid syntax')];
  const value = BigInt(text.replace('+', ''));
  if (value === BigInt.asIntN(64, value)) return [value, undefined];
  return [value < 0n ? -(2n ** 63n) : 2n ** 63n - 1n, failure('value out of range')];
}
