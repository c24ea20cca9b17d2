import type { ObjectMeta, OwnerReference } from '../api/meta.ts';
import type { Pod, PodTemplateSpec } from '../api/pod.ts';
import { isDNS1123Subdomain } from '../labels/label-validation.ts';

/** @ports pkg/controller/controller_utils.go#getPodsLabelSet */
function getPodsLabelSet(template: PodTemplateSpec): Record<string, string> {
  // Defined one by one: a plain assignment would make no label of a key like __proto__.
  const desiredLabels: [string, string][] = []; // go: desiredLabels := make(
  // go: for k, v := range template.Labels {
  for (const [k, v] of Object.entries(template.metadata?.labels ?? {})) {
    desiredLabels.push([k, v]); // go: desiredLabels[k] = v
  }
  return Object.fromEntries(desiredLabels); // go: return desiredLabels
}

/** @ports pkg/controller/controller_utils.go#getPodsFinalizers */
function getPodsFinalizers(template: PodTemplateSpec): string[] {
  // left out (the next line makes it): desiredFinalizers := make(
  const desiredFinalizers = [...(template.metadata?.finalizers ?? [])]; // go: copy(desiredFinalizers
  return desiredFinalizers; // go: return desiredFinalizers
}

/** @ports pkg/controller/controller_utils.go#getPodsAnnotationSet */
function getPodsAnnotationSet(template: PodTemplateSpec): Record<string, string> {
  const desiredAnnotations: [string, string][] = []; // go: desiredAnnotations := make(
  // go: for k, v := range template.Annotations {
  for (const [k, v] of Object.entries(template.metadata?.annotations ?? {})) {
    desiredAnnotations.push([k, v]); // go: desiredAnnotations[k] = v
  }
  return Object.fromEntries(desiredAnnotations); // go: return desiredAnnotations
}

/**
 * The controller's name and a dash; without one if no pod may be named so.
 *
 * @ports pkg/controller/controller_utils.go#getPodsPrefix
 */
function getPodsPrefix(controllerName: string): string {
  let prefix = `${controllerName}-`; // go: prefix := fmt.Sprintf(
  // go: if len(validation.ValidatePodName(
  if (nameIsDNSSubdomain(prefix, true).length !== 0) {
    prefix = controllerName; // go: prefix = controllerName
  }
  return prefix; // go: return prefix
}

/** @ports staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go#NameIsDNSSubdomain */
function nameIsDNSSubdomain(name: string, prefix: boolean): readonly string[] {
  // go: if prefix {
  if (prefix) {
    name = maskTrailingDash(name); // go: name = maskTrailingDash(name)
  }
  return isDNS1123Subdomain(name); // go: return validation.IsDNS1123Subdomain(name)
}

/**
 * It takes away the byte before the dash, too. (Of a dash alone Go panics.)
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go#maskTrailingDash
 */
function maskTrailingDash(name: string): string {
  // go: if strings.HasSuffix(
  if (name.endsWith('-')) {
    // Of a character of several bytes some are left.
    const rest = (name.at(-2) ?? '') > '\x7f' ? '\ufffd' : '';
    return `${name.slice(0, -2)}${rest}a`; // go: return name[:len(name)-2] + "a"
  }
  return name; // go: return name @2
}

/**
 * The Pod that a template asks for, without namespace and name. Maps and lists with nothing in them
 * are left out, as JSON leaves them out on the way to the API server.
 *
 * @ports pkg/controller/controller_utils.go#GetPodFromTemplate
 */
export function getPodFromTemplate(
  template: PodTemplateSpec,
  parentObject: { readonly metadata: ObjectMeta },
  controllerRef: OwnerReference | undefined,
): Pod {
  const desiredLabels = getPodsLabelSet(template); // go: desiredLabels := getPodsLabelSet(
  const desiredFinalizers = getPodsFinalizers(template); // go: desiredFinalizers := getPodsFinalizers(
  const desiredAnnotations = getPodsAnnotationSet(template); // go: desiredAnnotations := getPodsAnnotationSet(
  const accessor = parentObject.metadata; // go: accessor, err := meta.Accessor(
  // left out (every object here has metadata): if err != nil {
  const prefix = getPodsPrefix(accessor.name); // go: prefix := getPodsPrefix(

  // go: pod := &v1.Pod{
  const pod: Pod = {
    // The API server names it.
    metadata: {
      name: '',
      generateName: prefix,
      ...(Object.keys(desiredLabels).length > 0 && { labels: desiredLabels }),
      ...(Object.keys(desiredAnnotations).length > 0 && { annotations: desiredAnnotations }),
      ...(desiredFinalizers.length > 0 && { finalizers: desiredFinalizers }),
    },
    spec: {},
    status: {},
  };
  // go: if controllerRef != nil {
  if (controllerRef !== undefined) {
    pod.metadata.ownerReferences = [{ ...controllerRef }]; // go: pod.OwnerReferences = append(
  }
  pod.spec = structuredClone(template.spec ?? {}); // go: pod.Spec = *template.Spec.DeepCopy()
  return pod; // go: return pod, nil
}
