/**
 * Whether a resource is counted in whole units under its own name: extended ones such as
 * `example.com/gpu`, huge pages, volumes that can be attached.
 *
 * @ports pkg/scheduler/util/utils.go#IsScalarResourceName
 */
export function isScalarResourceName(name: string): boolean {
  // go: return v1helper.IsExtendedResourceName(name)
  return (
    isExtendedResourceName(name) ||
    isHugePageResourceName(name) ||
    isPrefixedNativeResource(name) ||
    isAttachableVolumeResourceName(name)
  );
}

/**
 * Whether a resource is outside of Kubernetes' own domain. That the name is well-formed is left to
 * the API server.
 *
 * @ports pkg/apis/core/v1/helper/helpers.go#IsExtendedResourceName
 */
export function isExtendedResourceName(name: string): boolean {
  if (isNativeResource(name) || name.startsWith('requests.')) return false; // go+: if IsNativeResource(name)
  // left out (the API server validates names): nameForQuota := fmt.Sprintf(
  // left out (the API server validates names): if errs := validation.IsQualifiedName(
  return true; // go: return true
}

/**
 * Whether the name of a resource has the domain of Kubernetes.
 *
 * @ports pkg/apis/core/v1/helper/helpers.go#IsPrefixedNativeResource
 */
export function isPrefixedNativeResource(name: string): boolean {
  return name.includes('kubernetes.io/'); // go: return strings.Contains(
}

/**
 * Whether a resource has no domain or that of Kubernetes.
 *
 * @ports pkg/apis/core/v1/helper/helpers.go#IsNativeResource
 */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || isPrefixedNativeResource(name); // go: return !strings.Contains(
}

/**
 * Whether a resource is huge pages of a size.
 *
 * @ports pkg/apis/core/v1/helper/helpers.go#IsHugePageResourceName
 */
export function isHugePageResourceName(name: string): boolean {
  return name.startsWith('hugepages-'); // go: return strings.HasPrefix(
}

/**
 * Whether a resource is volumes that can be attached to a node.
 *
 * @ports pkg/apis/core/v1/helper/helpers.go#IsAttachableVolumeResourceName
 */
export function isAttachableVolumeResourceName(name: string): boolean {
  return name.startsWith('attachable-volumes-'); // go: return strings.HasPrefix(
}
