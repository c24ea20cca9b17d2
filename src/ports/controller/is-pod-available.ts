import type { Pod } from '../api/pod.ts';
import { getPodReadyCondition, isPodReady } from './is-pod-ready.ts';
import { isZero } from './meta-time.ts';

/**
 * Whether a pod has been ready for longer than some seconds; with 0 it is enough that it is ready.
 *
 * @ports pkg/api/v1/pod/util.go#IsPodAvailable
 * @param now Milliseconds.
 */
export function isPodAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  // go+: if !IsPodReady(pod) {
  if (!isPodReady(pod)) {
    return false;
  }

  const c = getPodReadyCondition(pod.status); // go: c := GetPodReadyCondition(pod.Status)
  const readySince = c?.lastTransitionTime;
  const minReadySecondsDuration = minReadySeconds * 1000; // go: minReadySecondsDuration :=
  // go: if minReadySeconds == 0 ||
  if (
    minReadySeconds === 0 ||
    (readySince !== undefined &&
      !isZero(readySince) &&
      Date.parse(readySince) + minReadySecondsDuration < now)
  ) {
    return true; // go: return true
  }
  return false; // go: return false @2
}
