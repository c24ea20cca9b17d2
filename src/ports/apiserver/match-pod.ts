import type { Pod } from '../api/pod.ts';
import type { FieldSet } from '../fields/field-set.ts';
import type { FieldSelector } from '../fields/selector.ts';
import type { LabelSet } from '../labels/label-set.ts';
import type { Selector } from '../labels/selector.ts';
import { SelectionPredicate } from './selection-predicate.ts';

/**
 * The labels and selectable fields of a Pod.
 *
 * @ports pkg/registry/core/pod/strategy.go#GetAttrs
 */
export function getAttrs(
  pod: Pod,
): readonly [labels: LabelSet, fields: FieldSet, error: undefined] {
  // left out (the type has it): pod, ok := obj.(*api.Pod)
  // left out (the type has it): if !ok {
  return [pod.metadata.labels ?? {}, toSelectableFields(pod), undefined]; // go: return labels.Set(
}

/**
 * Which Pods have such labels and fields.
 *
 * @ports pkg/registry/core/pod/strategy.go#MatchPod
 */
export function matchPod(label: Selector, field: FieldSelector): SelectionPredicate<Pod> {
  // go: return storage.SelectionPredicate{
  return new SelectionPredicate({ label, field, getAttrs, indexFields: ['spec.nodeName'] });
}

/**
 * The value by which a cacher finds out at once who watches for a Pod.
 *
 * @ports pkg/registry/core/pod/strategy.go#NodeNameTriggerFunc
 */
export function nodeNameTriggerFunc(pod: Pod): string {
  return pod.spec.nodeName ?? ''; // go: return obj.(*api.Pod).Spec.NodeName
}

/** @ports pkg/registry/core/pod/strategy.go#ToSelectableFields */
export function toSelectableFields(pod: Pod): FieldSet {
  const podSpecificFieldsSet: Record<string, string> = {}; // go: podSpecificFieldsSet := make(
  podSpecificFieldsSet['spec.nodeName'] = pod.spec.nodeName ?? ''; // go: podSpecificFieldsSet["spec.nodeName"] =
  podSpecificFieldsSet['spec.restartPolicy'] = pod.spec.restartPolicy ?? ''; // go: podSpecificFieldsSet["spec.restartPolicy"] =
  podSpecificFieldsSet['spec.schedulerName'] = pod.spec.schedulerName ?? ''; // go: podSpecificFieldsSet["spec.schedulerName"] =
  podSpecificFieldsSet['spec.serviceAccountName'] = pod.spec.serviceAccountName ?? ''; // go: podSpecificFieldsSet["spec.serviceAccountName"] =
  podSpecificFieldsSet['status.phase'] = pod.status.phase ?? ''; // go: podSpecificFieldsSet["status.phase"] =
  let podIP = ''; // go: podIP := ""
  const [first] = pod.status.podIPs ?? [];
  // go: if len(pod.Status.PodIPs) > 0 {
  if (first) {
    podIP = first.ip; // go: podIP = string(
  }
  podSpecificFieldsSet['status.podIP'] = podIP; // go: podSpecificFieldsSet["status.podIP"] =
  podSpecificFieldsSet['status.nominatedNodeName'] = pod.status.nominatedNodeName ?? ''; // go: podSpecificFieldsSet["status.nominatedNodeName"] =
  return addObjectMetaFieldsSet(podSpecificFieldsSet, pod, true); // go: return generic.AddObjectMetaFieldsSet(
}

/** @ports staging/src/k8s.io/apiserver/pkg/registry/generic/matcher.go#AddObjectMetaFieldsSet */
function addObjectMetaFieldsSet(
  source: Record<string, string>,
  { metadata }: Pod,
  hasNamespaceField: boolean,
): FieldSet {
  source['metadata.name'] = metadata.name; // go: source["metadata.name"] =
  // go: if hasNamespaceField {
  if (hasNamespaceField) {
    source['metadata.namespace'] = metadata.namespace ?? ''; // go: source["metadata.namespace"] =
  }
  return source; // go: return source
}
