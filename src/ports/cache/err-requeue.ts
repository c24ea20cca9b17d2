/** The answer of a process function by which a popped item goes back into the queue. */
export class ErrRequeue extends Error {
  /** What the pop returns as its error. */
  readonly err: Error | undefined;

  constructor(err?: Error) {
    super(errorOf(err));
    this.name = 'ErrRequeue';
    this.err = err;
  }
}

/** @ports staging/src/k8s.io/client-go/tools/cache/fifo.go#ErrRequeue.Error */
function errorOf(err: Error | undefined): string {
  // go: if e.Err == nil {
  if (!err) {
    return 'the popped item should be requeued without returning an error'; // go: return "the popped item
  }
  return err.message; // go: return e.Err.Error()
}
