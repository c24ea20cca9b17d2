/** How a plugin answers. */
export type Code =
  'Success' | 'Error' | 'Unschedulable' | 'UnschedulableAndUnresolvable' | 'Wait' | 'Skip';

/** The answer of a plugin; none is a success. */
export class Status {
  readonly code: Code;
  readonly reasons: readonly string[];
  /** Set if the code is Error. */
  readonly err: Error | undefined;

  /**
   * An answer.
   *
   * @param err What went wrong, if it is an Error; else the reasons say so.
   */
  constructor(code: Code, reasons: readonly string[] = [], err?: Error) {
    this.code = code;
    this.reasons = reasons;
    this.err = err ?? (code === 'Error' ? new Error(this.message()) : undefined);
  }

  /**
   * The reasons as one text.
   *
   * @ports pkg/scheduler/framework/interface.go#Status.Message
   */
  message(): string {
    // left out (none is undefined here): if s == nil {
    return this.reasons.join(', '); // go: return strings.Join(
  }
}

/** @ports pkg/scheduler/framework/interface.go#Status.IsSuccess */
export function isSuccess(s: Status | undefined): s is undefined {
  return (s?.code ?? 'Success') === 'Success'; // go: return s.Code() == Success
}

/**
 * Whether the pod does not fit, now or at all.
 *
 * @ports pkg/scheduler/framework/interface.go#Status.IsUnschedulable
 */
export function isUnschedulable(s: Status | undefined): boolean {
  const code = s?.code; // go: code := s.Code()
  return code === 'Unschedulable' || code === 'UnschedulableAndUnresolvable'; // go: return code == Unschedulable
}

/**
 * What the answer is as an error.
 *
 * @ports pkg/scheduler/framework/interface.go#Status.AsError
 */
export function asError(s: Status): Error {
  // left out (asked for no success): if s.IsSuccess() {
  if (s.err) return s.err; // go+: if s.err != nil {
  return new Error(s.message()); // go: return errors.New(
}

/**
 * An error as an answer.
 *
 * @ports pkg/scheduler/framework/interface.go#AsStatus
 */
export function asStatus(err: Error): Status {
  return new Status('Error', [err.message], err); // go: return &Status{
}
