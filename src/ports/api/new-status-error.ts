import { aggregateMessage, type FieldError } from './field-error.ts';
import {
  groupKindString,
  groupResourceString,
  type GroupKind,
  type GroupResource,
} from './group-resource.ts';
import { StatusError } from './status-error.ts';

/** Go's `%q`, for names. */
const quote = (name: string): string => JSON.stringify(name);

/**
 * There is no such object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewNotFound
 */
export function newNotFound(qualifiedResource: GroupResource, name: string): StatusError {
  // go: return &StatusError{
  return new StatusError(
    `${groupResourceString(qualifiedResource)} ${quote(name)} not found`,
    'NotFound',
  );
}

/**
 * There is such an object already.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewAlreadyExists
 */
export function newAlreadyExists(qualifiedResource: GroupResource, name: string): StatusError {
  // go: return &StatusError{
  return new StatusError(
    `${groupResourceString(qualifiedResource)} ${quote(name)} already exists`,
    'AlreadyExists',
  );
}

/**
 * The object is not as the request takes it to be; who reads it again may succeed.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewConflict
 */
export function newConflict(
  qualifiedResource: GroupResource,
  name: string,
  err: Error,
): StatusError {
  const resource = groupResourceString(qualifiedResource);
  // go: return &StatusError{
  return new StatusError(
    `Operation cannot be fulfilled on ${resource} ${quote(name)}: ${err.message}`,
    'Conflict',
  );
}

/**
 * The object breaks rules of its kind.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewInvalid
 */
export function newInvalid(
  qualifiedKind: GroupKind,
  name: string,
  errs: readonly FieldError[],
): StatusError {
  const causes: string[] = []; // go: causes := make(
  // go: for i := range errs {
  for (const err of errs) {
    // left out (the loop has it): err := errs[i]
    causes.push(err.type); // go: causes = append(
  }
  // go: return &StatusError{
  return new StatusError(
    `${groupKindString(qualifiedKind)} ${quote(name)} is invalid: ${aggregateMessage(errs)}`,
    'Invalid',
    causes,
  );
}

/**
 * The request itself is wrong.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewBadRequest
 */
export function newBadRequest(reason: string): StatusError {
  return new StatusError(reason, 'BadRequest'); // go: return &StatusError{
}

/**
 * It did not work this time; the client should try again.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewServerTimeout
 */
export function newServerTimeout(qualifiedResource: GroupResource, operation: string): StatusError {
  const resource = groupResourceString(qualifiedResource);
  // go: return &StatusError{
  return new StatusError(
    `The ${operation} operation against ${resource} could not be completed at this time, please try again.`,
    'ServerTimeout',
  );
}

/**
 * As above, of a kind.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewServerTimeoutForKind
 */
export function newServerTimeoutForKind(qualifiedKind: GroupKind, operation: string): StatusError {
  // go: return NewServerTimeout(
  return newServerTimeout({ group: qualifiedKind.group, resource: qualifiedKind.kind }, operation);
}

/**
 * Something failed inside the API server.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewInternalError
 */
export function newInternalError(err: Error): StatusError {
  // The one cause there is has no type.
  // go: return &StatusError{
  return new StatusError(`Internal error occurred: ${err.message}`, 'InternalError', ['']);
}

/**
 * The request took too long.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#NewTimeoutError
 */
export function newTimeoutError(message: string, causes: readonly string[] = []): StatusError {
  return new StatusError(`Timeout: ${message}`, 'Timeout', causes); // go: return &StatusError{
}
