import { formatTime } from './format-time.ts';
import type { PodCondition, PodStatus } from './pod.ts';

/**
 * Sets a condition in a status; its time of transition is now unless its status stays. Go has the
 * same once more in pkg/api/pod/util.go, for the API server's own type of Pod.
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
  const condition: PodCondition = { ...newCondition, lastTransitionTime: formatTime(now) }; // go: condition.LastTransitionTime = metav1.Now()
  const [conditionIndex, oldCondition] = getPodCondition(status, condition.type); // go: conditionIndex, oldCondition := GetPodCondition(

  // go: if oldCondition == nil {
  if (!oldCondition) {
    status.conditions = [...(status.conditions ?? []), condition]; // go: status.Conditions = append(
    return true; // go: return true
  }
  // go: if condition.Status == oldCondition.Status {
  if (condition.status === oldCondition.status) {
    // go: condition.LastTransitionTime = oldCondition.LastTransitionTime
    if (oldCondition.lastTransitionTime === undefined) delete condition.lastTransitionTime;
    else condition.lastTransitionTime = oldCondition.lastTransitionTime;
  }

  // go: isEqual := condition.Status == oldCondition.Status &&
  const isEqual =
    condition.status === oldCondition.status &&
    (condition.reason ?? '') === (oldCondition.reason ?? '') &&
    (condition.message ?? '') === (oldCondition.message ?? '') &&
    condition.lastProbeTime === oldCondition.lastProbeTime &&
    condition.lastTransitionTime === oldCondition.lastTransitionTime;

  status.conditions?.splice(conditionIndex, 1, condition); // go: status.Conditions[conditionIndex] = *condition
  return !isEqual; // go: return !isEqual
}

/**
 * The condition of a type, and where it is.
 *
 * @ports pkg/api/v1/pod/util.go#GetPodCondition
 */
export function getPodCondition(
  status: PodStatus,
  conditionType: string,
): readonly [index: number, condition: PodCondition | undefined] {
  // left out (types do it): if status == nil {
  return getPodConditionFromList(status.conditions, conditionType); // go: return GetPodConditionFromList(
}

/**
 * Likewise, in a list of conditions.
 *
 * @ports pkg/api/v1/pod/util.go#GetPodConditionFromList
 */
export function getPodConditionFromList(
  conditions: readonly PodCondition[] | undefined,
  conditionType: string,
): readonly [index: number, condition: PodCondition | undefined] {
  if (conditions === undefined) return [-1, undefined]; // go+: if conditions == nil {
  // go: for i := range conditions {
  for (const [i, condition] of conditions.entries()) {
    // go: if conditions[i].Type == conditionType {
    if (condition.type === conditionType) {
      return [i, condition]; // go: return i, &conditions[i]
    }
  }
  return [-1, undefined]; // go: return -1, nil @2
}
