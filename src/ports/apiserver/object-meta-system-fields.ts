import { formatTime } from '../api/format-time.ts';
import type { ObjectMeta } from '../api/meta.ts';
import type { Random } from '../runtime/random.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Sets what only the API server may set of a new object.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/meta.go#FillObjectMetaSystemFields
 */
export function fillObjectMetaSystemFields(
  meta: ObjectMeta,
  runtime: RequestContext['runtime'],
): void {
  meta.creationTimestamp = formatTime(runtime.now()); // go: meta.SetCreationTimestamp(
  meta.uid = newUUID(() => runtime.random()); // go: meta.SetUID(
  delete meta.selfLink; // go: meta.SetSelfLink("")
}

/**
 * Whether an object belongs to the namespace of the request; one without a namespace gets that one.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/meta.go#ValidNamespace
 */
export function validNamespace(ctx: Pick<RequestContext, 'namespace'>, resource: ObjectMeta) {
  const ns = ctx.namespace ?? ''; // go: ns, ok := genericapirequest.NamespaceFrom(
  const ok = ctx.namespace !== undefined;
  // go: if len(resource.GetNamespace()) == 0 {
  if ((resource.namespace ?? '').length === 0) {
    resource.namespace = ns; // go: resource.SetNamespace(
  }
  return ns === resource.namespace && ok; // go: return ns ==
}

/** A random UUID (version 4) of the run's own chance. */
function newUUID(random: Random): string {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
  const variant = '89ab'.charAt(Math.floor(random() * 4));
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}
