import type { JSONValue } from './json-value.ts';

/**
 * Go's slice: the first values of an array that others may hold, too. What one of them removes or
 * appends within the array, the others see; the order of merged lists depends on it.
 */
export interface Slice {
  readonly array: JSONValue[];
  readonly length: number;
}

export const sliceOf = (array: JSONValue[]): Slice => ({ array, length: array.length });

export const valuesOf = ({ array, length }: Slice): JSONValue[] => array.slice(0, length);

/** Go's `append(slice, value)`: into the array as long as it has room behind the slice. */
export function append(slice: Slice, value: JSONValue): Slice {
  const { array, length } = slice;
  if (length === array.length) return sliceOf([...array, value]);
  array[length] = value;
  return { array, length: length + 1 };
}

/** Go's `append(slice[:at], slice[at+1:]...)`: what follows moves up, the last value stays twice. */
export function removeAt({ array, length }: Slice, at: number): Slice {
  array.copyWithin(at, at + 1, length);
  return { array, length: length - 1 };
}
