import { hasStatusCause, isTimeout, StatusError } from '../api/status-error.ts';

/**
 * Whether an error says that the server has not come to the resource version yet that was asked for.
 * API servers before 1.18.6 say so by a message only.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#isTooLargeResourceVersionError
 */
export function isTooLargeResourceVersionError(err: Error | undefined): boolean {
  if (hasStatusCause(err, 'ResourceVersionTooLarge')) return true; // go+: if apierrors.HasStatusCause(
  if (!isTimeout(err)) return false; // go+: if !apierrors.IsTimeout(err) {
  const apierr = err; // go: apierr, ok := err.(apierrors.APIStatus)
  if (!(apierr instanceof StatusError)) return false; // go+: if !ok || apierr == nil ||
  // go: for _, cause := range
  for (const message of apierr.causeMessages) {
    // go: if cause.Message ==
    if (message === 'Too large resource version') {
      return true; // go: return true @2
    }
  }
  return false; // go: return false @3
}
