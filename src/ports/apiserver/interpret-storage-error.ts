import type { GroupResource } from '../api/group-resource.ts';
import {
  newAlreadyExists,
  newConflict,
  newInternalError,
  newNotFound,
  newServerTimeout,
} from '../api/new-status-error.ts';
import {
  isInvalidObj,
  isKeyNotFound,
  isNodeExist,
  isStorageConflict,
  isStorageInternalError,
  isUnreachable,
} from './storage-error.ts';

/**
 * What the client is told of an error of the storage when it reads.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/errors/storage.go#InterpretGetError
 */
export function interpretGetError(
  err: Error,
  qualifiedResource: GroupResource,
  name: string,
): Error {
  // go: switch {
  if (isKeyNotFound(err)) {
    return newNotFound(qualifiedResource, name); // go: return errors.NewNotFound(
  } else if (isUnreachable(err)) {
    return newServerTimeout(qualifiedResource, 'get'); // go: return errors.NewServerTimeout(
  } else if (isStorageInternalError(err)) {
    return newInternalError(err); // go: return errors.NewInternalError(
  }
  return err; // go: return err @4
}

/**
 * The same when it creates.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/errors/storage.go#InterpretCreateError
 */
export function interpretCreateError(
  err: Error,
  qualifiedResource: GroupResource,
  name: string,
): Error {
  // go: switch {
  if (isNodeExist(err)) {
    return newAlreadyExists(qualifiedResource, name); // go: return errors.NewAlreadyExists(
  } else if (isUnreachable(err)) {
    return newServerTimeout(qualifiedResource, 'create'); // go: return errors.NewServerTimeout(
  } else if (isStorageInternalError(err)) {
    return newInternalError(err); // go: return errors.NewInternalError(
  }
  return err; // go: return err @4
}

/**
 * The same when it updates.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/errors/storage.go#InterpretUpdateError
 */
export function interpretUpdateError(
  err: Error,
  qualifiedResource: GroupResource,
  name: string,
): Error {
  // go: switch {
  if (isStorageConflict(err) || isNodeExist(err) || isInvalidObj(err)) {
    return newConflict(qualifiedResource, name, err); // go: return errors.NewConflict(
  } else if (isUnreachable(err)) {
    return newServerTimeout(qualifiedResource, 'update'); // go: return errors.NewServerTimeout(
  } else if (isKeyNotFound(err)) {
    return newNotFound(qualifiedResource, name); // go: return errors.NewNotFound(
  } else if (isStorageInternalError(err)) {
    return newInternalError(err); // go: return errors.NewInternalError(
  }
  return err; // go: return err @5
}

/**
 * The same when it deletes.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/errors/storage.go#InterpretDeleteError
 */
export function interpretDeleteError(
  err: Error,
  qualifiedResource: GroupResource,
  name: string,
): Error {
  // go: switch {
  if (isKeyNotFound(err)) {
    return newNotFound(qualifiedResource, name); // go: return errors.NewNotFound(
  } else if (isUnreachable(err)) {
    return newServerTimeout(qualifiedResource, 'delete'); // go: return errors.NewServerTimeout(
  } else if (isStorageConflict(err) || isNodeExist(err) || isInvalidObj(err)) {
    return newConflict(qualifiedResource, name, err); // go: return errors.NewConflict(
  } else if (isStorageInternalError(err)) {
    return newInternalError(err); // go: return errors.NewInternalError(
  }
  return err; // go: return err @5
}
