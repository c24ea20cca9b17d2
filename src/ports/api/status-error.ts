/** An error that the API server answered with, as far as controllers look into it. */
export class StatusError extends Error {
  /** One word, such as `NotFound`; empty if unknown. */
  readonly reason: string;
  /** The types of `details.causes`. */
  readonly causes: readonly string[];
  /** The messages of `details.causes`. */
  readonly causeMessages: readonly string[];

  constructor(
    message: string,
    reason = '',
    causes: readonly string[] = [],
    causeMessages: readonly string[] = [],
  ) {
    super(message);
    this.name = 'StatusError';
    this.reason = reason;
    this.causes = causes;
    this.causeMessages = causeMessages;
  }
}

/**
 * Whether an error says that there is no such object.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsNotFound
 */
export function isNotFound(err: Error | undefined): boolean {
  return reasonForError(err) === 'NotFound'; // go: return ReasonForError(err)
}

/**
 * The reason of the API server's error that an error is or has as its cause. The cause stands for
 * what Go's errors.As unwraps.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#ReasonForError
 */
export function reasonForError(err: Error | undefined): string {
  for (let status: unknown = err; status instanceof Error; status = status.cause) {
    // go: if status := APIStatus(nil); errors.As(
    if (status instanceof StatusError) {
      return status.reason; // go: return status.Status().Reason
    }
  }
  return ''; // go: return metav1.StatusReasonUnknown
}

/**
 * Whether the API server gave a cause of a type for its error. Unlike above a cause of the error is
 * not looked into.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#HasStatusCause
 */
export function hasStatusCause(err: Error | undefined, name: string): boolean {
  const ok = err instanceof StatusError && err.causes.includes(name); // go: _, ok := StatusCause(
  return ok; // go: return ok
}

/**
 * Whether an error says that the resource version asked for is too old.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsResourceExpired
 */
export function isResourceExpired(err: Error | undefined): boolean {
  return reasonForError(err) === 'Expired'; // go: return ReasonForError(err)
}

/**
 * Whether an error says that what was asked for is gone and will not come back.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsGone
 */
export function isGone(err: Error | undefined): boolean {
  return reasonForError(err) === 'Gone'; // go: return ReasonForError(err)
}

/**
 * Whether an error says that the request could not be done in time.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/api/errors/errors.go#IsTimeout
 */
export function isTimeout(err: Error | undefined): boolean {
  return reasonForError(err) === 'Timeout'; // go: return ReasonForError(err)
}
