import type { Random } from '../runtime/random.ts';
import { toInt64, toMilliseconds, toNanoseconds } from '../workqueue/duration.ts';

/**
 * A duration between the given one and so many times it more. Durations are milliseconds.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/wait/wait.go#Jitter
 * @param maxFactor 0.2 for up to a fifth more; 1 is taken if it isn't positive.
 */
export function jitter(random: Random, duration: number, maxFactor: number): number {
  const nanoseconds = toNanoseconds(duration);
  // go+: if maxFactor <= 0.0 {
  if (maxFactor <= 0) {
    maxFactor = 1;
  }
  const wait = nanoseconds + toInt64(random() * maxFactor * nanoseconds); // go: wait := duration + time.Duration(
  return toMilliseconds(wait); // go: return wait
}
