import type { FieldError } from '../api/field-error.ts';
import { formatTime } from '../api/format-time.ts';
import { newConflict, newInvalid } from '../api/new-status-error.ts';
import type { ApiObject } from './api-object.ts';
import type { DeleteOptions } from './delete-options.ts';
import type { RequestContext } from './request-context.ts';
import type { RESTDeleteStrategy } from './strategy.ts';

export interface DeletionCheck {
  /** The object is to be marked now, and goes away after its grace period. */
  readonly graceful: boolean;
  /** It was marked before, and the grace period is not shorter now. */
  readonly gracefulPending: boolean;
  readonly error?: Error;
}

/**
 * Whether an object is deleted gracefully. If so, it gets its time of deletion, and the options the
 * grace period.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/registry/rest/delete.go#BeforeDelete
 */
export function beforeDelete<T extends ApiObject>(
  strategy: RESTDeleteStrategy<T>,
  ctx: RequestContext,
  obj: T,
  options: DeleteOptions,
): DeletionCheck {
  const { kind: gvk } = strategy; // go: objectMeta, gvk, kerr := objectMetaAndKind(
  const objectMeta = obj.metadata;
  // left out (every object has metadata and a kind): if kerr != nil {
  const errs = validateDeleteOptions(options); // go: if errs := validation.ValidateDeleteOptions(
  if (errs.length > 0) {
    // go: return false, false, errors.NewInvalid(
    return failure(newInvalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', errs));
  }
  const { preconditions } = options;
  // go: if options.Preconditions != nil {
  if (preconditions) {
    const resource = { group: gvk.group, resource: gvk.kind };
    const { uid = '', resourceVersion = '', name } = objectMeta;
    // go: if options.Preconditions.UID != nil
    if (preconditions.uid !== undefined && preconditions.uid !== uid) {
      // go: return false, false, errors.NewConflict( @1
      return failure(
        newConflict(
          resource,
          name,
          new Error(
            `the UID in the precondition (${preconditions.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
          ),
        ),
      );
    }
    // go: if options.Preconditions.ResourceVersion != nil
    if (
      preconditions.resourceVersion !== undefined &&
      preconditions.resourceVersion !== resourceVersion
    ) {
      // go: return false, false, errors.NewConflict( @2
      return failure(
        newConflict(
          resource,
          name,
          new Error(
            `the ResourceVersion in the precondition (${preconditions.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
          ),
        ),
      );
    }
  }
  const isGracefulStrategy = strategy.checkGracefulDelete !== undefined; // go: gracefulStrategy, ok := strategy.(
  // go: if !ok {
  if (!isGracefulStrategy) {
    return { graceful: false, gracefulPending: false }; // go: return false, false, nil @1
  }
  // go: if objectMeta.GetDeletionTimestamp() != nil {
  if (objectMeta.deletionTimestamp) {
    // A deletion that was cut short after the mark: it is taken up again.
    // go: if objectMeta.GetDeletionGracePeriodSeconds() == nil
    if (!objectMeta.deletionGracePeriodSeconds) {
      return { graceful: false, gracefulPending: false }; // go: return false, false, nil @2
    }
    // go: if options.GracePeriodSeconds != nil {
    if (options.gracePeriodSeconds !== undefined) {
      const period = options.gracePeriodSeconds; // go: period := int64(
      // go: if period >= *objectMeta.GetDeletionGracePeriodSeconds() {
      if (period >= objectMeta.deletionGracePeriodSeconds) {
        return { graceful: false, gracefulPending: true }; // go: return false, true, nil @1
      }
      // go: newDeletionTimestamp := metav1.NewTime(
      const newDeletionTimestamp = formatTime(
        Date.parse(objectMeta.deletionTimestamp) -
          1000 * objectMeta.deletionGracePeriodSeconds +
          1000 * options.gracePeriodSeconds,
      );
      objectMeta.deletionTimestamp = newDeletionTimestamp; // go: objectMeta.SetDeletionTimestamp(&newDeletionTimestamp)
      objectMeta.deletionGracePeriodSeconds = period; // go: objectMeta.SetDeletionGracePeriodSeconds(&period)
      return { graceful: true, gracefulPending: false }; // go: return true, false, nil @1
    }
    options.gracePeriodSeconds = objectMeta.deletionGracePeriodSeconds; // go: options.GracePeriodSeconds = objectMeta
    return { graceful: false, gracefulPending: true }; // go: return false, true, nil @2
  }

  // go: if !gracefulStrategy.CheckGracefulDelete(
  if (!strategy.checkGracefulDelete?.(ctx, obj, options)) {
    return { graceful: false, gracefulPending: false }; // go: return false, false, nil @3
  }
  const now = formatTime(ctx.runtime.now() + 1000 * options.gracePeriodSeconds); // go: now := metav1.NewTime(
  objectMeta.deletionTimestamp = now; // go: objectMeta.SetDeletionTimestamp(&now)
  objectMeta.deletionGracePeriodSeconds = options.gracePeriodSeconds; // go: objectMeta.SetDeletionGracePeriodSeconds(options
  // The mark changes what controllers are to do, so that it counts as a change of the spec.
  // go: if objectMeta.GetGeneration() > 0 {
  if (objectMeta.generation !== undefined && objectMeta.generation > 0) {
    objectMeta.generation++; // go: objectMeta.SetGeneration(
  }
  return { graceful: true, gracefulPending: false }; // go: return true, false, nil @2
}

const failure = (error: Error): DeletionCheck => ({
  graceful: false,
  gracefulPending: false,
  error,
});

/**
 * What is wrong with options.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go#ValidateDeleteOptions
 */
function validateDeleteOptions(options: DeleteOptions): FieldError[] {
  const allErrs: FieldError[] = []; // go: allErrs := field.ErrorList{}
  // go: if options.OrphanDependents != nil && options.PropagationPolicy != nil {
  if (options.orphanDependents !== undefined && options.propagationPolicy !== undefined) {
    // go: allErrs = append(allErrs, field.Invalid(
    allErrs.push({
      type: 'FieldValueInvalid',
      field: 'propagationPolicy',
      body: `Invalid value: ${JSON.stringify(options.propagationPolicy)}: orphanDependents and deletionPropagation cannot be both set`,
    });
  }
  // left out (types allow no other policy): if options.PropagationPolicy != nil &&
  // left out (nothing is dry-run): allErrs = append(allErrs, ValidateDryRun(
  return allErrs; // go: return allErrs
}
