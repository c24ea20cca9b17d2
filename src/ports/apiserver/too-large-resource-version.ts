import { hasStatusCause, isTimeout, StatusError } from '../api/status-error.ts';

/**
 * The cache has not come to the resource version that was asked for.
 *
 * @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#NewTooLargeResourceVersionError
 */
export function newTooLargeResourceVersionError(
  minimumResourceVersion: number,
  currentRevision: number,
): StatusError {
  const message = `Timeout: Too large resource version: ${minimumResourceVersion}, current: ${currentRevision}`; // go: err := errors.NewTimeoutError(
  // go: err.ErrStatus.Details.Causes = []metav1.StatusCause{
  const causes = ['ResourceVersionTooLarge'];
  return new StatusError(message, 'Timeout', causes, ['Too large resource version']); // go: return err
}

/** @ports staging/src/k8s.io/apiserver/pkg/storage/errors.go#IsTooLargeResourceVersion */
export function isTooLargeResourceVersion(err: Error | undefined): boolean {
  // go: if !errors.IsTimeout(err) {
  if (!isTimeout(err)) {
    return false; // go: return false
  }
  return hasStatusCause(err, 'ResourceVersionTooLarge'); // go: return errors.HasStatusCause(
}
