import { isExpiredError } from './is-expired-error.ts';
import type { Reflector } from './reflector.ts';

/**
 * Reports an error by which listing and watching ended, unless it only says that the resource
 * version was too old.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/reflector.go#DefaultWatchErrorHandler
 */
export function defaultWatchErrorHandler<T>(r: Reflector<T>, err: Error): void {
  // go: switch {
  if (isExpiredError(err)) {
    // left out (logging): klog.V(4).Infof(
    return;
  }
  // left out (logging; no connection ends so here): klog.V(1).Infof(
  // go: utilruntime.HandleError(
  r.handleError(new Error(`${r.name}: Failed to watch ${r.expectedTypeName}: ${err.message}`));
}
