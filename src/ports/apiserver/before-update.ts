import type { FieldError } from '../api/field-error.ts';
import { newBadRequest, newInvalid } from '../api/new-status-error.ts';
import type { ApiObject } from './api-object.ts';
import { validNamespace } from './object-meta-system-fields.ts';
import type { RequestContext } from './request-context.ts';
import type { RESTUpdateStrategy } from './strategy.ts';

/**
 * What all kinds have in common when an object is updated: what the client must not change is as it
 * was. The new object is changed in place.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/update.go#BeforeUpdate
 */
export function beforeUpdate<T extends ApiObject>(
  strategy: RESTUpdateStrategy<T>,
  ctx: RequestContext,
  obj: T,
  old: T,
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

  const oldMeta = old.metadata; // go: oldMeta, err := meta.Accessor(old)
  // left out (every object has metadata): if err != nil { @1
  // go: objectMeta.SetGeneration(
  if (oldMeta.generation === undefined) delete objectMeta.generation;
  else objectMeta.generation = oldMeta.generation;

  // left out (the feature is on, nothing is cleared): if !utilfeature.DefaultFeatureGate

  strategy.prepareForUpdate(ctx, obj, old); // go: strategy.PrepareForUpdate(

  // left out (our objects have no such field): if len(objectMeta.GetClusterName()) > 0 {
  // go: if len(objectMeta.GetUID()) == 0 {
  if (!objectMeta.uid && oldMeta.uid) {
    objectMeta.uid = oldMeta.uid; // go: objectMeta.SetUID(
  }
  // go: if oldCreationTime := oldMeta.GetCreationTimestamp()
  if (oldMeta.creationTimestamp) {
    objectMeta.creationTimestamp = oldMeta.creationTimestamp; // go: objectMeta.SetCreationTimestamp(
  }
  // go: if !oldMeta.GetDeletionTimestamp().IsZero() {
  if (oldMeta.deletionTimestamp) {
    objectMeta.deletionTimestamp = oldMeta.deletionTimestamp; // go: objectMeta.SetDeletionTimestamp(
  }
  // go: if oldMeta.GetDeletionGracePeriodSeconds() != nil
  if (
    oldMeta.deletionGracePeriodSeconds !== undefined &&
    objectMeta.deletionGracePeriodSeconds === undefined
  ) {
    objectMeta.deletionGracePeriodSeconds = oldMeta.deletionGracePeriodSeconds; // go: objectMeta.SetDeletionGracePeriodSeconds(
  }

  const errs = validateCommonFields(ctx, obj, old, strategy); // go: errs, err := validateCommonFields(
  // left out (every object has metadata): if err != nil { @2

  errs.push(...strategy.validateUpdate(ctx, obj, old)); // go: errs = append(errs, strategy.ValidateUpdate(
  // go: if len(errs) > 0 {
  if (errs.length > 0) {
    return newInvalid(kind, objectMeta.name, errs); // go: return errors.NewInvalid(
  }

  strategy.canonicalize(obj); // go: strategy.Canonicalize(

  return undefined; // go: return nil
}

/**
 * What is wrong with the metadata.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/update.go#validateCommonFields
 */
function validateCommonFields<T extends ApiObject>(
  ctx: RequestContext,
  obj: T,
  old: T,
  strategy: RESTUpdateStrategy<T>,
): FieldError[] {
  const allErrs: FieldError[] = []; // go: allErrs := field.ErrorList{}
  const objectMeta = obj.metadata; // go: objectMeta, err := meta.Accessor(obj)
  // left out (every object has metadata): if err != nil { @1
  const oldObjectMeta = old.metadata; // go: oldObjectMeta, err := meta.Accessor(old)
  // left out (every object has metadata): if err != nil { @2
  const { validation } = ctx;
  allErrs.push(...(validation?.validateObjectMeta(objectMeta, strategy.namespaceScoped()) ?? [])); // go: allErrs = append(allErrs, genericvalidation.ValidateObjectMetaAccessor(
  allErrs.push(...(validation?.validateObjectMetaUpdate(objectMeta, oldObjectMeta) ?? [])); // go: allErrs = append(allErrs, genericvalidation.ValidateObjectMetaAccessorUpdate(

  return allErrs; // go: return allErrs, nil
}
