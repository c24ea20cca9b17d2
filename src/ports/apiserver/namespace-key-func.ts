import { newBadRequest } from '../api/new-status-error.ts';
import type { Result } from './etcd-store.ts';
import type { RequestContext } from './request-context.ts';

/**
 * The key below which all objects of the request's namespace lie; of all namespaces if it has none.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#NamespaceKeyRootFunc
 */
export function namespaceKeyRootFunc(
  ctx: Pick<RequestContext, 'namespace'>,
  prefix: string,
): string {
  let key = prefix; // go: key := prefix
  const ns = ctx.namespace; // go: ns, ok := genericapirequest.NamespaceFrom(
  // go: if ok && len(ns) > 0 {
  if (ns) {
    key = `${key}/${ns}`; // go: key = key + "/" + ns
  }
  return key; // go: return key
}

/**
 * The key of an object in the request's namespace.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#NamespaceKeyFunc
 */
export function namespaceKeyFunc(
  ctx: Pick<RequestContext, 'namespace'>,
  prefix: string,
  name: string,
): Result<string> {
  let key = namespaceKeyRootFunc(ctx, prefix); // go: key := NamespaceKeyRootFunc(
  const ns = ctx.namespace; // go: ns, ok := genericapirequest.NamespaceFrom(
  // go: if !ok || len(ns) == 0 {
  if (!ns) {
    return [undefined, newBadRequest('Namespace parameter required.')]; // go: return "", apierrors.NewBadRequest("Namespace
  }
  // go: if len(name) == 0 {
  if (name.length === 0) {
    return [undefined, newBadRequest('Name parameter required.')]; // go: return "", apierrors.NewBadRequest("Name parameter
  }
  const msgs = isValidPathSegmentName(name); // go: if msgs := path.IsValidPathSegmentName(
  if (msgs.length !== 0) {
    return [undefined, invalidName(name, msgs)]; // go: return "", apierrors.NewBadRequest(fmt.Sprintf(
  }
  key = `${key}/${name}`; // go: key = key + "/" + name
  return [key, undefined]; // go: return key, nil
}

/**
 * The key of an object that belongs to no namespace.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go#NoNamespaceKeyFunc
 */
export function noNamespaceKeyFunc(
  _ctx: Pick<RequestContext, 'namespace'>,
  prefix: string,
  name: string,
): Result<string> {
  // go: if len(name) == 0 {
  if (name.length === 0) {
    return [undefined, newBadRequest('Name parameter required.')]; // go: return "", apierrors.NewBadRequest("Name parameter
  }
  const msgs = isValidPathSegmentName(name); // go: if msgs := path.IsValidPathSegmentName(
  if (msgs.length !== 0) {
    return [undefined, invalidName(name, msgs)]; // go: return "", apierrors.NewBadRequest(fmt.Sprintf(
  }
  const key = `${prefix}/${name}`; // go: key := prefix + "/" + name
  return [key, undefined]; // go: return key, nil
}

const invalidName = (name: string, msgs: readonly string[]): Error =>
  newBadRequest(`Name parameter invalid: ${JSON.stringify(name)}: ${msgs.join(';')}`);

/**
 * Why a name cannot be part of a path.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/validation/path/name.go#IsValidPathSegmentName
 */
function isValidPathSegmentName(name: string): string[] {
  // go: for _, illegalName := range
  for (const illegalName of ['.', '..']) {
    // go: if name == illegalName {
    if (name === illegalName) {
      return [`may not be '${illegalName}'`]; // go: return []string{
    }
  }
  const errors: string[] = []; // go: var errors []string
  // go: for _, illegalContent := range
  for (const illegalContent of ['/', '%']) {
    // go: if strings.Contains(
    if (name.includes(illegalContent)) {
      errors.push(`may not contain '${illegalContent}'`); // go: errors = append(
    }
  }
  return errors; // go: return errors
}
