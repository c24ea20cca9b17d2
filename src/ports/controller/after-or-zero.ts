import { isAfter, isZero, type MetaTime } from './meta-time.ts';

/**
 * Whether t1 is after t2, where the zero time is after every other.
 *
 * @ports pkg/controller/controller_utils.go#afterOrZero
 */
export function afterOrZero(t1: MetaTime, t2: MetaTime): boolean {
  // go: if t1.Time.IsZero() || t2.Time.IsZero() {
  if (isZero(t1) || isZero(t2)) {
    return isZero(t1); // go: return t1.Time.IsZero()
  }
  return isAfter(t1, t2); // go: return t1.After(t2.Time)
}
