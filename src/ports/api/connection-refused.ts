/** Nobody listens at the API server's address. It has the code that Node gives such errors. */
export class ConnectionRefused extends Error {
  readonly code = 'ECONNREFUSED';

  constructor(message = 'connection refused') {
    super(message);
    this.name = 'ConnectionRefused';
  }
}

/**
 * Whether an error or one of its causes says that nobody listens at an address. The first error with
 * a code counts; the cause stands for what Go's errors.As unwraps.
 *
 * @ports staging/src/k8s.io/apimachinery/pkg/util/net/util.go#IsConnectionRefused
 */
export function isConnectionRefused(err: Error | undefined): boolean {
  // go: var errno syscall.Errno
  for (let errno: unknown = err; errno instanceof Error; errno = errno.cause) {
    // go: if errors.As(err, &errno) {
    if ('code' in errno) {
      return errno.code === 'ECONNREFUSED'; // go: return errno == syscall.ECONNREFUSED
    }
  }
  return false; // go: return false
}
