import type { Pod } from '../api/pod.ts';
import { generatePodReadyCondition } from './generate-conditions.ts';

/**
 * Whether somebody changed a readiness gate of a pod, so that its condition `Ready` is not right any
 * more.
 *
 * @ports pkg/kubelet/status/status_manager.go#NeedToReconcilePodReadiness
 */
export function needToReconcilePodReadiness(pod: Pod): boolean {
  // go: if len(pod.Spec.ReadinessGates) == 0 {
  if ((pod.spec.readinessGates ?? []).length === 0) {
    return false; // go: return false @1
  }
  const { conditions, containerStatuses, phase } = pod.status;
  const podReadyCondition = generatePodReadyCondition(
    pod.spec,
    conditions,
    containerStatuses,
    phase,
  ); // go: podReadyCondition := GeneratePodReadyCondition(
  const curCondition = conditions?.find(({ type }) => type === 'Ready'); // go: i, curCondition :=
  // go: if i >= 0 &&
  if (
    curCondition !== undefined &&
    (curCondition.status !== podReadyCondition.status ||
      (curCondition.message ?? '') !== (podReadyCondition.message ?? ''))
  ) {
    return true; // go: return true
  }
  return false; // go: return false @2
}
