// Durations and times of the ports are milliseconds, as the clock of the runtime counts them; those
// of Go are nanoseconds in 64 bits. Where Go's arithmetic shows, it is done in nanoseconds.

export const toNanoseconds = (milliseconds: number): number => Math.round(milliseconds * 1e6);

export const toMilliseconds = (nanoseconds: number): number => nanoseconds / 1e6;

/**
 * Go's `int64(float)`. Go leaves open what becomes of a number that does not fit; on amd64, and
 * here, it becomes the least of all.
 */
export function toInt64(float: number): number {
  const fits = float >= -(2 ** 63) && float < 2 ** 63;
  return fits ? Math.trunc(float) : -(2 ** 63);
}
