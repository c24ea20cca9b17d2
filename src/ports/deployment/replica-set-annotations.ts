import type { Deployment } from '../api/deployment.ts';
import { lastAppliedConfigAnnotation } from '../api/last-applied-config-annotation.ts';
import type { ReplicaSet } from '../api/replica-set.ts';
import {
  deprecatedRollbackTo,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  revisionAnnotation,
  revisionHistoryAnnotation,
} from './annotations.ts';
import { parseInt64 } from '../runtime/parse-int.ts';
import { replicasOf } from './replicas-of.ts';
import { maxSurge } from './resolve-fenceposts.ts';

/**
 * Gives the new ReplicaSet the Deployment's annotations and its revision, which only ever grows. One
 * that was rolled back to keeps its earlier revisions as a history, the oldest of which go when it
 * becomes too long.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#SetNewReplicaSetAnnotations
 * @param exists Whether the ReplicaSet is there already; its numbers of pods are written when not.
 * @returns Whether anything changed. With a revision that is no number it is false, though
 *   annotations may have been copied.
 */
export function setNewReplicaSetAnnotations(
  deployment: Deployment,
  newRS: ReplicaSet,
  newRevision: string,
  exists: boolean,
  revHistoryLimitInChars: number,
): boolean {
  let annotationChanged = copyDeploymentAnnotationsToReplicaSet(deployment, newRS); // go: annotationChanged :=
  const annotations = (newRS.metadata.annotations ??= {}); // go+: if newRS.Annotations == nil {
  const oldRevision = annotations[revisionAnnotation] ?? ''; // go: oldRevision, ok :=
  const ok = annotations[revisionAnnotation] !== undefined;

  const [parsed, oldErr] = parseInt64(oldRevision); // go: oldRevisionInt, err :=
  let oldRevisionInt = parsed;
  // go: if err != nil { @1
  if (oldErr) {
    // go: if oldRevision != "" {
    if (oldRevision !== '') {
      // left out (logging): klog.Warningf("Updating replica set revision OldRevision
      return false; // go: return false @1
    }
    oldRevisionInt = 0n; // go: oldRevisionInt = 0
  }
  const [newRevisionInt, err] = parseInt64(newRevision); // go: newRevisionInt, err :=
  // go: if err != nil { @2
  if (err) {
    // left out (logging): klog.Warningf("Updating replica set revision NewRevision
    return false; // go: return false @2
  }
  // go: if oldRevisionInt < newRevisionInt {
  if (oldRevisionInt < newRevisionInt) {
    annotations[revisionAnnotation] = newRevision; // go: newRS.Annotations[RevisionAnnotation] = newRevision
    annotationChanged = true; // go: annotationChanged = true @1
    // left out (logging): klog.V(4).Infof(
  }
  // go: if ok && oldRevisionInt < newRevisionInt {
  if (ok && oldRevisionInt < newRevisionInt) {
    const history = annotations[revisionHistoryAnnotation] ?? ''; // go: revisionHistoryAnnotation :=
    let oldRevisions = history.split(','); // go: oldRevisions := strings.Split(
    // go: if len(oldRevisions[0]) == 0 {
    if (oldRevisions[0] === '') {
      annotations[revisionHistoryAnnotation] = oldRevision; // go: newRS.Annotations[RevisionHistoryAnnotation] = oldRevision
    } else {
      let totalLen = history.length + oldRevision.length + 1; // go: totalLen := len(
      let start = 0; // go: start := 0
      // go: for totalLen > revHistoryLimitInChars && start
      while (totalLen > revHistoryLimitInChars && start < oldRevisions.length) {
        totalLen = totalLen - (oldRevisions[start]?.length ?? 0) - 1; // go: totalLen = totalLen -
        start++; // go: start++
      }
      // go: if totalLen <= revHistoryLimitInChars {
      if (totalLen <= revHistoryLimitInChars) {
        oldRevisions = [...oldRevisions.slice(start), oldRevision]; // go: oldRevisions = append(
        annotations[revisionHistoryAnnotation] = oldRevisions.join(','); // go: newRS.Annotations[RevisionHistoryAnnotation] = strings.Join(
      } else {
        // left out (logging): klog.Warningf("Not appending revision
      }
    }
  }
  // go: if !exists && SetReplicasAnnotations(
  if (
    !exists &&
    setReplicasAnnotations(
      newRS,
      replicasOf(deployment),
      replicasOf(deployment) + maxSurge(deployment),
    )
  ) {
    annotationChanged = true; // go: annotationChanged = true @2
  }
  return annotationChanged; // go: return annotationChanged
}

const annotationsToSkip: readonly string[] = [
  lastAppliedConfigAnnotation,
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
  deprecatedRollbackTo,
];

/**
 * Whether an annotation is a Deployment's or a ReplicaSet's own.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#skipCopyAnnotation
 */
export function skipCopyAnnotation(key: string): boolean {
  return annotationsToSkip.includes(key); // go: return annotationsToSkip[key]
}

