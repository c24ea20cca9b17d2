/**
 * Go's metav1.Time as the API's JSON has it: RFC 3339 in whole seconds. Absent is Go's zero time,
 * the beginning of the year 1.
 */
export type MetaTime = string | undefined;

const zero = Date.parse('0001-01-01T00:00:00Z');

/** Milliseconds since 1970. */
function milliseconds(time: MetaTime): number {
  return time === undefined ? zero : Date.parse(time);
}

export function isZero(time: MetaTime): boolean {
  return milliseconds(time) === zero;
}

/** Whether two times are the same instant. */
export function isEqual(t1: MetaTime, t2: MetaTime): boolean {
  return milliseconds(t1) === milliseconds(t2);
}

export function isAfter(t1: MetaTime, t2: MetaTime): boolean {
  return milliseconds(t1) > milliseconds(t2);
}
