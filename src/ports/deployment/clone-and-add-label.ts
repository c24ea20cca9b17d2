import type { LabelSelector } from '../api/meta.ts';

/**
 * A copy of labels with one more; no key leaves them as they are.
 *
 * @ports pkg/util/labels/labels.go#CloneAndAddLabel
 */
export function cloneAndAddLabel(
  labels: Readonly<Record<string, string>> | undefined,
  labelKey: string,
  labelValue: string,
): Record<string, string> {
  // go: if labelKey == "" {
  if (labelKey === '') {
    return labels ?? {}; // go: return labels
  }
  const newLabels: Record<string, string> = {}; // go: newLabels := map[string]string{}
  // go: for key, value := range labels {
  for (const [key, value] of Object.entries(labels ?? {})) {
    newLabels[key] = value; // go: newLabels[key] = value
  }
  newLabels[labelKey] = labelValue; // go: newLabels[labelKey] = labelValue
  return newLabels; // go: return newLabels
}

/**
 * A copy of a selector that asks for one more label.
 *
 * @ports pkg/util/labels/labels.go#CloneSelectorAndAddLabel
 */
export function cloneSelectorAndAddLabel(
  selector: LabelSelector,
  labelKey: string,
  labelValue: string,
): LabelSelector {
  // go: if labelKey == "" {
  if (labelKey === '') {
    return selector; // go: return selector
  }

  const newSelector: LabelSelector = {}; // go: newSelector := new(metav1.LabelSelector)

  const matchLabels: Record<string, string> = {}; // go: newSelector.MatchLabels = make(
  newSelector.matchLabels = matchLabels;
  // go+: if selector.MatchLabels != nil {
  for (const [key, val] of Object.entries(selector.matchLabels ?? {})) {
    matchLabels[key] = val;
  }
  matchLabels[labelKey] = labelValue; // go: newSelector.MatchLabels[labelKey] = labelValue

  // go+: if selector.MatchExpressions != nil {
  if (selector.matchExpressions !== undefined) {
    newSelector.matchExpressions = structuredClone(selector.matchExpressions);
  }

  return newSelector; // go: return newSelector
}
