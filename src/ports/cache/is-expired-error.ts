import { isGone, isResourceExpired } from '../api/status-error.ts';

/**
 * Whether an error says that the resource version asked for is too old to be known.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#isExpiredError
 */
export function isExpiredError(err: Error | undefined): boolean {
  return isResourceExpired(err) || isGone(err); // go: return apierrors.IsResourceExpired(err)
}
