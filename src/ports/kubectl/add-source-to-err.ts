import { StatusError } from '../api/status-error.ts';

/**
 * Says in an error what was being done, and from which file.
 *
 * @param source Where the object comes from; the error stays as it is without one.
 * @ports staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go#AddSourceToErr
 */
export function addSourceToErr(verb: string, source: string, err: Error): Error {
  // go: if source != "" {
  if (source !== '') {
    const message = `error when ${verb} ${JSON.stringify(source)}: ${err.message}`;
    // go: if statusError, ok := err.(apierrors.APIStatus); ok {
    if (err instanceof StatusError) {
      // go: status := statusError.Status()
      // go: status.Message = fmt.Sprintf(
      return new StatusError(message, err.reason, err.causes); // go: return &apierrors.StatusError{
    }
    return new Error(message); // go: return fmt.Errorf(
  }
  return err; // go: return err
}