/**
 * Copies a Deployment's annotations, but for its own, to a ReplicaSet.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#copyDeploymentAnnotationsToReplicaSet
 * @returns Whether any changed; one that is empty does not count as long as it is missing.
 */
export function copyDeploymentAnnotationsToReplicaSet(
  deployment: Deployment,
  rs: ReplicaSet,
): boolean {
  let rsAnnotationsChanged = false; // go: rsAnnotationsChanged := false
  const annotations = (rs.metadata.annotations ??= {}); // go+: if rs.Annotations == nil {
  // go: for k, v := range deployment.Annotations {
  for (const [k, v] of Object.entries(deployment.metadata.annotations ?? {})) {
    // go: if skipCopyAnnotation(k) || rs.Annotations[k] == v {
    if (skipCopyAnnotation(k) || (annotations[k] ?? '') === v) {
      continue; // go: continue
    }
    annotations[k] = v; // go: rs.Annotations[k] = v
    rsAnnotationsChanged = true; // go: rsAnnotationsChanged = true
  }
  return rsAnnotationsChanged; // go: return rsAnnotationsChanged
}

/**
 * The number of pods that the Deployment wanted when it last scaled a ReplicaSet.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#GetDesiredReplicasAnnotation
 */
export function getDesiredReplicasAnnotation(
  rs: ReplicaSet,
): readonly [value: number, ok: boolean] {
  return getIntFromAnnotation(rs, desiredReplicasAnnotation); // go: return getIntFromAnnotation(
}

/**
 * The same with the surge.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#getMaxReplicasAnnotation
 */
export function getMaxReplicasAnnotation(rs: ReplicaSet): readonly [value: number, ok: boolean] {
  return getIntFromAnnotation(rs, maxReplicasAnnotation); // go: return getIntFromAnnotation(
}

/**
 * An annotation that is a number.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#getIntFromAnnotation
 */
export function getIntFromAnnotation(
  rs: ReplicaSet,
  annotationKey: string,
): readonly [value: number, ok: boolean] {
  const annotationValue = rs.metadata.annotations?.[annotationKey]; // go: annotationValue, ok :=
  // go: if !ok {
  if (annotationValue === undefined) {
    return [0, false]; // go: return int32(0), false @1
  }
  const [intValue, err] = parseInt64(annotationValue, 'Atoi'); // go: intValue, err :=
  // go: if err != nil {
  if (err) {
    // left out (logging): klog.V(2).Infof(
    return [0, false]; // go: return int32(0), false @2
  }
  return [Number(BigInt.asIntN(32, intValue)), true]; // go: return int32(intValue), true
}

/**
 * Writes both numbers of pods into a ReplicaSet's annotations.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#SetReplicasAnnotations
 * @returns Whether one was another before.
 */
export function setReplicasAnnotations(
  rs: ReplicaSet,
  desiredReplicas: number,
  maxReplicas: number,
): boolean {
  let updated = false; // go: updated := false
  const annotations = (rs.metadata.annotations ??= {}); // go+: if rs.Annotations == nil {
  const desiredString = String(desiredReplicas); // go: desiredString :=
  // go: if hasString := rs.Annotations[DesiredReplicasAnnotation];
  if (annotations[desiredReplicasAnnotation] !== desiredString) {
    annotations[desiredReplicasAnnotation] = desiredString; // go: rs.Annotations[DesiredReplicasAnnotation] = desiredString
    updated = true; // go: updated = true @1
  }
  const maxString = String(maxReplicas); // go: maxString :=
  // go: if hasString := rs.Annotations[MaxReplicasAnnotation];
  if (annotations[maxReplicasAnnotation] !== maxString) {
    annotations[maxReplicasAnnotation] = maxString; // go: rs.Annotations[MaxReplicasAnnotation] = maxString
    updated = true; // go: updated = true @2
  }
  return updated; // go: return updated
}

/**
 * Whether a ReplicaSet was last scaled for other numbers of pods.
 *
 * @ports pkg/controller/deployment/util/deployment_util.go#ReplicasAnnotationsNeedUpdate
 */
export function replicasAnnotationsNeedUpdate(
  rs: ReplicaSet,
  desiredReplicas: number,
  maxReplicas: number,
): boolean {
  const { annotations } = rs.metadata;
  // go: if rs.Annotations == nil {
  if (annotations === undefined) {
    return true; // go: return true @1
  }
  const desiredString = String(desiredReplicas); // go: desiredString :=
  // go: if hasString := rs.Annotations[DesiredReplicasAnnotation];
  if (annotations[desiredReplicasAnnotation] !== desiredString) {
    return true; // go: return true @2
  }
  const maxString = String(maxReplicas); // go: maxString :=
  // go: if hasString := rs.Annotations[MaxReplicasAnnotation];
  if (annotations[maxReplicasAnnotation] !== maxString) {
    return true; // go: return true @3
  }
  return false; // go: return false
}
