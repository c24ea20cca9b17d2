import type { Deployment } from '../api/deployment.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import { revisionAnnotation } from './annotations.ts';
import { parseInt64 } from '../runtime/parse-int.ts';

/**
 * Writes the revision into a Deployment's annotations.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#SetDeploymentRevision
 * @returns Whether it was another one before.
 */
export function setDeploymentRevision(deployment: Deployment, revision: string): boolean {
  let updated = false; // go: updated := false

  const annotations = (deployment.metadata.annotations ??= {}); // go+: if deployment.Annotations == nil {
  // go: if deployment.Annotations[RevisionAnnotation] != revision {
  if ((annotations[revisionAnnotation] ?? '') !== revision) {
    annotations[revisionAnnotation] = revision; // go: deployment.Annotations[RevisionAnnotation] = revision
    updated = true; // go: updated = true
  }

  return updated; // go: return updated
}

/**
 * The highest revision of some ReplicaSets; what is no number does not count.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#MaxRevision
 */
export function maxRevision(allRSs: readonly ReplicaSet[]): number {
  let max = 0; // go: max := int64(0)
  // go: for _, rs := range allRSs {
  for (const rs of allRSs) {
    const [v, err] = revision(rs); // go: if v, err := Revision(rs); err != nil {
    // left out (logging): klog.V(4).Infof(
    // go: else if v > max {
    if (!err && v > max) {
      max = v; // go: max = v
    }
  }
  return max; // go: return max
}

/**
 * The second highest revision: that which a rollback without a number goes to.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#LastRevision
 */
export function lastRevision(allRSs: readonly ReplicaSet[]): number {
  let [max, secMax] = [0, 0]; // go: max, secMax := int64(0), int64(0)
  // go: for _, rs := range allRSs {
  for (const rs of allRSs) {
    const [v, err] = revision(rs); // go: if v, err := Revision(rs); err != nil {
    // left out (logging): klog.V(4).Infof(
    if (err) continue;
    // go: else if v >= max {
    if (v >= max) {
      secMax = max; // go: secMax = max
      max = v; // go: max = v
      // go: else if v > secMax {
    } else if (v > secMax) {
      secMax = v; // go: secMax = v
    }
  }
  return secMax; // go: return secMax
}

/**
 * An object's revision, 0 if it has none.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#Revision
 */
export function revision(obj: {
  readonly metadata: ObjectMeta;
}): readonly [revision: number, error: Error | undefined] {
  const acc = obj.metadata; // go: acc, err := meta.Accessor(obj)
  // left out (an object of a port always has metadata): if err != nil {
  const v = acc.annotations?.[revisionAnnotation]; // go: v, ok := acc.GetAnnotations()
  // go: if !ok {
  if (v === undefined) {
    return [0, undefined]; // go: return 0, nil
  }
  const [revision, err] = parseInt64(v); // go: return strconv.ParseInt(
  return [Number(revision), err];
}
