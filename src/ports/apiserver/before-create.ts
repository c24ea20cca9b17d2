import { isAlreadyExists } from '../api/is-already-exists.ts';
import { newBadRequest, newInvalid, newServerTimeoutForKind } from '../api/new-status-error.ts';
import type { ApiObject } from './api-object.ts';
import { fillObjectMetaSystemFields, validNamespace } from './object-meta-system-fields.ts';
import type { RequestContext } from './request-context.ts';
import type { RESTCreateStrategy } from './strategy.ts';

/**
 * What all kinds have in common when an object is created. The object is changed in place.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/create.go#BeforeCreate
 */
export function beforeCreate<T extends ApiObject>(
  strategy: RESTCreateStrategy<T>,
  ctx: RequestContext,
  obj: T,
): Error | undefined {
  const { kind } = strategy; // go: objectMeta, kind, kerr := objectMetaAndKind(
  const objectMeta = obj.metadata;
  // left out (every object has metadata and a kind): if kerr != nil {

  // go: if strategy.NamespaceScoped() {
  if (strategy.namespaceScoped()) {
    // go: if !ValidNamespace(
    if (!validNamespace(ctx, objectMeta)) {
      // go: return errors.NewBadRequest(
      return newBadRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    // go: else if len(objectMeta.GetNamespace()) > 0 {
  } else if (objectMeta.namespace) {
    delete objectMeta.namespace; // go: objectMeta.SetNamespace(
  }
  delete objectMeta.deletionTimestamp; // go: objectMeta.SetDeletionTimestamp(
  delete objectMeta.deletionGracePeriodSeconds; // go: objectMeta.SetDeletionGracePeriodSeconds(
  strategy.prepareForCreate(ctx, obj); // go: strategy.PrepareForCreate(
  fillObjectMetaSystemFields(objectMeta, ctx.runtime); // go: FillObjectMetaSystemFields(
  // go: if len(objectMeta.GetGenerateName()) > 0
  if (objectMeta.generateName && !objectMeta.name) {
    objectMeta.name = strategy.generateName(objectMeta.generateName, ctx); // go: objectMeta.SetName(
  }

  // left out (the feature is on, nothing is cleared): if !utilfeature.DefaultFeatureGate

  // left out (our objects have no such field): if len(objectMeta.GetClusterName()) > 0 {

  const errs = strategy.validate(ctx, obj); // go: if errs := strategy.Validate(
  if (errs.length > 0) {
    return newInvalid(kind, objectMeta.name, errs); // go: return errors.NewInvalid( @1
  }

  // go: if errs := genericvalidation.ValidateObjectMetaAccessor(
  const metaErrs = ctx.validation?.validateObjectMeta(objectMeta, strategy.namespaceScoped()) ?? [];
  if (metaErrs.length > 0) {
    return newInvalid(kind, objectMeta.name, metaErrs); // go: return errors.NewInvalid( @2
  }

  strategy.canonicalize(obj); // go: strategy.Canonicalize(

  return undefined; // go: return nil
}

/**
 * An object whose name was generated cannot be in the way of its own kind: the client is to try
 * again, and gets another name.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/create.go#CheckGeneratedNameError
 */
export function checkGeneratedNameError<T extends ApiObject>(
  strategy: RESTCreateStrategy<T>,
  err: Error,
  obj: T,
): Error {
  if (!isAlreadyExists(err)) return err; // go+: if !errors.IsAlreadyExists(

  const { kind } = strategy; // go: objectMeta, kind, kerr := objectMetaAndKind(
  const objectMeta = obj.metadata;
  // left out (every object has metadata and a kind): if kerr != nil {

  if (!objectMeta.generateName) return err; // go+: if len(objectMeta.GetGenerateName()) == 0 {

  return newServerTimeoutForKind(kind, 'POST'); // go: return errors.NewServerTimeoutForKind(
}
