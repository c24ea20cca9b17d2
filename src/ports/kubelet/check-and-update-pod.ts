import type { Pod } from '../api/pod.ts';
import { deepEqual } from '../runtime/deep-equal.ts';
import {
  configFirstSeenAnnotationKey,
  configMirrorAnnotationKey,
  configSourceAnnotationKey,
} from './pod-update.ts';

type Annotations = Record<string, string>;

const localAnnotations: readonly string[] = [
  configSourceAnnotationKey,
  configMirrorAnnotationKey,
  configFirstSeenAnnotationKey,
];

/**
 * Whether the kubelet itself adds an annotation.
 *
 * @ports pkg/kubelet/config/config.go#isLocalAnnotationKey
 */
export function isLocalAnnotationKey(key: string): boolean {
  // go: for _, localKey := range localAnnotations {
  for (const localKey of localAnnotations) {
    // go: if key == localKey {
    if (key === localKey) {
      return true; // go: return true
    }
  }
  return false; // go: return false
}

/**
 * Whether two pods have the same annotations, apart from the kubelet's own.
 *
 * @ports pkg/kubelet/config/config.go#isAnnotationMapEqual
 */
export function isAnnotationMapEqual(
  existingMap: Annotations | undefined,
  candidateMap: Annotations | undefined,
): boolean {
  const candidate = candidateMap ?? {}; // go+: if candidateMap == nil {
  const existing = existingMap ?? {};
  // go: for k, v := range candidateMap {
  for (const [k, v] of Object.entries(candidate)) {
    if (isLocalAnnotationKey(k)) continue; // go+: if isLocalAnnotationKey(k) { @1
    if (existing[k] === v) continue; // go+: if existingValue, ok :=
    return false; // go: return false @1
  }
  // go: for k := range existingMap {
  for (const k of Object.keys(existing)) {
    if (isLocalAnnotationKey(k)) continue; // go+: if isLocalAnnotationKey(k) { @2
    // go: if _, exists := candidateMap[k]; !exists {
    if (candidate[k] === undefined) {
      return false; // go: return false @2
    }
  }
  return true; // go: return true
}

/**
 * Gives a pod the annotations of another, and keeps the kubelet's own.
 *
 * @ports pkg/kubelet/config/config.go#updateAnnotations
 */
export function updateAnnotations(existing: Pod, ref: Pod): void {
  const annotations: Annotations = {}; // go: annotations := make(
  // go: for k, v := range ref.Annotations {
  for (const [k, v] of Object.entries(ref.metadata.annotations ?? {})) {
    annotations[k] = v; // go: annotations[k] = v @1
  }
  // go: for _, k := range localAnnotations {
  for (const k of localAnnotations) {
    const v = existing.metadata.annotations?.[k]; // go: if v, ok :=
    if (v !== undefined) {
      annotations[k] = v; // go: annotations[k] = v @2
    }
  }
  existing.metadata.annotations = annotations; // go: existing.Annotations = annotations
}

/**
 * Whether two pods differ in what the kubelet acts on: everything but the status.
 *
 * @ports pkg/kubelet/config/config.go#podsDifferSemantically
 */
export function podsDifferSemantically(existing: Pod, ref: Pod): boolean {
  const [old, now] = [existing.metadata, ref.metadata];
  // go: if reflect.DeepEqual(existing.Spec
  if (
    deepEqual(existing.spec, ref.spec) &&
    deepEqual(old.labels, now.labels) &&
    old.deletionTimestamp === now.deletionTimestamp &&
    old.deletionGracePeriodSeconds === now.deletionGracePeriodSeconds &&
    isAnnotationMapEqual(old.annotations, now.annotations)
  ) {
    return false; // go: return false
  }
  return true; // go: return true
}

export interface PodCheck {
  /** There is something to act on. */
  readonly needUpdate: boolean;
  /** Only the status changed, which is the kubelet's to write. */
  readonly needReconcile: boolean;
  /** There is something to act on, and the pod is to end. */
  readonly needGracefulDelete: boolean;
}

/**
 * Brings the kubelet's copy of a pod to what a source says, and tells what is to be done: one of
 * three things, or nothing.
 *
 * @ports pkg/kubelet/config/config.go#checkAndUpdatePod
 */
export function checkAndUpdatePod(existing: Pod, ref: Pod): PodCheck {
  const check = { needUpdate: false, needReconcile: false, needGracefulDelete: false };
  // go: if !podsDifferSemantically(
  if (!podsDifferSemantically(existing, ref)) {
    // go: if !reflect.DeepEqual(existing.Status
    if (!deepEqual(existing.status, ref.status)) {
      existing.status = ref.status; // go: existing.Status = ref.Status @1
      check.needReconcile = true; // go: needReconcile = true
    }
    return check; // go: return @1
  }
  const seen = existing.metadata.annotations?.[configFirstSeenAnnotationKey] ?? '';
  (ref.metadata.annotations ??= {})[configFirstSeenAnnotationKey] = seen; // go: ref.Annotations[kubetypes.ConfigFirstSeenAnnotationKey] =
  existing.spec = ref.spec; // go: existing.Spec = ref.Spec
  // left out (all three below): existing.DeletionTimestamp = ref.
  // left out (all three below): existing.DeletionGracePeriodSeconds = ref.
  copyMeta(existing, ref); // go: existing.Labels = ref.Labels
  existing.status = ref.status; // go: existing.Status = ref.Status @2
  updateAnnotations(existing, ref); // go: updateAnnotations(existing, ref)
  // go: if ref.DeletionTimestamp != nil {
  if (ref.metadata.deletionTimestamp !== undefined) {
    check.needGracefulDelete = true; // go: needGracefulDelete = true
  } else {
    check.needUpdate = true; // go: needUpdate = true
  }
  return check; // go: return @2
}

/** Fields that the second has not, the first has not either. */
function copyMeta(to: Pod, from: Pod): void {
  const { labels, deletionTimestamp, deletionGracePeriodSeconds } = from.metadata;
  if (labels === undefined) delete to.metadata.labels;
  else to.metadata.labels = labels;
  if (deletionTimestamp === undefined) delete to.metadata.deletionTimestamp;
  else to.metadata.deletionTimestamp = deletionTimestamp;
  if (deletionGracePeriodSeconds === undefined) delete to.metadata.deletionGracePeriodSeconds;
  else to.metadata.deletionGracePeriodSeconds = deletionGracePeriodSeconds;
}
