/**
 * The resync period of a listener that wants one: not shorter than the period in which the informer
 * looks, and 0 if it never does. Periods are milliseconds, 0 is never.
 *
 * @ports staging/src/k8s.io/client-go/tools/cache/shared_informer.go#determineResyncPeriod
 */
export function determineResyncPeriod(desired: number, check: number): number {
  if (desired === 0) return desired; // go+: if desired == 0 {
  // go: if check == 0 {
  if (check === 0) {
    // left out (logging): klog.Warningf("The specified resyncPeriod %v is invalid
    return 0; // go: return 0
  }
  // go: if desired < check {
  if (desired < check) {
    // left out (logging): klog.Warningf("The specified resyncPeriod %v is being increased
    return check; // go: return check
  }
  return desired; // go: return desired @2
}
