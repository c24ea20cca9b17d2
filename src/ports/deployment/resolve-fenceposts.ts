import type { Deployment } from '../api/deployment.ts';
import {
  getScaledValueFromIntOrPercent,
  valueOrDefault,
  type IntOrString,
} from './get-scaled-value-from-int-or-percent.ts';
import { replicasOf } from './replicas-of.ts';

/**
 * How many pods more, and how many available ones less, a rollout may have than asked for. Per cent
 * of surge round up, of unavailable pods down; both 0 would stand still, so that one pod may then
 * be unavailable.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts
 */
export function resolveFenceposts(
  maxSurge: IntOrString | undefined,
  maxUnavailable: IntOrString | undefined,
  desired: number,
): readonly [surge: number, unavailable: number, error: Error | undefined] {
  // go: surge, err := intstrutil.GetScaledValueFromIntOrPercent(
  const [surge, surgeErr] = getScaledValueFromIntOrPercent(
    valueOrDefault(maxSurge, 0),
    desired,
    true,
  );
  // go: if err != nil { @1
  if (surgeErr) {
    return [0, 0, surgeErr]; // go: return 0, 0, err @1
  }
  // go: unavailable, err := intstrutil.GetScaledValueFromIntOrPercent(
  const [scaled, err] = getScaledValueFromIntOrPercent(
    valueOrDefault(maxUnavailable, 0),
    desired,
    false,
  );
  // go: if err != nil { @2
  if (err) {
    return [0, 0, err]; // go: return 0, 0, err @2
  }
  let unavailable = scaled;

  // go: if surge == 0 && unavailable == 0 {
  if (surge === 0 && unavailable === 0) {
    unavailable = 1; // go: unavailable = 1
  }

  return [surge | 0, unavailable | 0, undefined]; // go: return int32(surge), int32(unavailable), nil
}

/**
 * How many pods may be unavailable in a rollout, at most all.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#MaxUnavailable
 */
export function maxUnavailable(deployment: Deployment): number {
  // go: if !IsRollingUpdate(
  if (!isRollingUpdate(deployment) || replicasOf(deployment) === 0) {
    return 0; // go: return int32(0)
  }
  const { rollingUpdate } = deployment.spec.strategy ?? {};
  // go: _, maxUnavailable, _ := ResolveFenceposts(
  const [, maxUnavailable] = resolveFenceposts(
    rollingUpdate?.maxSurge,
    rollingUpdate?.maxUnavailable,
    replicasOf(deployment),
  );
  // go: if maxUnavailable > *deployment.Spec.Replicas {
  if (maxUnavailable > replicasOf(deployment)) {
    return replicasOf(deployment); // go: return *deployment.Spec.Replicas
  }
  return maxUnavailable; // go: return maxUnavailable
}

/**
 * How many pods must be available at least.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#MinAvailable
 */
export function minAvailable(deployment: Deployment): number {
  // go: if !IsRollingUpdate(
  if (!isRollingUpdate(deployment)) {
    return 0; // go: return int32(0)
  }
  return replicasOf(deployment) - maxUnavailable(deployment); // go: return *(deployment.Spec.Replicas) - MaxUnavailable(
}

/**
 * How many pods a rollout may have beyond those asked for.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#MaxSurge
 */
export function maxSurge(deployment: Deployment): number {
  // go: if !IsRollingUpdate(
  if (!isRollingUpdate(deployment)) {
    return 0; // go: return int32(0)
  }
  const { rollingUpdate } = deployment.spec.strategy ?? {};
  // go: maxSurge, _, _ := ResolveFenceposts(
  const [maxSurge] = resolveFenceposts(
    rollingUpdate?.maxSurge,
    rollingUpdate?.maxUnavailable,
    replicasOf(deployment),
  );
  return maxSurge; // go: return maxSurge
}

/**
 * Whether new pods replace old ones little by little.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#IsRollingUpdate
 */
export function isRollingUpdate(deployment: Deployment): boolean {
  return deployment.spec.strategy?.type === 'RollingUpdate'; // go: return deployment.Spec.Strategy.Type ==
}
