import { formatTime } from '../api/format-time.ts';
import type { PodCondition, PodStatus } from '../api/pod.ts';

/**
 * Sets a condition in a status, and since when it is so.
 *
 * @ports pkg/api/v1/pod/util.go#UpdatePodCondition
 * @param now Milliseconds of the clock.
 * @returns Whether something changed.
 */
export function updatePodCondition(
  status: PodStatus,
  newCondition: PodCondition,
  now: number,
): boolean {
  const condition = { ...newCondition, lastTransitionTime: formatTime(now) }; // go: condition.LastTransitionTime = metav1.Now()
  status.conditions ??= [];
  const conditionIndex = status.conditions.findIndex(({ type }) => type === condition.type); // go: conditionIndex, oldCondition := GetPodCondition(
  const oldCondition = status.conditions[conditionIndex];

  // go: if oldCondition == nil {
  if (!oldCondition) {
    status.conditions.push(condition); // go: status.Conditions = append(
    return true; // go: return true
  }
  // go: if condition.Status == oldCondition.Status {
  if (condition.status === oldCondition.status) {
    condition.lastTransitionTime = oldCondition.lastTransitionTime ?? ''; // go: condition.LastTransitionTime = oldCondition.LastTransitionTime
  }

  // go: isEqual := condition.Status == oldCondition.Status &&
  const isEqual =
    condition.status === oldCondition.status &&
    (condition.reason ?? '') === (oldCondition.reason ?? '') &&
    (condition.message ?? '') === (oldCondition.message ?? '') &&
    condition.lastProbeTime === oldCondition.lastProbeTime &&
    condition.lastTransitionTime === (oldCondition.lastTransitionTime ?? '');

  status.conditions[conditionIndex] = condition; // go: status.Conditions[conditionIndex] = *condition
  return !isEqual; // go: return !isEqual
}
